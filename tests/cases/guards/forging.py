"""Forged rows: whole decisions and reviews by SQL, with paper, number and a made-up entry."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg.types.json import Jsonb

from mingjian.cases.models import Case
from mingjian.ops.demo.story import Telling

Session = psycopg.Connection[tuple[object, ...]]
Row = dict[str, Any]


def insert(session: Session, table: str, row: Row) -> None:
    """Put the row in as it is."""
    plain = {name: _plain(value) for name, value in row.items()}
    statement = f"INSERT INTO {table} SELECT * FROM jsonb_populate_record(NULL::{table}, %s)"
    session.execute(statement, [Jsonb(plain)])


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, UUID | date | datetime | Decimal) else value


def forge_entry(session: Session, case_id: UUID) -> None:
    """The next link of the case's chain, so that only the content is a lie."""
    found = session.execute(
        "SELECT to_jsonb(e) FROM journal_entry e WHERE stream_id = %s ORDER BY seq DESC LIMIT 1",
        [case_id],
    ).fetchone()
    assert found is not None
    last: Any = found[0]
    link = {"seq": last["seq"] + 1, "previous_seq": last["seq"], "previous_hash": last["hash"]}
    forged = {**last, **link, "id": uuid4(), "kind": "case.decide"}
    forged["hash"] = hashlib.sha256(str(forged).encode()).hexdigest()
    insert(session, "journal_entry", forged)


def forge_number(session: Session, case: Case) -> tuple[UUID, str]:
    """The first number of a book of the forger's own."""
    book, number, text = uuid4(), uuid4(), f"伪造{uuid4().hex[:8]}〔2026〕1号"
    row = {"id": book, "agency_id": case.agency_id, "prefix": "伪", "kind": f"伪{book.hex[:8]}"}
    insert(session, "dossier_numberbook", {**row, "year": 2026, "last_serial": 1})
    issued = {"id": number, "book_id": book, "serial": 1, "text": text, "subject_id": case.id}
    insert(session, "dossier_issuednumber", {**issued, "issued_at": "2026-06-01T10:00:00+08:00"})
    return number, text


def forge_paper(session: Session, case: Case, *, number: UUID | None = None) -> UUID:
    """A document of the case."""
    paper = {
        "id": uuid4(),
        "subject_id": case.id,
        "agency_id": case.agency_id,
        "kind": "penalty_decision",
        "title": "行政处罚决定书",
        "number_id": number,
        "content": {},
        "content_hash": "0" * 64,
        "dated": "2026-06-01",
        "made_at": "2026-06-01T10:00:00+08:00",
        "made_by_person_id": uuid4(),
    }
    insert(session, "dossier_document", paper)
    return paper["id"]  # type: ignore[return-value]  # the dict holds mixed values


def decision_of(story: Telling) -> Row:
    """What a lawful decision of this case would say, paper and number excepted."""
    case = story.case
    proposal = case.proposals.latest("revision")
    review = case.reviews.filter(proposal_hash=proposal.hash, outcome="agreed").last()
    notice = case.notice_services.filter(proposal_hash=proposal.hash).last()
    held = case.deliberations.filter(proposal_hash=proposal.hash).last()
    return {
        "id": uuid4(),
        "case_id": case.id,
        "proposal_hash": proposal.hash,
        "outcome": proposal.outcome,
        "kinds": proposal.kinds,
        "kinds_text": "、".join(proposal.kinds),
        "fine_yuan": proposal.fine_yuan,
        "review_floor_yuan": case.review_floor_yuan,
        "deliberation_floor_yuan": case.deliberation_floor_yuan,
        "needs_review": review is not None,
        "review_id": review.id if review else None,
        "review_outcome": "agreed" if review else None,
        "notice_id": notice.notice_id if notice else None,
        "notice_served_on": notice.served_on if notice else None,
        "defence_due_on": notice.defence_due_on if notice else None,
        "deliberation_id": held.id if held else None,
        "deliberation_agrees": True if held else None,
        "decided_on": date(2026, 12, 1),
        "decided_by_person_id": story.cast.head.person_id,
        "statement": "本人对作出的执法决定负责。",
    }


def review_of(story: Telling) -> Row:
    """What a lawful opinion on the submitted text would say, its paper excepted."""
    sent = story.case.review_submissions.latest("submitted_on", "id")
    return {
        "id": uuid4(),
        "case_id": story.case_id,
        "submission_id": sent.id,
        "proposal_hash": sent.proposal_hash,
        "submitted_by_person_id": sent.submitted_by_person_id,
        "reviewer_person_id": story.cast.reviewer.person_id,
        "reviewer_name": story.cast.reviewer.name,
        "outcome": "agreed",
        "points": [
            {"number": number, "passed": True, "remark": "已经逐件核对，没有疑点。"}
            for number in range(1, 8)
        ],
        "statement": "本人对出具的法制审核意见负责。",
        "opinion": "同意。",
        "concluded_on": story.day,
    }


def refusal_of(session: Session, table: str, row: Row) -> str | None:
    """The guard that refuses the row by the commit at the latest; nothing is ever kept."""
    try:
        insert(session, table, row)
        session.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except psycopg.Error as error:
        return error.diag.constraint_name or error.diag.column_name or str(error)
    finally:
        session.rollback()
    return None
