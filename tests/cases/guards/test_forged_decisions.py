"""The gate of the decision: an intruder with the application's rights forges one, and is refused.

Each forgery is a lawful decision with one lie, together with paper, number and a linked entry; the
guard that must see the lie is named. The same rows without a lie pass, so nothing else refuses.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from mingjian.law.procedure import Move
from mingjian.ops.demo.story import Telling
from tests.cases import acts
from tests.cases.guards.forging import (
    Row,
    Session,
    decision_of,
    forge_entry,
    forge_number,
    forge_paper,
    refusal_of,
)
from tests.cases.shelf import shelf
from tests.cases.story import START, make_cast, make_plot, story_at, tell

GRAVE: dict[str, Any] = {"grave": True}


def ready() -> Telling:
    """Reviewed, told, heard out, deliberated: only the decision is missing."""
    return story_at(Move.DELIBERATE, **GRAVE)


def reworked() -> Telling:
    """The same after the reviewer had found problems in a first text."""
    return story_at(Move.DELIBERATE, **GRAVE, review_objects=True)


def light() -> Telling:
    """A light case whose party defended itself in time."""
    return story_at(Move.ANSWER_DEFENCE, defends=True)


def asked() -> Telling:
    """A hearing was requested and is not held yet."""
    return story_at(Move.REQUEST_HEARING, **GRAVE, asks_hearing=True)


def heard() -> Telling:
    """A hearing was held; the second review is missing."""
    return story_at(Move.HOLD_HEARING, **GRAVE, asks_hearing=True)


def disagreed() -> Telling:
    """The heads deliberated and did not agree."""
    return shelf.take("heads who disagree", _tell_disagreement)


def _tell_disagreement() -> Telling:
    cast = make_cast()
    plot = make_plot(cast, **GRAVE)
    case = tell(cast=cast, plot=plot, start=START, until=Move.SERVE_NOTICE)
    story = Telling(cast, plot, case.latest_act_on, case_id=case.id)
    story.wait_until_after(case.notice_services.get().hearing_due_on)
    acts.deliberate(story, agrees=False)
    return story


@dataclass(frozen=True)
class Lie:
    """What is wrong with the forged decision, and the guard that must see it."""

    guard: str
    what: str
    changes: Callable[[Row], Row]
    story: Callable[[], Telling] = ready

    def __str__(self) -> str:
        return f"{self.guard}: {self.what}"


def says(**changes: Any) -> Callable[[Row], Row]:
    """The same words whatever the case."""
    return lambda row: changes


def of_the_other_case(*columns: str) -> Callable[[Row], Row]:
    """These columns as they would stand in another lawful decision."""

    def changes(row: Row) -> Row:
        other = decision_of(reworked())
        return {column: other[column] for column in columns}

    return changes


def first_review(**changes: Any) -> Callable[[Row], Row]:
    """The review that found problems in the first text."""
    return lambda row: {"review_id": reworked().case.reviews.order_by("id")[0].id, **changes}


def own_defence(**changes: Any) -> Callable[[Row], Row]:
    """The party's defence, called a waiver, before its period is over."""
    return lambda row: {
        "waiver_id": light().case.defences.get().id,
        "decided_on": row["defence_due_on"],
        **changes,
    }


NO_REVIEW = {"review_id": None, "review_outcome": None}
NO_NOTICE = {"notice_id": None, "notice_served_on": None, "defence_due_on": None}
LIES = [
    Lie("decision_reviewed_where_due", "no review", says(**NO_REVIEW)),
    Lie(
        "decision_over_floor_needs_review", "no need of one", says(**NO_REVIEW, needs_review=False)
    ),
    Lie(
        "decision_over_floor_needs_review",
        "a fine only, by its words",
        says(**NO_REVIEW, needs_review=False, kinds_text="罚款"),
    ),
    Lie("decision_names_review_whole", "half a review", says(review_outcome=None)),
    Lie("decision_review_is_of_this_text", "another case's review", of_the_other_case("review_id")),
    Lie("decision_review_is_of_this_text", "review of the first text", first_review(), reworked),
    Lie(
        "decision_reviewed_where_due",
        "a review that found problems",
        first_review(review_outcome="problems"),
        reworked,
    ),
    Lie("penalty_after_notice", "no notice", says(**NO_NOTICE)),
    Lie("penalty_after_notice", "no period", says(defence_due_on=None)),
    Lie(
        "decision_notice_is_of_this_text",
        "another case's notice",
        of_the_other_case("notice_id", "notice_served_on", "defence_due_on"),
    ),
    Lie(
        "decision_notice_is_of_this_text",
        "a shorter period",
        lambda row: {"defence_due_on": row["defence_due_on"] - timedelta(days=3)},
    ),
    Lie(
        "penalty_after_defence_period",
        "on the last day of the period",
        lambda row: {"decided_on": row["defence_due_on"]},
    ),
    Lie("decision_waiver_is_of_this_text", "a defence", own_defence(waiver_is_waiver=True), light),
    Lie("penalty_after_defence_period", "no waiver", own_defence(waiver_is_waiver=False), light),
    Lie("decision_names_waiver_whole", "half a waiver", own_defence(waiver_is_waiver=None), light),
    Lie(
        "penalty_deliberated_where_due",
        "no deliberation",
        says(deliberation_id=None, deliberation_agrees=None),
    ),
    Lie("penalty_deliberated_where_due", "a dissent", says(deliberation_agrees=False)),
    Lie("decision_names_deliberation_whole", "half of one", says(deliberation_agrees=None)),
    Lie(
        "decision_deliberation_is_of_this_text",
        "another case's deliberation",
        of_the_other_case("deliberation_id"),
    ),
    Lie("decision_deliberation_is_of_this_text", "they disagreed", says(), disagreed),
    Lie("decision_after_hearing", "requested, not held", says(), asked),
    Lie("decision_after_hearing", "reviewed before it was held", says(), heard),
    Lie("decision_after_hearing", "held, not reviewed", says(**NO_REVIEW), heard),
    Lie("decision_is_the_proposal", "a higher fine", says(fine_yuan="120001")),
    Lie("decision_is_the_proposal", "another kind", says(kinds=["罚款", "责令停产停业"])),
    Lie("decision_is_the_proposal", "another outcome", says(outcome="no_penalty_minor")),
    Lie("decision_floors_of_case", "a higher floor", says(review_floor_yuan="9999999")),
    Lie("decision_floors_of_case", "a higher floor", says(deliberation_floor_yuan="9999999")),
    Lie("decision_number_was_issued", "a number of one's own", says(number="假罚〔2026〕1号")),
    Lie(
        "cases_decision_number_key",
        "a number that is taken",
        lambda row: {"number": story_at(Move.DECIDE, waives=True).case.decision.number},
    ),
    Lie(
        "decision_paper_of_case",
        "another case's paper",
        lambda row: {"document_id": light().case.notices.get().document_id},
    ),
    Lie(
        "cases_decision_case_id_key",
        "a second one",
        lambda row: {"case_id": story_at(Move.DECIDE, waives=True).case_id},
    ),
]


def refusal_of_decision(session: Session, story: Telling, changes: Row) -> str | None:
    """Forge paper, number, entry and the decision with these changes."""
    forge_entry(session, story.case_id)
    number, text = forge_number(session, story.case)
    paper = forge_paper(session, story.case, number=number)
    row = {**decision_of(story), "document_id": paper, "number": text, **changes}
    return refusal_of(session, "cases_decision", row)


@pytest.mark.parametrize("lie", LIES, ids=str)
def test_a_forged_decision_is_refused_by_the_guard_that_sees_the_lie(
    intruder: Session, lie: Lie
) -> None:
    story = lie.story()
    changes = lie.changes(decision_of(story))

    assert refusal_of_decision(intruder, story, changes) == lie.guard


@pytest.mark.parametrize("story", [ready, reworked, light], ids=lambda one: one.__name__)
def test_the_same_rows_without_a_lie_pass(intruder: Session, story: Callable[[], Telling]) -> None:
    assert refusal_of_decision(intruder, story(), {}) is None


def test_a_decision_without_an_entry_is_refused(intruder: Session) -> None:
    story = ready()
    forge_entry(intruder, story.case_id)
    number, text = forge_number(intruder, story.case)
    paper = forge_paper(intruder, story.case, number=number)
    intruder.commit()  # number and paper had their entry; the decision comes later, without one

    row = {**decision_of(story), "document_id": paper, "number": text}

    assert refusal_of(intruder, "cases_decision", row) == "decision_journalled"


def test_an_entry_of_another_case_does_not_do(intruder: Session) -> None:
    story = ready()
    forge_entry(intruder, reworked().case_id)

    number, _ = forge_number(intruder, story.case)
    paper = {"document_id": forge_paper(intruder, story.case, number=number)}

    row = {**decision_of(story), **paper, "number": "x"}
    assert refusal_of(intruder, "cases_decision", row) in {
        "number_journalled",
        "document_journalled",
        "decision_journalled",
        "decision_number_was_issued",
    }
