"""Reading an agency (执法主体公示页): its public fields in the order of the plans."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mingjian.disclosure.models import PublicAgency
from mingjian.law.citation import Citation
from mingjian.law.cited import read_citations
from mingjian.law.violations import Line, Violation, violations
from mingjian.portal.parameters.finding import pack_page
from mingjian.web.parts import SummaryRow

_RECONSIDERATION = Citation("行政复议法", "20", "1")
_SUIT = Citation("行政诉讼法", "46", "1")


@dataclass(frozen=True)
class Power:
    """执法职权 in one line of enforcement: its basis as published, and what it may penalise."""

    title: str
    basis: str
    cites: tuple[Citation, ...]
    violations: tuple[Violation, ...]


def about_agency(agency: PublicAgency) -> tuple[SummaryRow, ...]:
    """主体信息; what was not published is left out."""
    rows = (
        ("主体名称", agency.name),
        ("主体类别", agency.kind),
        ("所在区划", agency.division_name),
        ("统一社会信用代码", agency.credit_code),
        ("法定代表人", agency.legal_representative),
        ("经费来源", agency.funding_source),
        ("队伍编制", agency.staffing),
        ("执法职责", agency.duties),
        ("委托机关", agency.entrusted_by),
        ("委托协议", agency.entrustment),
        ("单位地址", agency.address),
        ("投诉举报电话", agency.complaint_phone),
    )
    about = [SummaryRow(label, value) for label, value in rows if value]
    if agency.law_pack:
        url = pack_page(agency.law_pack)
        about.append(SummaryRow("适用的法律参数", agency.law_pack, url=url))
    return tuple(about)


def remedies_of(agency: PublicAgency) -> tuple[SummaryRow, ...]:
    """救济途径: where and how long one may complain, with the articles."""
    return (
        SummaryRow("复议机关", agency.reconsideration_body),
        SummaryRow("复议期限", "自知道处罚决定之日起六十日内", cite=_RECONSIDERATION),
        SummaryRow("管辖法院", agency.court),
        SummaryRow("起诉期限", "自知道处罚决定之日起六个月内", cite=_SUIT),
    )


def powers_of(agency: PublicAgency) -> tuple[Power, ...]:
    """执法职权 by line of enforcement, in the published order."""
    return tuple(_power(each) for each in agency.powers)


def _power(published: Mapping[str, str]) -> Power:
    basis = published.get("cite", "")
    line = published.get("line", "")
    known = violations(Line(line)) if line in set(Line) else ()
    return Power(published.get("title", ""), basis, read_citations(basis), known)
