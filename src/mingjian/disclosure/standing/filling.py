"""Filling (形成): rows that nobody types, because the registry or the rules already hold them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from mingjian.disclosure.places import division_name
from mingjian.law.standing.checks import Setting
from mingjian.law.standing.kinds import Filled, ListKind, Row
from mingjian.law.standing.rules import rule_rows
from mingjian.registry.kinds import AgencyKind
from mingjian.registry.models import Agency, Credential


def fill_rows(*, kind: ListKind, agency: Agency, setting: Setting) -> tuple[Row, ...]:
    """The rows as registry or rules give them today; KeyError for a list that is typed."""
    if kind.filled is Filled.RULES:
        return rule_rows(kind=kind.kind, book=setting.book, lines=setting.lines, on=setting.on)
    titles = [one.title for one in kind.elements(book=setting.book, on=setting.on)]
    rows = _REGISTRY[kind.kind](agency, setting)
    return tuple(tuple(row.get(title, "") for title in titles) for row in rows)


def _subjects(agency: Agency, setting: Setting) -> Iterable[Mapping[str, str]]:
    """The agency itself, then the bodies it has entrusted."""
    bodies = agency.entrusted_bodies.in_force(on=setting.on).order_by("name")
    for one in (agency, *bodies):
        is_entrusted = one.entrusted_by_id is not None
        yield {
            "主体名称": one.name,
            "主体类别": AgencyKind(one.kind).title,
            "经费来源": one.funding_source,
            "队伍编制状况": one.staffing,
            "执法职责和权限": one.duties,
            "法定代表人": one.legal_representative,
            "单位地址": one.address,
            "投诉举报电话": one.complaint_phone,
            "委托机关": agency.name if is_entrusted and one != agency else "",
            "委托书": one.entrustment if one != agency else "",
        }


def _officers(agency: Agency, setting: Setting) -> Iterable[Mapping[str, str]]:
    """Those who may enforce on that day, by the number of the credential."""
    valid = Credential.objects.valid(on=setting.on).select_related("officer")
    serving = agency.officers.in_office(on=setting.on)
    for card in valid.filter(officer__in=serving).order_by("number"):
        yield {
            "姓名": card.officer.name,
            "单位": agency.name,
            "职务": card.officer.post,
            "证件编号": card.number,
            "执法类别": card.category,
            "执法区域": division_name(card.area),
        }


_REGISTRY: Mapping[str, Callable[[Agency, Setting], Iterable[Mapping[str, str]]]] = {
    "subjects": _subjects,
    "officers": _officers,
}
