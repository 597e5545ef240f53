"""Columns of other tables (列的对应): which of the file's columns is which of the template's.

The national 双公示 table (CF_…) and its Chinese names are known; what is not known, and everything
that would hold personal numbers, is left out and never read.
"""

from __future__ import annotations

from collections.abc import Iterable

from mingjian.disclosure import past_columns as columns

# 国家双公示行政处罚数据标准的字段名和中文名。证件号码等列不在其中，一律不读入。
_NATIONAL = {
    columns.NUMBER: ("CF_WSH", "行政处罚决定书文号", "处罚决定书文号", "决定书文号"),
    columns.PARTY_NAME: ("CF_XDR_MC", "行政相对人名称", "当事人", "被处罚人"),
    columns.PARTY_KIND: ("CF_XDR_LB", "行政相对人类别"),
    columns.CREDIT_CODE: ("CF_XDR_SHXYM", "行政相对人代码_1", "行政相对人代码_1(统一社会信用代码)"),
    columns.REPRESENTATIVE: ("CF_FRDB", "法定代表人(负责人)", "法定代表人姓名"),
    columns.CAUSE: ("CF_WFXW", "违法行为类型"),
    columns.FACTS: ("CF_SY", "违法事实", "主要违法事实"),
    columns.BASIS: ("CF_YJ", "处罚依据"),
    columns.KINDS: ("CF_CFLB", "处罚类别", "处罚种类"),
    columns.PENALTY: ("CF_NR", "处罚内容"),
    columns.FINE_WAN: ("CF_NR_FK", "罚款金额", "罚款金额(万元)"),
    columns.DECIDED_ON: ("CF_JDRQ", "处罚决定日期", "处罚日期"),
    columns.TERM_ENDS_ON: ("CF_GSJZQ", "公示截止期"),
}
_KNOWN = {
    **{each: target for target, names in _NATIONAL.items() for each in names},
    **{each: each for each in columns.COLUMNS},
}


def suggest_columns(titles: Iterable[str]) -> dict[str, str]:
    """对应关系 as far as the names tell: file column → template column, "" where left out."""
    taken: set[str] = set()
    found = {}
    for title in titles:
        target = _KNOWN.get(title, "")
        found[title] = "" if target in taken else target
        taken.add(target)
    return found
