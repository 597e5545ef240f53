"""Causes from a local benchmark, and one more violation in the same report, through the forms."""

from __future__ import annotations

from typing import Any

import pytest

from mingjian.cases.models import Case
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from mingjian.ops.demo.story import Telling
from tests.cases.story import make_cast
from tests.cases.summary.spot import SIDEWALK
from tests.cases.test_counts import BOXES, PLACE, STALL, boxes_told
from tests.desk.cases.test_registering import filled
from tests.desk.make import at_desk, post_move, text_of, today, workdays_ago

pytestmark = pytest.mark.django_db
OFFICER = Role.CASE_OFFICER
REPORTED = {
    "facts": BOXES.facts,
    "evidence_summary": BOXES.evidence,
    "outcome": "penalty",
    "kinds": ["罚款"],
    "fine_yuan": "15,000",
    "reasons": "事实清楚。",
    "subject": "organisation",
    "offence_count": "1",
    "measure_0": "3",
    "also1-violation_id": SIDEWALK,
}
STALL_REPORTED = {
    "also1-facts": STALL.facts,
    "also1-kinds": ["罚款"],
    "also1-fine_yuan": "1,000",
    "also1-subject": "organisation",
    "also1-offence_count": "1",
    "also1-flags": ["overdue"],
}


def at_report() -> Telling:
    """A case whose evidence is complete."""
    return boxes_told(until=Move.ADD_EVIDENCE, start=workdays_ago(60), also=())


def report(story: Telling, **sent: Any) -> Any:
    """Send the report's form."""
    client = at_desk(story.cast, OFFICER)
    on = today().isoformat()
    return post_move(client, story.case_id, Move.REPORT, on=on, **REPORTED, **sent)


def test_an_item_of_the_benchmark_is_registered_as_the_cause() -> None:
    client = at_desk(make_cast(PLACE), OFFICER)
    shown, sent = text_of(client.get("/cases/new/")), filled(violation_id=SIDEWALK)

    client.post("/cases/new/", sent)

    case = Case.objects.get(id=sent["case_id"])
    assert "裁量基准（深城管规〔2023〕2号）" in shown
    assert (case.violation_id, "超出门、窗外墙" in case.cause) == (SIDEWALK, True)


def test_calculating_asks_what_the_other_violation_needs() -> None:
    page = report(at_report(), calculate="1")

    assert page.status_code == 200
    assert 'name="also1-offence_count"' in text_of(page)
    assert 'name="also2-violation_id"' in text_of(page)
    assert "15,000.00" in text_of(page)
    assert "error-summary" not in text_of(page)


def test_two_violations_are_reported_and_shown_with_their_amounts() -> None:
    story = at_report()

    sent = report(story, **STALL_REPORTED)

    assert sent.status_code == 303, text_of(sent)
    page = text_of(at_desk(story.cast, OFFICER).get(f"/cases/{story.case_id}/"))
    for words in ("壹万伍仟元整", "壹仟元整", "以上二项违法行为分别裁量，合并执行", "壹万陆仟元整"):
        assert words in page, words


def test_another_violation_without_facts_or_penalty_is_told_at_its_fields() -> None:
    page = report(at_report(), **{**STALL_REPORTED, "also1-facts": "", "also1-kinds": []})

    assert page.status_code == 422
    assert "请写明该项违法行为的时间、地点、经过。" in text_of(page)


def test_a_revision_starts_from_the_violations_as_they_stand() -> None:
    story = boxes_told(until=Move.REPORT, start=workdays_ago(60))

    page = at_desk(story.cast, OFFICER).get(f"/cases/{story.case_id}/do/revise_proposal/")

    assert STALL.facts in text_of(page)
    assert 'name="also1-offence_count"' in text_of(page)
