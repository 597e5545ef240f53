"""Facts of a measure (强制措施的事实): the frozen pictures that the rules judge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from mingjian.law.citation import Citation
from mingjian.law.lawbook import LawBook
from mingjian.law.measures.identity import HeldGoods
from mingjian.law.measures.kinds import GoodsOutcome, MeasureKind, MeasureMove, ReleaseGround
from mingjian.law.procedure.facts import CaseFacts, OfficerFacts
from mingjian.law.time_limits import DueDate, Pause, TimeLimit, due_date, due_moment
from mingjian.law.workdays import Calendar

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class MeasureTerms:
    """法律参数 of seizure on one day; no number stands in code."""

    hold: TimeLimit  # 第二十五条第一款
    extension_days: int  # 第二十五条第一款
    report: TimeLimit  # 第十九条
    least_officers: int  # 第十八条第（二）项
    calendar: Calendar


def measure_terms(*, lawbook: LawBook, on: date, calendar: Calendar) -> MeasureTerms:
    """法律参数 in force on that day."""
    return MeasureTerms(
        hold=lawbook.time_limit("hold_seizure", on=on),
        extension_days=lawbook.value("extension.hold_seizure", on=on).value,
        report=lawbook.time_limit("report_urgent_measure", on=on),
        least_officers=lawbook.value("officers.min_count", on=on).value,
        calendar=calendar,
    )


@dataclass(frozen=True)
class GoodsFacts:
    """一项财物（场所、设施）."""

    id: UUID
    name: str
    outcome: GoodsOutcome | None = None
    outcome_on: date | None = None
    sold_on: date | None = None


@dataclass(frozen=True)
class GoodsTestFacts:
    """检测、检验、检疫、鉴定. ``due_on`` is the last day that the party was told of."""

    since: date
    due_on: date
    ended_on: date | None = None

    @property
    def pause(self) -> Pause:
        """The days not counted: never more than the party was told (art. 25 third paragraph)."""
        told = self.due_on + _DAY
        return Pause(self.since, min(self.ended_on or told, told), "检测（检验）")


@dataclass(frozen=True)
class MeasureFacts:
    """一项查封（扣押） at one moment. ``approved`` None: the head has not decided."""

    terms: MeasureTerms
    kind: MeasureKind
    requested_by: UUID
    is_urgent: bool = False
    approved: bool | None = None
    decided_at: datetime | None = None
    decided_on: date | None = None
    taken_at: datetime | None = None
    taken_on: date | None = None
    goods: tuple[GoodsFacts, ...] = ()
    tests: tuple[GoodsTestFacts, ...] = ()
    extension_days: int = 0
    extended_on: date | None = None
    last_act_on: date | None = None

    def approved_before(self, taken_at: datetime | None, *, on: date) -> bool:
        """Whether the head had agreed by then; the minute counts where it was entered that day."""
        if not self.approved or self.decided_at is None or self.decided_on is None:
            return False
        if taken_at is None or self.decided_on != on:
            return self.decided_on <= on
        decided_at = self.decided_at.astimezone(taken_at.tzinfo).replace(second=0, microsecond=0)
        return decided_at.date() != on or decided_at <= taken_at

    @property
    def held(self) -> tuple[GoodsFacts, ...]:
        """Goods that have no outcome yet."""
        return tuple(one for one in self.goods if one.outcome is None)

    @property
    def is_running(self) -> bool:
        """Whether anything is still held."""
        return self.taken_on is not None and bool(self.held)

    @property
    def ended_on(self) -> date | None:
        """The day of the last outcome, once nothing is held any more."""
        if self.taken_on is None or self.held:
            return None
        return max((one.outcome_on for one in self.goods if one.outcome_on), default=None)

    @property
    def due(self) -> DueDate | None:
        """届满日: thirty days and the extension, without the days of testing (art. 25)."""
        if self.taken_on is None:
            return None
        return due_date(
            limit=self.terms.hold,
            start=self.taken_on,
            calendar=self.terms.calendar,
            pauses=[test.pause for test in self.tests],
            extension_days=self.extension_days,
        )

    @property
    def report_due(self) -> datetime | None:
        """When the report to the head is due after acting in urgency (art. 19)."""
        if not self.is_urgent or self.taken_at is None:
            return None
        return due_moment(limit=self.terms.report, start=self.taken_at)


@dataclass(frozen=True)
class SceneFacts:
    """现场: what the officers did on the spot (arts. 18, 23, 24), as they state it."""

    officers: tuple[OfficerFacts, ...]
    goods_count: int
    cards_were_shown: bool = False
    party_was_told: bool = False
    party_was_heard: bool = False
    record_was_made: bool = False
    party_was_present: bool = True
    witness: str = ""
    refused_to_sign: bool = False
    was_delivered: bool = False
    is_connected: bool = False
    is_no_necessity: bool = False
    is_not_sealed_by_others: bool = False
    kept_by_third_party: bool = False
    same_held: tuple[HeldGoods, ...] = ()  # 编号相同，仍在查封、扣押
    like_held: tuple[HeldGoods, ...] = ()  # 同一当事人的同名财物，仍在查封、扣押
    difference: str = ""  # 不是同一物的说明


@dataclass(frozen=True)
class MeasureAct:
    """What is to be done; every field after the dates belongs to the moves named beside it."""

    move: MeasureMove
    on: date
    entered_on: date
    entered_at: datetime | None = None  # TAKE_URGENTLY
    kind: MeasureKind | None = None  # REQUEST, TAKE_URGENTLY
    authority: Citation | None = None  # REQUEST, TAKE_URGENTLY
    reasons: str = ""  # all but TAKE, END_TEST
    taken_at: datetime | None = None  # TAKE, TAKE_URGENTLY
    scene: SceneFacts | None = None  # TAKE, TAKE_URGENTLY
    days: int = 0  # EXTEND
    test_due_on: date | None = None  # START_TEST
    was_told: bool = False  # EXTEND, START_TEST, RELEASE: in writing
    goods: tuple[UUID, ...] = ()  # SELL, DISPOSE, RELEASE
    outcome: GoodsOutcome | None = None  # DISPOSE
    ground: ReleaseGround | None = None  # RELEASE
    is_perishable: bool = False  # SELL


@dataclass(frozen=True)
class Matter:
    """The case, and the measure the act is about (None: it is to begin)."""

    case: CaseFacts
    terms: MeasureTerms
    measure: MeasureFacts | None = None
