"""The standard as data: complete, adding up, and surviving being kept with a campaign."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal

import pytest

from mingjian.law.appraisal import (
    CHECKS,
    Auto,
    Dimension,
    Procedure,
    item_set,
    read_item_set,
    restore_item_set,
)

ITEMS = item_set("shenzhen-2026")
_HEAD = "number,dimension,procedure,document,title,points,veto,auto\n"
_SET = 'id="x"\nname="x"\nsource="x"\nsince=2026-01-01\n[[grade]]\ntitle="合格"\nfrom=0\n'


def test_it_has_the_207_items() -> None:
    assert len(ITEMS.items) == 207


def test_the_points_of_each_procedure_add_to_a_hundred() -> None:
    sums: dict[Procedure, Decimal] = defaultdict(Decimal)
    for item in ITEMS.items:
        if item.dimension is Dimension.REGULARITY:
            sums[item.procedure] += item.points

    assert sums.pop(Procedure.INSPECTION) == 27  # 原标准未列分值，各以一分计
    assert sums == dict.fromkeys(
        [
            *[Procedure.ORDINARY, Procedure.SUMMARY, Procedure.MEASURE],
            *[Procedure.OWN_EXECUTION, Procedure.COURT],
        ],
        Decimal(100),
    )


def test_every_check_is_of_an_item_that_data_may_answer() -> None:
    assert {ITEMS.item(number).auto for number in CHECKS} <= {Auto.YES, Auto.PART}
    assert len(CHECKS) >= 90


def test_a_standard_that_a_campaign_keeps_is_the_same_again() -> None:
    kept = restore_item_set(ITEMS.export())

    assert kept == ITEMS
    assert kept.hash == ITEMS.hash


def test_a_standard_is_in_force_from_its_day() -> None:
    assert not ITEMS.applies(on=date(2025, 12, 31))
    assert ITEMS.applies(on=date(2026, 1, 1))


def test_an_ordinary_dossier_is_not_asked_about_measures() -> None:
    numbers = {item.number for item in ITEMS.applicable({Procedure.PENALTY, Procedure.ORDINARY})}

    assert {"101", "135", "301", "601"} <= numbers
    assert numbers.isdisjoint({"201", "358", "401", "440", "146"})


@pytest.mark.parametrize("points", ["0", "101", "+200"])
def test_points_out_of_range_are_refused(points: str) -> None:
    with pytest.raises(ValueError, match="out of range"):
        read_item_set(header=_SET, rows=f"{_HEAD}1,合法性,全部,,x,{points},no,no\n")


def test_an_item_given_twice_is_refused() -> None:
    row = "1,合规性,全部,,x,1,no,no\n"

    with pytest.raises(ValueError, match="given twice"):
        read_item_set(header=_SET, rows=_HEAD + row + row)
