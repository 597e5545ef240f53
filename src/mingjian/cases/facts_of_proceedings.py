"""Facts of proceedings (附随程序的事实): frozen pictures for the law, from rows read before."""

from __future__ import annotations

from datetime import date
from operator import attrgetter
from typing import Any

from mingjian.cases.lawbooks import lawbook_of
from mingjian.cases.models import Case, Proceeding, ProceedingItem, ProceedingStep
from mingjian.law.deadlines import Deadline
from mingjian.law.proceedings import (
    ItemFacts,
    ItemOutcome,
    ProceedingFacts,
    ProceedingKind,
    ProceedingMove,
    ProceedingTerms,
    StepFacts,
    excluded_days,
    items_undecided,
    proceeding_deadlines,
    waits_for_police,
)
from mingjian.law.proceedings.standing import (
    convicted,
    is_referral_answered,
    is_sent_away,
    is_taken_by_another,
    sums_frozen,
)
from mingjian.law.workdays import national_calendar


def proceedings_in_order(case: Case) -> list[Proceeding]:
    """The proceedings of the case, oldest first."""
    return sorted(case.proceedings.all(), key=attrgetter("begun_on", "id"))


def steps_of(proceeding: Proceeding, case: Case) -> list[ProceedingStep]:
    """Its steps in order, as read with the case."""
    own = (one for one in case.proceeding_steps.all() if one.proceeding_id == proceeding.id)
    return sorted(own, key=attrgetter("serial"))


def items_of(proceeding: Proceeding, case: Case) -> list[ProceedingItem]:
    """Its list, as read with the case."""
    own = (one for one in case.proceeding_items.all() if one.proceeding_id == proceeding.id)
    return sorted(own, key=attrgetter("serial"))


def proceeding_facts(proceeding: Proceeding, case: Case) -> ProceedingFacts:
    """One proceeding as the rules see it."""
    return ProceedingFacts(
        kind=ProceedingKind(proceeding.kind),
        steps=tuple(_step(one) for one in steps_of(proceeding, case)),
        items=tuple(_item(one) for one in items_of(proceeding, case)),
    )


def all_proceedings(case: Case) -> tuple[ProceedingFacts, ...]:
    """Every proceeding of the case."""
    return tuple(proceeding_facts(one, case) for one in proceedings_in_order(case))


def standing_of(case: Case) -> dict[str, Any]:
    """What the proceedings mean for the case: fields of ``CaseFacts``."""
    found = all_proceedings(case)
    return {
        "items_preserved": items_undecided(found),
        "sums_frozen": sums_frozen(found),
        "with_police_since": waits_for_police(found),
        "is_convicted": convicted(found) is not None,
        "is_sent_away": is_sent_away(found),
        "is_referral_answered": is_referral_answered(found),
        "is_taken_by_another": is_taken_by_another(found),
        "excluded": excluded_days(found),
    }


def proceeding_terms(case: Case, *, on: date) -> ProceedingTerms:
    """法律参数 under the law of the case."""
    return ProceedingTerms(lawbook_of(case), on, national_calendar())


def proceeding_deadlines_of(case: Case, *, on: date) -> tuple[Deadline, ...]:
    """Every period of the proceedings of this case."""
    terms = proceeding_terms(case, on=case.opened_on or case.registered_on)
    return proceeding_deadlines(proceedings=all_proceedings(case), terms=terms, on=on)


def _step(row: ProceedingStep) -> StepFacts:
    return StepFacts(
        move=ProceedingMove(row.move),
        on=row.acted_on,
        person_id=row.person_id,
        at=row.acted_at,
        choice=row.choice,
        due_on=row.due_on,
        amount_yuan=row.amount_yuan,
        days=row.days,
        was_told=row.was_told,
    )


def _item(row: ProceedingItem) -> ItemFacts:
    return ItemFacts(row.id, row.name, ItemOutcome(row.outcome) if row.outcome else None)
