"""Reaching a party in the demo (送达): address confirmed, a call in vain, then electronically."""

from __future__ import annotations

from mingjian.cases.serving import AddressDraft, AttemptDraft, confirm_address, record_attempt
from mingjian.dossier.models import AddressConfirmation, Document
from mingjian.dossier.serving import Delivery
from mingjian.law.roles import Role
from mingjian.law.service import AttemptReason, ServiceMethod, paper_seals
from mingjian.ops.demo.telling import Telling

MAILBOX = "receiver@example.cn"
_PHONE = "13800000000"


def reach(story: Telling) -> Delivery:
    """送达地址确认书 where there is none, 未能送达 by hand; what then went out electronically."""
    by, party = story.cast.actor(Role.CASE_OFFICER), story.case.party
    story.seal()
    if not AddressConfirmation.objects.filter(subject_id=story.case_id).exists():
        _confirm(story)
    record_attempt(
        case_id=story.case_id,
        document_id=_waiting(story).id,
        draft=AttemptDraft(
            method=ServiceMethod.DIRECT,
            tried_on=story.day,
            place=party.address,
            reason=AttemptReason.NOBODY_THERE,
            told="两名执法人员到场，大门上锁，无人应答，电话未接通。",
            proof="照片两张，执法记录仪录像一段。",
            servers=f"{story.cast.lead.name}、{story.cast.assisting.name}",
        ),
        by=by,
        at=story.at,
    )
    return Delivery(
        method=ServiceMethod.ELECTRONIC,
        done_on=story.day,
        sent_on=story.day,
        address=MAILBOX,
        proof="电子邮件系统显示当日到达受送达人确认的地址，发送记录存卷。",
    )


def _confirm(story: Telling) -> None:
    """送达地址确认书, with consent to electronic service."""
    party = story.case.party
    person = party.legal_representative or party.name
    confirm_address(
        case_id=story.case_id,
        draft=AddressDraft(
            confirmed_on=story.day,
            receiver=person,
            address=party.address,
            phone=_PHONE,
            signed_by=person,
            proof="当事人签名的送达地址确认书原件，存案卷。",
            electronic_channel="电子邮件",
            electronic_address=MAILBOX,
        ),
        by=story.cast.actor(Role.CASE_OFFICER),
        at=story.at,
    )


def _waiting(story: Telling) -> Document:
    """The sealed paper that waits to be served: the newest."""
    papers = Document.objects.filter(subject_id=story.case_id, service=None)
    return papers.filter(kind__in=paper_seals()).latest("made_at", "id")
