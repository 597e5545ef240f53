"""Rules of service (送达规则), a function an article; the ladder from hand to announcement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from mingjian.law.breach import Breach
from mingjian.law.citation import Citation
from mingjian.law.dates import long_date
from mingjian.law.service.facts import (
    OF_ORGANISATIONS,
    OF_PERSONS,
    Delivery,
    Receiver,
    ServiceFacts,
)
from mingjian.law.service.ways import ServiceMethod, paper_seals, way_of

Rule = Callable[[ServiceFacts, Delivery], Breach | None]
_WAY = ServiceMethod
CIVIL, PENALTY = "民事诉讼法", "行政处罚法"


def judge_service(
    *, facts: ServiceFacts, delivery: Delivery, rules: Sequence[Rule] | None = None
) -> list[Breach]:
    """Everything that forbids this service; empty = lawful."""
    found = (rule(facts, delivery) for rule in (RULES if rules is None else rules))
    return [breach for breach in found if breach is not None]


def effective_day(*, delivery: Delivery, announcement_days: int) -> date:
    """送达之日: the day itself; by announcement, when its days are over (民事诉讼法 art. 95)."""
    if delivery.method is _WAY.BY_ANNOUNCEMENT:
        return delivery.done_on + timedelta(days=announcement_days)
    return delivery.done_on


def apl59_paper_is_sealed(facts: ServiceFacts, delivery: Delivery) -> Breach | None:
    """行政处罚决定书必须盖有作出行政处罚决定的行政机关的印章。"""
    wanted = paper_seals().get(facts.kind)
    if wanted is None or (wanted.on_the_spot and delivery.is_on_the_spot):
        return None
    handed_on = delivery.sent_on or delivery.done_on
    if facts.sealed_on is None:
        said = f"{facts.title}没有加盖机关印章，不能送达"
    elif facts.sealed_on > handed_on:
        said = (
            f"{facts.title}在{long_date(facts.sealed_on)}才加盖机关印章，"
            f"不可能在{long_date(handed_on)}送达盖章的文书"
        )
    else:
        return None
    remedy = "请打开这份文书，核对后批准用印、加盖印章，再送达盖章的文书。"
    return Breach("APL59", said, wanted.cite, remedy)


def cpl87_not_before_it_was_made(facts: ServiceFacts, delivery: Delivery) -> Breach | None:
    """受送达人在送达回证上的签收日期为送达日期。"""
    days = [day for day in (delivery.sent_on, delivery.done_on) if day is not None]
    if facts.dated <= min(days) and days == sorted(days):
        return None
    if days != sorted(days):
        said = f"收件日期（{long_date(days[1])}）早于发出日期（{long_date(days[0])}）"
    else:
        said = f"送达日期（{long_date(min(days))}）早于文书日期（{long_date(facts.dated)}）"
    return Breach("CPL87", said, Citation(CIVIL, "87"), "请核对送达回证上的日期。")


def cpl87_has_a_receipt(facts: ServiceFacts, delivery: Delivery) -> Breach | None:
    """送达诉讼文书必须有送达回证。"""
    if delivery.proof.strip():
        return None
    said = f"{delivery.method.title}没有写明送达凭证"
    return Breach("CPL87", said, Citation(CIVIL, "87"), way_of(delivery.method).proof)


def cpl88_somebody_signed(facts: ServiceFacts, delivery: Delivery) -> Breach | None:
    """送达诉讼文书，应当直接送交受送达人。"""
    if not way_of(delivery.method).needs_receiver or delivery.receiver.strip():
        return None
    return Breach(
        "CPL88",
        "没有写明签收人",
        Citation(CIVIL, "88"),
        "请填写签收人姓名；不是本人签收的，同时写明其与受送达人的关系。",
    )


def cpl88_receiver_is_entitled(facts: ServiceFacts, delivery: Delivery) -> Breach | None:
    """受送达人是公民的，本人不在交他的同住成年家属签收；是法人的，由法定代表人或者负责收件的人签收。"""
    known = next((one for one in Receiver if one.title == delivery.relation.strip()), None)
    if known is None or facts.is_natural_person is None:
        return None
    entitled = OF_PERSONS if facts.is_natural_person else OF_ORGANISATIONS
    if known in entitled:
        return None
    who = "公民" if facts.is_natural_person else "法人或者其他组织"
    names = "、".join(one.title for one in Receiver if one in entitled)
    return Breach(
        "CPL88",
        f"受送达人是{who}，不能由“{known.title}”签收",
        Citation(CIVIL, "88"),
        f"可以签收的是：{names}。请核对签收人；没有送到的，请登记一次未能送达。",
    )


def cpl89_left_after_refusal(facts: ServiceFacts, delivery: Delivery) -> Breach | None:
    """拒绝接收诉讼文书的，在送达回证上记明拒收事由和日期，由送达人、见证人签名，把文书留在受送达人的住所。"""
    if delivery.method is not _WAY.LEFT_IN_PLACE or delivery.is_on_the_spot:
        return None
    missing = []
    if not delivery.refused_reason.strip():
        missing.append("拒收事由")
    if not (delivery.witness.strip() or delivery.recording.strip()):
        missing.append("见证人，或者拍照、录像的编号")
    if not delivery.place.strip():
        missing.append("留置的地点（受送达人的住所）")
    if not missing:
        return None
    return Breach(
        "CPL89",
        f"留置送达没有记明{'、'.join(missing)}",
        Citation(CIVIL, "89"),
        "受送达人或者其同住成年家属拒绝接收的，才可以留置。请补齐；无人在场的，请登记一次未能送达。",
    )


def apl61_electronic_as_agreed(facts: ServiceFacts, delivery: Delivery) -> Breach | None:
    """当事人同意并签订确认书的，行政机关可以采用传真、电子邮件等方式送达。"""
    if delivery.method is not _WAY.ELECTRONIC:
        return None
    agreed = facts.confirmation
    if agreed is None or not agreed.electronic_address:
        said = "当事人没有签订同意电子送达的确认书"
    elif agreed.confirmed_on > (delivery.sent_on or delivery.done_on):
        said = f"送达地址确认书在{long_date(agreed.confirmed_on)}才签订"
    elif delivery.address.strip() != agreed.electronic_address:
        said = f"电子送达地址与确认书不一致（确认书：{agreed.electronic_address}）"
    else:
        return None
    return Breach(
        "APL61",
        f"{said}，不能电子送达",
        Citation(PENALTY, "61", "2"),
        "请先请当事人签订送达地址确认书并登记；不同意的，用其他方式送达。",
    )


def cpl91_mail_is_named(facts: ServiceFacts, delivery: Delivery) -> Breach | None:
    """邮寄送达的，以回执上注明的收件日期为送达日期。"""
    if delivery.method is not _WAY.POSTAL:
        return None
    if delivery.tracking.strip() and delivery.sent_on is not None:
        return None
    return Breach(
        "CPL91",
        "邮寄送达没有写明邮件号码或者交邮日期",
        Citation(CIVIL, "91"),
        "请填写邮件号码、交邮日期，并以回执上注明的收件日期为送达日期；退回的，登记一次未能送达。",
    )


def cpl95_announced_as_the_last_way(facts: ServiceFacts, delivery: Delivery) -> Breach | None:
    """受送达人下落不明，或者用本节规定的其他方式无法送达的，公告送达。"""
    if delivery.method is not _WAY.BY_ANNOUNCEMENT:
        return None
    before = [one for one in facts.attempts if one.tried_on <= delivery.done_on]
    tried = {one.method for one in before}
    if delivery.is_missing and tried:
        return None
    if {_WAY.DIRECT, _WAY.POSTAL} <= tried:
        return None
    if delivery.is_missing:
        said = "没有登记查找受送达人的经过（至少一次未能送达）"
    else:
        lacking = [one.title for one in (_WAY.DIRECT, _WAY.POSTAL) if one not in tried]
        said = f"还没有试过{'、'.join(lacking)}"
    return Breach(
        "CPL95",
        f"{said}，不能公告送达：受送达人下落不明，或者其他方式无法送达，才可以公告",
        Citation(CIVIL, "95", "1"),
        "请先用其他方式送达，没有送到的逐次登记未能送达的情况；下落不明的，登记查找经过后选择“下落不明”。",
    )


def cpl95_efforts_are_told(facts: ServiceFacts, delivery: Delivery) -> Breach | None:
    """公告送达，应当在案卷中记明原因和经过。"""
    if delivery.method is not _WAY.BY_ANNOUNCEMENT or delivery.efforts.strip():
        return None
    return Breach(
        "CPL95",
        "公告送达没有记明原因和经过",
        Citation(CIVIL, "95", "2"),
        "请逐项写明已经用过的送达方式、日期和未能送达的情况。",
    )


RULES: tuple[Rule, ...] = (
    apl59_paper_is_sealed,
    cpl87_not_before_it_was_made,
    cpl87_has_a_receipt,
    cpl88_somebody_signed,
    cpl88_receiver_is_entitled,
    cpl89_left_after_refusal,
    apl61_electronic_as_agreed,
    cpl91_mail_is_named,
    cpl95_announced_as_the_last_way,
    cpl95_efforts_are_told,
)
