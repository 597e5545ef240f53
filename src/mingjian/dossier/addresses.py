"""Confirmed addresses and failed attempts (送达地址确认书、未能送达): kept, never changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from mingjian.dossier.models import AddressConfirmation, Document, ServiceAttempt
from mingjian.journal.ids import new_id
from mingjian.law.roles import Actor
from mingjian.law.service import AttemptReason, ServiceMethod


def keep_confirmation(
    *, paper: Document, confirmed_on: date, told: Mapping[str, str], by: Actor, at: datetime
) -> AddressConfirmation:
    """One signed confirmation; the caller's act writes the entry."""
    return AddressConfirmation.objects.create(
        id=new_id(),
        subject_id=paper.subject_id,
        document=paper,
        confirmed_on=confirmed_on,
        recorded_at=at,
        recorded_by_person_id=by.person_id,
        **told,
    )


def keep_attempt(
    *,
    paper: Document,
    method: ServiceMethod,
    reason: AttemptReason,
    tried_on: date,
    told: Mapping[str, str],
    by: Actor,
    at: datetime,
) -> ServiceAttempt:
    """One attempt that failed; the caller's act writes the entry."""
    return ServiceAttempt.objects.create(
        id=new_id(),
        document=paper,
        subject_id=paper.subject_id,
        method=method.value,
        tried_on=tried_on,
        reason=reason.value,
        recorded_at=at,
        recorded_by_person_id=by.person_id,
        **told,
    )
