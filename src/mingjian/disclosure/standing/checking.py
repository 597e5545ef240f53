"""Checking (公布前核对): what the law asks of a list, and no personal data in any of its cells.

Telephones and addresses of offices belong into lists; numbers of people's cards and plates of
vehicles never do, and a mobile telephone only where the public is told whom to call.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mingjian.disclosure.leaks import Leak, find_leaks
from mingjian.law.citation import Citation
from mingjian.law.standing.checks import Fault, Setting, Table, find_faults
from mingjian.law.standing.kinds import ListKind

_CITE = Citation("个人信息保护法", "28")
_NEVER = frozenset({"身份证号码", "十五位身份证号码", "银行卡号", "车辆号牌"})
_TO_CALL = frozenset({"手机号码", "微信号或者QQ号"})
_WHERE_TO_CALL = ("电话", "投诉", "咨询", "联系", "监督", "救济", "查询", "渠道", "地址")
_FILED = "备案文号"
# 事项编码、证件编号本来就是长串数字、字母，不当作银行卡号、号牌。
_LIKE_CODES = frozenset({"银行卡号", "车辆号牌", "手机号码"})
_NUMBERS = ("编号", "编码", "代码", "文号")


def list_faults(
    *, kind: ListKind, table: Table, setting: Setting, filed: str = ""
) -> tuple[Fault, ...]:
    """Everything that keeps this list from being published: gaps first, then personal data."""
    gaps = find_faults(kind=kind, table=table, setting=setting, filed=filed)
    return (*gaps, *_personal(0, {_FILED: filed}), *_personal_rows(table))


def _personal_rows(table: Table) -> Iterator[Fault]:
    for number, row in enumerate(table.rows, 1):
        yield from _personal(number, dict(zip(table.elements, row, strict=False)))


def _personal(number: int, said: Mapping[str, str]) -> Iterator[Fault]:
    titles = {title: title for title in said}
    for leak in find_leaks(content=said, titles=titles, natural_person=False):
        if _is_kept_back(leak) and not _is_a_code(leak.kind, leak.field):
            yield Fault(number, leak.field, f"{leak}，不能公布", _CITE)


def _is_kept_back(leak: Leak) -> bool:
    if leak.kind in _TO_CALL:
        return not any(word in leak.field for word in _WHERE_TO_CALL)
    return leak.kind in _NEVER


def _is_a_code(kind: str, title: str) -> bool:
    return kind in _LIKE_CODES and title.endswith(_NUMBERS)
