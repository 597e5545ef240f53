"""Entering (进入): session, its record, account and roles of the day in one statement.

Asked anew for every request, nothing of it is kept: what was ended, blocked or withdrawn a moment
ago counts at once.
"""

from __future__ import annotations

from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends import db
from django.db import connection, models
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from mingjian.access.models import SessionRecord, User
from mingjian.journal.statements import Statement

Row = TypeVar("Row", bound=models.Model)
_RECORD = [field.attname for field in SessionRecord._meta.concrete_fields]
_USER = [field.attname for field in User._meta.concrete_fields]
_ENTER = Statement(
    "SELECT s.session_data, "  # noqa: S608  # column names of our own models
    + ", ".join([*(f"r.{name}" for name in _RECORD), *(f"u.{name}" for name in _USER)])
    + """, ARRAY(SELECT g.role FROM access_rolegrant g WHERE g.user_id = u.id
           AND g.since <= %(on)s AND (g.until IS NULL OR g.until > %(on)s))
    FROM django_session s
    LEFT JOIN access_sessionrecord r ON r.session_key = s.session_key AND r.ended_at IS NULL
    LEFT JOIN access_user u ON u.id = r.user_id AND u.is_active
    WHERE s.session_key = %(key)s AND s.expire_date > %(at)s"""
)


class SessionStore(db.SessionStore):
    """Django's table; what is read with the session stays with it for the request."""

    record: SessionRecord | None = None
    account: User | None = None

    def load(self) -> dict[str, Any]:
        """The session's content; its live record and the account that may enter, if any."""
        self.record, self.account = None, None
        at = timezone.now()
        row = _ENTER.first_row(key=self.session_key, at=at, on=timezone.localdate(at))
        if row is None:
            self._session_key = None
            return {}
        values = list(row[1:])
        record, user = values[: len(_RECORD)], values[len(_RECORD) : -1]
        if record[0] is not None:
            self.record = _made(SessionRecord, _RECORD, record)
        if user[0] is not None:
            self.account = _made(User, _USER, user)
            self.account.roles_read = {timezone.localdate(at): tuple(values[-1])}
        content: dict[str, Any] = self.decode(row[0])
        return content


def account_of(session: SessionStore) -> User | None:
    """The account read with the session where all agrees; None where Django has to look itself."""
    content: dict[str, Any] = session._session  # type: ignore[attr-defined]  # loads it
    user, sent = session.account, content.get(HASH_SESSION_KEY, "")
    if user is None or content.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return None
    if content.get(SESSION_KEY) != str(user.pk):
        return None
    return user if sent and constant_time_compare(sent, user.get_session_auth_hash()) else None


def _made(model: type[Row], names: list[str], values: list[Any]) -> Row:
    return model.from_db(connection.alias, names, values)
