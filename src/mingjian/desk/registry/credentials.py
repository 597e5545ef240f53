"""Credentials as people read them (执法证件状态): valid, expiring, expired, suspended, ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from mingjian.law.dates import long_date
from mingjian.registry.kinds import SuspensionKind
from mingjian.registry.models import Credential, CredentialSuspension
from mingjian.web.parts import Tone

# 提前多少天提醒换证：提醒的习惯，不是法定期限。
EXPIRES_SOON = timedelta(days=60)


@dataclass(frozen=True)
class CredentialView:
    """One credential and what it is worth on the day."""

    credential: Credential
    word: str
    tone: Tone
    is_usable: bool
    stops: list[StopView]
    open_stop: CredentialSuspension | None


@dataclass(frozen=True)
class StopView:
    """One suspension, revocation or cancellation."""

    kind: str
    reason: str
    since: date
    until: date | None


def view_credential(credential: Credential, *, on: date) -> CredentialView:
    """The credential with its suspensions (prefetched)."""
    stops = sorted(credential.suspensions.all(), key=lambda stop: stop.since, reverse=True)
    now = next((stop for stop in stops if _is_in_force(stop, on)), None)
    word, tone = _state(credential, now, on)
    suspended = next(
        (stop for stop in stops if stop.kind == SuspensionKind.SUSPENDED and stop.until is None),
        None,
    )
    return CredentialView(
        credential=credential,
        word=word,
        tone=tone,
        is_usable=now is None and credential.valid_from <= on <= credential.valid_until,
        stops=[
            StopView(SuspensionKind(one.kind).title, one.reason, one.since, one.until)
            for one in stops
        ],
        open_stop=suspended,
    )


def best_of(views: list[CredentialView]) -> CredentialView | None:
    """The one an officer enforces with: usable first, then the longest."""
    ranked = sorted(views, key=lambda one: (one.is_usable, one.credential.valid_until))
    return ranked[-1] if ranked else None


def _state(credential: Credential, now: CredentialSuspension | None, on: date) -> tuple[str, Tone]:
    if now is not None:
        until = f"至{long_date(now.until)}" if now.until else ""
        return f"已{SuspensionKind(now.kind).title}{until}", Tone.WARN
    if credential.valid_from > on:
        return "尚未生效", Tone.INFO
    if credential.valid_until < on:
        return "已过期", Tone.WARN
    left = (credential.valid_until - on).days
    if credential.valid_until - on <= EXPIRES_SOON:
        return f"剩 {left} 天到期" if left else "今天到期", Tone.WARN
    return "有效", Tone.GOOD


def _is_in_force(stop: CredentialSuspension, on: date) -> bool:
    return stop.since <= on and (stop.until is None or stop.until > on)
