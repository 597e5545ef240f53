"""Cases that the procuratorate sends, for tests: the letter, the lead, the case going on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from mingjian.cases.justice import TransferDraft
from mingjian.cases.leads import LeadDraft, register_lead
from mingjian.cases.models import Case
from mingjian.law.proceedings.rules_justice import SOURCE
from mingjian.law.roles import Role
from mingjian.ops.demo.cast import Cast
from mingjian.ops.demo.story import open_lead
from mingjian.ops.demo.telling import Telling
from tests.cases.story import START, make_cast, make_plot

LETTER = TransferDraft(
    organ="样板县人民检察院",
    title="检察意见书",
    number="样检行意〔2026〕3号",
    written_on=START - timedelta(days=4),
    received_on=START - timedelta(days=2),
    ground="not_prosecuted",
    materials="不起诉决定书和案卷复制件，建议给予行政处罚。",
)


def registered(
    cast: Cast | None = None,
    *,
    source: str = SOURCE,
    letter: TransferDraft | None = LETTER,
    serial: int = 0,
    **lead: Any,
) -> Telling:
    """The lead with its letter; ready to go on."""
    cast = cast or make_cast()
    plot = make_plot(cast, serial=serial)
    draft = LeadDraft(
        source=source,
        registered_on=START,
        discovered_on=START,
        act_ended_on=START - timedelta(days=20),
        place=plot.place,
        summary="检察机关移送。",
        violation_id=plot.violation_id,
        transfer=letter,
    )
    story = Telling(cast, plot, START)
    case = register_lead(
        agency_id=cast.agency_id,
        party_id=plot.party_id,
        draft=replace(draft, **lead),
        by=cast.actor(Role.CASE_OFFICER),
        at=story.at,
        case_id=story.case_id,
    )
    assert isinstance(case, Case)
    return story


def opened(**changes: Any) -> Telling:
    """The case that came from the procuratorate, under investigation."""
    story = registered(**changes)
    open_lead(story)
    return story
