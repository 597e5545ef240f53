"""Signing in and out, choosing the role, changing the password."""

from __future__ import annotations

import pytest
from axes.utils import reset
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse

from mingjian.access.models import SessionRecord
from mingjian.law.roles import Role
from tests.access.make import PASSWORD, make_user, sign_in
from tests.desk.make import follow, text_of
from tests.registry.make import make_agency

pytestmark = pytest.mark.django_db
LOGIN = "/login/"
NEW_PASSWORD = "白露-1949-synthetic"


def test_the_login_page_is_chinese_and_asks_for_account_and_password(client: Client) -> None:
    page = client.get(LOGIN)

    assert page.status_code == 200
    assert "账号" in text_of(page)
    assert "本系统仅供行政执法工作使用" in text_of(page)


def test_a_page_of_the_desk_leads_a_stranger_to_the_login_page(client: Client) -> None:
    page = client.get("/todo/")

    assert page.status_code == 302
    assert page["Location"].startswith(LOGIN)


def test_right_account_and_password_lead_to_the_desk(client: Client) -> None:
    user = make_user(Role.CASE_OFFICER, agency_id=make_agency().id)

    page = client.post(LOGIN, {"username": user.username, "password": PASSWORD}, follow=True)

    assert page.redirect_chain[-1][0] == reverse("desk:todo")
    assert SessionRecord.objects.filter(user=user, ended_at__isnull=True).count() == 1


def test_a_wrong_password_is_told_in_one_sentence_and_the_account_stays_filled_in(
    client: Client,
) -> None:
    user = make_user(Role.CASE_OFFICER)

    page = client.post(LOGIN, {"username": user.username, "password": "wrong"})

    assert page.status_code == 422
    assert text_of(page).count("账号或者密码不正确") == 1
    assert f'value="{user.username}"' in text_of(page)


def test_an_unknown_account_reads_like_a_wrong_password(client: Client) -> None:
    page = client.post(LOGIN, {"username": "nobody", "password": "wrong"})

    assert page.status_code == 422
    assert "账号或者密码不正确" in text_of(page)


@override_settings(AXES_ENABLED=True)
def test_five_wrong_passwords_lock_the_account_for_a_while(client: Client) -> None:
    user = make_user(Role.CASE_OFFICER)
    for _ in range(settings.AXES_FAILURE_LIMIT):
        page = client.post(LOGIN, {"username": user.username, "password": "wrong"})

    again = client.post(LOGIN, {"username": user.username, "password": PASSWORD})
    reset(username=user.username)

    assert page.status_code == again.status_code == 429
    assert "已暂停登录" in text_of(again)


def test_an_account_without_a_role_is_told_whom_to_ask(client: Client) -> None:
    user = make_user()

    page = client.post(LOGIN, {"username": user.username, "password": PASSWORD})

    assert page.status_code == 422
    assert "安全管理员" in text_of(page)


def test_login_goes_on_to_the_page_that_was_wanted(client: Client) -> None:
    user = make_user(Role.CASE_OFFICER, agency_id=make_agency().id)

    page = client.post(
        LOGIN, {"username": user.username, "password": PASSWORD, "next": "/cases/?group=open"}
    )

    assert page["Location"] == "/cases/?group=open"


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com", "javascript:1"])
def test_login_never_leads_to_another_site(client: Client, elsewhere: str) -> None:
    user = make_user(Role.CASE_OFFICER, agency_id=make_agency().id)

    page = client.post(LOGIN, {"username": user.username, "password": PASSWORD, "next": elsewhere})

    assert page["Location"] == "/"


def test_logout_ends_the_session_and_needs_a_post(client: Client) -> None:
    user = make_user(Role.CASE_OFFICER)
    sign_in(client, user)

    looked = client.get("/logout/")
    left = follow(client, client.post("/logout/"))

    assert looked.status_code == 405
    assert "您已退出登录" in text_of(left)
    assert not SessionRecord.objects.filter(user=user, ended_at__isnull=True).exists()


def test_a_person_with_several_roles_is_asked_which_one_to_use(client: Client) -> None:
    user = make_user(Role.CASE_OFFICER, Role.AGENCY_HEAD, agency_id=make_agency().id)

    page = client.post(LOGIN, {"username": user.username, "password": PASSWORD}, follow=True)

    assert "请选择办理岗位" in text_of(page)
    assert "以机关负责人办理" in text_of(page)


def test_after_the_choice_of_the_role_the_wanted_page_follows(client: Client) -> None:
    user = make_user(Role.CASE_OFFICER, Role.AGENCY_HEAD, agency_id=make_agency().id)
    entered = {"username": user.username, "password": PASSWORD, "next": "/cases/?mine=1"}

    choice = follow(client, client.post(LOGIN, entered))
    chosen = client.post("/account/role/", {"role": "agency_head", "next": "/cases/?mine=1"})

    assert 'name="next" value="/cases/?mine=1"' in text_of(choice)
    assert chosen["Location"] == "/cases/?mine=1"


def test_the_chosen_role_stands_in_the_top_bar(client: Client) -> None:
    sign_in(client, make_user(Role.CASE_OFFICER, Role.AGENCY_HEAD, agency_id=make_agency().id))

    home = follow(client, client.post("/account/role/", {"role": "agency_head"}))
    page = follow(client, home)

    assert "机关负责人 · 切换岗位" in text_of(page)


def test_a_role_that_is_not_held_cannot_be_chosen(client: Client) -> None:
    sign_in(client, make_user(Role.CASE_OFFICER, agency_id=make_agency().id))

    page = follow(client, client.post("/account/role/", {"role": "agency_head"}))

    assert "您今天不担任该岗位" in text_of(page)
    assert "机关负责人 ·" not in text_of(page)


def test_a_changed_password_ends_every_session(client: Client) -> None:
    user = make_user(Role.CASE_OFFICER)
    sign_in(client, user)

    changed = {"old": PASSWORD, "new": NEW_PASSWORD, "again": NEW_PASSWORD}
    page = follow(client, client.post("/account/password/", changed))
    old = client.post(LOGIN, {"username": user.username, "password": PASSWORD})
    new = client.post(LOGIN, {"username": user.username, "password": NEW_PASSWORD})

    assert "您的密码已更改" in text_of(page)
    assert (old.status_code, new.status_code) == (422, 302)


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("wrong", NEW_PASSWORD, NEW_PASSWORD, "原密码不正确"),
        (PASSWORD, "short", "short", "密码不符合要求"),
        (PASSWORD, NEW_PASSWORD, "other", "两次填写的新密码不一致"),
    ],
)
def test_a_bad_new_password_is_refused_and_nothing_changes(
    client: Client, old: str, new: str, again: str, said: str
) -> None:
    user = make_user(Role.CASE_OFFICER)
    sign_in(client, user)
    before = user.password

    page = client.post("/account/password/", {"old": old, "new": new, "again": again})
    user.refresh_from_db()

    assert page.status_code == 422
    assert said in text_of(page)
    assert user.password == before


def test_passwords_are_never_written_back_into_the_page(client: Client) -> None:
    sign_in(client, make_user(Role.CASE_OFFICER))

    page = client.post(
        "/account/password/", {"old": PASSWORD, "new": "short-one-x", "again": "different-x"}
    )

    assert PASSWORD not in text_of(page)
    assert "short-one-x" not in text_of(page)
