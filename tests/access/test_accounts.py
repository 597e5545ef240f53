"""Accounts: who may make, stop and reset them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.contrib.auth.hashers import check_password
from django.test import Client

from mingjian.access.accounts import (
    NewAccount,
    change_password,
    create_account,
    disable_account,
    enable_account,
    open_house,
    reset_password,
)
from mingjian.access.actors import roles_of
from mingjian.access.camps import Camp
from mingjian.access.models import SessionRecord, User
from mingjian.journal.ids import new_id
from mingjian.journal.models import Entry
from mingjian.law.breach import MoveRefused
from mingjian.law.roles import Role
from tests.access.make import MONDAY, PASSWORD, actor, make_user, sign_in
from tests.naming import plain_id

pytestmark = pytest.mark.django_db

NEW = NewAccount(username="zhang.san", name="张三", password=PASSWORD)
SYSTEM, SECURITY = actor(Role.SYSTEM_ADMIN), actor(Role.SECURITY_ADMIN)
OTHER_PASSWORD = "another-synthetic-password"


def kinds(user_id: UUID) -> list[str]:
    entries = Entry.objects.filter(stream_id=user_id).order_by("seq")
    return list(entries.values_list("kind", flat=True))


def three_administrators() -> list[NewAccount]:
    camps = (Camp.SYSTEM, Camp.SECURITY, Camp.AUDIT)
    return [replace(NEW, username=f"{camp}.admin", camp=camp) for camp in camps]


def test_a_new_account_can_do_nothing_yet() -> None:
    user = create_account(account=NEW, by=SYSTEM, at=MONDAY)

    assert roles_of(user, on=MONDAY.date()) == frozenset()
    assert check_password(PASSWORD, user.password)
    assert kinds(user.id) == ["account_created"]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SYSTEM_ADMIN])
def test_only_the_system_administrator_makes_accounts(role: Role) -> None:
    with pytest.raises(MoveRefused, match="不能开立账号"):
        create_account(account=NEW, by=actor(role), at=MONDAY)

    assert not User.objects.exists()


def test_an_administrator_of_one_agency_makes_none_for_another() -> None:
    own = actor(Role.SYSTEM_ADMIN, agency_id=new_id())

    with pytest.raises(MoveRefused, match="不能为其他机关开立账号"):
        create_account(account=replace(NEW, agency_id=new_id()), by=own, at=MONDAY)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"username": " ZHANG.SAN "}, "用户名“zhang.san”已被使用"),
        ({"username": "li.si", "password": "short"}, "密码不符合要求"),
        ({"username": "li.si", "password": "password1234"}, "密码不符合要求"),
        ({"username": "li.si", "division_code": "999999"}, "行政区划代码“999999”"),
    ],
    ids=plain_id,
)
def test_a_wrong_account_is_refused_in_a_sentence(changes: dict[str, Any], sentence: str) -> None:
    create_account(account=NEW, by=SYSTEM, at=MONDAY)

    with pytest.raises(MoveRefused, match=sentence):
        create_account(account=replace(NEW, **changes), by=SYSTEM, at=MONDAY)

    assert User.objects.count() == 1


def test_one_person_has_one_account() -> None:
    first = create_account(account=NEW, by=SYSTEM, at=MONDAY)
    again = replace(NEW, username="zhang.er", person_id=first.person_id)

    with pytest.raises(MoveRefused, match="一人只能有一个账号"):
        create_account(account=again, by=SYSTEM, at=MONDAY)


def test_the_password_is_not_in_the_record_nor_in_a_representation() -> None:
    user = create_account(account=NEW, by=SYSTEM, at=MONDAY)

    entry = Entry.objects.get(stream_id=user.id)

    assert PASSWORD not in f"{entry.payload} {NEW!r}"
    assert user.password not in f"{entry.payload}"


def test_an_empty_house_opens_with_three_administrators() -> None:
    users = open_house(administrators=three_administrators(), at=MONDAY)

    held = [roles_of(user, on=MONDAY.date()) for user in users]
    assert held == [{Role.SYSTEM_ADMIN}, {Role.SECURITY_ADMIN}, {Role.AUDIT_ADMIN}]


def test_a_house_opens_once() -> None:
    open_house(administrators=three_administrators(), at=MONDAY)

    with pytest.raises(MoveRefused, match="不能再次初始化"):
        open_house(administrators=three_administrators(), at=MONDAY)

    assert User.objects.count() == 3


def test_a_house_needs_all_three_camps() -> None:
    with pytest.raises(ValueError, match="one account in each"):
        open_house(administrators=three_administrators()[:2], at=MONDAY)


def test_a_disabled_account_loses_sessions_and_roles_at_once(client: Client) -> None:
    user = make_user(Role.CASE_OFFICER)
    sign_in(client, user)

    disable_account(user_id=user.id, reason="调离", by=SECURITY, at=MONDAY)

    user.refresh_from_db()
    assert roles_of(user, on=MONDAY.date()) == frozenset()
    assert SessionRecord.objects.get().end_reason == "disabled"
    assert kinds(user.id)[-1] == "account_disabled"


def test_an_enabled_account_has_its_roles_again() -> None:
    user = make_user(Role.CASE_OFFICER)
    disable_account(user_id=user.id, reason="调离", by=SECURITY, at=MONDAY)

    enable_account(user_id=user.id, reason="调回", by=SECURITY, at=MONDAY)

    user.refresh_from_db()
    assert roles_of(user, on=MONDAY.date()) == {Role.CASE_OFFICER}


def test_the_state_of_an_account_is_not_set_twice() -> None:
    user = make_user(Role.CASE_OFFICER)
    with pytest.raises(MoveRefused, match="没有停用"):
        enable_account(user_id=user.id, reason="", by=SECURITY, at=MONDAY)
    disable_account(user_id=user.id, reason="调离", by=SECURITY, at=MONDAY)

    with pytest.raises(MoveRefused, match="已经停用"):
        disable_account(user_id=user.id, reason="调离", by=SECURITY, at=MONDAY)


def test_nobody_stops_or_resets_oneself() -> None:
    user = make_user(Role.SECURITY_ADMIN)
    oneself = actor(Role.SECURITY_ADMIN, person_id=user.person_id)

    with pytest.raises(MoveRefused, match="不能停用本人的账号"):
        disable_account(user_id=user.id, reason="", by=oneself, at=MONDAY)
    with pytest.raises(MoveRefused, match="不能重置本人的密码"):
        reset_password(user_id=user.id, new=OTHER_PASSWORD, by=oneself, at=MONDAY)


def test_a_changed_password_ends_every_session(client: Client) -> None:
    user = make_user(Role.CASE_OFFICER)
    sign_in(client, user)
    oneself = actor(person_id=user.person_id)

    change_password(user_id=user.id, old=PASSWORD, new=OTHER_PASSWORD, by=oneself, at=MONDAY)

    user.refresh_from_db()
    assert check_password(OTHER_PASSWORD, user.password)
    assert SessionRecord.objects.get().end_reason == "password"


def test_a_wrong_old_password_changes_nothing() -> None:
    user = make_user(Role.CASE_OFFICER)
    oneself = actor(person_id=user.person_id)

    with pytest.raises(MoveRefused, match="原密码不正确"):
        change_password(user_id=user.id, old="wrong", new=OTHER_PASSWORD, by=oneself, at=MONDAY)

    user.refresh_from_db()
    assert check_password(PASSWORD, user.password)


def test_the_password_of_another_is_reset_and_not_changed() -> None:
    user = make_user(Role.CASE_OFFICER)

    with pytest.raises(MoveRefused, match="只能修改本人的密码"):
        change_password(user_id=user.id, old=PASSWORD, new=OTHER_PASSWORD, by=SECURITY, at=MONDAY)
    reset_password(user_id=user.id, new=OTHER_PASSWORD, by=SECURITY, at=MONDAY)

    assert kinds(user.id)[-1] == "password_reset"


def test_an_administrator_of_another_agency_neither_resets_nor_stops() -> None:
    user = make_user(Role.CASE_OFFICER, agency_id=new_id())
    elsewhere = actor(Role.SECURITY_ADMIN, agency_id=new_id())
    before = user.password

    with pytest.raises(MoveRefused, match="不能为其他机关重置密码"):
        reset_password(user_id=user.id, new=OTHER_PASSWORD, by=elsewhere, at=MONDAY)
    with pytest.raises(MoveRefused, match="不能为其他机关停用账号"):
        disable_account(user_id=user.id, reason="调离", by=elsewhere, at=MONDAY)
    with pytest.raises(MoveRefused, match="不能为其他机关恢复账号"):
        enable_account(user_id=user.id, reason="调回", by=elsewhere, at=MONDAY)

    user.refresh_from_db()
    assert (user.password, user.is_active) == (before, True)


def test_a_weak_password_is_refused_in_chinese() -> None:
    user = make_user(Role.CASE_OFFICER)

    with pytest.raises(MoveRefused) as caught:
        reset_password(user_id=user.id, new="abc", by=SECURITY, at=MONDAY)

    said = str(caught.value)
    assert "至少" in said
    assert "12" in said
    assert "password" not in said.lower()
