"""Entering: one statement, and nothing of it is kept to the next request."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.test import Client
from django.utils import timezone

from mingjian.access.models import SessionRecord, User
from mingjian.access.session_store import SessionStore, account_of
from mingjian.law.roles import Role
from tests.access.make import make_user, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    """Somebody with two roles."""
    return make_user(Role.CASE_OFFICER, Role.ARCHIVIST)


@pytest.fixture
def session(client: Client, user: User) -> SessionStore:
    """The session that this person has just begun."""
    return SessionStore(sign_in(client, user))


def test_session_record_account_and_roles_come_together(session: SessionStore, user: User) -> None:
    found = account_of(session)

    assert found == user
    assert found is not None
    assert set(found.roles_read[timezone.localdate()]) == {"case_officer", "archivist"}
    assert session.record == SessionRecord.objects.get()


def test_a_session_that_has_run_out_or_never_was_is_empty(session: SessionStore) -> None:
    later = SessionStore(session.session_key)
    later.model.objects.update(expire_date=timezone.now() - timedelta(seconds=1))

    for gone in (later, SessionStore("a" * 32)):
        assert account_of(gone) is None
        assert list(gone.keys()) == []
        assert gone.session_key is None


def test_another_persons_session_content_opens_nothing(session: SessionStore) -> None:
    session[SESSION_KEY] = str(make_user(Role.CASE_OFFICER).pk)
    session.save()

    assert account_of(SessionStore(session.session_key)) is None


@pytest.mark.parametrize("proof", ["", "0" * 64])
def test_a_session_from_before_the_password_changed_opens_nothing(
    session: SessionStore, proof: str
) -> None:
    session[HASH_SESSION_KEY] = proof
    session.save()

    assert account_of(SessionStore(session.session_key)) is None


def test_an_ended_record_or_a_blocked_account_opens_nothing(
    session: SessionStore, user: User
) -> None:
    SessionRecord.objects.update(ended_at=timezone.now(), end_reason="logout")
    assert account_of(SessionStore(session.session_key)) is None

    assert SessionStore(session.session_key).record is None
