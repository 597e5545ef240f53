"""Document numbers (文号): issued in the transaction that uses them: none lost, none twice."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from mingjian.dossier.models import IssuedNumber, NumberBook, VoidedNumber
from mingjian.journal.ids import new_id
from mingjian.journal.writing import write_entry
from mingjian.law.roles import Actor


def number_text(*, prefix: str, kind: str, year: int, serial: int) -> str:
    """宾市监罚〔2026〕12号: hexagonal brackets, four-digit year, no leading zeros (GB/T 9704)."""
    return f"{prefix}{kind}〔{year}〕{serial}号"


def issue_number(
    *, agency_id: UUID, prefix: str, kind: str, year: int, subject_id: UUID, at: datetime
) -> IssuedNumber:
    """Take the next number of the book; must run inside the transaction that uses it.

    The book's row lock makes concurrent writers wait; a rollback gives the number back.
    """
    NumberBook.objects.get_or_create(
        agency_id=agency_id, kind=kind, year=year, defaults={"prefix": prefix}
    )
    book = NumberBook.objects.select_for_update().get(agency_id=agency_id, kind=kind, year=year)
    serial = book.last_serial + 1
    number = IssuedNumber.objects.create(
        id=new_id(),
        book=book,
        serial=serial,
        previous_serial=serial - 1 or None,
        text=number_text(prefix=book.prefix, kind=kind, year=year, serial=serial),
        subject_id=subject_id,
        issued_at=at,
    )
    book.last_serial = serial
    book.save(update_fields=["last_serial"])
    return number


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
