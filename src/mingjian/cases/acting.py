"""Acting on a case (办案): lock, facts, law, save, record, in one transaction.

Every legal act of this room goes through ``act_on_case``; nothing else writes ``Case.state``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DataError, transaction

from mingjian.cases.deadlines import refresh_next_due
from mingjian.cases.facts import facts_of
from mingjian.cases.models import Case
from mingjian.journal.writing import write_entry
from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.citation import Citation
from mingjian.law.procedure import Act, CaseFacts, Move, find_warnings, next_state, table_of
from mingjian.law.roles import Actor

STREAM = "case"
_TOO_LONG = re.compile(r"value too long for type character varying\((\d+)\)")

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
    with refusing_overlong_text(), transaction.atomic():
        case = Case.objects.locked(case_id)
        refuse_another_agency(by=by, agency_id=case.agency_id)
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
    return case


def refuse_another_agency(*, by: Actor, agency_id: UUID) -> None:
    """办案权限: an organ acts in its own cases only, whatever else its people may see."""
    if by.agency_id == agency_id:
        return
    raise MoveRefused(
        [
            Breach(
                "APL22",
                f"{by.name}不是本案办案机关的人员，不能办理本案",
                Citation("行政处罚法", "22"),
                "请由办案机关的人员办理；需要移送管辖的，请按照管辖规定移送。",
            )
        ]
    )


@contextmanager
def refusing_overlong_text() -> Iterator[None]:
    """Say it in words where a text is longer than its column; forms normally stop it earlier."""
    try:
        yield
    except DataError as error:
        length = _TOO_LONG.search(str(error))
        if length is None:
            raise
        raise MoveRefused(
            [
                Breach(
                    "LENGTH",
                    f"有一项内容超过{length[1]}个字，没有保存",
                    None,
                    "请缩短名称、地点等单行内容；详细情况请写入理由、说明等多行内容。",
                )
            ]
        ) from error


def record_act(
    *, case: Case, act: Act, by: Actor, at: datetime, payload: Mapping[str, Any]
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
    )


def entry_kind(move: Move) -> str:
    """The journal's word for a move: ``case.decide``."""
    return f"{STREAM}.{move.value}"
