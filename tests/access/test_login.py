"""Login: right name and password, a new session id, an entry; nothing else gets in."""

from __future__ import annotations

import pytest
from django.contrib.auth import authenticate
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import Client, RequestFactory, override_settings

from mingjian.access.accounts import disable_account
from mingjian.access.actors import NoSuchRole
from mingjian.access.login import AccountBackend, begin_session, end_session
from mingjian.access.models import SessionRecord, User
from mingjian.access.session_records import EndReason, live_record, why_ended
from mingjian.journal.models import Entry
from mingjian.law.roles import Role
from tests.access.make import MONDAY, PASSWORD, actor, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_(rf: RequestFactory) -> HttpRequest:
    request = rf.post("/login/")
    request.session = SessionStore()
    return request


def login(request: HttpRequest, username: str, password: str) -> User | None:
    found = authenticate(request, username=username, password=password)
    assert found is None or isinstance(found, User)
    return found


def test_name_and_password_find_the_account(request_: HttpRequest) -> None:
    user = make_user(Role.CASE_OFFICER, username="zhang.san")

    assert login(request_, "zhang.san", PASSWORD) == user
    assert login(request_, " Zhang.San ", PASSWORD) == user


@pytest.mark.parametrize(
    ("username", "password"),
    [("zhang.san", "wrong"), ("nobody", PASSWORD), ("", ""), ("zhang.san", "")],
)
def test_anything_else_finds_nobody(request_: HttpRequest, username: str, password: str) -> None:
    make_user(Role.CASE_OFFICER, username="zhang.san")

    assert login(request_, username, password) is None


def test_a_disabled_account_is_nobody(request_: HttpRequest) -> None:
    user = make_user(Role.CASE_OFFICER, username="zhang.san")
    disable_account(user_id=user.id, reason="调离", by=actor(Role.SECURITY_ADMIN), at=MONDAY)

    assert login(request_, "zhang.san", PASSWORD) is None
    assert AccountBackend().get_user(user.id) is None


def test_signing_in_changes_the_session_id_and_is_recorded(request_: HttpRequest) -> None:
    user = make_user(Role.CASE_OFFICER)
    request_.session["anonymous"] = 1
    request_.session.save()
    before = request_.session.session_key

    begin_session(request=request_, user=user, at=MONDAY)

    after = request_.session.session_key
    assert after
    assert after != before
    assert live_record(after)
    entry = Entry.objects.get(stream_id=user.id, kind="session_begun")
    assert entry.payload == {"address": "127.0.0.1"}
    assert after not in str(entry.payload)


def test_without_a_role_nobody_signs_in(request_: HttpRequest) -> None:
    with pytest.raises(NoSuchRole, match="没有任何岗位"):
        begin_session(request=request_, user=make_user(), at=MONDAY)

    assert not SessionRecord.objects.exists()


def test_signing_out_ends_the_session(request_: HttpRequest) -> None:
    begin_session(request=request_, user=make_user(Role.CASE_OFFICER), at=MONDAY)
    key = request_.session.session_key
    assert key

    end_session(request=request_, at=MONDAY)

    assert why_ended(key) is EndReason.LOGOUT
    assert request_.session.is_empty()


@override_settings(AXES_ENABLED=True)
def test_after_five_wrong_passwords_even_the_right_one_is_refused(request_: HttpRequest) -> None:
    make_user(Role.CASE_OFFICER, username="zhang.san")

    for _ in range(5):
        assert login(request_, "zhang.san", "wrong") is None

    assert login(request_, "zhang.san", PASSWORD) is None


@override_settings(AXES_ENABLED=True)
def test_four_wrong_passwords_do_not_lock_out(request_: HttpRequest) -> None:
    user = make_user(Role.CASE_OFFICER, username="zhang.san")

    for _ in range(4):
        login(request_, "zhang.san", "wrong")

    assert login(request_, "zhang.san", PASSWORD) == user


@pytest.mark.urls("tests.access.urls")
def test_a_session_id_given_from_outside_is_not_taken_over(client: Client) -> None:
    client.cookies["mingjian"] = "x" * 32

    client.get("/login/")

    assert not SessionRecord.objects.exists()
    assert client.get("/todo/").status_code == 302
