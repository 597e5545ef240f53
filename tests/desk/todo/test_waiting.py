"""Whose turn it is: every open case waits for exactly the people the law names."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mingjian.access.scopes import Scope
from mingjian.cases.models import Case
from mingjian.desk.todo.waiting import waiting_for, waiting_for_others
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from mingjian.ops.demo.story import Cast
from tests.cases.story import make_cast, story_at
from tests.desk.make import person_for, today, workdays_ago

pytestmark = pytest.mark.django_db
ROLES = (Role.CASE_OFFICER, Role.AGENCY_HEAD, Role.LEGAL_REVIEWER, Role.PRESIDING_OFFICER)


def scope_for(cast: Cast, role: Role) -> Scope:
    """What the member of the cast sees."""
    person = person_for(role, cast)
    return Scope(person.person_id, cast.agency_id, "", frozenset({role}))


def whose_turn(cast: Cast) -> set[Role]:
    """The roles in whose to-do the cast's case stands today."""
    return {
        role
        for role in ROLES
        if waiting_for(scope=scope_for(cast, role), role=role, on=today()).exists()
    }


@pytest.mark.parametrize(
    ("last", "role"),
    [
        (Move.REGISTER_LEAD, Role.CASE_OFFICER),
        (Move.REQUEST_OPENING, Role.AGENCY_HEAD),
        (Move.APPROVE_OPENING, Role.CASE_OFFICER),
        (Move.REPORT, Role.CASE_OFFICER),
        (Move.ISSUE_NOTICE, Role.CASE_OFFICER),
        (Move.SERVE_NOTICE, Role.AGENCY_HEAD),
        (Move.DECIDE, Role.CASE_OFFICER),
        (Move.SERVE_DECISION, Role.CASE_OFFICER),
        (Move.RECORD_PAYMENT, Role.AGENCY_HEAD),
    ],
)
def test_a_light_case_waits_for_one_role(last: Move, role: Role) -> None:
    story = story_at(last, start=workdays_ago(90))

    assert whose_turn(story.cast) == {role}


@pytest.mark.parametrize(
    ("last", "role"),
    [
        (Move.SUBMIT_REVIEW, Role.LEGAL_REVIEWER),
        (Move.REQUEST_HEARING, Role.CASE_OFFICER),
        (Move.NOTIFY_HEARING, Role.PRESIDING_OFFICER),
        (Move.HOLD_HEARING, Role.CASE_OFFICER),
        (Move.DELIBERATE, Role.AGENCY_HEAD),
    ],
)
def test_a_heard_case_waits_for_one_role(last: Move, role: Role) -> None:
    story = story_at(last, start=workdays_ago(120), grave=True, asks_hearing=True)

    assert whose_turn(story.cast) == {role}


def test_a_closed_case_waits_for_nobody() -> None:
    story = story_at(None, start=workdays_ago(90))

    assert whose_turn(story.cast) == set()


def test_an_unanswered_defence_waits_for_the_officer() -> None:
    story = story_at(Move.RECORD_DEFENCE, start=workdays_ago(90), defends=True)

    assert whose_turn(story.cast) == {Role.CASE_OFFICER}


def test_while_the_party_may_still_speak_the_case_waits_for_others() -> None:
    story = story_at(Move.SERVE_NOTICE, start=workdays_ago(90))
    scope = scope_for(story.cast, Role.CASE_OFFICER)
    served_on = story.case.notice_services.get().served_on
    soon = served_on + timedelta(days=1)

    waiting = waiting_for(scope=scope, role=Role.CASE_OFFICER, on=soon)
    others = waiting_for_others(scope=scope, role=Role.CASE_OFFICER, on=soon)

    assert list(waiting) == []
    assert [case.id for case in others] == [story.case_id]


def test_an_officer_who_is_not_in_the_case_has_it_not_to_do() -> None:
    cast = make_cast()
    story_at(Move.REPORT, cast=cast, start=workdays_ago(90))
    other = Scope(cast.host.person_id, cast.agency_id, "", frozenset({Role.CASE_OFFICER}))

    assert not waiting_for(scope=other, role=Role.CASE_OFFICER, on=today()).exists()


def test_every_officer_of_the_agency_may_take_on_a_lead() -> None:
    cast = make_cast()
    story_at(Move.REGISTER_LEAD, cast=cast, start=workdays_ago(10))
    other = Scope(cast.host.person_id, cast.agency_id, "", frozenset({Role.CASE_OFFICER}))

    assert waiting_for(scope=other, role=Role.CASE_OFFICER, on=today()).exists()


def test_nothing_of_another_agency_waits_here() -> None:
    story_at(Move.REQUEST_OPENING, start=workdays_ago(10))
    elsewhere = make_cast()

    assert Case.objects.exists()
    assert whose_turn(elsewhere) == set()
