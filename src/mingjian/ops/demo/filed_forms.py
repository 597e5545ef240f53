"""Forms filed in the demo (文书格式备案): one receipt for most, a few still to be filed."""

from __future__ import annotations

from datetime import date, datetime

from mingjian.dossier.filings import FilingDraft, Standing, record_filing, used_forms
from mingjian.law.roles import Role
from mingjian.ops.demo.cast import Cast
from mingjian.registry.models import Agency

_LEFT = 3  # 留下几种没有备案的


def file_forms(*, cast: Cast, today: date, at: datetime) -> int:
    """文书格式备案 of an agency, once; how many forms."""
    agency = Agency.objects.get(id=cast.agency_id)
    used = used_forms(agency, on=today)
    if any(one.standing is Standing.FILED for one in used):
        return 0
    draft = FilingDraft(
        [one.name for one in used[:-_LEFT]], today, "宾县司法局（演示）", "演司备〔2026〕3号"
    )
    by = cast.actor(Role.LEGAL_REVIEWER)
    return len(record_filing(agency_id=agency.id, draft=draft, on=today, by=by, at=at))
