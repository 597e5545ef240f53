"""Preparing (形成公示稿): the clerk lists what to cover and decides; the text is frozen."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from mingjian.access.duties import refusal
from mingjian.cases.lawbooks import lawbook_of
from mingjian.disclosure.acting import record, require_clerk, require_text
from mingjian.disclosure.grounds import WithholdGround
from mingjian.disclosure.hidden import hidden_values
from mingjian.disclosure.leaks import Leak, find_leaks
from mingjian.disclosure.models import Duty, Preparation, PublicRecord
from mingjian.disclosure.projection import Masks, Projection, leaks_in, project
from mingjian.disclosure.sources import source_of_case
from mingjian.journal.canonical import digest, plain
from mingjian.law.breach import MoveRefused
from mingjian.law.citation import Citation
from mingjian.law.roles import Actor, Role

DOMAIN = "publication"
PREPARERS = frozenset({Role.DISCLOSURE_CLERK})
_SOCIAL_EFFECT = Citation("行政处罚法", "48", "1")


@dataclass(frozen=True)
class Choice:
    """公示信息员的判断: what to cover, whether the decision has 一定社会影响, and why.

    ``withhold``: a ground not to publish, where the clerk sees one.
    """

    social_effect: bool
    reasons: str
    masks: Masks = field(default_factory=Masks)
    withhold: WithholdGround | None = None


def preview_publication(*, duty_id: UUID, masks: Masks | None = None) -> Projection:
    """预览: what would be published with these masks; changes nothing."""
    return _projection(Duty.objects.get(id=duty_id), masks or Masks())


def prepare_publication(
    *, duty_id: UUID, choice: Choice, on: date, by: Actor, at: datetime
) -> Preparation:
    """形成公示稿, or the opinion not to publish; a newer one replaces those before it.

    Refused while the text still holds personal data; each refusal names the place.
    """
    with transaction.atomic():
        duty = Duty.objects.select_for_update().get(id=duty_id)
        require_clerk(by=by, agency_id=duty.agency_id, roles=PREPARERS, act="形成公示稿")
        _require_open(duty)
        return _freeze(duty, choice, corrects="", on=on, by=by, at=at)


def prepare_correction(
    *, public_id: str, choice: Choice, on: date, by: Actor, at: datetime
) -> Preparation:
    """形成更正稿: the published decision anew, with other masks; the reasons become public."""
    with transaction.atomic():
        duty = Duty.objects.select_for_update().get(public_id=public_id)
        require_clerk(by=by, agency_id=duty.agency_id, roles=PREPARERS, act="形成更正稿")
        if not PublicRecord.objects.standing().filter(public_id=public_id).exists():
            raise refusal(
                code="WITHDRAWN",
                message="该公示信息已经撤下，不能更正",
                remedy="请查看撤下的事由；撤下的信息不再恢复。",
            )
        return _freeze(duty, choice, corrects=public_id, on=on, by=by, at=at)


def leaks_of(preparation: Preparation) -> tuple[Leak, ...]:
    """公示稿中疑似泄露之处, by what the case knows now (a newer service may name more people)."""
    if not preparation.publishes or preparation.duty is None:
        return ()
    return leaks_in(
        content=preparation.content,
        source=source_of_case(preparation.duty.case),
        masks=Masks(**{key: tuple(texts) for key, texts in preparation.masks.items()}),
    )


def refuse_leaks(leaks: tuple[Leak, ...]) -> None:
    """Refuse with one reason for every place."""
    if leaks:
        raise MoveRefused(leak.as_breach() for leak in leaks)


def preparation_hash(preparation: Preparation) -> str:
    """Over everything that the approvers judge, and the revision: none is approved twice."""
    return digest(
        DOMAIN,
        {
            "stream": preparation.stream_id,
            "revision": preparation.revision,
            "corrects": preparation.corrects,
            "publishes": preparation.publishes,
            "ground": preparation.ground,
            "cite": preparation.cite,
            "reasons": preparation.reasons,
            "content": preparation.content,
            "withheld": preparation.withheld,
            "term_ends_on": preparation.term_ends_on,
        },
    )


def save_preparation(
    preparation: Preparation, *, on: date, by: Actor, at: datetime, payload: dict[str, Any]
) -> Preparation:
    """Number, hash and keep it, with its entry in the record."""
    stream = preparation.stream_id
    last = Preparation.objects.filter(stream_id=stream).order_by("-revision").first()
    preparation.revision = last.revision + 1 if last else 1
    preparation.prepared_on, preparation.prepared_at = on, at
    preparation.prepared_by_person_id, preparation.prepared_by_name = by.person_id, by.name
    preparation.hash = preparation_hash(preparation)
    preparation.save(force_insert=True)
    record(
        stream_id=stream,
        kind="prepared",
        by=by,
        at=at,
        on=on,
        payload={
            "preparation": preparation.id,
            "revision": preparation.revision,
            "hash": preparation.hash,
            "publishes": preparation.publishes,
            "ground": preparation.ground,
            "reasons": preparation.reasons,
            **payload,
        },
    )
    return preparation


def _projection(duty: Duty, masks: Masks) -> Projection:
    case = duty.case
    return project(source=source_of_case(case), masks=masks, lawbook=lawbook_of(case))


def _require_open(duty: Duty) -> None:
    if duty.settlement:
        raise refusal(
            code="SETTLED",
            message=f"{duty.number}{duty.get_settlement_display()}，不能再形成公示稿",
            remedy="需要更正已公示内容的，请形成更正稿；决定被撤销、变更的，请办理撤回。",
        )


def _freeze(
    duty: Duty, choice: Choice, *, corrects: str, on: date, by: Actor, at: datetime
) -> Preparation:
    reasons = require_text(
        choice.reasons,
        what="是否公示的理由",
        cite=_SOCIAL_EFFECT,
        remedy="请写明决定是否具有一定社会影响、是否公示的理由。",
    )
    if corrects:
        refuse_private_reasons(public_id=corrects, reasons=reasons)
    projection = _projection(duty, choice.masks)
    ground, cite = _withhold(projection, choice)
    if ground is None:
        refuse_leaks(projection.leaks)
    preparation = Preparation(
        stream_id=duty.id,
        duty=duty,
        publishes=ground is None,
        ground=ground.value if ground else "",
        cite=cite,
        reasons=f"{projection.reason}。{reasons}" if projection.reason else reasons,
        corrects=corrects,
        masks=plain(asdict(choice.masks)),
        content=projection.content if ground is None else {},
        withheld=[asdict(each) for each in projection.withheld] if ground is None else [],
        term_ends_on=projection.term_ends_on if ground is None else None,
    )
    payload = {"social_effect": choice.social_effect, "corrects": corrects}
    return save_preparation(preparation, on=on, by=by, at=at, payload=payload)


def refuse_private_reasons(*, public_id: str, reasons: str) -> None:
    """更正说明 stands in public beside the record."""
    refuse_leaks(
        find_leaks(
            content={"reasons": reasons},
            titles={"reasons": "更正说明"},
            known=hidden_values(public_id=public_id),
            natural_person=True,
        )
    )


def _withhold(projection: Projection, choice: Choice) -> tuple[WithholdGround | None, str]:
    """The rule's ground before the clerk's; none where the decision is to be published."""
    if projection.ground is not None:
        return projection.ground, projection.cite
    ground = choice.withhold
    if ground is None and not choice.social_effect:
        ground = WithholdGround.NO_SOCIAL_EFFECT
    return ground, str(ground.cite) if ground else ""
