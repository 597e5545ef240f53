"""Facts of a case (案件事实): the frozen picture that the rules judge.

The `cases` room builds it from its rows; nothing here knows a database. Everything that can happen
more than once is a tuple in the order of events, and is bound by ``proposal_hash`` to the text it
speaks of: after 修改拟处理意见 the properties ``current_…`` find nothing bound to the old text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeVar
from uuid import UUID

from mingjian.law.penalties import PenaltyContent
from mingjian.law.procedure.facts_execution import (
    Booking,
    CourtFacts,
    DeferralFacts,
    DemandFacts,
    RedoneFacts,
    RemedyFacts,
    SuspensionFacts,
)
from mingjian.law.procedure.facts_review import ReviewFacts
from mingjian.law.procedure.kinds import EvidenceKind, NoticeElement, Outcome, PartyKind
from mingjian.law.procedure.states import State
from mingjian.law.procedure.terms import LegalTerms
from mingjian.law.prosecution import PassedThreshold
from mingjian.law.time_limits import Pause

NOTHING = Decimal(0)


class _Bound(Protocol):
    """Something that speaks of one exact text of the proposal."""

    @property
    def proposal_hash(self) -> str: ...


_BoundT = TypeVar("_BoundT", bound=_Bound)


@dataclass(frozen=True)
class OfficerFacts:
    """执法人员及执法证件. ``valid_until`` is the last day printed on the card, itself valid.

    ``suspensions`` (暂扣、吊销) are half-open [since, until); None = still so.
    """

    person_id: UUID
    name: str
    credential_number: str
    valid_from: date
    valid_until: date | None
    suspensions: tuple[tuple[date, date | None], ...] = ()

    def valid_on(self, day: date) -> bool:
        """执法证件当日是否有效: judged on the day of the act, never today."""
        if day < self.valid_from or (self.valid_until is not None and day > self.valid_until):
            return False
        return not any(
            since <= day and (until is None or day < until) for since, until in self.suspensions
        )


@dataclass(frozen=True)
class PartyFacts:
    """当事人."""

    kind: PartyKind
    born_on: date | None = None


@dataclass(frozen=True)
class EvidenceFacts:
    """证据. ``excluded``: kept in the dossier but not relied on (非法证据排除).

    ``collectors`` are the officers who took it; empty for what the party or others handed in.
    """

    kind: EvidenceKind
    collected_on: date
    collectors: tuple[OfficerFacts, ...] = ()
    verified: bool = False
    excluded: bool = False
    from_device: bool = False  # 电子技术监控设备记录
    device_record_reviewed: bool = False


@dataclass(frozen=True)
class ProposalFacts:
    """拟处理意见. ``hash`` covers the exact text and the revision number.

    ``range_…`` is the tier of the 裁量基准; ``lawful_…`` the limits of the law's own 罚则;
    ``grounds`` are ids of ``law.grounds`` (法定情节).
    """

    hash: str
    outcome: Outcome
    content: PenaltyContent | None
    revision: int
    made_on: date
    range_minimum: Decimal | None = None
    range_maximum: Decimal | None = None
    lawful_minimum: Decimal | None = None
    lawful_maximum: Decimal | None = None
    confiscated_property_yuan: Decimal = NOTHING  # 没收非法财物的价值
    deviation_reasons: str = ""
    grounds: frozenset[str] = frozenset()
    grounding: str = ""  # 事实和理由的文本，重新作出决定时比较

    @property
    def is_penalty(self) -> bool:
        """Whether a penalty is proposed (拟给予行政处罚)."""
        return self.outcome is Outcome.PENALTY

    @property
    def fine_yuan(self) -> Decimal:
        """拟罚款数额."""
        return self.content.fine_yuan if self.content else NOTHING

    @property
    def is_outside_range(self) -> bool:
        """Whether the fine lies outside the tier (偏离裁量基准)."""
        below = self.range_minimum is not None and self.fine_yuan < self.range_minimum
        above = self.range_maximum is not None and self.fine_yuan > self.range_maximum
        return self.is_penalty and (below or above)


@dataclass(frozen=True)
class NoticeFacts:
    """行政处罚事先告知书. ``content`` is what the party was told; one amount, by its type."""

    proposal_hash: str
    content: PenaltyContent
    issued_on: date
    states: frozenset[NoticeElement] = frozenset(NoticeElement)
    offers_hearing: bool = False
    served_on: date | None = None
    defence_due_on: date | None = None
    hearing_due_on: date | None = None


@dataclass(frozen=True)
class DefenceFacts:
    """陈述、申辩, or its waiver (明确放弃), against the notice of ``proposal_hash``."""

    proposal_hash: str
    received_on: date
    waived: bool = False
    answered_on: date | None = None
    accepted: bool | None = None

    @property
    def awaits_answer(self) -> bool:
        """Whether the organ still owes the re-check (复核) of art. 45."""
        return not self.waived and self.answered_on is None


@dataclass(frozen=True)
class HearingFacts:
    """听证 on the notice of ``proposal_hash``: asked for, waived, notified, held."""

    proposal_hash: str
    requested_on: date | None = None
    waived_on: date | None = None
    notified_on: date | None = None
    scheduled_on: date | None = None
    presiding_officer_id: UUID | None = None
    served_on: date | None = None  # 听证通知书视为送达的日期
    held_on: date | None = None
    record_hash: str = ""


@dataclass(frozen=True)
class DeliberationFacts:
    """集体讨论 by the heads of the organ."""

    proposal_hash: str
    held_on: date
    member_count: int
    conclusion_agrees: bool


@dataclass(frozen=True)
class DecisionFacts:
    """决定."""

    proposal_hash: str
    outcome: Outcome
    content: PenaltyContent | None
    decided_on: date
    served_on: date | None = None
    tells_surcharge: bool = True  # 告知了加处罚款的标准（强制法第四十五条第一款）


@dataclass(frozen=True)
class PaymentFacts:
    """缴款: what has reached the treasury so far; ``total_paid_yuan`` without surcharge.

    ``bookings`` say of each payment what it paid; no surcharge is counted without them.
    """

    total_paid_yuan: Decimal = NOTHING
    last_paid_on: date | None = None
    bookings: tuple[Booking, ...] = ()


@dataclass(frozen=True)
class ExtensionFacts:
    """延长办案期限."""

    days: int
    granted_on: date


@dataclass(frozen=True)
class CaseFacts:
    """案件事实 at one moment. ``state`` None: the case does not exist yet (before 登记案源)."""

    terms: LegalTerms
    party: PartyFacts
    state: State | None = None
    latest_act_on: date | None = None
    # 案源与立案
    registered_on: date | None = None
    verified_on: date | None = None
    opening_requested_by: UUID | None = None
    opening_approved_by: UUID | None = None
    opened_on: date | None = None
    discovered_on: date | None = None
    act_ended_on: date | None = None
    act_continuing: bool = False
    endangers_life_or_finance: bool = False  # 涉及公民生命健康安全、金融安全且有危害后果
    # 人员
    officers: tuple[OfficerFacts, ...] = ()
    former_officer_ids: frozenset[UUID] = frozenset()
    recused_person_ids: frozenset[UUID] = frozenset()
    recused_names: frozenset[str] = frozenset()  # 讨论记录只写姓名
    # 调查
    evidence: tuple[EvidenceFacts, ...] = ()
    has_interview_record: bool = False
    has_scene_record: bool = False
    goods_taken: int = 0  # 查封、扣押过的财物项数
    goods_held: int = 0  # 查封、扣押的财物中尚未处理的项数
    items_preserved: int = 0  # 先行登记保存的证据中尚未处理的项数
    sums_frozen: int = 0  # 冻结后没有解除的项数
    # 移送
    with_police_since: date | None = None  # 司法机关正在办理
    is_convicted: bool = False  # 人民法院已经判处刑罚
    is_sent_away: bool = False  # 已经移送其他机关管辖
    thresholds: tuple[PassedThreshold, ...] = ()  # 达到的立案追诉标准
    is_referral_answered: bool = False  # 已经移送公安机关，或者负责人写明不予移送的理由
    is_taken_by_another: bool = False  # 受移送机关已经接收，或者已经指定由其管辖
    # 拟处理意见以后
    declared_triggers: frozenset[str] = frozenset()
    trigger_declarers: frozenset[UUID] = frozenset()  # 认定过审核情形的人
    is_catalogued: bool = False  # 事项列入公布的审核目录
    second_reviewer_id: UUID | None = None  # 政府法制机构：以政府名义作出决定的，第二级审核
    is_complex: bool = False  # 情节复杂或者重大违法行为
    proposal: ProposalFacts | None = None
    reviews: tuple[ReviewFacts, ...] = ()
    notices: tuple[NoticeFacts, ...] = ()
    defences: tuple[DefenceFacts, ...] = ()
    hearings: tuple[HearingFacts, ...] = ()
    deliberations: tuple[DeliberationFacts, ...] = ()
    decision: DecisionFacts | None = None
    payment: PaymentFacts = PaymentFacts()
    other_performed_on: date | None = None  # 罚款以外内容的履行
    # 执行与救济
    deferrals: tuple[DeferralFacts, ...] = ()
    surcharge_reduced_yuan: Decimal = NOTHING  # 执行协议减免的加处罚款
    demands: tuple[DemandFacts, ...] = ()
    court: tuple[CourtFacts, ...] = ()
    remedies: tuple[RemedyFacts, ...] = ()
    suspensions: tuple[SuspensionFacts, ...] = ()
    terminated_on: date | None = None  # 终结执行
    redo_opened_on: date | None = None  # 决定被撤销后，已另立案件重新办理
    redoes: RedoneFacts | None = None  # 本案重新办理的、被撤销的决定
    closed_on: date | None = None
    pauses: tuple[Pause, ...] = ()
    excluded: tuple[Pause, ...] = ()  # 不计入办案期限：移送期间、书面告知的检测鉴定期间
    extensions: tuple[ExtensionFacts, ...] = ()

    @property
    def investigator_ids(self) -> frozenset[UUID]:
        """本案调查人员: everybody who handles or has handled the case."""
        return frozenset(officer.person_id for officer in self.officers) | self.former_officer_ids

    @property
    def current_review(self) -> ReviewFacts | None:
        """The last review of the text as it stands now."""
        return _last(self.reviews, self.current_hash)

    @property
    def current_notice(self) -> NoticeFacts | None:
        """The last notice of the text as it stands now."""
        return _last(self.notices, self.current_hash)

    @property
    def current_hearing(self) -> HearingFacts | None:
        """The hearing on the text as it stands now."""
        return _last(self.hearings, self.current_hash)

    @property
    def current_deliberation(self) -> DeliberationFacts | None:
        """The last deliberation on the text as it stands now."""
        return _last(self.deliberations, self.current_hash)

    @property
    def has_waived_defence(self) -> bool:
        """Whether the party waived its defence against the current notice (明确放弃)."""
        return any(d.waived and d.proposal_hash == self.current_hash for d in self.defences)

    @property
    def open_pause(self) -> Pause | None:
        """The pause that is still open, if any."""
        return next((pause for pause in self.pauses if pause.until is None), None)

    @property
    def open_deferral(self) -> DeferralFacts | None:
        """The application for deferral that the agency has not answered, if any."""
        return next((one for one in self.deferrals if one.awaits_answer), None)

    @property
    def open_remedy(self) -> RemedyFacts | None:
        """The reconsideration or suit that has no result yet, if any."""
        return next((one for one in self.remedies if one.is_open), None)

    @property
    def open_suspension(self) -> SuspensionFacts | None:
        """The suspension of execution that is still open, if any."""
        return next((one for one in self.suspensions if one.until is None), None)

    @property
    def last_demand(self) -> DemandFacts | None:
        """The newest 催告书."""
        return self.demands[-1] if self.demands else None

    @property
    def open_court(self) -> CourtFacts | None:
        """The application to the court that is not finished, if any."""
        return next((one for one in self.court if one.is_open), None)

    @property
    def known_hashes(self) -> frozenset[str]:
        """Every text of the proposal that anybody has already acted upon."""
        bound: tuple[_Bound, ...] = (*self.reviews, *self.notices, *self.deliberations)
        return frozenset(item.proposal_hash for item in bound) | {self.current_hash}

    @property
    def current_hash(self) -> str:
        """The hash of the text as it stands now."""
        return self.proposal.hash if self.proposal else ""


def _last(items: Sequence[_BoundT], proposal_hash: str) -> _BoundT | None:
    return next((item for item in reversed(items) if item.proposal_hash == proposal_hash), None)
