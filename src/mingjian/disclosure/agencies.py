"""Agency pages (执法主体公示): who enforces here, with which powers, and where to complain."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from mingjian.disclosure.acting import require_clerk
from mingjian.disclosure.leaks import find_leaks
from mingjian.disclosure.models import AgencyPage, PublicAgency
from mingjian.disclosure.places import division_name, six_digits
from mingjian.disclosure.preparing import refuse_leaks
from mingjian.journal.writing import write_entry
from mingjian.law.roles import Actor, Role
from mingjian.law.violations import LINE_LABELS, Line
from mingjian.registry.kinds import AgencyKind
from mingjian.registry.models import Agency
from mingjian.registry.packs import current_pack

PUBLISHERS = frozenset({Role.DISCLOSURE_CLERK, Role.AGENCY_HEAD})
_OF_OFFICES = frozenset({"手机号码", "电话号码", "电子邮箱", "微信号或者QQ号"})
_TITLES = {
    "name": "主体名称",
    "funding_source": "经费来源",
    "staffing": "队伍编制",
    "duties": "执法职责",
    "legal_representative": "法定代表人",
    "address": "单位地址",
    "complaint_phone": "投诉举报电话",
    "entrustment": "委托协议",
}


def publish_agency(*, agency_id: UUID, on: date, by: Actor, at: datetime) -> PublicAgency:
    """公示执法主体: show, or bring up to date, the public part of the agency's own entry."""
    require_clerk(by=by, agency_id=agency_id, roles=PUBLISHERS, act="公示执法主体")
    with transaction.atomic():
        agency = Agency.objects.select_for_update().get(id=agency_id)
        known = AgencyPage.objects.filter(agency=agency).first()
        slug = known.page_id if known else _next_slug(agency)
        said = _public_part(agency, on)
        _refuse_personal(said)
        page, _ = PublicAgency.objects.update_or_create(
            slug=slug, defaults={**said, "published_on": on}
        )
        if known is None:
            AgencyPage.objects.create(agency=agency, page=page)
        write_entry(
            stream_id=agency.id,
            stream_kind="agency",
            kind="agency.published",
            by=by,
            at=at,
            acted_on=on,
            payload={"slug": slug},
        )
    return page


def page_of(*, agency_id: UUID, on: date, by: Actor, at: datetime) -> PublicAgency:
    """The agency's public page; made with its first publication if nobody did before."""
    known = AgencyPage.objects.select_related("page").filter(agency_id=agency_id).first()
    if known is not None:
        return known.page
    return publish_agency(agency_id=agency_id, on=on, by=by, at=at)


def _refuse_personal(said: Mapping[str, object]) -> None:
    """An office may be telephoned; numbers of people's cards stand on no page."""
    texts = {key: text for key, text in said.items() if isinstance(text, str)}
    found = find_leaks(content=texts, titles=_TITLES, natural_person=False)
    refuse_leaks(tuple(leak for leak in found if leak.kind not in _OF_OFFICES))


def _next_slug(agency: Agency) -> str:
    code = six_digits(agency.division_code)
    return f"{code}-{PublicAgency.objects.filter(division_code=code).count() + 1}"


def _public_part(agency: Agency, on: date) -> dict[str, object]:
    pack = current_pack(agency)
    powers = agency.powers.in_force(on=on).order_by("line")
    return {
        "name": agency.name,
        "short_name": agency.short_name,
        "division_code": six_digits(agency.division_code),
        "division_name": division_name(agency.division_code),
        "kind": AgencyKind(agency.kind).title,
        "credit_code": agency.credit_code,
        "funding_source": agency.funding_source,
        "staffing": agency.staffing,
        "duties": agency.duties,
        "powers": [
            {"line": power.line, "title": LINE_LABELS[Line(power.line)], "cite": power.cite}
            for power in powers
        ],
        "legal_representative": agency.legal_representative,
        "address": agency.address,
        "complaint_phone": agency.complaint_phone,
        "reconsideration_body": agency.reconsideration_body,
        "court": agency.court,
        "entrusted_by": agency.entrusted_by.name if agency.entrusted_by else "",
        "entrustment": agency.entrustment,
        "law_pack": f"{pack.name}（{pack.version}）",
    }
