"""Acting in a summary penalty (办理): lock, facts, law, save, record, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from mingjian.cases.acting import record_act
from mingjian.cases.lawbooks import lawbook_of
from mingjian.cases.models import Case
from mingjian.cases.refusals import (
    refuse_another_agency,
    refuse_another_procedure,
    refusing_what_does_not_fit,
)
from mingjian.cases.summary.facts import summary_facts_of
from mingjian.law.deadlines import Deadline
from mingjian.law.roles import Actor
from mingjian.law.summary import (
    SummaryAct,
    SummaryFacts,
    find_summary_warnings,
    next_summary_deadline,
    next_summary_state,
    summary_deadlines,
    summary_table_of,
)
from mingjian.law.workdays import national_calendar

# Saves the rows of one act and returns what the record says of it.
Save = Callable[[Case], Mapping[str, Any]]


def act_on_summary(*, case_id: UUID, act: SummaryAct, by: Actor, at: datetime, save: Save) -> Case:
    """Do one act after the decision; raises MoveRefused with every reason if the law forbids it."""
    with refusing_what_does_not_fit(), transaction.atomic():
        case = Case.objects.locked(case_id)
        refuse_another_agency(by=by, agency_id=case.agency_id)
        refuse_another_procedure(case, summary=True)
        facts, table = summary_facts_of(case), summary_table_of(case.procedure)
        case.state = next_summary_state(facts=facts, act=act, by=by, table=table).value
        told = find_summary_warnings(facts=facts, act=act, by=by, table=table)
        payload = dict(save(case))
        case.latest_act_on = max(case.latest_act_on, act.on)
        refresh_next_due(case=case, on=act.entered_on)
        case.save()
        if told:
            payload["warnings"] = [str(breach) for breach in told]
        record_act(case=case, act=act, by=by, at=at, payload=payload)
    return case


def refresh_next_due(*, case: Case, on: date) -> None:
    """Set the next statutory day (not saved here); lists sort and filter by it."""
    # Rows just saved must be seen: reverse one-to-one rows are cached on the case.
    fresh = Case.objects.select_related("party", "summary_penalty").get(id=case.id)
    fresh.state = case.state
    coming = next_summary_deadline(
        facts=summary_facts_of(fresh),
        lawbook=lawbook_of(case),
        calendar=national_calendar(),
        on=on,
    )
    case.next_due_on = coming.due.on if coming else None
    case.next_due_title = coming.limit.title if coming else ""


def summary_deadlines_of(
    *, case: Case, on: date, facts: SummaryFacts | None = None
) -> tuple[Deadline, ...]:
    """Every period that runs or ran, with its provision."""
    return summary_deadlines(
        facts=facts or summary_facts_of(case),
        lawbook=lawbook_of(case),
        calendar=national_calendar(),
        on=on,
    )
