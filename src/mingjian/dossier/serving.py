"""Service (送达): what is known of the paper, judged by the law, kept with its proof."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from mingjian.dossier.models import AddressConfirmation, Document, Seal, Service, ServiceAttempt
from mingjian.journal.ids import new_id
from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.roles import Actor
from mingjian.law.service import (
    Attempt,
    AttemptReason,
    Confirmation,
    Delivery,
    ServiceFacts,
    ServiceMethod,
    effective_day,
    judge_service,
)

__all__ = ["Delivery", "confirmation_on", "effective_day", "serve_document"]
_BEIJING = ZoneInfo("Asia/Shanghai")


def serve_document(
    *,
    document: Document,
    delivery: Delivery,
    announcement_days: int,
    by: Actor,
    at: datetime,
    is_natural_person: bool | None = None,
) -> Service:
    """Record one service (登记送达); announcement takes effect after its days.

    Runs inside the act's transaction; the caller writes the journal entry. Raises MoveRefused.
    """
    seal = Seal.objects.filter(document=document).only("sealed_at", "sealed_sha256").first()
    facts = _facts(document, delivery, seal, is_natural_person)
    found = judge_service(facts=facts, delivery=delivery)
    if found:
        raise MoveRefused(found)
    is_electronic = delivery.method is ServiceMethod.ELECTRONIC
    return Service.objects.create(
        id=new_id(),
        document=document,
        subject_id=document.subject_id,
        effective_on=effective_day(delivery=delivery, announcement_days=announcement_days),
        sealed_sha256=seal.sealed_sha256 if seal else None,
        confirmation_id=facts.confirmation.id if is_electronic and facts.confirmation else None,
        recorded_at=at,
        recorded_by_person_id=by.person_id,
        **_written(delivery),
    )


def judge_delivery(*, document: Document, delivery: Delivery) -> list[Breach]:
    """What would forbid this service now; nothing is recorded."""
    seal = Seal.objects.filter(document=document).only("sealed_at").first()
    return judge_service(facts=_facts(document, delivery, seal, None), delivery=delivery)


def _facts(
    document: Document, delivery: Delivery, seal: Seal | None, is_natural_person: bool | None
) -> ServiceFacts:
    """What the law looks at: the seal, the confirmed address, what was tried before."""
    is_electronic = delivery.method is ServiceMethod.ELECTRONIC
    agreed = (
        confirmation_on(subject_id=document.subject_id, on=delivery.done_on)
        if is_electronic
        else None
    )
    return ServiceFacts(
        kind=document.kind,
        title=document.title,
        dated=document.dated,
        sealed_on=seal.sealed_at.astimezone(_BEIJING).date() if seal else None,
        is_natural_person=is_natural_person,
        confirmation=Confirmation(agreed.id, agreed.confirmed_on, agreed.electronic_address)
        if agreed
        else None,
        attempts=_attempts(document, delivery),
    )


def confirmation_on(*, subject_id: UUID, on: date) -> AddressConfirmation | None:
    """送达地址确认书 in force on that day: the newest."""
    signed = AddressConfirmation.objects.filter(subject_id=subject_id, confirmed_on__lte=on)
    return signed.order_by("confirmed_on", "recorded_at").last()


def _attempts(document: Document, delivery: Delivery) -> tuple[Attempt, ...]:
    if delivery.method is not ServiceMethod.BY_ANNOUNCEMENT:
        return ()
    rows = ServiceAttempt.objects.filter(document=document).order_by("tried_on", "recorded_at")
    return tuple(
        Attempt(ServiceMethod(row.method), row.tried_on, AttemptReason(row.reason)) for row in rows
    )


def _written(delivery: Delivery) -> dict[str, object]:
    texts = (
        *("receiver", "relation", "place", "proof", "efforts", "refused_reason", "witness"),
        *("recording", "tracking", "address"),
    )
    return {
        "method": delivery.method.value,
        "done_on": delivery.done_on,
        "sent_on": delivery.sent_on,
        "is_missing": delivery.is_missing,
        "is_on_the_spot": delivery.is_on_the_spot,
        **{name: getattr(delivery, name).strip() for name in texts},
    }
