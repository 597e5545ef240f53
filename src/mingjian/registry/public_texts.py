"""Public texts (公开的文字): what the registry shows as it stands tells no number of a person.

Posts, categories and duties are read by everybody the moment they are entered: on the page of an
officer, in 亮证, on the page of an agency. So they are looked at before they are kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from mingjian.law.breach import Breach
from mingjian.law.citation import Citation
from mingjian.law.redaction import find_personal_numbers, find_plates

_CITE = Citation("个人信息保护法", "28")
# 比电话号码长的，是证件号码或者账号。
_LONGEST_PHONE = 14


def personal_breaches(
    texts: Mapping[str, str], *, telephones: Collection[str] = ()
) -> Iterator[Breach]:
    """One for each text (by its Chinese title) that tells such a number.

    ``telephones``: titles where the number of an office may stand.
    """
    for title, text in texts.items():
        found = [*find_personal_numbers(text), *find_plates(text)]
        if title in telephones:
            found = [number for number in found if sum(map(str.isdigit, number)) > _LONGEST_PHONE]
        if found:
            yield Breach(
                code="PUBLIC_TEXT",
                message=f"“{title}”向社会公开，其中含有证件号码、电话、账号或者号牌，不能保存。",
                cite=_CITE,
                remedy=f"请从“{title}”中删去这些号码后再保存。",
            )
