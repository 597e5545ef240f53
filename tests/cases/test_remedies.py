"""复议、诉讼、自行纠正: surcharge stands still, the result is carried out."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from mingjian.cases.facts import facts_of
from mingjian.cases.models import Remedy
from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.models import Document
from mingjian.law.procedure import (
    ClosingReason,
    Move,
    RemedyKind,
    RemedyOutcome,
    State,
    money_owed,
    refund_yuan,
)
from tests.cases import acts_execution as acts
from tests.cases.story import last_entry, refused, state_of, story_at

pytestmark = pytest.mark.django_db


def test_reconsideration_stops_the_surcharge_and_not_the_execution():
    story = acts.overdue()
    before = money_owed(facts=facts_of(story.case), on=story.day - timedelta(days=1))

    acts.accept_remedy(story)

    later = story.day + timedelta(days=40)
    assert money_owed(facts=facts_of(story.case), on=later) == before
    acts.issue_demand(story)


def test_when_it_is_over_the_surcharge_goes_on():
    story = acts.overdue(days=5)
    acts.accept_remedy(story)
    grown = money_owed(facts=facts_of(story.case), on=story.day).surcharge_yuan
    story.day += timedelta(days=30)

    acts.end_remedy(story, RemedyOutcome.UPHELD)

    next_day = money_owed(facts=facts_of(story.case), on=story.day + timedelta(days=1))
    assert next_day.surcharge_yuan == grown + Decimal(360)


def test_a_revoked_decision_owes_nothing_and_is_closed():
    story = acts.revoked()
    assert state_of(story.case_id) is State.REVOKED
    assert money_owed(facts=facts_of(story.case), on=story.day).total_yuan == 0

    acts.close(story, ClosingReason.DECISION_REVOKED)

    assert state_of(story.case_id) is State.CLOSED


def test_a_closed_case_is_moved_by_a_result_and_closed_again():
    story = story_at(None)
    acts.wait_until(story, story.day + timedelta(days=1))
    acts.accept_remedy(story)
    assert state_of(story.case_id) is State.CLOSED

    acts.end_remedy(story, RemedyOutcome.REVOKED)
    assert refund_yuan(facts_of(story.case)) == Decimal(12_000)
    acts.close(story, ClosingReason.DECISION_REVOKED)

    assert story.case.closings.count() == 2


def test_a_changed_fine_is_what_is_owed_from_then_on():
    story = story_at(Move.SERVE_DECISION)
    acts.accept_remedy(story, RemedyKind.LITIGATION)

    with refused("应当低于原罚款12,000.00元"):
        acts.end_remedy(story, RemedyOutcome.CHANGED, fine_yuan=Decimal(12_000))
    acts.end_remedy(story, RemedyOutcome.CHANGED, fine_yuan=Decimal(8_000))

    owed = money_owed(facts=facts_of(story.case), on=story.day)
    assert owed.fine_yuan == Decimal(8_000)


def test_one_remedy_at_a_time():
    story = story_at(Move.SERVE_DECISION)
    with refused("没有尚未终结的复议、诉讼"):
        acts.end_remedy(story, RemedyOutcome.UPHELD)
    acts.accept_remedy(story)

    with refused("尚未终结"):
        acts.accept_remedy(story, RemedyKind.LITIGATION)


def test_the_organ_corrects_its_own_error_with_reasons_and_paper():
    story = story_at(Move.DECIDE)
    with refused("没有写明决定的错误"):
        acts.correct(story, reasons=" ")

    acts.correct(story)

    assert state_of(story.case_id) is State.REVOKED
    assert Remedy.objects.get(case=story.case_id).kind == RemedyKind.OWN_CORRECTION.value
    papers = Document.objects.filter(subject_id=story.case_id)
    assert papers.filter(kind=DocumentKind.CORRECTION.value).count() == 1
    assert last_entry(story.case_id).payload["result"] == "revoked"


def test_a_result_that_has_not_taken_effect_is_refused():
    story = story_at(Move.SERVE_DECISION)
    acts.accept_remedy(story)
    tomorrow = acts.result_of(story, RemedyOutcome.UPHELD).__class__(
        RemedyOutcome.UPHELD, story.day + timedelta(days=1), "测复决〔2026〕1号", ""
    )

    with refused("结果尚未生效"):
        acts.do(story, Move.END_REMEDY, acts.remedies.end_remedy, result=tomorrow)
