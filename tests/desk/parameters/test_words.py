"""Everything that the shipped packs say in slugs has words for people."""

from __future__ import annotations

from datetime import date

import pytest

from mingjian.desk.parameters.words import EVENTS, QUALITIES, start_text, value_text
from mingjian.law.lawbook import LawBook, load_lawbook, pack_ids

TODAY = date(2026, 11, 22)
BOOKS = [load_lawbook(pack_id) for pack_id in pack_ids()]


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_every_event_and_quality_is_named(book: LawBook) -> None:
    events = {limit.starts_from for limit in book.time_limits(on=TODAY)}
    qualities = {entry.quality for entry in book.limit_entries(on=TODAY)}
    qualities |= {value.quality for value in book.values(on=TODAY)}

    assert events <= EVENTS.keys()
    assert qualities <= QUALITIES.keys()


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_no_value_is_shown_as_a_slug(book: LawBook) -> None:
    shown = {value.key: value_text(value) for value in book.values(on=TODAY)}

    assert [key for key, text in shown.items() if "_" in text] == []


def test_a_period_counted_backwards_says_so() -> None:
    hearing = BOOKS[0].time_limit("notify_hearing", on=TODAY)
    decision = BOOKS[0].time_limit("decide", on=TODAY)

    assert start_text(decision) == "自立案之日起计算，当日不计入"
    assert ("以前" in start_text(hearing)) is hearing.backwards
