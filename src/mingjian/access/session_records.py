"""Session records (会话登记): begin, see and end sessions; why each one ended."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction

from mingjian.access.models import SessionRecord, User
from mingjian.law.procedure.titles import Titled

MAX_SESSIONS = 2
# Fifteen idle minutes need no write on every request.
_TOUCH_AFTER = timedelta(seconds=30)


class EndReason(Titled):
    """为什么退出; the title is the sentence the person reads at the next login."""

    LOGOUT = "logout", "您已退出登录。"
    IDLE = "idle", "您已超过15分钟没有操作，为保护案件信息已自动退出。请重新登录。"
    TOO_LONG = "too_long", "本次登录已满12小时，已自动退出。请重新登录。"
    DISPLACED = "displaced", "您的账号在另外两处登录，此处已退出。如非本人操作，请联系安全管理员。"
    DISABLED = "disabled", "您的账号已停用。如有疑问，请联系安全管理员。"
    PASSWORD = "password", "您的密码已更改，请用新密码登录。"  # a reason, no secret
    ROLE_LOST = "role_lost", "您的岗位有变化，请重新登录。"


def begin_record(*, user: User, session_key: str, at: datetime) -> None:
    """Register a session; beyond the second one the oldest ends."""
    with transaction.atomic():
        User.objects.select_for_update().get(id=user.id)
        _end_spare(user, at)
        SessionRecord.objects.create(session_key=session_key, user=user, since=at, last_seen=at)


def live_record(session_key: str) -> SessionRecord | None:
    """The record of a session that nobody ended."""
    return SessionRecord.objects.filter(session_key=session_key, ended_at__isnull=True).first()


def reason_to_end(record: SessionRecord, *, at: datetime) -> EndReason | None:
    """Why the session may not go on at this moment; None if it may."""
    if at - record.since >= timedelta(seconds=settings.SESSION_COOKIE_AGE):
        return EndReason.TOO_LONG
    if at - record.last_seen >= timedelta(seconds=settings.SESSION_IDLE_SECONDS):
        return EndReason.IDLE
    return None


def see(record: SessionRecord, *, at: datetime) -> None:
    """Note that the person is still there."""
    if at - record.last_seen >= _TOUCH_AFTER:
        live = SessionRecord.objects.filter(id=record.id, ended_at__isnull=True)
        live.update(last_seen=at)


def end_record(record: SessionRecord, *, reason: EndReason, at: datetime) -> None:
    """End one session here and now; its cookie is worth nothing afterwards."""
    SessionStore().delete(record.session_key)
    live = SessionRecord.objects.filter(id=record.id, ended_at__isnull=True)
    live.update(ended_at=at, end_reason=reason.value)


def end_sessions(*, user_id: UUID, reason: EndReason, at: datetime) -> int:
    """End all sessions of the account; returns how many there were."""
    records = list(SessionRecord.objects.filter(user_id=user_id, ended_at__isnull=True))
    for record in records:
        end_record(record, reason=reason, at=at)
    return len(records)


def why_ended(session_key: str) -> EndReason | None:
    """Why a session that no longer exists was ended."""
    record = SessionRecord.objects.filter(session_key=session_key, ended_at__isnull=False).first()
    return EndReason(record.end_reason) if record else None


def _end_spare(user: User, at: datetime) -> None:
    live = SessionRecord.objects.filter(user=user, ended_at__isnull=True).order_by("since", "id")
    records = list(live)
    for record in records[: max(0, len(records) - MAX_SESSIONS + 1)]:
        end_record(record, reason=reason_to_end(record, at=at) or EndReason.DISPLACED, at=at)
