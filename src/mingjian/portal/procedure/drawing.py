"""The drawing (流程图): the chart as boxes and lines for an inline SVG.

Only the places of the boxes are ours; which boxes there are and what joins them, the table says.
Neighbours are joined straight, boxes beside them sideways; longer ways run in lanes to the left.
"""

from __future__ import annotations

from dataclasses import dataclass

from mingjian.law.procedure import State
from mingjian.portal.procedure.chart import chart_states

WIDTH, BOX_WIDTH, BOX_HEIGHT = 840, 190, 44
_ROW, _MARGIN, _MAIN_X, _SIDE_X = 80, 26, 310, 715
_FIRST_LANE, _LANE, _PORT, _BEND = 104, 26, 16, 14
_ARROW = 3  # the head of the arrow reaches to the box
# 主线各状态自上而下；旁支在右侧，行号可以是半行。新增状态须在此安放，有测试核对。
_MAIN = (
    *(State.REGISTERED, State.VERIFIED, State.OPENING_REQUESTED, State.INVESTIGATING),
    *(State.REPORTED, State.IN_REVIEW, State.REVIEWED, State.NOTIFIED, State.DECIDED),
    *(State.SERVED, State.PERFORMED, State.CLOSED),
)
_SIDE = {
    State.DECLINED: 2.0,
    State.RETURNED: 4.5,
    State.REVIEW_PROBLEMS: 5.5,
    State.HEARING: 7.0,
}
# 任何阶段都可能撤案，决定以后都可能被撤销：不画线，在文字中说明。
NOT_DRAWN = frozenset({State.DISMISSED, State.REVOKED})


@dataclass(frozen=True)
class Box:
    """One state; ``x`` and ``y`` are its middle."""

    state: State
    x: int
    y: int
    row: float

    @property
    def left(self) -> int:
        return self.x - BOX_WIDTH // 2

    @property
    def right(self) -> int:
        return self.x + BOX_WIDTH // 2

    @property
    def top(self) -> int:
        return self.y - BOX_HEIGHT // 2

    @property
    def bottom(self) -> int:
        return self.y + BOX_HEIGHT // 2


@dataclass(frozen=True)
class Way:
    """From state to state by some moves; ``back`` are the moves the other way round."""

    start: Box
    end: Box
    words: tuple[str, ...]
    back: tuple[str, ...] = ()

    @property
    def is_lane(self) -> bool:
        """Both on the main line, and not neighbours."""
        return self.start.x == self.end.x == _MAIN_X and self.end.row - self.start.row != 1


@dataclass(frozen=True)
class Line:
    """A polyline with the words on it."""

    points: str
    word: str
    x: int
    y: int
    anchor: str
    kind: str  # straight | aside | lane
    back: str = ""  # the words of the way back, below the line


@dataclass(frozen=True)
class Drawing:
    """The whole picture and its size."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    height: int
    width: int = WIDTH
    box_width: int = BOX_WIDTH
    box_height: int = BOX_HEIGHT


def draw_chart() -> Drawing:
    """Boxes and lines of the ordinary procedure."""
    boxes = _boxes()
    ways = _ways(boxes)
    lanes = [way for way in ways if way.is_lane]
    lines = [_straight(way) for way in ways if not way.is_lane] + _lane_lines(lanes)
    height = max(box.bottom for box in boxes.values()) + _MARGIN
    return Drawing(tuple(boxes.values()), tuple(lines), height)


def _boxes() -> dict[State, Box]:
    rows = {state: float(row) for row, state in enumerate(_MAIN)}
    places = {
        **{state: (_MAIN_X, row) for state, row in rows.items()},
        **{state: (_SIDE_X, row) for state, row in _SIDE.items()},
    }
    return {
        state: Box(state, x, round(_MARGIN + BOX_HEIGHT / 2 + row * _ROW), row)
        for state, (x, row) in places.items()
    }


def _ways(boxes: dict[State, Box]) -> list[Way]:
    """One way for each pair of states, both directions beside each other where there are two."""
    words: dict[tuple[State, State], list[str]] = {}
    for here in chart_states():
        for move in here.onward if here.state not in NOT_DRAWN else ():
            if move.target is not None and move.target not in NOT_DRAWN:
                words.setdefault((here.state, move.target), []).append(move.move.title)
    ways = []
    for (start, end), titles in words.items():
        is_aside = boxes[end].x == _SIDE_X
        if boxes[start].x == _SIDE_X and (end, start) in words:
            continue  # drawn with the way out
        back = words.get((end, start), []) if is_aside else []
        ways.append(Way(boxes[start], boxes[end], tuple(titles), tuple(back)))
    return ways


def _straight(way: Way) -> Line:
    start, end = way.start, way.end
    word, back = "、".join(way.words), "、".join(way.back)
    if start.x == end.x:
        points = f"{start.x},{start.bottom} {end.x},{end.top - _ARROW}"
        middle = (start.bottom + end.top) // 2
        return Line(points, word, start.x + 10, middle + 5, "start", "straight")
    bend = start.right + _BEND
    if start.y != end.y and not back:
        points = f"{start.right},{start.y} {end.x},{start.y} {end.x},{end.top - _ARROW}"
        return Line(points, word, bend + 6, start.y - 6, "start", "aside")
    points = f"{start.right},{start.y} {bend},{start.y} {bend},{end.y} {end.left - _ARROW},{end.y}"
    return Line(points, word, bend + 6, end.y - 6, "start", "aside", back)


def _lane_lines(ways: list[Way]) -> list[Line]:
    """Longer ways: short spans in the inner lanes, each end at a port of its own."""
    lanes = _lanes(ways)
    ports = _ports(ways, lanes)
    lines = []
    for at, way in enumerate(ways):
        x = _MAIN_X - BOX_WIDTH // 2 - _FIRST_LANE - lanes[at] * _LANE
        out, into = way.start.y + ports[at, True], way.end.y + ports[at, False]
        points = f"{way.start.left},{out} {x},{out} {x},{into} {way.end.left - _ARROW},{into}"
        word = "、".join(way.words)
        lines.append(Line(points, word, way.start.left - 8, out - 4, "end", "lane"))
    return lines


def _lanes(ways: list[Way]) -> dict[int, int]:
    taken: list[list[tuple[float, float]]] = []
    lanes = {}
    for at in sorted(range(len(ways)), key=lambda at: abs(ways[at].end.row - ways[at].start.row)):
        low, high = sorted((ways[at].start.row, ways[at].end.row))
        free = (
            number
            for number, spans in enumerate(taken)
            if all(high < other_low or low > other_high for other_low, other_high in spans)
        )
        lane = next(free, len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append((low, high))
        lanes[at] = lane
    return lanes


def _ports(ways: list[Way], lanes: dict[int, int]) -> dict[tuple[int, bool], int]:
    """Where each way leaves (True) or enters a box: upward ways above, outer lanes outside."""
    ends: dict[State, list[tuple[int, bool]]] = {}
    for at, way in enumerate(ways):
        ends.setdefault(way.start.state, []).append((at, True))
        ends.setdefault(way.end.state, []).append((at, False))
    ports = {}
    for state, here in ends.items():
        ranked = sorted(here, key=lambda each: _rank(ways[each[0]], lanes[each[0]], state))
        for place, each in enumerate(ranked):
            ports[each] = round((place - (len(ranked) - 1) / 2) * _PORT)
    return ports


def _rank(way: Way, lane: int, state: State) -> int:
    other = way.end if way.start.state is state else way.start
    here = way.start if way.start.state is state else way.end
    return -100 + lane if other.row < here.row else 100 - lane
