"""Accounts and actors for tests of any room (synthetic persons)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count
from uuid import UUID

from django.test import Client
from django.utils import timezone

from mingjian.access.accounts import NewAccount, create_account
from mingjian.access.camps import CAMP_OF_ROLE, Camp
from mingjian.access.grants import grant_role
from mingjian.access.models import User
from mingjian.access.session_records import begin_record
from mingjian.journal.ids import new_id
from mingjian.law.roles import Actor, Role

MONDAY = datetime(2026, 5, 11, 1, 30, tzinfo=UTC)
LONG_AGO = date(2020, 1, 1)
PASSWORD = "谷雨-1949-synthetic"
_numbers = count(1)


def actor(
    role: Role = Role.CASE_OFFICER,
    *,
    person_id: UUID | None = None,
    agency_id: UUID | None = None,
    name: str = "李四",
    purpose: str = "测试",
) -> Actor:
    """Somebody who acts, without an account."""
    return Actor(person_id or new_id(), name, role, agency_id, purpose)


def make_user(
    *roles: Role,
    agency_id: UUID | None = None,
    division_code: str = "",
    name: str = "张三",
    username: str = "",
    person_id: UUID | None = None,
) -> User:
    """An account that has held these roles for long; its password is ``PASSWORD``."""
    account = NewAccount(
        username=username or f"user{next(_numbers)}",
        name=name,
        password=PASSWORD,
        camp=CAMP_OF_ROLE[roles[0]] if roles else Camp.BUSINESS,
        agency_id=agency_id,
        division_code=division_code,
        person_id=person_id,
    )
    user = create_account(account=account, by=actor(Role.SYSTEM_ADMIN), at=MONDAY)
    granter = actor(Role.SECURITY_ADMIN)
    for role in roles:
        grant_role(user_id=user.id, role=role, since=LONG_AGO, by=granter, at=MONDAY)
    return user


def sign_in(client: Client, user: User, *, at: datetime | None = None) -> str:
    """Sign the client in as ``access.login.begin_session`` would; returns the session key."""
    client.force_login(user, backend="mingjian.access.login.AccountBackend")
    key = client.session.session_key
    assert key is not None
    begin_record(user=user, session_key=key, at=at or timezone.now())
    return key
