"""Doing a move on the record that was seen; what the database refuses is told in words."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from mingjian.cases.clock import pause_clock
from mingjian.cases.facts import facts_of
from mingjian.cases.models import Case
from mingjian.desk.cases.doing import Changed, do_move, last_entry_number
from mingjian.desk.cases.forms.base import Bench
from mingjian.desk.cases.forms.clock import PauseForm
from mingjian.desk.cases.moves import Doing
from mingjian.journal.ids import new_id
from mingjian.law.breach import MoveRefused
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from mingjian.ops.demo.story import Telling
from tests.cases.story import everything, story_at
from tests.desk.make import today, workdays_ago

pytestmark = pytest.mark.django_db


def pause_form(story: Telling, *, seen: int) -> PauseForm:
    """A filled-in form of 中止计算期限."""
    case = story.case
    bench = Bench(
        case, facts_of(case), Move.PAUSE, story.cast.actor(Role.AGENCY_HEAD), today(), seen
    )
    form = PauseForm({"seen": seen, "on": today().isoformat(), "reasons": "检验期间"}, bench=bench)
    assert form.is_valid()
    return form


def do_pause(story: Telling, form: PauseForm, doing: Doing) -> Case:
    return do_move(
        case_id=story.case_id,
        doing=doing,
        form=form,
        by=story.cast.actor(Role.AGENCY_HEAD),
        at=timezone.now(),
    )


def test_the_newest_record_has_the_highest_number() -> None:
    story = story_at(Move.ADD_EVIDENCE, start=workdays_ago(40))

    assert last_entry_number(story.case_id) == 5
    assert last_entry_number(new_id()) == 0


def test_an_act_on_the_record_as_seen_is_done() -> None:
    story = story_at(Move.ADD_EVIDENCE, start=workdays_ago(40))

    do_pause(story, pause_form(story, seen=5), Doing(PauseForm, pause_clock))

    assert story.case.pauses.count() == 1


def test_an_act_on_an_older_record_is_not_done_and_shows_what_came_between() -> None:
    story = story_at(Move.ADD_EVIDENCE, start=workdays_ago(40))
    before = everything()

    with pytest.raises(Changed) as changed:
        do_pause(story, pause_form(story, seen=3), Doing(PauseForm, pause_clock))

    assert [entry.seq for entry in changed.value.entries] == [4, 5]
    assert everything() == before


def test_what_only_the_database_refuses_is_told_with_the_name_of_the_constraint() -> None:
    story = story_at(Move.ADD_EVIDENCE, start=workdays_ago(40))

    def break_a_constraint(**ignored: object) -> Case:
        with transaction.atomic(), connection.cursor() as sql:
            sql.execute(
                "INSERT INTO cases_payment (id, case_id, paid_on, amount_yuan, channel, "
                "receipt_number) VALUES (%s, %s, now(), -1, 'bank', 'x')",
                [new_id(), story.case_id],
            )
        raise AssertionError("the database let a negative payment in")

    with pytest.raises(MoveRefused) as refused:
        do_pause(story, pause_form(story, seen=5), Doing(PauseForm, break_a_constraint))

    assert "paid_within_what_is_owed" in str(refused.value)
    assert isinstance(refused.value.__cause__, IntegrityError)
