"""Session lifetime (会话时限): idle 15 minutes, at most 12 hours, ended at once from outside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from mingjian.access.session_records import (
    EndReason,
    end_record,
    live_record,
    reason_to_end,
    see,
    why_ended,
)

ENDED = "ended"


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
    record = live_record(request.session.session_key or "")
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
