"""当事人在线提交: arrival counts, nobody decides past it, the officer registers it once."""

from __future__ import annotations

import pytest

from mingjian.cases import defence
from mingjian.cases.models import PartyIntake, PartySubmission
from mingjian.cases.party.submissions import file_submission, hand_in, register_submission
from mingjian.law.breach import MoveRefused
from mingjian.law.party_page import SubmissionKind
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from mingjian.ops.demo.story import Telling
from tests.cases import acts
from tests.cases.party.make import a_pass, noon
from tests.cases.story import last_entry, refused, story_at, story_before_decision

pytestmark = pytest.mark.django_db


def handed_in(story: Telling, kind: SubmissionKind = SubmissionKind.DEFENCE) -> PartySubmission:
    """Something of that kind, at noon of the story's day."""
    party_pass = a_pass(story).party_pass
    return hand_in(party_pass=party_pass, kind=kind, content="数额过重。", at=noon(story))


def test_it_is_received_when_it_arrives_and_the_case_s_record_says_by_whom() -> None:
    story = story_at(Move.SERVE_NOTICE)

    made = handed_in(story)

    assert (made.received_on, made.content) == (story.day, "数额过重。")
    entry = last_entry(story.case_id)
    assert (entry.kind, entry.actor_role) == ("party.received", "party")
    assert entry.actor_name == story.case.party.name


def test_the_officer_registers_it_as_the_act_of_the_day_of_arrival() -> None:
    story = story_at(Move.SERVE_NOTICE)
    made = handed_in(story)

    register_submission(
        submission_id=made.id,
        register=defence.record_defence,
        by=story.cast.actor(Role.CASE_OFFICER),
        at=noon(story, days=1),
    )

    found = story.case.defences.get()
    assert (found.received_on, found.content) == (story.day, "数额过重。")
    assert PartyIntake.objects.get(submission=made).as_act


def test_nothing_is_registered_twice() -> None:
    story = story_at(Move.SERVE_NOTICE)
    made, by = handed_in(story), story.cast.actor(Role.CASE_OFFICER)
    file_submission(submission_id=made.id, reasons="已听取。", by=by, at=noon(story))

    with refused("已经登记"):
        file_submission(submission_id=made.id, reasons="已听取。", by=by, at=noon(story))


def test_filing_without_reasons_is_refused() -> None:
    story = story_at(Move.SERVE_NOTICE)
    made = handed_in(story)

    with refused("没有写明"):
        file_submission(
            submission_id=made.id,
            reasons=" ",
            by=story.cast.actor(Role.CASE_OFFICER),
            at=noon(story),
        )


def test_nobody_decides_past_an_unread_submission() -> None:
    story = story_before_decision()
    made = handed_in(story, SubmissionKind.OTHER)

    with refused("1件尚未登记", "不能作出决定"):
        acts.decide(story)

    by = story.cast.actor(Role.CASE_OFFICER)
    file_submission(submission_id=made.id, reasons="已阅。", by=by, at=noon(story))
    acts.decide(story)


def test_another_agency_registers_nothing() -> None:
    story, other = story_at(Move.SERVE_NOTICE), story_at(None)
    made = handed_in(story)

    with pytest.raises(MoveRefused):
        file_submission(
            submission_id=made.id,
            reasons="已阅。",
            by=other.cast.actor(Role.CASE_OFFICER),
            at=noon(story),
        )
