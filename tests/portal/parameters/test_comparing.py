"""The places side by side: who says what, and who says nothing."""

from __future__ import annotations

from datetime import date

from mingjian.law.lawbook import load_lawbook, pack_ids
from mingjian.portal.parameters.comparing import Line, compare

DAY = date(2026, 5, 11)
LINES = compare([load_lawbook(each) for each in pack_ids()], on=DAY)


def line_of(key: str) -> Line:
    """One line of the comparison."""
    [found] = [line for line in LINES if line.key == key]
    return found


def test_each_line_has_a_cell_for_each_place():
    assert all(tuple(cell.pack_id for cell in line.cells) == pack_ids() for line in LINES)


def test_every_line_is_said_by_somebody():
    assert all(any(cell.is_local for cell in line.cells) for line in LINES)


def test_where_all_say_seven_workdays_nothing_differs():
    line = line_of("disclosure.penalty_days")

    assert {cell.text for cell in line.cells} == {"7个工作日"}
    assert not line.differs


def test_where_one_says_one_day_the_line_differs():
    line = line_of("limit.withdraw_publication")

    assert line.differs
    assert [cell.name for cell in line.cells if cell.is_local] == ["广元市民政局"]


def test_differing_lines_come_first():
    differs = [line.differs for line in LINES]

    assert differs == sorted(differs, reverse=True)
