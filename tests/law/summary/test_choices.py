"""What can be picked on the spot; and the real decision (d) out of the shipped benchmark."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from mingjian.law.benchmarks import benchmark_item
from mingjian.law.circumstances import Circumstances, Subject
from mingjian.law.discretion import assess, outside_range
from mingjian.law.summary.choices import read_choice, spot_choices
from mingjian.law.violations import Line, violation
from tests.law.summary.street import content

DAY = date(2026, 5, 11)
SHENZHEN = {"division_code": "440305", "on": DAY, "most_yuan": Decimal(3000)}
BALCONY = "shenzhen-urban-2023/9"


def ids(**changes) -> list[str]:
    """The ids offered to urban officers in Shenzhen."""
    given = {"lines": (Line.URBAN,), **SHENZHEN, **changes}
    return [choice.id for choice in spot_choices(**given)]


def test_decision_d_objects_outside_the_balcony_first_time_one_hundred_yuan():
    case = Circumstances(Subject.PERSON, offence_count=1, refused_correction=True)

    found = assess(rule=benchmark_item(BALCONY), circumstances=case, on=DAY)

    assert found.tier == "情节较轻"
    assert found.exact == 100
    assert outside_range(assessment=found, content=content(100)) == ()
    assert f"{BALCONY}#情节较轻" in ids()


def test_tiers_above_the_cap_are_not_offered():
    offered = ids()

    assert "shenzhen-urban-2023/1#情节较轻" in offered
    assert "shenzhen-urban-2023/1#情节较重" not in offered
    assert not [one for one in offered if one.startswith("shenzhen-urban-2023/10")]


def test_exempt_tiers_and_measured_fines_are_not_offered():
    offered = ids()

    assert f"{BALCONY}#情节轻微" not in offered
    assert not [one for one in offered if one.startswith("shenzhen-urban-2023/3#")]


@pytest.mark.parametrize(
    "changes", [{"division_code": "230125"}, {"on": date(2029, 1, 1)}, {"lines": (Line.MARKET,)}]
)
def test_a_benchmark_serves_its_place_its_time_and_its_line(changes):
    assert not [one for one in ids(**changes) if one.startswith("shenzhen")]


def test_statutes_are_offered_where_a_warning_or_a_small_fine_is_lawful():
    offered = ids(lines=(Line.MARKET, Line.WATER, Line.CIVIL_AFFAIRS))

    assert "market-licence-not-displayed" in offered
    assert "river-building-on-dyke" in offered
    assert "market-licence-forged-or-lent" not in offered
    assert "water-taking-without-permit" not in offered


def test_an_id_is_read_back():
    for choice in spot_choices(lines=(Line.URBAN,), **SHENZHEN):
        rule_id, tier = read_choice(choice.id)
        known = benchmark_item(rule_id) if tier else violation(rule_id)
        assert choice.tier == tier
        assert known.title in (choice.words, choice.group.partition("（深")[0])
