"""The published row is the rule that runs: what the gate does and what the list says agree."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from mingjian.law.lawbook import load_lawbook, pack_ids
from mingjian.law.review_triggers import (
    STATUTORY_SLUGS,
    ReviewCircumstances,
    all_triggers,
    due_triggers,
)
from mingjian.law.standing.rules import rule_hash, rule_rows
from mingjian.law.violations import Line, violation

ON = date(2026, 4, 20)


@pytest.mark.parametrize("pack_id", pack_ids())
def test_the_gate_stops_a_case_for_a_published_row_and_for_no_other(pack_id: str) -> None:
    book = load_lawbook(pack_id)
    rows = rule_rows(kind="review", book=book, lines=(Line.MARKET,), on=ON)
    published = {row[3].removeprefix("review/") for row in rows}
    in_force = frozenset(book.value("review.triggers", on=ON).value)

    computed = {
        trigger.slug
        for flags in product([True, False], repeat=4)
        for trigger in due_triggers(circumstances=ReviewCircumstances(*flags), in_force=in_force)
    }
    declarable = in_force | STATUTORY_SLUGS

    assert computed <= published
    assert published == computed | (declarable & {one.slug for one in all_triggers()})


def test_the_hash_changes_with_any_part_of_a_rule() -> None:
    rule = violation("market-licence-not-displayed")

    assert rule_hash(rule) == rule_hash(rule)
    assert rule_hash(rule) != rule_hash({**vars(rule), "title": "另一种"})
    assert rule_hash({"act": "甲"}) != rule_hash({"act": "乙"})


def test_the_hash_of_a_threshold_moves_with_the_threshold() -> None:
    rows = {
        pack: {
            row[3]: row[4]
            for row in rule_rows(kind="review", book=load_lawbook(pack), lines=(), on=ON)
        }
        for pack in ("binxian", "guangyuan-civil")
    }

    assert rows["binxian"]["review/listed"] != rows["guangyuan-civil"]["review/listed"]
    assert rows["binxian"]["review/complex"] == rows["guangyuan-civil"]["review/complex"]
