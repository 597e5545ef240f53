"""Goods that any agency still holds (仍被查封、扣押的财物): asked before goods are seized."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from mingjian.cases.models import Case, ProceedingStep, SeizedGoods
from mingjian.law.dates import long_date
from mingjian.law.measures import MeasureKind
from mingjian.law.measures.identity import HeldGoods, Wanted, account_of
from mingjian.law.proceedings import ProceedingMove

# 锁的类别：强制法第二十三条、第二十九条。
_GOODS, _ACCOUNTS = 23, 29


def held_with_number(wanted: Sequence[Wanted]) -> tuple[HeldGoods, ...]:
    """Goods with one of these numbers; who asks at the same moment waits for our answer."""
    numbers = sorted({one.identity for one in wanted if one.identity})
    if not numbers:
        return ()
    for number in numbers:  # always in one order: two lists never wait for each other
        _lock(number, _GOODS)
    return tuple(_told(one) for one in _held().filter(identity__in=numbers))


def held_of_party(case: Case) -> tuple[HeldGoods, ...]:
    """Goods of this party that are held in other cases."""
    _lock(str(case.party_id), _GOODS)
    rows = _held().filter(case__party_id=case.party_id).exclude(case_id=case.id)
    return tuple(_told(one) for one in rows)


def frozen_elsewhere(*, account: str, proceeding_id: UUID | None) -> str:
    """已被冻结的同一账户: who froze it and when, as a sentence; empty if nobody did."""
    number = account_of(account)
    if not number:
        return ""
    _lock(number, _ACCOUNTS)
    released = ProceedingStep.objects.filter(move=ProceedingMove.RELEASE_FREEZE).values(
        "proceeding"
    )
    rows = (
        ProceedingStep.objects.filter(move=ProceedingMove.FREEZE)
        .exclude(proceeding__in=released)
        .exclude(proceeding=proceeding_id)
        .select_related("case__agency", "document__number")
    )
    for row in rows:
        if account_of(row.subject) == number:
            paper = row.document.number.text if row.document and row.document.number else ""
            on = long_date(row.acted_on)
            return f"该账户已由{row.case.agency.name}于{on}冻结（{paper}），尚未解除"
    return ""


def _held() -> QuerySet[SeizedGoods]:
    return (
        SeizedGoods.objects.filter(outcome="")
        .select_related("measure__document__number", "case__agency")
        .order_by("measure__taken_on", "id")
    )


def _told(row: SeizedGoods) -> HeldGoods:
    paper, taken_on = row.measure.document, row.measure.taken_on
    assert taken_on is not None  # a list is written when the measure is taken
    return HeldGoods(
        agency=row.case.agency.name,
        number=paper.number.text if paper and paper.number else "",
        taken_on=taken_on,
        kind=MeasureKind(row.measure.kind).title,
        name=row.name,
        identity=row.identity,
    )


def _lock(key: str, family: int) -> None:
    """Until this transaction ends, nobody else asks about the same thing."""
    with connection.cursor() as sql:
        sql.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, %s))", [key, family])
