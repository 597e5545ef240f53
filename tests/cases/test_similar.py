"""Similar cases: the same agency, the same violation, three years; counted tier by tier."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from mingjian.cases.models import Case
from mingjian.cases.similar import similar_decisions
from mingjian.law.procedure import Move
from mingjian.ops.demo.story import Cast
from tests.cases.story import START, make_cast, make_plot, tell

pytestmark = pytest.mark.django_db


def decided(cast: Cast, *, fine: int = 12_000, offence: int = 0, days: int = 0) -> Case:
    """A light case of that agency with its decision."""
    plot = make_plot(cast, offence=offence)
    assert plot.content is not None
    content = replace(plot.content, fine_yuan=Decimal(fine))
    start = START + timedelta(days=days)
    return tell(cast=cast, plot=replace(plot, content=content), start=start, until=Move.DECIDE)


def test_earlier_decisions_are_counted_with_their_lowest_middle_and_highest_fine():
    cast = make_cast()
    for fine in (11_000, 12_000, 30_000):
        decided(cast, fine=fine)
    ours = decided(cast, fine=20_000)

    found = similar_decisions(case=ours, on=ours.latest_act_on)

    assert found.total == 3
    [tier] = found.tiers
    assert (tier.count, tier.share) == (3, 100)
    assert (tier.lowest, tier.middle, tier.highest) == (11_000, 12_000, 30_000)
    assert len(found.newest) == 3


def test_other_agencies_other_violations_and_the_case_itself_do_not_count():
    cast = make_cast()
    decided(make_cast())
    decided(cast, fine=1_000, offence=1)
    ours = decided(cast)

    found = similar_decisions(case=ours, on=ours.latest_act_on)

    assert (found.total, found.tiers, found.newest) == (0, (), ())


def test_what_was_decided_more_than_three_years_ago_or_later_than_today_does_not_count():
    cast = make_cast()
    earlier = decided(cast)
    ours = decided(cast)
    day = earlier.decision.decided_on

    assert similar_decisions(case=ours, on=day).total == 1
    assert similar_decisions(case=ours, on=day - timedelta(days=1)).total == 0
    assert similar_decisions(case=ours, on=day + timedelta(days=3 * 366 + 4)).total == 0


def test_it_is_one_query(django_assert_num_queries):
    cast = make_cast()
    decided(cast)
    ours = decided(cast)

    with django_assert_num_queries(1):
        similar_decisions(case=ours, on=ours.latest_act_on)
