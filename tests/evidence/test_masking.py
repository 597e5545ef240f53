"""Plans of masking: written by people, kept as data, applied to what is left after the cuts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.evidence.masking import END, BadPlan, Plan, Region, Span, Way, kept_pieces, read_plan


def test_a_plan_is_read_line_by_line_and_survives_its_row() -> None:
    plan = read_plan(
        regions="0:01-0:05 10,20,30,40.5 涂黑\n 60,10,20,20\n", mutes="1：05至1:10.5", cuts="2:00-"
    )

    assert plan.regions == (
        Region(Span(1000, 5000), 100, 200, 300, 405, Way.COVER),
        Region(Span(), 600, 100, 200, 200, Way.BLUR),
    )
    assert (plan.mutes, plan.cuts) == ((Span(65_000, 70_500),), (Span(120_000, END),))
    assert Plan.from_plain(plan.as_plain()) == plan
    assert plan.lines()[0] == "遮挡：0:01—0:05，左10%、上20%、宽30%、高40.5%，涂黑"
    assert plan.lines()[-1] == "剪去：2:00—结束"


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ("regions", "0:01-0:05 10,20,30"),
        ("regions", "0:01-0:05 80,20,30,40"),
        ("regions", "0:01-0:05 10,20,0,40"),
        ("regions", "0:01-0:05"),
        ("regions", "0:01-0:05 a,b,c,d"),
        ("mutes", "0:05-0:01"),
        ("mutes", "0:05"),
        ("cuts", "1.2.3-4"),
        ("cuts", "99:00:00-"),
        ("cuts", "\n".join(["0:01-0:02"] * 41)),
    ],
)
def test_a_line_that_says_nothing_definite_is_refused_with_an_example(
    field: str, line: str
) -> None:
    said = {"regions": "", "mutes": "", "cuts": "", field: line}

    with pytest.raises(BadPlan, match="。"):
        read_plan(**said)


@given(
    length=st.integers(0, 60_000),
    cuts=st.lists(st.tuples(st.integers(0, 70_000), st.integers(1, 20_000)), max_size=5),
)
def test_pieces_and_cuts_make_up_the_whole_and_never_overlap(
    length: int, cuts: list[tuple[int, int]]
) -> None:
    spans = [Span(since, since + more) for since, more in cuts]

    pieces = list(kept_pieces(length=length, cuts=spans, step=5000))

    for piece in pieces:
        assert 40 < piece.until - piece.since <= 5400
        assert not any(piece.since < one.until and one.since < piece.until for one in spans)
    assert all(a.until <= b.since for a, b in pairwise(pieces))
