"""Login (登录): username and password; slowed down by django-axes before a hash is computed."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import login, logout
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from mingjian.access.actors import account_with_roles, actor_in_any_role
from mingjian.access.models import User
from mingjian.access.session_records import EndReason, begin_record, end_record, live_record
from mingjian.journal.writing import write_entry

STREAM = "account"
_BACKEND = "mingjian.access.login.AccountBackend"


class AccountBackend:
    """Knows accounts by username and password; a disabled account is nobody."""

    def authenticate(
        self, request: HttpRequest | None, username: str = "", password: str = "", **_: Any
    ) -> User | None:
        """The account, or None; an unknown name costs the same time as a wrong password."""
        user = User.objects.filter(username=username.strip().lower()).first()
        if user is None:
            make_password(password)
            return None
        return user if check_password(password, user.password) and user.is_active else None

    def get_user(self, user_id: UUID) -> User | None:
        """The account of a session."""
        return account_with_roles(user_id, on=timezone.localdate())


def begin_session(*, request: HttpRequest, user: User, at: datetime) -> None:
    """Sign in under a new session id; beyond two sessions the oldest ends.

    Raises NoSuchRole, with a sentence for the person, if the account holds no role today.
    """
    by = actor_in_any_role(user=user, purpose="登录系统", on=timezone.localdate(at))
    with transaction.atomic():
        login(request, user, backend=_BACKEND)
        begin_record(user=user, session_key=request.session.session_key or "", at=at)
        write_entry(
            stream_id=user.id,
            stream_kind=STREAM,
            kind="session_begun",
            by=by,
            at=at,
            payload={"address": request.META.get("REMOTE_ADDR", "")},
        )


def end_session(*, request: HttpRequest, at: datetime) -> None:
    """Sign out (退出登录)."""
    record = live_record(request.session.session_key or "")
    if record is not None:
        end_record(record, reason=EndReason.LOGOUT, at=at)
    logout(request)
