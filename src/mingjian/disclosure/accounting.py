"""Accounting for numbers (文号公开账): every number is accounted for, so silence shows.

A decision that nobody publishes still has its number, and numbers leave no gap. Each change of an
account is a statement in the public log; what was once admitted cannot be taken back unseen.
"""

from __future__ import annotations

import base64
from collections import Counter
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Q

from mingjian.disclosure.grounds import WithholdGround
from mingjian.disclosure.models import Duty, Exemption, NumberAccount, Release, Withholding
from mingjian.disclosure.models.accounts import FIGURES
from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.models import IssuedNumber, NumberBook
from mingjian.ledger.leaf import SALT_BYTES, LeafType, Statement, commit
from mingjian.ledger.submitting import submit_statements
from mingjian.registry.models import Agency

MARKS = (
    DocumentKind.PENALTY_DECISION.mark,
    DocumentKind.NO_PENALTY_DECISION.mark,
    DocumentKind.SUMMARY_DECISION.mark,
)
_EXEMPT = "依照规定不公示的当场处罚"
# 账目不含任何人的信息，盐取零：谁都可以重算。
_NO_SALT = bytes(SALT_BYTES)


def count_numbers(*, on: date, at: datetime) -> int:
    """记文号公开账: bring every account up to date; returns how many changed."""
    names = dict(Agency.objects.values_list("id", "name"))
    books = NumberBook.objects.filter(kind__in=MARKS).order_by("year", "id")
    return sum(_count_book(book, names[book.agency_id], on=on, at=at) for book in books)


def account_content(account: NumberAccount) -> dict[str, Any]:
    """What the log commits to, and what everybody can read."""
    return {
        "agency": account.agency_name,
        "mark": account.mark,
        "year": account.year,
        **{name: getattr(account, name) for name in FIGURES},
        "withheld_by": account.withheld_by,
    }


def account_id(account: NumberAccount) -> str:
    """The account's id in the public log."""
    return base64.urlsafe_b64encode(account.book.bytes).decode().rstrip("=")


def _count_book(book: NumberBook, agency_name: str, *, on: date, at: datetime) -> bool:
    with transaction.atomic():
        # The book's lock: no number is issued while it is counted.
        book = NumberBook.objects.select_for_update().get(id=book.id)
        known = NumberAccount.objects.filter(book=book.id).first()
        account = NumberAccount(book=book.id, mark=book.kind, year=book.year)
        account.agency_name, account.counted_on = agency_name, on
        for name, figure in _figures(book, on).items():
            setattr(account, name, figure)
        if known is not None and account_content(known) == account_content(account):
            return False
        account.version = known.version + 1 if known else 1
        account.save(force_insert=known is None, force_update=known is not None)
        submit_statements(statements=[_statement(account, at)])
    return True


def _figures(book: NumberBook, on: date) -> dict[str, Any]:
    numbers = IssuedNumber.objects.filter(book=book)
    duties = Duty.objects.filter(agency_id=book.agency_id, number__in=numbers.values("text"))
    counted = duties.aggregate(
        waiting=Count("id", filter=Q(settlement="", due_on__gte=on)),
        overdue=Count("id", filter=Q(settlement="", due_on__lt=on)),
    )
    released = Release.objects.filter(agency_id=book.agency_id, version=1)
    withheld = Withholding.objects.filter(duty__in=duties).values_list(
        "preparation__ground", flat=True
    )
    exempt = Exemption.objects.filter(
        agency_id=book.agency_id, number__in=numbers.values("text")
    ).count()
    by_ground = Counter(WithholdGround(ground).title for ground in withheld)
    by_ground += Counter({_EXEMPT: exempt})
    counted |= {
        "published": released.filter(number__in=numbers.values("text")).count(),
        "withheld": sum(by_ground.values()),
        "voided": numbers.filter(voidednumber__isnull=False).count(),
    }
    other = book.last_serial - sum(counted.values())
    found = {"issued": book.last_serial, **counted, "other": other}
    return {**found, "withheld_by": [list(each) for each in sorted(by_ground.items())]}


def _statement(account: NumberAccount, at: datetime) -> Statement:
    return Statement(
        type=LeafType.LIST,
        public_id=account_id(account),
        version=account.version,
        effective_at=at,
        commitments=commit(content=account_content(account), salt=_NO_SALT),
    )
