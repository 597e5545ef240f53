"""One act, one fine (一事不二罚): earlier fines of the party, and the officer's answer to them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, Prefetch, Q

from mingjian.access.duties import require_role
from mingjian.cases.days import day_of
from mingjian.cases.models import Case, Decision, DistinctAct, Proposal, SummaryPenalty
from mingjian.cases.refusals import (
    refuse_another_agency,
    refuse_another_procedure,
    refusing_what_does_not_fit,
)
from mingjian.journal.writing import write_entry
from mingjian.law.breach import MoveRefused
from mingjian.law.procedure import Outcome, RemedyOutcome
from mingjian.law.roles import Actor, Role
from mingjian.law.same_act import (
    EarlierFine,
    WhatWasDone,
    fines_to_answer,
    may_be_same,
    refuse_answer,
    refuse_second_fine,
)

STATED = "distinct_act.stated"
ANSWER = (
    "确是同一个违法行为的，不得再次罚款，请修改拟处理意见；"
    "不是的，请承办人在案件页写明区别后再办理。"
)
_GONE = [one.value for one in RemedyOutcome if one.ends_the_decision]


def what_was_done(case: Case, causes: Iterable[str] = ()) -> WhatWasDone:
    """违法行为 of the case; ``causes``: those of a proposal beside the case's own."""
    return WhatWasDone(
        causes=frozenset({case.violation_id, *causes}),
        place=case.place,
        last_day=case.discovered_on if case.act_continuing else case.act_ended_on,
        is_continuing=case.act_continuing,
    )


def causes_of(proposal: Proposal | None) -> tuple[str, ...]:
    """案由 of several violations in one proposal."""
    return tuple(one["violation"] for one in proposal.counts) if proposal else ()


def earlier_fines(case: Case, proposal: Proposal | None = None) -> tuple[EarlierFine, ...]:
    """Fines on the party, still in force, that may be for the act of this case; one query."""
    done = what_was_done(case, causes_of(proposal))
    ended = Q(act_continuing=True, discovered_on=done.last_day) | Q(
        act_continuing=False, act_ended_on=done.last_day
    )
    decided = Q(decision__decided_on__gte=done.last_day) | Q(
        summary_penalty__decided_on__gte=done.last_day
    )
    goes_on = decided if done.is_continuing else decided & Q(act_continuing=True)
    rows = (
        Case.objects.filter(ended | goes_on, party_id=case.party_id)
        .filter(
            Q(decision__outcome=Outcome.PENALTY.value, decision__fine_yuan__gt=0)
            | Q(summary_penalty__fine_yuan__gt=0)
        )
        .exclude(id=case.id)
        .exclude(remedies__outcome__in=_GONE)
        .select_related("agency", "decision", "summary_penalty")
        .prefetch_related(
            Prefetch(
                "proposals",
                Proposal.objects.filter(hash=F("case__decision__proposal_hash")),
                to_attr="decided_texts",
            )
        )
        .order_by("id")
    )
    found = (_earlier_fine(row) for row in rows)
    return tuple(one for one in found if may_be_same(done=done, fine=one))


def _earlier_fine(row: Case) -> EarlierFine:
    made: Decision | SummaryPenalty = getattr(row, "decision", None) or row.summary_penalty
    text = next(iter(row.decided_texts), None)  # type: ignore[attr-defined]  # prefetched above
    return EarlierFine(
        case_id=row.id,
        number=made.number,
        agency=row.agency.name,
        cause=row.cause,
        done=what_was_done(row, causes_of(text)),
        decided_on=made.decided_on,
        fine_yuan=made.fine_yuan,
    )


def wait_for_other_fines(party_id: UUID) -> None:
    """Whoever decides a fine on this party at the same moment comes first; then we look.

    The database takes the same lock (same_act_rules): without ours, the second would meet its
    refusal only there, and not in words.
    """
    with connection.cursor() as sql:
        sql.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 29))", [str(party_id)])


def refuse_fining_twice(case: Case, proposal: Proposal) -> None:
    """MoveRefused where the proposal fines what may have been fined before, unanswered."""
    if proposal.outcome != Outcome.PENALTY.value or not proposal.fine_yuan:
        return
    wait_for_other_fines(case.party_id)
    left = fines_to_answer(
        done=what_was_done(case, causes_of(proposal)),
        fines=earlier_fines(case, proposal),
        answered=frozenset(one.other_case_id for one in case.distinct_acts.all()),
    )
    if breaches := refuse_second_fine(fines=left, remedy=ANSWER):
        raise MoveRefused(breaches)


def state_distinct_act(
    *, case_id: UUID, other_case_id: UUID, on: date, reasons: str, by: Actor, at: datetime
) -> Case:
    """说明不是同一个违法行为: by an officer, before the decision, with reasons."""
    require_role(by=by, roles={Role.CASE_OFFICER}, act="说明不是同一个违法行为")
    with refusing_what_does_not_fit(), transaction.atomic():
        case = Case.objects.locked(case_id)
        refuse_another_agency(by=by, agency_id=case.agency_id)
        refuse_another_procedure(case, summary=False)
        proposal = case.proposals.order_by("revision").last()
        answered = {one.other_case_id for one in case.distinct_acts.all()}
        fines = {one.case_id: one for one in earlier_fines(case, proposal)}
        fine = None if other_case_id in answered else fines.get(other_case_id)
        is_decided = Decision.objects.filter(case=case).exists()
        found = refuse_answer(is_asked=fine is not None, is_decided=is_decided, reasons=reasons)
        if found or fine is None:
            raise MoveRefused(found)
        DistinctAct.objects.create(
            case=case,
            other_case_id=fine.case_id,
            other_number=fine.number,
            stated_on=on,
            stated_by_person_id=by.person_id,
            stated_by_name=by.name,
            reasons=reasons.strip(),
        )
        write_entry(
            stream_id=case.id,
            stream_kind="case",
            kind=STATED,
            by=by,
            at=at,
            acted_on=min(on, day_of(at)),
            payload={"other": fine.number, "reasons": reasons.strip()},
        )
    return case
