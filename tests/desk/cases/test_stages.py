"""The stage bar: one stage is now, past ones carry their day."""

from __future__ import annotations

import pytest

from mingjian.desk.cases.stages import stage_cells
from mingjian.law.procedure import Move
from mingjian.web.parts import StageState
from tests.cases.story import story_at
from tests.desk.cases.test_prechecks import file_of
from tests.desk.make import workdays_ago

pytestmark = pytest.mark.django_db


def test_one_stage_is_now_and_those_before_it_are_done_with_their_day() -> None:
    story = story_at(Move.REPORT, start=workdays_ago(60))

    cells = stage_cells(file_of(story))

    assert [cell.state for cell in cells].count(StageState.NOW) == 1
    assert [(cell.label, cell.on) for cell in cells[:2]] == [
        ("立案", story.case.opened_on),
        ("调查", story.case.proposals.get().made_on),
    ]
    assert all(cell.state is StageState.AHEAD for cell in cells[4:])


def test_a_closed_case_has_no_stage_to_do() -> None:
    story = story_at(None, start=workdays_ago(90))

    states = {cell.state for cell in stage_cells(file_of(story))}

    assert states <= {StageState.DONE, StageState.AHEAD}
