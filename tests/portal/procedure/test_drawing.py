"""The drawing joins exactly the boxes that the chart joins, and nothing overlaps."""

from __future__ import annotations

from itertools import combinations

from mingjian.law.procedure import State
from mingjian.portal.procedure.chart import chart_states
from mingjian.portal.procedure.drawing import BOX_HEIGHT, BOX_WIDTH, NOT_DRAWN, draw_chart

DRAWING = draw_chart()


def test_every_state_has_its_box():
    assert {box.state for box in DRAWING.boxes} | NOT_DRAWN == set(State)


def test_every_way_has_its_words_on_a_line():
    words = "、".join(f"{line.word}、{line.back}" for line in DRAWING.lines)

    for state in chart_states():
        for way in state.onward:
            assert way.target in NOT_DRAWN or way.move.title in words


def test_as_many_lines_as_ways_with_both_directions_on_one():
    pairs = {
        (state.state, way.target)
        for state in chart_states()
        for way in state.onward
        if way.target not in NOT_DRAWN and state.state not in NOT_DRAWN
    }

    assert len(DRAWING.lines) + sum(bool(line.back) for line in DRAWING.lines) == len(pairs)


def test_no_box_covers_another_and_all_lie_in_the_picture():
    for one, other in combinations(DRAWING.boxes, 2):
        assert abs(one.x - other.x) >= BOX_WIDTH or abs(one.y - other.y) >= BOX_HEIGHT
    for box in DRAWING.boxes:
        assert 0 < box.left < box.right < DRAWING.width
        assert 0 < box.top < box.bottom < DRAWING.height


def test_every_corner_of_every_line_lies_in_the_picture():
    for line in DRAWING.lines:
        for point in line.points.split():
            x, y = (int(each) for each in point.split(","))
            assert 0 < x < DRAWING.width
            assert 0 < y < DRAWING.height


def test_no_two_lanes_share_a_place():
    lanes = [line.points.split()[1:3] for line in DRAWING.lines if line.kind == "lane"]
    spans = [
        (int(top.split(",")[0]), *sorted(int(point.split(",")[1]) for point in (top, bottom)))
        for top, bottom in lanes
    ]

    for (x, low, high), (other_x, other_low, other_high) in combinations(spans, 2):
        assert x != other_x or high < other_low or low > other_high
