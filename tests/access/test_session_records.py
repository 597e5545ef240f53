"""Session records: two at a time; the oldest gives way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection, transaction
from django.test import Client

from mingjian.access.models import User
from mingjian.access.session_records import (
    EndReason,
    begin_record,
    end_record,
    end_sessions,
    live_record,
    reason_to_end,
    why_ended,
)
from mingjian.law.roles import Role
from tests.access.make import MONDAY, make_user, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return make_user(Role.CASE_OFFICER)


def test_a_third_session_ends_the_oldest(user: User) -> None:
    for minute, key in enumerate(["first", "second", "third"]):
        begin_record(user=user, session_key=key, at=MONDAY + timedelta(minutes=minute))

    assert why_ended("first") is EndReason.DISPLACED
    assert live_record("second")
    assert live_record("third")


def test_a_session_that_lay_idle_is_ended_as_idle(user: User) -> None:
    for hour, key in enumerate(["first", "second", "third"]):
        begin_record(user=user, session_key=key, at=MONDAY + timedelta(hours=hour))

    assert why_ended("first") is EndReason.IDLE


def test_sessions_of_others_stay(user: User) -> None:
    other = make_user(Role.CASE_OFFICER)
    begin_record(user=other, session_key="other", at=MONDAY)

    begin_record(user=user, session_key="mine", at=MONDAY)
    end_sessions(user_id=user.id, reason=EndReason.DISABLED, at=MONDAY)

    assert live_record("other")
    assert not live_record("mine")


def test_an_ended_session_takes_its_data_with_it(user: User, client: Client) -> None:
    key = sign_in(client, user)

    end_sessions(user_id=user.id, reason=EndReason.DISABLED, at=MONDAY + timedelta(days=999))

    assert not Session.objects.filter(session_key=key).exists()


def test_the_first_reason_stays(user: User) -> None:
    begin_record(user=user, session_key="key", at=MONDAY)
    record = live_record("key")
    assert record

    for reason in (EndReason.IDLE, EndReason.DISABLED):
        end_record(record, reason=reason, at=MONDAY)

    assert why_ended("key") is EndReason.IDLE


@pytest.mark.parametrize(
    ("idle_for", "reason"),
    [
        (timedelta(minutes=14, seconds=59), None),
        (timedelta(minutes=15), EndReason.IDLE),
        (timedelta(hours=12), EndReason.TOO_LONG),
    ],
)
def test_a_session_ends_by_the_clock(
    user: User, idle_for: timedelta, reason: EndReason | None
) -> None:
    begin_record(user=user, session_key="key", at=MONDAY)
    record = live_record("key")
    assert record

    assert reason_to_end(record, at=MONDAY + idle_for) is reason


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("ended_at = now()", "session_end_has_reason"),
        ("end_reason = 'idle'", "session_end_has_reason"),
        ("last_seen = since - interval '1 second'", "session_seen_after_start"),
        ("session_key = 'stolen'", "frozen once set"),
        ("since = now()", "frozen once set"),
    ],
)
def test_an_impossible_record_is_refused(user: User, change: str, constraint: str) -> None:
    begin_record(user=user, session_key="key", at=MONDAY)

    with (
        pytest.raises(DatabaseError, match=constraint),
        transaction.atomic(),
        connection.cursor() as sql,
    ):
        sql.execute(f"UPDATE access_sessionrecord SET {change}")


def test_every_reason_is_a_whole_sentence() -> None:
    assert all(reason.title.endswith("。") for reason in EndReason)
    assert max(map(len, EndReason)) <= 20
