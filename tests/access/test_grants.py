"""Grants: given by the security administrator, never across camps, never to oneself."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from mingjian.access.actors import roles_of
from mingjian.access.grants import end_role, grant_role
from mingjian.access.models import RoleGrant, SessionRecord
from mingjian.journal.ids import new_id
from mingjian.journal.models import Entry
from mingjian.law.breach import MoveRefused
from mingjian.law.roles import Role
from tests.access.make import LONG_AGO, MONDAY, actor, make_user, sign_in

pytestmark = pytest.mark.django_db

SECURITY = actor(Role.SECURITY_ADMIN)
TODAY, TOMORROW = date(2026, 5, 11), date(2026, 5, 12)


def test_a_role_holds_from_its_first_day() -> None:
    user = make_user()

    grant_role(user_id=user.id, role=Role.AGENCY_HEAD, since=TOMORROW, by=SECURITY, at=MONDAY)

    assert roles_of(user, on=TODAY) == frozenset()
    assert roles_of(user, on=TOMORROW) == {Role.AGENCY_HEAD}


def test_a_role_holds_until_the_day_before_it_ends() -> None:
    user = make_user(Role.CASE_OFFICER)

    end_role(user_id=user.id, role=Role.CASE_OFFICER, until=TOMORROW, by=SECURITY, at=MONDAY)

    assert roles_of(user, on=TODAY) == {Role.CASE_OFFICER}
    assert roles_of(user, on=TOMORROW) == frozenset()


def test_grants_are_written_into_the_record_of_the_account() -> None:
    user = make_user(Role.CASE_OFFICER)
    end_role(user_id=user.id, role=Role.CASE_OFFICER, until=TODAY, by=SECURITY, at=MONDAY)

    entries = Entry.objects.filter(stream_id=user.id).order_by("seq")

    kinds = [(entry.kind, entry.payload.get("role")) for entry in entries]
    assert kinds[1:] == [("role_granted", "case_officer"), ("role_ended", "case_officer")]


def test_a_lost_role_ends_every_session_at_once(client: Client) -> None:
    user = make_user(Role.CASE_OFFICER, Role.LEGAL_REVIEWER)
    sign_in(client, user)

    end_role(user_id=user.id, role=Role.LEGAL_REVIEWER, until=TODAY, by=SECURITY, at=MONDAY)

    assert SessionRecord.objects.get().end_reason == "role_lost"


def test_a_role_may_be_granted_again() -> None:
    user = make_user(Role.CASE_OFFICER)
    end_role(user_id=user.id, role=Role.CASE_OFFICER, until=TODAY, by=SECURITY, at=MONDAY)

    grant_role(user_id=user.id, role=Role.CASE_OFFICER, since=TOMORROW, by=SECURITY, at=MONDAY)

    assert RoleGrant.objects.filter(user=user).count() == 2


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SECURITY_ADMIN])
def test_only_the_security_administrator_grants(role: Role) -> None:
    user = make_user()

    with pytest.raises(MoveRefused, match="不能授予岗位"):
        grant_role(user_id=user.id, role=Role.CASE_OFFICER, since=TODAY, by=actor(role), at=MONDAY)

    assert not RoleGrant.objects.exists()


def test_a_role_of_another_camp_is_refused_in_a_sentence() -> None:
    user = make_user(Role.AUDIT_ADMIN)

    with pytest.raises(MoveRefused, match="三员与业务人员不得兼任"):
        grant_role(user_id=user.id, role=Role.CASE_OFFICER, since=TODAY, by=SECURITY, at=MONDAY)


def test_nobody_grants_to_oneself() -> None:
    user = make_user(Role.SECURITY_ADMIN)
    oneself = actor(Role.SECURITY_ADMIN, person_id=user.person_id)

    with pytest.raises(MoveRefused, match="不能给本人授予岗位"):
        grant_role(user_id=user.id, role=Role.SECURITY_ADMIN, since=TODAY, by=oneself, at=MONDAY)


def test_a_role_held_is_not_granted_twice() -> None:
    user = make_user(Role.CASE_OFFICER)

    with pytest.raises(MoveRefused, match="已担任执法人员"):
        grant_role(user_id=user.id, role=Role.CASE_OFFICER, since=TODAY, by=SECURITY, at=MONDAY)


def test_only_a_role_held_can_end_and_not_before_it_began() -> None:
    user = make_user(Role.CASE_OFFICER)

    with pytest.raises(MoveRefused, match="目前不担任机关负责人"):
        end_role(user_id=user.id, role=Role.AGENCY_HEAD, until=TODAY, by=SECURITY, at=MONDAY)
    with pytest.raises(MoveRefused, match="早于授予日期"):
        end_role(
            user_id=user.id,
            role=Role.CASE_OFFICER,
            until=date(2019, 12, 31),
            by=SECURITY,
            at=MONDAY,
        )

    assert RoleGrant.objects.get(user=user).since == LONG_AGO


def test_a_security_administrator_of_another_agency_grants_nothing() -> None:
    user = make_user(agency_id=new_id())
    stranger = actor(Role.SECURITY_ADMIN, agency_id=new_id())

    with pytest.raises(MoveRefused, match="不能为其他机关授予岗位"):
        grant_role(user_id=user.id, role=Role.CASE_OFFICER, since=TODAY, by=stranger, at=MONDAY)
