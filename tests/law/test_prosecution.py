"""Thresholds of criminal cases: data with its clause, reached from the amount on."""

from datetime import date
from decimal import Decimal

import pytest

from mingjian.law.prosecution import all_thresholds, passed_thresholds
from mingjian.law.violations import violation

TODAY = date(2026, 3, 2)


def passed(figure, of="food-expired", label="货值金额", on=TODAY):
    return passed_thresholds(figures={of: {label: Decimal(figure)}}, on=on)


@pytest.mark.parametrize(("figure", "count"), [("49999.99", 0), ("50000", 1), ("160000", 1)])
def test_the_amount_itself_is_enough(figure, count):
    assert len(passed(figure)) == count


def test_another_violation_label_or_an_earlier_day_is_not_hinted_at():
    assert not passed(900_000, of="food-label-flaw")
    assert not passed(900_000, label="占地面积")
    assert not passed(900_000, on=date(2021, 12, 31))
    assert not passed_thresholds(figures={}, on=TODAY)


def test_the_words_name_figure_crime_and_clause():
    (one,) = passed(60_000)

    assert one.words.startswith("货值金额60,000元，达到生产、销售伪劣产品罪（刑法第一百四十条）")
    assert "（一）》第十六条" in one.words
    assert "危害食品安全刑事案件" in one.threshold.link


def test_every_row_speaks_of_violations_there_are_and_of_a_figure_they_ask_for():
    for row in all_thresholds():
        assert row.text
        assert row.source
        assert row.least > 0
        for slug in row.violations:
            asked = str(violation(slug).sanctions)
            assert row.label in asked, f"{slug} never asks for {row.label}"
