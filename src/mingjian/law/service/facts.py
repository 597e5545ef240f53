"""What the law looks at when a paper is served (送达情况)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mingjian.law.procedure.titles import Titled
from mingjian.law.service.ways import ServiceMethod


class Receiver(Titled):
    """签收人与受送达人的关系 (民事诉讼法 art. 88)."""

    SELF = "self", "本人"
    FAMILY = "family", "同住成年家属"
    REPRESENTATIVE = "representative", "法定代表人（主要负责人）"
    RECEPTION = "reception", "负责收件的人"
    AGENT = "agent", "代理人"
    APPOINTED = "appointed", "指定的代收人"


# 公民和单位各自可以签收的人。
OF_PERSONS = frozenset({Receiver.SELF, Receiver.FAMILY, Receiver.AGENT, Receiver.APPOINTED})
OF_ORGANISATIONS = frozenset(
    {Receiver.REPRESENTATIVE, Receiver.RECEPTION, Receiver.AGENT, Receiver.APPOINTED}
)


class AttemptReason(Titled):
    """未能送达的原因."""

    NOBODY_THERE = "nobody_there", "住所（办公场所）无人"
    MOVED = "moved", "已经搬离，去向不明"
    NO_SUCH_ADDRESS = "no_such_address", "地址不存在或者不准确"
    NOT_ENTITLED = "not_entitled", "在场的人不是可以签收的人"
    RETURNED = "returned", "邮件退回"
    NOT_ARRIVED = "not_arrived", "电子送达没有到达"
    AUTHORITY_FAILED = "authority_failed", "受委托（转交）单位未能送达"
    OTHER = "other", "其他原因"


@dataclass(frozen=True)
class Attempt:
    """一次未能送达."""

    method: ServiceMethod
    tried_on: date
    reason: AttemptReason


@dataclass(frozen=True)
class Confirmation:
    """送达地址确认书 in force: the address, and whether the party agreed to electronic service."""

    id: UUID
    confirmed_on: date
    electronic_address: str


@dataclass(frozen=True)
class Delivery:
    """送达情况: what the officer writes down."""

    method: ServiceMethod
    done_on: date
    receiver: str = ""
    relation: str = ""
    place: str = ""
    proof: str = ""
    efforts: str = ""  # 原因和经过, where the other ways did not reach the party
    refused_reason: str = ""  # 拒收事由
    witness: str = ""  # 见证人 and where they come from
    recording: str = ""  # 照片、录像的编号
    sent_on: date | None = None  # 交邮、发送、委托之日
    tracking: str = ""  # 邮件号码
    address: str = ""  # 电子送达地址
    is_missing: bool = False  # 下落不明
    is_on_the_spot: bool = False  # 作出文书的当时交付


@dataclass(frozen=True)
class ServiceFacts:
    """What is known of the paper and of the party when it is served."""

    kind: str
    title: str
    dated: date
    sealed_on: date | None = None
    is_natural_person: bool | None = None
    confirmation: Confirmation | None = None
    attempts: tuple[Attempt, ...] = ()
