"""Service (送达): the rules of each way, and the day it takes effect."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from mingjian.dossier.kinds import ServiceMethod
from mingjian.dossier.models import Document, Service
from mingjian.journal.ids import new_id
from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.citation import Citation
from mingjian.law.dates import long_date
from mingjian.law.roles import Actor


@dataclass(frozen=True)
class Delivery:
    """送达情况: what the officer writes down; ``proof`` names receipt, witness or consent."""

    method: ServiceMethod
    done_on: date
    receiver: str = ""
    relation: str = ""
    place: str = ""
    proof: str = ""
    efforts: str = ""  # 原因和经过, where the other ways did not reach the party


def delivery_breaches(*, delivery: Delivery, document: Document) -> list[Breach]:
    """What is missing for this way of service; empty = lawful."""
    found = []
    if delivery.done_on < document.dated:
        found.append(
            Breach(
                "CPL87",
                f"送达日期（{long_date(delivery.done_on)}）早于文书日期（{long_date(document.dated)}）",
                Citation("民事诉讼法", "87"),
                "请核对送达回证上的日期。",
            )
        )
    if not delivery.proof.strip():
        found.append(
            Breach(
                "CPL87",
                f"{delivery.method.title}没有写明送达凭证",
                Citation("民事诉讼法", "87"),
                _PROOF_WANTED[delivery.method],
            )
        )
    needs_receiver = delivery.method in {ServiceMethod.DIRECT, ServiceMethod.ENTRUSTED}
    if needs_receiver and not delivery.receiver.strip():
        found.append(
            Breach(
                "CPL88",
                "没有写明签收人",
                Citation("民事诉讼法", "88"),
                "请填写签收人姓名；不是本人签收的，同时写明其与受送达人的关系。",
            )
        )
    return [*found, *_announced_without_cause(delivery)]


def _announced_without_cause(delivery: Delivery) -> list[Breach]:
    if delivery.method is not ServiceMethod.BY_ANNOUNCEMENT or delivery.efforts.strip():
        return []
    return [
        Breach(
            "CPL95",
            "公告送达没有记明原因和经过：受送达人下落不明，或者其他方式无法送达，才可以公告",
            Citation("民事诉讼法", "95", "2"),
            "请逐项写明已经用过的送达方式、日期和未能送达的情况；尚未尝试的，请先用其他方式送达。",
        )
    ]


_PROOF_WANTED = {
    ServiceMethod.DIRECT: "请填写送达回证的签收情况。",
    ServiceMethod.LEFT_IN_PLACE: "请写明见证人，或者拍照、录像的编号。",
    ServiceMethod.ENTRUSTED: "请填写受委托机关和送达回证情况。",
    ServiceMethod.POSTAL: "请填写邮件号码和回执日期。",
    ServiceMethod.FORWARDED: "请填写转交单位和签收情况。",
    ServiceMethod.ELECTRONIC: "请填写受送达人签署的确认书编号和到达凭证（行政处罚法第六十一条）。",
    ServiceMethod.BY_ANNOUNCEMENT: "请填写公告的载体和编号，并在案卷中记明原因和经过。",
}


def effective_day(*, delivery: Delivery, announcement_days: int) -> date:
    """送达之日: the day itself; by announcement, when its days are over (民事诉讼法 art. 95)."""
    if delivery.method is ServiceMethod.BY_ANNOUNCEMENT:
        return delivery.done_on + timedelta(days=announcement_days)
    return delivery.done_on


def serve_document(
    *, document: Document, delivery: Delivery, announcement_days: int, by: Actor, at: datetime
) -> Service:
    """Record one service (登记送达); announcement takes effect after its days.

    Runs inside the act's transaction; the caller writes the journal entry. Raises MoveRefused.
    """
    found = delivery_breaches(delivery=delivery, document=document)
    if found:
        raise MoveRefused(found)
    return Service.objects.create(
        id=new_id(),
        document=document,
        subject_id=document.subject_id,
        method=delivery.method.value,
        done_on=delivery.done_on,
        effective_on=effective_day(delivery=delivery, announcement_days=announcement_days),
        receiver=delivery.receiver.strip(),
        relation=delivery.relation.strip(),
        place=delivery.place.strip(),
        proof=delivery.proof.strip(),
        efforts=delivery.efforts.strip(),
        recorded_at=at,
        recorded_by_person_id=by.person_id,
    )
