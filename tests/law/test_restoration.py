"""Credit restoration: early end of publicity only when term, money and every condition allow it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mingjian.law.lawbook import load_lawbook
from mingjian.law.penalties import PenaltyKind
from mingjian.law.publication_requests import RequestKind, RequestOutcome, outcomes_of
from mingjian.law.restoration import Publicity, restoration_breaches, restoration_conditions

BOOK = load_lawbook("binxian")
DECIDED = date(2026, 5, 11)
A_FINE = Publicity(
    kinds=(PenaltyKind.FINE,),
    fine_yuan=Decimal(50_000),
    decided_on=DECIDED,
    published_on=date(2026, 5, 20),
    owed_yuan=Decimal(0),
)
CLOSED = replace(A_FINE, kinds=(PenaltyKind.FINE, PenaltyKind.BUSINESS_SUSPENSION))
MINOR = replace(A_FINE, fine_yuan=Decimal(1000))


def codes(publicity: Publicity, *, on: date, confirmed: bool = True) -> set[str]:
    every = restoration_conditions(on=on, lawbook=BOOK, is_market=publicity.is_market)
    given = [each.text for each in every] if confirmed else []
    found = restoration_breaches(publicity=publicity, confirmed=given, on=on, lawbook=BOOK)
    return {each.code for each in found}


@pytest.mark.parametrize(
    ("publicity", "first_day"),
    [
        (MINOR, DECIDED),
        (A_FINE, date(2026, 8, 11)),
        (CLOSED, date(2027, 5, 11)),
    ],
    ids=["minor", "general", "serious"],
)
def test_the_shortest_term_of_the_class_must_have_passed(publicity: Publicity, first_day: date):
    before = first_day.replace(day=first_day.day - 1)

    assert codes(publicity, on=before) == {"RESTORATION_EARLY"}
    assert codes(publicity, on=first_day) == set()


def test_every_condition_must_be_confirmed():
    on = date(2026, 9, 1)

    found = restoration_breaches(publicity=A_FINE, confirmed=(), on=on, lawbook=BOOK)

    assert [each.code for each in found] == ["RESTORATION_CONDITION"] * 3
    assert "已经履行处罚决定确定的义务" in found[0].message


def test_what_is_owed_must_be_paid():
    owing = replace(A_FINE, owed_yuan=Decimal("1234.50"))

    assert codes(owing, on=date(2026, 9, 1)) == {"RESTORATION_OWED"}


def test_in_market_supervision_the_grave_kinds_never_end_early_and_one_more_is_asked():
    market = replace(CLOSED, is_market=True)

    assert codes(market, on=date(2027, 6, 1)) == {"RESTORATION_EXCLUDED"}
    asked = restoration_conditions(on=date(2026, 9, 1), lawbook=BOOK, is_market=True)
    assert len(asked) == 4


def test_a_decision_older_than_the_rules_is_refused_with_a_way_out():
    old = replace(A_FINE, decided_on=date(2022, 1, 4))

    assert "RESTORATION_RULE" in codes(old, on=date(2026, 9, 1))


@pytest.mark.parametrize("kind", list(RequestKind))
def test_every_kind_can_be_refused_and_declined_and_has_its_clock(kind: RequestKind):
    ends = outcomes_of(kind)

    assert {RequestOutcome.REFUSE, RequestOutcome.DECLINE} < set(ends)
    assert BOOK.time_limit(kind.settle_act, on=DECIDED).length == 10
    assert str(kind.cite)
