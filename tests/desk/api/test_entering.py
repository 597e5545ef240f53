"""Whoever was shut out a moment ago is refused by the very next JSON request."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from mingjian.access.accounts import disable_account, reset_password
from mingjian.access.grants import end_role
from mingjian.access.models import RoleGrant, User
from mingjian.access.scopes import Scope
from mingjian.access.session_records import EndReason, end_sessions
from mingjian.cases.models import Case
from mingjian.desk.api.showing import one_case
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from tests.access.make import actor
from tests.cases.story import make_cast, story_at
from tests.desk.api.test_cases import LIST, lead, send
from tests.desk.make import account_for, at_desk, today, workdays_ago
from tests.journal.make import write

pytestmark = pytest.mark.django_db
BY = actor(Role.SECURITY_ADMIN)


def end_session(user: User) -> None:
    end_sessions(user_id=user.id, reason=EndReason.LOGOUT, at=timezone.now())


def block(user: User) -> None:
    disable_account(user_id=user.id, reason="调离", by=BY, at=timezone.now())


def withdraw(user: User) -> None:
    end_role(user_id=user.id, role=Role.CASE_OFFICER, until=today(), by=BY, at=timezone.now())


def change_password(user: User) -> None:
    reset_password(user_id=user.id, new="芒种-1950-synthetic", by=BY, at=timezone.now())


def let_the_grant_run_out(user: User) -> None:
    """The day has come; nothing ended the session."""
    write(user.id)
    RoleGrant.objects.filter(user=user).update(until=today())


@pytest.mark.parametrize(
    ("shut_out", "status"),
    [
        (end_session, 302),
        (block, 302),
        (withdraw, 302),
        (change_password, 302),
        (let_the_grant_run_out, 403),
    ],
)
def test_the_next_request_is_refused(shut_out: Callable[[User], None], status: int) -> None:
    cast = make_cast()
    client, user = at_desk(cast, Role.CASE_OFFICER), account_for(cast, Role.CASE_OFFICER)
    made = send(client, lead())["Location"]
    assert [client.get(url).status_code for url in (LIST, made) for _ in range(4)] == [200] * 8

    shut_out(user)

    assert [client.get(LIST).status_code, client.get(made).status_code] == [status] * 2
    assert send(client, lead()).status_code == status
    assert Case.objects.filter(agency_id=cast.agency_id).count() == 1


def test_another_account_on_the_same_browser_is_not_taken_for_the_one_before() -> None:
    cast, client = make_cast(), Client()
    mine = send(at_desk(cast, Role.CASE_OFFICER), lead())["Location"]
    client.cookies = at_desk(cast, Role.CASE_OFFICER).cookies
    assert client.get(mine).status_code == 200

    client.cookies = at_desk(make_cast(), Role.CASE_OFFICER).cookies

    assert client.get(mine).status_code == 404


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("division", ["", "23", "51"])
def test_each_role_sees_as_json_what_it_sees_on_the_pages(role: Role, division: str) -> None:
    story = story_at(Move.APPROVE_OPENING, start=workdays_ago(60))
    for agency_id in (story.cast.agency_id, None):
        scope = Scope(story.cast.lead.person_id, agency_id, division, frozenset({role}))

        found = one_case(scope=scope, case_id=story.case_id)

        seen = Case.objects.visible_to(scope).filter(id=story.case_id).exists()
        assert (found is not None) is seen
