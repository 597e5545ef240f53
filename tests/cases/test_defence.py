"""Statement and defence: heard whenever they come, answered with reasons, or waived in writing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mingjian.cases.facts import facts_of
from mingjian.cases.models import Defence, DefenceAnswer
from mingjian.law.procedure import Move, State
from tests.cases import acts
from tests.cases.story import (
    last_entry,
    refused,
    state_of,
    story_at,
    story_before_decision,
)

pytestmark = pytest.mark.django_db


def test_a_defence_is_kept_word_for_word_against_the_text_it_answers() -> None:
    story = story_at(Move.SERVE_NOTICE)

    acts.record_defence(story, "已经改正，请求从轻。")

    kept = Defence.objects.get(case=story.case_id)
    assert (kept.content, kept.waived) == ("已经改正，请求从轻。", False)
    assert kept.proposal_hash == facts_of(story.case).proposal.hash
    assert state_of(story.case_id) is State.NOTIFIED


def test_a_defence_before_the_notice_is_refused() -> None:
    story = story_at(Move.REPORT)

    with refused("告知书尚未送达"):
        acts.record_defence(story)


def test_a_defence_after_the_period_is_still_heard() -> None:
    story = story_before_decision()

    acts.record_defence(story)

    assert Defence.objects.filter(case=story.case_id).count() == 1


def test_an_unanswered_defence_stops_the_decision() -> None:
    story = story_before_decision()
    acts.record_defence(story)

    with refused("1件尚未复核", "第四十五条"):
        acts.decide(story)


@pytest.mark.parametrize("accepted", [True, False])
def test_an_answer_says_whether_and_why(accepted: bool) -> None:
    story = story_at(Move.RECORD_DEFENCE, defends=True)

    acts.answer_defence(story, accepted=accepted, reasons="经复核……")

    answer = DefenceAnswer.objects.get(case=story.case_id)
    assert (answer.accepted, answer.reasons) == (accepted, "经复核……")
    assert last_entry(story.case_id).payload["accepted"] is accepted


def test_an_answer_answers_every_open_defence() -> None:
    story = story_at(Move.RECORD_DEFENCE, defends=True)
    acts.record_defence(story, "补充意见。")

    acts.answer_defence(story)

    assert DefenceAnswer.objects.filter(case=story.case_id).count() == 2


def test_an_answer_owes_reasons() -> None:
    story = story_at(Move.RECORD_DEFENCE, defends=True)

    with refused("没有写明理由"):
        acts.answer_defence(story, reasons="")


def test_there_is_nothing_to_answer_before_a_defence() -> None:
    story = story_at(Move.SERVE_NOTICE)

    with refused("没有待复核的陈述、申辩"):
        acts.answer_defence(story)


def test_a_waiver_ends_the_period_at_once() -> None:
    story = story_at(Move.SERVE_NOTICE)

    acts.waive_defence(story)
    acts.decide(story)

    case = story.case
    assert case.decision.waiver == Defence.objects.get(case=case)
    assert case.decision.decided_on <= case.decision.defence_due_on


def test_a_waiver_is_in_writing() -> None:
    story = story_at(Move.SERVE_NOTICE)

    with refused("没有当事人放弃陈述、申辩的书面材料"):
        acts.waive_defence(story, " ")


def test_silence_is_no_waiver_while_the_period_runs() -> None:
    story = story_at(Move.SERVE_NOTICE)
    story.day += timedelta(days=1)

    with refused("期满前不能作出决定"):
        acts.decide(story)


def test_a_waiver_of_the_old_text_does_not_count_for_the_new_one() -> None:
    story = story_at(Move.SERVE_NOTICE)
    acts.waive_defence(story)
    acts.revise(story, reasons="补充理由。")
    acts.issue(story)
    acts.serve(story)

    with refused("期满前不能作出决定"):
        acts.decide(story)
