"""Hearing: asked for in time, notified seven working days before, neutral, held before deciding."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from mingjian.cases import hearing
from mingjian.cases.facts import facts_of
from mingjian.cases.models import Hearing, HearingRecord, HearingRequest
from mingjian.cases.serving import serve_other_paper
from mingjian.dossier.kinds import DocumentKind, ServiceMethod
from mingjian.dossier.models import Document
from mingjian.law.dates import long_date
from mingjian.law.procedure import (
    VERSIONS,
    Move,
    Outcome,
    State,
    has_passed_review,
    owes_review,
)
from mingjian.law.roles import Role
from mingjian.law.workdays import national_calendar
from mingjian.ops.demo.story import Person, Telling
from tests.cases import acts
from tests.cases.story import last_entry, make_cast, refused, state_of, story_at

pytestmark = pytest.mark.django_db
LAST_DAY_OF_THE_FIRST = VERSIONS[1].since - timedelta(days=1)


def noticed() -> Telling:
    """A grave case whose party was offered a hearing."""
    return story_at(Move.SERVE_NOTICE, grave=True)


def notify(
    story: Telling, *, days: int = 9, host: Person | None = None, serve: bool = True
) -> date:
    """Notify today a hearing in so many working days, and serve the notice; returns that day."""
    scheduled_on = national_calendar().add_workdays(story.day, days)
    host = host or story.cast.host
    story.act(
        Move.NOTIFY_HEARING,
        hearing.notify_hearing,
        Role.PRESIDING_OFFICER,
        on=story.day,
        scheduled_on=scheduled_on,
        place="本机关听证室",
        presiding_person_id=host.person_id,
        presiding_name=host.name,
    )
    if serve:
        acts.serve_hearing_notice(story)
    return scheduled_on


def hold(story: Telling, record: str = "当事人申辩并质证。") -> None:
    """Enter the record today."""
    story.act(
        Move.HOLD_HEARING,
        hearing.hold_hearing,
        Role.PRESIDING_OFFICER,
        on=story.day,
        record=record,
    )


def waive(story: Telling, **details: Any) -> None:
    """Enter a waiver today."""
    story.act(
        Move.WAIVE_HEARING,
        hearing.waive_hearing,
        Role.CASE_OFFICER,
        on=story.day,
        **{"content": "自愿放弃听证。", "party_absent": False, **details},
    )


def test_a_request_moves_the_case_into_hearing() -> None:
    story = noticed()

    acts.request_hearing(story)

    assert state_of(story.case_id) is State.HEARING
    assert not HearingRequest.objects.get(case=story.case_id).waived


def test_a_request_after_the_period_is_refused_with_its_last_day() -> None:
    story = noticed()
    served = story.case.notice_services.get()
    story.wait_until_after(served.hearing_due_on)

    with refused("要求听证的期限已于", "届满"):
        acts.request_hearing(story)


def test_without_an_offer_there_is_no_request() -> None:
    story = story_at(Move.SERVE_NOTICE)

    with refused("没有告知听证权利"):
        acts.request_hearing(story)


def test_a_hearing_is_notified_seven_working_days_before() -> None:
    story = noticed()
    acts.request_hearing(story)

    with refused("最迟应当在"):
        notify(story, days=6)
    scheduled_on = notify(story, days=9)

    arranged = Hearing.objects.get(case=story.case_id)
    assert arranged.scheduled_on == scheduled_on
    assert arranged.document.kind == DocumentKind.HEARING_NOTICE.value
    assert state_of(story.case_id) is State.HEARING


def test_an_officer_of_the_case_does_not_preside() -> None:
    story = noticed()
    acts.request_hearing(story)

    with refused("主持人是本案调查人员"):
        notify(story, host=story.cast.lead)


def test_the_record_is_entered_on_the_day_by_who_presided() -> None:
    story = noticed()
    acts.request_hearing(story)
    story.day = notify(story)

    hold(story)

    record = HearingRecord.objects.get(case=story.case_id)
    assert state_of(story.case_id) is State.NOTIFIED
    assert record.held_on == story.day
    assert last_entry(story.case_id).payload["record"] == record.record_hash
    assert Document.objects.filter(
        subject_id=story.case_id, kind=DocumentKind.HEARING_RECORD.value
    ).exists()


def test_a_hearing_whose_notice_was_not_served_is_not_held() -> None:
    story = noticed()
    acts.request_hearing(story)
    story.day = notify(story, serve=False)

    with refused("听证通知书尚未送达当事人，不能举行听证", "重新通知"):
        hold(story)
    with refused("不能视为放弃听证"):
        waive(story, party_absent=True)


def test_a_notice_served_too_late_calls_for_another_day() -> None:
    story = noticed()
    acts.request_hearing(story)
    first = notify(story, days=8, serve=False)
    story.wait(3)
    acts.serve_hearing_notice(story)
    another = notify(story, days=9)

    story.day = first
    with refused(f"听证应当在通知的{long_date(another)}举行"):
        hold(story)
    story.day = another
    hold(story)

    assert state_of(story.case_id) is State.NOTIFIED


def test_late_service_alone_does_not_let_the_hearing_be_held() -> None:
    story = noticed()
    acts.request_hearing(story)
    scheduled_on = notify(story, days=8, serve=False)
    story.wait(3)
    acts.serve_hearing_notice(story)
    assert "送达晚于" in str(last_entry(story.case_id).payload["warnings"])
    story.day = scheduled_on

    with refused("才送达，最迟应当在"):
        hold(story)


def test_the_notice_may_go_out_in_any_way_of_service() -> None:
    story = noticed()
    acts.request_hearing(story)
    scheduled_on = notify(story, days=12, serve=False)
    story.seal()
    sent_on = story.day
    story.wait(2)
    posted = acts.delivery_of(story, method=ServiceMethod.POSTAL, sent_on=sent_on, tracking="EMS1")
    serve_other_paper(
        case_id=story.case_id,
        document_id=Hearing.objects.get(case=story.case_id).document_id,
        delivery=posted,
        by=story.cast.actor(Role.CASE_OFFICER),
        at=story.at,
    )
    story.day = scheduled_on

    hold(story)

    assert HearingRecord.objects.get(case=story.case_id).held_on == scheduled_on


def test_a_case_begun_under_the_first_version_is_heard_as_that_version_says() -> None:
    story = story_at(Move.SERVE_NOTICE, cast=make_cast(), grave=True, start=LAST_DAY_OF_THE_FIRST)
    acts.request_hearing(story)
    story.day = notify(story, serve=False)

    hold(story)

    assert story.case.procedure == VERSIONS[0].id
    assert state_of(story.case_id) is State.NOTIFIED


def test_a_hearing_is_not_held_on_another_day() -> None:
    story = noticed()
    acts.request_hearing(story)
    story.day = notify(story) + timedelta(days=1)

    with refused("听证应当在通知的"):
        hold(story)


def test_a_hearing_without_a_record_was_not_held() -> None:
    story = noticed()
    acts.request_hearing(story)
    story.day = notify(story)

    with refused("没有听证笔录"):
        hold(story, record=" \n ")


def test_the_decision_waits_for_the_hearing() -> None:
    story = noticed()
    acts.request_hearing(story)
    story.wait(6)

    with refused("作出决定"):
        acts.decide(story)


def test_after_a_hearing_the_text_goes_to_review_again() -> None:
    story = story_at(Move.HOLD_HEARING, grave=True, asks_hearing=True)

    facts = facts_of(story.case)

    assert owes_review(facts)
    assert not has_passed_review(facts)
    with refused("听证后尚未再次审核"):
        acts.deliberate(story)


def test_a_case_that_fell_apart_in_the_hearing_ends_without_penalty_and_without_review() -> None:
    story = story_at(Move.HOLD_HEARING, grave=True, asks_hearing=True)
    acts.revise(story, outcome=Outcome.NO_PENALTY_NOT_ESTABLISHED, content=None)

    acts.decide(story)

    assert story.case.decision.outcome == Outcome.NO_PENALTY_NOT_ESTABLISHED.value


def test_the_decision_after_a_hearing_says_that_it_follows_the_record() -> None:
    story = story_at(Move.DECIDE, grave=True, asks_hearing=True)

    paper = story.case.decision.document

    heard = next(s for s in paper.content["sections"] if s["heading"].startswith("四"))
    assert any("根据听证笔录作出" in text for text in heard["paragraphs"])


def test_a_waiver_in_writing_leads_back_to_the_notice() -> None:
    story = noticed()

    waive(story)

    assert state_of(story.case_id) is State.NOTIFIED
    assert HearingRequest.objects.get(case=story.case_id).waived


def test_a_request_can_be_withdrawn() -> None:
    story = noticed()
    acts.request_hearing(story)

    waive(story, content="撤回听证申请。")

    (told,) = facts_of(story.case).hearings
    assert (told.requested_on, told.waived_on) == (story.day, story.day)


def test_absence_counts_only_from_the_day_of_the_hearing() -> None:
    story = noticed()
    acts.request_hearing(story)
    scheduled_on = notify(story)

    with refused("没有当事人放弃听证的书面材料"):
        waive(story, party_absent=True)
    story.day = scheduled_on
    waive(story, party_absent=True)

    assert state_of(story.case_id) is State.NOTIFIED
