"""Sessions: idle fifteen minutes, twelve hours at most, two at a time, ended at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from mingjian.access.accounts import disable_account
from mingjian.access.grants import end_role
from mingjian.access.models import SessionRecord, User
from mingjian.law.roles import Role
from tests.access.make import actor, make_user, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.access.urls")]


@pytest.fixture
def user(client: Client) -> User:
    """Signed in with ``client``."""
    officer = make_user(Role.CASE_OFFICER)
    sign_in(client, officer)
    return officer


def let_pass(**span: float) -> None:
    """As if all this had been so much earlier (the record of a session is its only clock)."""
    record, ago = SessionRecord.objects.get(), timedelta(**span)
    SessionRecord.objects.filter(id=record.id).delete()
    record.since -= ago
    record.last_seen -= ago
    record.save(force_insert=True)


def message_after(client: Client) -> str:
    """What the login page says when the next click leads there."""
    return client.get("/todo/", follow=True).content.decode()


def test_fourteen_idle_minutes_end_nothing(client: Client, user: User) -> None:
    let_pass(minutes=14)

    assert client.get("/todo/").status_code == 200


def test_fifteen_idle_minutes_end_the_session(client: Client, user: User) -> None:
    let_pass(minutes=15)

    assert "您已超过15分钟没有操作" in message_after(client)
    assert SessionRecord.objects.get().end_reason == "idle"
    assert "sessionid" not in client.cookies


def test_whoever_works_is_not_idle(client: Client, user: User) -> None:
    let_pass(minutes=10)
    client.get("/todo/")

    assert timezone.now() - SessionRecord.objects.get().last_seen < timedelta(minutes=1)


def test_a_second_click_within_half_a_minute_writes_nothing(client: Client, user: User) -> None:
    before = SessionRecord.objects.get().last_seen

    client.get("/todo/")

    assert SessionRecord.objects.get().last_seen == before


def test_twelve_hours_end_even_a_busy_session(client: Client, user: User) -> None:
    let_pass(hours=12)
    SessionRecord.objects.update(last_seen=timezone.now())

    assert "已满12小时" in message_after(client)


def test_a_disabled_account_is_out_with_the_next_click(client: Client, user: User) -> None:
    disable_account(
        user_id=user.id, reason="调离", by=actor(Role.SECURITY_ADMIN), at=timezone.now()
    )

    assert "您的账号已停用" in message_after(client)


def test_a_lost_role_is_out_with_the_next_click(client: Client, user: User) -> None:
    end_role(
        user_id=user.id,
        role=Role.CASE_OFFICER,
        until=timezone.localdate(),
        by=actor(Role.SECURITY_ADMIN),
        at=timezone.now(),
    )

    assert "您的岗位有变化" in message_after(client)


def test_a_stolen_cookie_of_an_ended_session_is_worth_nothing(client: Client, user: User) -> None:
    thief = Client()
    thief.cookies.load(client.cookies.output(header="", sep=";"))
    disable_account(
        user_id=user.id, reason="调离", by=actor(Role.SECURITY_ADMIN), at=timezone.now()
    )

    assert thief.get("/todo/").status_code == 302


def test_a_session_past_begin_session_is_ended(client: Client) -> None:
    officer = make_user(Role.CASE_OFFICER)
    client.force_login(officer, backend="mingjian.access.login.AccountBackend")

    assert client.get("/todo/").status_code == 302


def test_the_message_is_one_of_ours(client: Client) -> None:
    page = client.get("/login/", {"ended": "<b>点击这里</b>"}).content.decode()

    assert page == "请登录。"
