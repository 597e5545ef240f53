"""Document numbers (文号): issued in the transaction that uses them: none lost, none twice."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from mingjian.dossier.models import IssuedNumber, NumberBook, VoidedNumber
from mingjian.journal.ids import new_id
from mingjian.journal.statements import Statement, insert_row
from mingjian.journal.writing import write_entry
from mingjian.law.roles import Actor

_TAKE = Statement(
    "UPDATE dossier_numberbook SET last_serial = last_serial + 1 "
    "WHERE agency_id = %(agency_id)s AND kind = %(kind)s AND year = %(year)s "
    "RETURNING id, prefix, last_serial"
)


def number_text(*, prefix: str, kind: str, year: int, serial: int) -> str:
    """宾市监罚〔2026〕12号: hexagonal brackets, four-digit year, no leading zeros (GB/T 9704)."""
    return f"{prefix}{kind}〔{year}〕{serial}号"


def issue_number(
    *, agency_id: UUID, prefix: str, kind: str, year: int, subject_id: UUID, at: datetime
) -> IssuedNumber:
    """Take the next number of the book; must run inside the transaction that uses it.

    The book's row lock makes concurrent writers wait; a rollback gives the number back.
    """
    book_id, prefix, serial = _next_serial(agency_id, prefix, kind, year)
    number = IssuedNumber(
        id=new_id(),
        book_id=book_id,
        serial=serial,
        previous_serial=serial - 1 or None,
        text=number_text(prefix=prefix, kind=kind, year=year, serial=serial),
        subject_id=subject_id,
        issued_at=at,
    )
    insert_row(number)
    return number


def _next_serial(agency_id: UUID, prefix: str, kind: str, year: int) -> tuple[UUID, str, int]:
    """The book with its own prefix, and the serial just taken from it."""
    book = {"agency_id": agency_id, "kind": kind, "year": year}
    taken = _TAKE.row(**book)
    if taken is None:
        NumberBook.objects.get_or_create(**book, defaults={"prefix": prefix})
        taken = _TAKE.row(**book)
    assert taken is not None  # books are never deleted
    book_id, own_prefix, serial = taken
    return book_id, own_prefix, serial


def void_number(
    *, number: IssuedNumber, stream_kind: str, reason: str, by: Actor, at: datetime
) -> VoidedNumber:
    """作废文号: the number stays in the book with its reason."""
    voided = VoidedNumber.objects.create(number=number, reason=reason, voided_at=at)
    write_entry(
        stream_id=number.subject_id,
        stream_kind=stream_kind,
        kind="number.voided",
        by=by,
        at=at,
        payload={"number": number.text, "reason": reason},
    )
    return voided
