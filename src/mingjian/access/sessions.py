"""Session lifetime (会话时限): idle 15 minutes, at most 12 hours, ended at once from outside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from mingjian.access.models import SessionRecord
from mingjian.access.session_records import (
    EndReason,
    end_record,
    live_record,
    reason_to_end,
    see,
    why_ended,
)
from mingjian.access.session_store import SessionStore, account_of

ENDED = "ended"


class AccountMiddleware(AuthenticationMiddleware):
    """``request.user``: the account that was read together with its session."""

    def process_request(self, request: HttpRequest) -> None:
        """Where session and account do not agree, Django looks itself, and ends the session."""
        super().process_request(request)
        session = request.session
        user = account_of(session) if isinstance(session, SessionStore) else None
        if user is not None:
            request.user = user


class SessionLifetimeMiddleware:
    """Signs out whoever may not go on; the gate then sends them to the login page and says why."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        ended = _check(request, at=timezone.now())
        if ended is not None:
            request.META[ENDED] = ended.value
        return self.get_response(request)


def end_reason_of(request: HttpRequest) -> EndReason | None:
    """Why this request's session is over, if it is."""
    value = request.META.get(ENDED)
    return EndReason(value) if value else None


def ended_message(request: HttpRequest) -> str:
    """The sentence for the login page, from the address the gate redirected to ("" if none)."""
    value = request.GET.get(ENDED, "")
    return EndReason(value).title if value in set(EndReason) else ""


def _check(request: HttpRequest, *, at: datetime) -> EndReason | None:
    if not request.user.is_authenticated:
        return why_ended(request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""))
    record = _record_of(request)
    if record is None:
        # Signed in past begin_session: nothing would limit or end such a session.
        logout(request)
        return EndReason.LOGOUT
    reason = reason_to_end(record, at=at)
    if reason is None:
        see(record, at=at)
        return None
    end_record(record, reason=reason, at=at)
    logout(request)
    return reason


def _record_of(request: HttpRequest) -> SessionRecord | None:
    """The live record; read together with the session, as this request has not changed it yet."""
    read = getattr(request.session, "record", None)
    if isinstance(read, SessionRecord) and read.session_key == request.session.session_key:
        return read
    return live_record(request.session.session_key or "")
