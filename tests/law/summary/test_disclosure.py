"""Published or not: what the packs say of summary penalties."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mingjian.law.lawbook import LawBook, load_lawbook, pack_ids
from mingjian.law.penalties import PenaltyKind
from mingjian.law.summary import why_not_published

FINE = (PenaltyKind.FINE,)
ON = date(2026, 5, 11)


def ask(book: LawBook, **changes):
    """The rule for an urban fine of an adult."""
    details = {"kinds": FINE, "sector": "", "is_minor": False, "decided_on": ON, **changes}
    return why_not_published(lawbook=book, **details)


def publishing(book: LawBook) -> LawBook:
    """The same book in a place that publishes minor information too."""
    entries = tuple(
        replace(entry, value=True) if entry.key == "disclosure_term.minor_published" else entry
        for entry in book.national.values
    )
    return replace(book, national=replace(book.national, values=entries))


@pytest.mark.parametrize("pack", pack_ids())
def test_minor_information_is_not_published_in_principle(pack):
    found = ask(load_lawbook(pack))

    assert "轻微失信信息" in found.reason
    assert found.cite.law == "信用修复管理办法"


def test_market_supervision_publishes_the_ordinary_procedure_only():
    found = ask(load_lawbook("binxian"), sector="market_supervision")

    assert found.cite.law == "市场监督管理行政处罚信息公示规定"
    assert "适用简易程序的处罚决定" in found.reason


def test_before_the_credit_rules_every_penalty_was_due():
    assert ask(load_lawbook("binxian"), decided_on=date(2022, 5, 11)) is None


def test_where_minor_information_is_published_it_is_due():
    assert ask(publishing(load_lawbook("binxian"))) is None
