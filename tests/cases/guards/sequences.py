"""Random illegal sequences: acts and SQL in any order, with one thing missing that a penalty needs.

Each runs as the application's role, from a told case, and is rolled back. However the rest is
shuffled, by whom and on what day, a decision must never be there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Any

import psycopg
from django.core.exceptions import ObjectDoesNotExist
from django.db import Error, connection, transaction
from psycopg.types.json import JsonbLoader

from mingjian.cases.models import Decision
from mingjian.law.breach import MoveRefused
from mingjian.law.penalties import PenaltyContent, PenaltyKind
from mingjian.law.procedure import Move
from mingjian.ops.demo.story import Cast, Telling
from mingjian.ops.postgres import APP
from tests.cases import acts
from tests.cases.guards.forging import (
    Row,
    decision_of,
    forge_entry,
    forge_number,
    forge_paper,
    insert,
)
from tests.cases.story import YUAN, story_at

Step = Callable[[Telling, Random], object]

ACTS: dict[str, Step] = {
    "report": lambda story, _: acts.report(story),
    "revise": lambda story, _: acts.revise(story),
    "heavier": lambda story, _: acts.revise(story, content=_HEAVIER),
    "evidence": lambda story, _: acts.add_evidence(story),
    "submit": lambda story, _: acts.submit(story),
    "agree": lambda story, _: acts.agree(story),
    "problems": lambda story, _: acts.find_problems(story),
    "issue": lambda story, _: acts.issue(story),
    "serve": lambda story, _: acts.serve(story),
    "defence": lambda story, _: acts.record_defence(story),
    "answer": lambda story, _: acts.answer_defence(story),
    "hearing": lambda story, _: acts.request_hearing(story),
    "deliberate": lambda story, _: acts.deliberate(story),
    "decide": lambda story, _: acts.decide(story),
    "serve decision": lambda story, _: acts.serve_decision(story),
}
_HEAVIER = PenaltyContent((PenaltyKind.FINE, PenaltyKind.LICENSE_REVOCATION), YUAN("300000"))


@dataclass(frozen=True)
class Fault:
    """What is missing: acts that never happen, cases to begin with, whether time stands still."""

    never: frozenset[str]
    starts: tuple[Move, ...]
    stands_still: bool = False


_TO_REVIEW = (Move.APPROVE_OPENING, Move.ADD_EVIDENCE, Move.REPORT, Move.SUBMIT_REVIEW)
_TO_NOTICE = (*_TO_REVIEW, Move.AGREE, Move.ISSUE_NOTICE)
FAULTS = {
    "never reviewed": Fault(frozenset({"agree"}), _TO_REVIEW),
    "never told": Fault(frozenset({"serve"}), _TO_NOTICE),
    "never deliberated": Fault(frozenset({"deliberate"}), (*_TO_NOTICE, Move.SERVE_NOTICE)),
    "no time to answer": Fault(frozenset(), (*_TO_NOTICE, Move.SERVE_NOTICE), stands_still=True),
}


@dataclass
class Tally:
    """What was tried, and what came of it."""

    sequences: int = 0
    steps: int = 0
    refused: int = 0
    decisions: list[str] = field(default_factory=list)
    tried: Counter[str] = field(default_factory=Counter)


def try_sequences(*, count: int, seed: int) -> Tally:
    """So many sequences, in a session of the application's role; each follows from its seed."""
    for fault in FAULTS.values():
        for start in fault.starts:
            story_at(start, grave=True)  # told and committed before
    with ThreadPoolExecutor(max_workers=1) as other_session:
        return other_session.submit(_as_application, count, seed).result()


def _as_application(count: int, seed: int) -> Tally:
    connection.settings_dict = {**connection.settings_dict, "USER": APP}
    try:
        return _try_all(count, seed)
    finally:
        connection.close()


def _try_all(count: int, seed: int) -> Tally:
    tally = Tally()
    for number in range(count):
        chance = Random(f"{seed}/{number}")  # an experiment, not a secret
        name = chance.choice(sorted(FAULTS))
        start = chance.choice(FAULTS[name].starts)
        _try_one(start, FAULTS[name], chance, tally, f"{seed}/{number} {name}")
        tally.sequences += 1
    return tally


def _try_one(start: Move, fault: Fault, chance: Random, tally: Tally, label: str) -> None:
    story = story_at(start, grave=True)
    is_careful = chance.random() < 0.5
    steps = _careful(start, fault) if is_careful else _wild(fault, chance)
    steps.append(chance.choice(_LAST))
    cast, day = story.cast, story.day
    with transaction.atomic():
        for step in steps:
            later = 0 if fault.stands_still else chance.randint(0 if is_careful else -3, 40)
            story.cast = cast if is_careful else _shuffled(cast, chance)
            story.day = day + timedelta(days=later)
            day = story.day if is_careful else day
            tally.tried[step] += 1
            tally.refused += not _took(story, step, chance)
        tally.steps += len(steps)
        if Decision.objects.filter(case_id=story.case_id).exists():
            tally.decisions.append(f"{label}: {steps}")
        transaction.set_rollback(True)


def _wild(fault: Fault, chance: Random) -> list[str]:
    """Anything, in any order."""
    pool = sorted([*(set(ACTS) - fault.never), *FORGERIES])
    return chance.choices(pool, k=chance.randint(1, 4))


def _careful(start: Move, fault: Fault) -> list[str]:
    """The lawful order from here, without what is missing."""
    return [step for step in _LAWFUL[_DONE.get(start, 0) :] if step not in fault.never]


def _took(story: Telling, step: str, chance: Random) -> bool:
    """Whether law and database let it happen, deferred guards included."""
    try:
        with transaction.atomic():
            (ACTS.get(step) or FORGERIES[step])(story, chance)
            connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
            connection.cursor().execute("SET CONSTRAINTS ALL DEFERRED")
    except (MoveRefused, Error, psycopg.Error, ObjectDoesNotExist):
        return False
    return True


def _shuffled(cast: Cast, chance: Random) -> Cast:
    """Mostly the right people; now and then somebody does another's work."""
    if chance.random() < 0.7:
        return cast
    names = ("lead", "assisting", "head", "reviewer", "host")
    people = [getattr(cast, name) for name in names]
    chance.shuffle(people)
    return replace(cast, **dict(zip(names, people, strict=True)))


class _Plain:
    """Django's own session, whose transaction it is, reading JSON as plain psycopg does."""

    def execute(self, statement: Any, parameters: Any = None) -> Any:
        cursor = psycopg.Cursor(connection.connection)
        cursor.adapters.register_loader("jsonb", JsonbLoader)
        return cursor.execute(statement, parameters)


def _forge_decision(story: Telling, chance: Random) -> None:
    """A whole decision with paper, number and entry, as far from the truth as it takes."""
    if not story.case.proposals.exists():  # nothing to forge from: take another case's
        FORGERIES["another's decision"](story, chance)
        return
    session: Any = _Plain()
    forge_entry(session, story.case_id)
    number, text = forge_number(session, story.case)
    paper = forge_paper(session, story.case, number=number)
    row: Row = {**decision_of(story), "document_id": paper, "number": text}
    for lie in chance.sample(_LIES, k=chance.randint(0, 3)):
        row |= lie(row)
    insert(session, "cases_decision", row)


_LIES: Sequence[Callable[[Row], Row]] = (
    lambda _: {"needs_review": False},
    lambda _: {"fine_yuan": 0},
    lambda _: {"outcome": "no_penalty_minor"},
    lambda _: {"kinds": [], "kinds_text": ""},
    lambda _: {"review_outcome": "agreed"},
    lambda _: {"notice_served_on": date(2026, 1, 5), "defence_due_on": date(2026, 1, 12)},
    lambda _: {"deliberation_agrees": True},
    lambda _: {"review_floor_yuan": 10**9, "deliberation_floor_yuan": 10**9},
    lambda row: {"waiver_is_waiver": True, "waiver_id": row["id"]},
    lambda row: {"decided_on": row["defence_due_on"]},
)


def _sql(statement: str) -> Step:
    def run(story: Telling, _: Random) -> None:
        connection.cursor().execute(statement, {"case": story.case_id})

    return run


FORGERIES: dict[str, Step] = {
    "forged decision": _forge_decision,
    "state by hand": _sql("UPDATE cases_case SET state = 'decided' WHERE id = %(case)s"),
    "floors by hand": _sql(
        "UPDATE cases_case SET review_floor_yuan = 1e9, deliberation_floor_yuan = 1e9"
        " WHERE id = %(case)s"
    ),
    "text by hand": _sql(
        "UPDATE cases_proposal SET outcome = 'no_penalty_minor', fine_yuan = 0"
        " WHERE case_id = %(case)s"
    ),
    "service by hand": _sql(
        "UPDATE cases_noticeservice SET defence_due_on = '2020-01-01' WHERE case_id = %(case)s"
    ),
    "no proposal": _sql("DELETE FROM cases_proposal WHERE case_id = %(case)s"),
    "another's decision": _sql(
        "INSERT INTO cases_decision SELECT (jsonb_populate_record(d, jsonb_build_object("
        "'id', gen_random_uuid(), 'case_id', %(case)s::text))).* FROM cases_decision d LIMIT 1"
    ),
    "a decision moved": _sql(
        "UPDATE cases_decision SET case_id = %(case)s"
        " WHERE id = (SELECT id FROM cases_decision LIMIT 1)"
    ),
}
_LAWFUL = ("report", "submit", "agree", "issue", "serve", "deliberate")
_DONE = {Move.REPORT: 1, Move.SUBMIT_REVIEW: 2, Move.AGREE: 3, Move.ISSUE_NOTICE: 4}
_DONE |= {Move.SERVE_NOTICE: 5}
_LAST = ("decide", "decide", "forged decision", "forged decision", "another's decision")
