"""Checking (公布前核对): what the law asks of a list, and no personal data in any of its cells.

Telephones and addresses of offices belong into lists; numbers of people's cards never do.
"""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.disclosure.leaks import find_leaks
from mingjian.law.citation import Citation
from mingjian.law.standing.checks import Fault, Setting, Table, find_faults
from mingjian.law.standing.kinds import ListKind

_CITE = Citation("个人信息保护法", "28")
_NEVER = frozenset({"身份证号码", "十五位身份证号码", "银行卡号"})
# 事项编码、证件编号本来就是长串数字，不当作银行卡号。
_NUMBERS = ("编号", "编码", "代码", "文号")


def list_faults(
    *, kind: ListKind, table: Table, setting: Setting, filed: str = ""
) -> tuple[Fault, ...]:
    """Everything that keeps this list from being published: gaps first, then personal data."""
    gaps = find_faults(kind=kind, table=table, setting=setting, filed=filed)
    return (*gaps, *_personal(table))


def _personal(table: Table) -> Iterator[Fault]:
    titles = {title: title for title in table.elements}
    for number, row in enumerate(table.rows, 1):
        said = dict(zip(table.elements, row, strict=False))
        for leak in find_leaks(content=said, titles=titles, natural_person=False):
            if leak.kind in _NEVER and not _is_a_code(leak.kind, leak.field):
                yield Fault(number, leak.field, f"{leak}，不能公布", _CITE)


def _is_a_code(kind: str, title: str) -> bool:
    return kind == "银行卡号" and title.endswith(_NUMBERS)
