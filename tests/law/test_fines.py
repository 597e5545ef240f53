"""Ranges of fines (罚款幅度)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.law.circumstances import MissingCircumstance
from mingjian.law.fines import FineBasis, FineRange, FineRule, read_fine


@pytest.mark.parametrize(
    ("row", "measures", "low", "high"),
    [
        ({"yuan": [20000, 100000]}, {}, "20000", "100000"),
        ({"yuan": 200}, {}, "200", "200"),
        ({"up_to": 50000}, {}, "0", "50000"),
        ({"percent": [1, 5], "of": "总投资额"}, {"总投资额": "2000000"}, "20000", "100000"),
        ({"percent": [5, 15], "of": "金额"}, {"金额": "33.33"}, "1.67", "4.99"),
        ({"times": [10, 20], "of": "货值金额"}, {"货值金额": "10000.01"}, "100000.10", "200000.20"),
        ({"yuan_per": 1000, "of": "面积", "unit": "平方米"}, {"面积": "3.5"}, "3500", "3500"),
        ({"yuan_per": 1000, "of": "面积"}, {"面积": "0.000333"}, "0.33", "0.33"),
        (
            {"daily_times": 1, "of": "原处罚数额", "unit": "日数"},
            {"原处罚数额": "50000", "日数": "9"},
            "450000",
            "450000",
        ),
    ],
)
def test_a_rule_becomes_yuan(row: dict[str, Any], measures: dict[str, str], low: str, high: str):
    known = {label: Decimal(amount) for label, amount in measures.items()}

    found = read_fine(row).range_for(known)

    assert (found.minimum, found.maximum) == (Decimal(low), Decimal(high))


def test_a_rule_says_what_it_has_to_measure():
    daily = read_fine({"daily_times": 1, "of": "原处罚数额", "unit": "计罚日数"})

    assert daily.measures == ("原处罚数额", "计罚日数")
    with pytest.raises(MissingCircumstance, match="计罚日数"):
        daily.range_for({"原处罚数额": Decimal(1)})


def test_a_fine_left_to_local_rules_has_no_range():
    with pytest.raises(ValueError, match="local"):
        read_fine({"local": True}).range_for({})


@pytest.mark.parametrize(
    "row",
    [{}, {"yuan": [5, 1]}, {"yuan": 0}, {"yuan": 5, "of": "面积"}, {"times": 2}, {"dollars": 3}],
)
def test_a_fine_that_makes_no_sense_is_refused(row: dict[str, Any]):
    with pytest.raises(ValueError, match=r"fine|base"):
        read_fine(row)


def test_a_range_includes_both_ends_and_shows_itself():
    found = FineRange(Decimal(1000), Decimal(5000))

    assert Decimal(1000) in found
    assert Decimal(5000) in found
    assert Decimal("5000.01") not in found
    assert found.exact is None
    assert str(found) == "1,000.00元至5,000.00元"
    assert str(FineRange(Decimal(200), Decimal(200))) == "200.00元"


def test_an_empty_range_is_refused():
    with pytest.raises(ValueError, match="empty"):
        FineRange(Decimal(2), Decimal(1))


@given(
    st.sampled_from([FineBasis.PERCENT, FineBasis.MULTIPLE, FineBasis.PER_UNIT]),
    st.decimals(min_value=0, max_value=100, places=1),
    st.decimals(min_value=1, max_value=100, places=1),
    st.decimals(min_value=0, max_value=10_000_000, places=4),
)
def test_rounding_never_leaves_the_statutes_range(
    basis: FineBasis, low: Decimal, more: Decimal, amount: Decimal
):
    rule = FineRule(basis, minimum=low, maximum=low + more, of="数量")

    found = rule.range_for({"数量": amount})

    factor = amount / 100 if basis is FineBasis.PERCENT else amount
    assert found.maximum <= rule.maximum * factor
    assert found.minimum >= rule.minimum * factor or found.exact is not None
