"""Deadlines (期限) of a case: computed from its facts and its own law; the next one is kept."""

from __future__ import annotations

from datetime import date

from mingjian.cases.facts import facts_at_registration, facts_for_periods
from mingjian.cases.facts_of_measures import measure_deadlines_of
from mingjian.cases.facts_of_proceedings import proceeding_deadlines_of
from mingjian.cases.lawbooks import lawbook_of
from mingjian.cases.models import Case
from mingjian.law.deadlines import Deadline, case_deadlines, next_deadline
from mingjian.law.measures import next_of_measures
from mingjian.law.procedure import CaseFacts
from mingjian.law.workdays import national_calendar


def deadlines_of(
    *,
    case: Case,
    on: date,
    facts: CaseFacts | None = None,
    published_on: date | None = None,
    is_published: bool = True,
    archived_on: date | None = None,
) -> tuple[Deadline, ...]:
    """Every period that runs or ran in this case, with its provision; those of measures too.

    What rooms above know (公示、归档) they hand in; ``is_published`` False: not to be published.
    """
    found = case_deadlines(
        facts=facts or facts_for_periods(case),
        lawbook=lawbook_of(case),
        calendar=national_calendar(),
        on=on,
        published_on=published_on,
        is_published=is_published,
        archived_on=archived_on,
    )
    return (*found, *_beside(case, on=on))


def _beside(case: Case, *, on: date) -> tuple[Deadline, ...]:
    """期限 of measures and proceedings, which do not move the case."""
    return (*measure_deadlines_of(case, on=on), *proceeding_deadlines_of(case, on=on))


def refresh_next_due(*, case: Case, on: date) -> None:
    """Set the case's next statutory day (not saved here); lists sort and filter by it."""
    coming = _coming(case, facts_for_periods(case), on=on)
    _set_next_due(case, next_of_measures(coming, _beside(case, on=on)))


def set_first_due(*, case: Case, on: date) -> None:
    """The same for a case that is just being registered: no measure or proceeding runs yet."""
    _set_next_due(case, _coming(case, facts_at_registration(case), on=on))


def _coming(case: Case, facts: CaseFacts, *, on: date) -> Deadline | None:
    return next_deadline(facts=facts, lawbook=lawbook_of(case), calendar=national_calendar(), on=on)


def _set_next_due(case: Case, coming: Deadline | None) -> None:
    case.next_due_on = coming.due.on if coming else None
    case.next_due_title = coming.limit.title if coming else ""
