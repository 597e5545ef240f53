"""The security administrator gives and ends roles, stops accounts, resets passwords."""

from __future__ import annotations

import pytest
from django.test import Client

from mingjian.access.actors import roles_of
from mingjian.access.models import RoleGrant, SessionRecord, User
from mingjian.law.roles import Role
from tests.access.make import PASSWORD, make_user, sign_in
from tests.desk.make import follow, stranger, text_of, today
from tests.registry.make import make_agency

pytestmark = pytest.mark.django_db
LIST = "/administration/grants/"


def guard() -> Client:
    return stranger(Role.SECURITY_ADMIN)


def page_of(user: User, act: str = "") -> str:
    return f"{LIST}{user.id}/{act}"


def test_a_role_is_granted_and_shown() -> None:
    user, client = make_user(name="吴闲"), guard()

    answer = client.post(
        page_of(user, "grant/"), {"role": "case_officer", "since": today().isoformat()}
    )

    assert roles_of(user, on=today()) == {Role.CASE_OFFICER}
    assert "岗位已授予" in text_of(follow(client, answer))
    assert "执法人员" in text_of(client.get(page_of(user)))


def test_only_roles_of_the_camp_are_offered() -> None:
    user = make_user(Role.CASE_OFFICER)

    answer = guard().post(
        page_of(user, "grant/"), {"role": "system_admin", "since": today().isoformat()}
    )

    assert answer.status_code == 422
    assert roles_of(user, on=today()) == {Role.CASE_OFFICER}


def test_a_role_held_already_is_refused() -> None:
    user = make_user(Role.CASE_OFFICER)

    answer = guard().post(
        page_of(user, "grant/"), {"role": "case_officer", "since": today().isoformat()}
    )

    assert answer.status_code == 409
    assert "已担任执法人员" in text_of(answer)


def test_an_ended_role_ends_the_sessions() -> None:
    user, desk = make_user(Role.CASE_OFFICER), Client()
    sign_in(desk, user)

    guard().post(page_of(user, "end/case_officer/"), {"until": today().isoformat()})

    assert not roles_of(user, on=today())
    assert not SessionRecord.objects.filter(user=user, ended_at__isnull=True).exists()


def test_an_account_is_disabled_with_a_reason_and_enabled_again() -> None:
    user, client = make_user(Role.CASE_OFFICER), guard()

    client.post(page_of(user, "switch/"), {"reason": "调离本单位。"})
    user.refresh_from_db()
    was_active = user.is_active
    client.post(page_of(user, "switch/"), {"reason": "调回本单位。"})

    user.refresh_from_db()
    assert (was_active, user.is_active) == (False, True)


def test_disabling_needs_a_reason() -> None:
    user = make_user(Role.CASE_OFFICER)

    answer = guard().post(page_of(user, "switch/"), {"reason": ""})

    user.refresh_from_db()
    assert answer.status_code == 422
    assert user.is_active


def test_a_password_is_reset_and_never_shown() -> None:
    user, new = make_user(Role.CASE_OFFICER), "霜降-1949-synthetic"
    client = guard()

    page = text_of(follow(client, client.post(page_of(user, "password/"), pair(new))))

    user.refresh_from_db()
    assert user.check_password(new)
    assert new not in page


def pair(password: str) -> dict[str, str]:
    return {"new": password, "again": password}


@pytest.mark.parametrize("act", ["switch/", "password/", "grant/"])
def test_nobody_does_this_to_the_own_account(act: str) -> None:
    client = guard()
    me = User.objects.get(name="外人")
    typed = {"reason": "试试。", **pair(PASSWORD), "role": "security_admin", "since": "2026-01-01"}

    answer = client.post(page_of(me, act), typed)

    assert answer.status_code == 409
    assert "请由另一名安全管理员办理" in text_of(answer)
    assert "授予岗位" not in text_of(client.get(page_of(me)))


def test_a_guard_of_one_agency_finds_no_account_of_another() -> None:
    user = make_user(Role.CASE_OFFICER, agency_id=make_agency().id)
    other = stranger(Role.SECURITY_ADMIN, agency_id=make_agency().id)

    for act in ("", "grant/", "switch/", "password/", "end/case_officer/"):
        assert other.get(page_of(user, act)).status_code == 404
    assert RoleGrant.objects.filter(user=user, until__isnull=True).count() == 1


def test_other_administrators_grant_nothing() -> None:
    user = make_user(Role.CASE_OFFICER)

    for role in (Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN, Role.AGENCY_HEAD):
        assert stranger(role).post(page_of(user, "grant/"), {}).status_code == 403


def test_a_role_that_does_not_exist_is_not_found() -> None:
    assert guard().get(page_of(make_user(), "end/emperor/")).status_code == 404
