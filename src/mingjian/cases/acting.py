"""Acting on a case (办案): lock, facts, law, save, record, in one transaction.

Every legal act of this room goes through ``act_on_case``; nothing else writes ``Case.state``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from mingjian.cases.deadlines import refresh_next_due
from mingjian.cases.facts import facts_of
from mingjian.cases.joint_files import along_with
from mingjian.cases.models import Case
from mingjian.cases.refusals import (
    refuse_another_body,
    refuse_another_procedure,
    refusing_what_does_not_fit,
)
from mingjian.journal.writing import write_entry
from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.joint import BY_TEXT, of_party
from mingjian.law.measures import MeasureAct, MeasureMove
from mingjian.law.procedure import Act, CaseFacts, Move, State, find_warnings, next_state, table_of
from mingjian.law.proceedings import ProceedingAct, ProceedingMove
from mingjian.law.roles import Actor
from mingjian.law.summary import SummaryAct, SummaryMove

STREAM = "case"

# Saves the rows of one act and returns what the record says of it.
Save = Callable[[Case, CaseFacts], Mapping[str, Any]]


def act_on_case(
    *,
    case_id: UUID,
    act: Act | Callable[[Case, CaseFacts], Act],
    by: Actor,
    at: datetime,
    save: Save,
) -> Case:
    """Do one act (办案行为) if the law allows it; raises MoveRefused with every reason if not.

    ``act`` may be a function where its details rest on the locked case (a due date, a proposal).
    """
    with refusing_what_does_not_fit(), transaction.atomic():
        case, *others = Case.objects.locked_with_parties(case_id)
        own = State(case.state)
        done = _act_on(case, act=act, by=by, at=at, save=save)
        if others:
            parties = along_with(case, others, act=done, own=own)
            _act_on_parties(parties, done.move, act=act, by=by, at=at, save=save)
    return case


def _act_on(
    case: Case, *, act: Act | Callable[[Case, CaseFacts], Act], by: Actor, at: datetime, save: Save
) -> Act:
    refuse_another_body(by=by, case=case)
    refuse_another_procedure(case, summary=False)
    facts = facts_of(case)
    done = act(case, facts) if callable(act) else act
    table = table_of(case.procedure)
    target = next_state(facts=facts, act=done, by=by, table=table)
    told = find_warnings(facts=facts, act=done, by=by, table=table)
    payload = dict(save(case, facts))
    case.state = target.value
    case.latest_act_on = max(case.latest_act_on, done.on)
    refresh_next_due(case=case, on=done.entered_on)
    case.save()
    if told:
        payload["warnings"] = [str(breach) for breach in told]
    record_act(case=case, act=done, by=by, at=at, payload=payload)
    return done


def _act_on_parties(
    parties: Sequence[Case],
    move: Move,
    *,
    act: Act | Callable[[Case, CaseFacts], Act],
    by: Actor,
    at: datetime,
    save: Save,
) -> None:
    """共同违法: the same act in the other parties' files; refused for one, refused for all.

    What rests on each party's own text is left to that party where its text does not allow it yet.
    """
    breaches: list[Breach] = []
    for party in parties:
        try:
            with transaction.atomic():
                _act_on(party, act=act, by=by, at=at, save=save)
        except MoveRefused as refused:
            if move in BY_TEXT:
                continue
            breaches += (of_party(one, name=party.party.name) for one in refused.breaches)
    if breaches:
        raise MoveRefused(breaches)


def record_act(
    *,
    case: Case,
    act: Act | SummaryAct | MeasureAct | ProceedingAct,
    by: Actor,
    at: datetime,
    payload: Mapping[str, Any],
    begins: bool = False,
) -> None:
    """Write the act into the case's record (全过程记录)."""
    write_entry(
        stream_id=case.id,
        stream_kind=STREAM,
        kind=entry_kind(act.move),
        by=by,
        at=at,
        acted_on=act.on,
        payload={"state": case.state, **payload},
        begins=begins,
    )


def entry_kind(move: Move | SummaryMove | MeasureMove | ProceedingMove) -> str:
    """The journal's word for a move: ``case.decide``."""
    return f"{STREAM}.{move.value}"
