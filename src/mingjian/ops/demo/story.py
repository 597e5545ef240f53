"""One case told from lead to closing: every step is the act a user would do on that day."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from mingjian.cases import (
    decision,
    defence,
    deliberation,
    execution,
    hearing,
    investigation,
    leads,
    notice,
    opening,
    review,
)
from mingjian.cases.days import BEIJING
from mingjian.cases.facts import facts_of
from mingjian.cases.investigation import EvidenceDraft
from mingjian.cases.leads import LeadDraft
from mingjian.cases.models import Case
from mingjian.cases.proposals import ProposalDraft
from mingjian.cases.review import SEVEN_POINTS, Opinion, ReviewPoint
from mingjian.dossier.kinds import ServiceMethod
from mingjian.dossier.serving import Delivery
from mingjian.journal.ids import new_id
from mingjian.law.circumstances import Circumstances
from mingjian.law.penalties import PenaltyContent
from mingjian.law.procedure import (
    ClosingReason,
    EvidenceKind,
    Move,
    Outcome,
    PaymentChannel,
    deliberation_reasons,
    owes_other_performance,
    owes_review,
)
from mingjian.law.roles import Actor, Role
from mingjian.law.workdays import national_calendar

_PURPOSES = {
    Role.CASE_OFFICER: "办理案件",
    Role.AGENCY_HEAD: "审批案件",
    Role.LEGAL_REVIEWER: "法制审核",
    Role.PRESIDING_OFFICER: "主持听证",
    Role.DISCLOSURE_CLERK: "办理公示",
    Role.SECRECY_REVIEWER: "保密审查",
}


@dataclass(frozen=True)
class Person:
    """A member of the cast: natural person, register entry, name."""

    person_id: UUID
    officer_id: UUID
    name: str


@dataclass(frozen=True)
class Cast:
    """Who acts in an agency's cases."""

    agency_id: UUID
    lead: Person
    assisting: Person
    head: Person
    reviewer: Person
    host: Person
    clerk: Person
    secrecy: Person

    def actor(self, role: Role) -> Actor:
        """The member of the cast who holds that role, as actor."""
        people = {
            Role.CASE_OFFICER: self.lead,
            Role.AGENCY_HEAD: self.head,
            Role.LEGAL_REVIEWER: self.reviewer,
            Role.PRESIDING_OFFICER: self.host,
            Role.DISCLOSURE_CLERK: self.clerk,
            Role.SECRECY_REVIEWER: self.secrecy,
        }
        person = people[role]
        return Actor(person.person_id, person.name, role, self.agency_id, _PURPOSES[role])


@dataclass(frozen=True)
class Plot:
    """What happens in one case. ``outcome`` other than PENALTY has no content."""

    party_id: UUID
    violation_id: str
    place: str
    facts: str
    evidence: str
    content: PenaltyContent | None
    circumstances: Circumstances = field(default_factory=Circumstances)
    outcome: Outcome = Outcome.PENALTY
    source: str = "监督检查"
    defends: bool = False
    waives: bool = False
    asks_hearing: bool = False
    review_returns: bool = False
    review_objects: bool = False
    declared_triggers: tuple[str, ...] = ()
    pays: bool = True
    declined: bool = False


class _Enough(Exception):
    """The story has come to the point, or to the day, where it should stop."""


@dataclass
class Telling:
    """A case being told: the day it has come to, and where to stop."""

    cast: Cast
    plot: Plot
    day: date
    until: Move | None = None
    not_after: date = date.max
    case_id: UUID = field(default_factory=new_id)
    done: list[Move] = field(default_factory=list)

    @property
    def case(self) -> Case:
        """The case as it stands."""
        case: Case = Case.objects.select_related("agency", "party").get(id=self.case_id)
        return case

    @property
    def at(self) -> datetime:
        """Ten in the morning of the story's day, Beijing time."""
        return datetime.combine(self.day, time(10, 0), tzinfo=BEIJING)

    def wait(self, workdays: int) -> None:
        """Let working days pass; stop where the next act would lie beyond the story's last day."""
        day = national_calendar().add_workdays(self.day, workdays)
        if day > self.not_after:
            raise _Enough
        self.day = day

    def wait_until_after(self, day: date) -> None:
        """Let time pass to the first working day after ``day``."""
        later = national_calendar().next_workday(day + timedelta(days=1))
        if later > self.not_after:
            raise _Enough
        self.day = max(self.day, later)

    def act(self, move: Move, function: Callable[..., Case], role: Role, **details: Any) -> Case:
        """Do one act today in that role."""
        case = function(case_id=self.case_id, by=self.cast.actor(role), at=self.at, **details)
        self.done.append(move)
        if move is self.until:
            raise _Enough
        return case


def tell(
    *,
    cast: Cast,
    plot: Plot,
    start: date,
    until: Move | None = None,
    not_after: date = date.max,
    case_id: UUID | None = None,
) -> Case:
    """Tell a case from ``start`` until a move was done, a day has come, or it is closed."""
    story = Telling(cast, plot, start, until, not_after, case_id or new_id())
    with suppress(_Enough):
        _open(story)
        _investigate(story)
        _propose(story)
        if plot.outcome is Outcome.PENALTY:
            _notify(story)
            _hear(story)
        _decide(story)
        _perform(story)
    return story.case


def _open(story: Telling) -> None:
    plot, cast = story.plot, story.cast
    story.act(
        Move.REGISTER_LEAD,
        leads.register_lead,
        Role.CASE_OFFICER,
        agency_id=cast.agency_id,
        party_id=plot.party_id,
        draft=LeadDraft(
            source=plot.source,
            registered_on=story.day,
            discovered_on=story.day,
            act_ended_on=story.day - timedelta(days=3),
            place=plot.place,
            summary=plot.facts,
            violation_id=plot.violation_id,
            declared_triggers=plot.declared_triggers,
        ),
    )
    story.wait(2)
    story.act(
        Move.VERIFY_LEAD,
        leads.verify_lead,
        Role.CASE_OFFICER,
        on=story.day,
        officer_ids=(cast.lead.officer_id, cast.assisting.officer_id),
        conclusion="经核查，当事人涉嫌违法，应当给予行政处罚，属于本机关管辖，建议立案。",
    )
    story.wait(1)
    story.act(
        Move.REQUEST_OPENING,
        opening.request_opening,
        Role.CASE_OFFICER,
        on=story.day,
        lead_officer_id=cast.lead.officer_id,
        assisting_officer_id=cast.assisting.officer_id,
        reasons="有初步证据证明违法事实，符合立案标准，呈请立案。",
    )
    story.wait(1)
    if plot.declined:
        story.act(
            Move.DECLINE_OPENING,
            opening.decline_opening,
            Role.AGENCY_HEAD,
            on=story.day,
            reasons="经审查，违法事实不能初步成立，不予立案。",
        )
        raise _Enough
    story.act(
        Move.APPROVE_OPENING,
        opening.approve_opening,
        Role.AGENCY_HEAD,
        on=story.day,
        reasons="符合立案标准。",
    )


def _investigate(story: Telling) -> None:
    plot, cast = story.plot, story.cast
    collectors = (cast.lead.officer_id, cast.assisting.officer_id)
    found = (
        (2, EvidenceKind.SCENE_RECORD, "现场检查笔录", False),
        (3, EvidenceKind.PARTY_STATEMENT, "询问笔录", True),
        (2, EvidenceKind.DOCUMENTARY, "主体资格材料", False),
    )
    for days, kind, title, is_interview in found:
        story.wait(days)
        story.act(
            Move.ADD_EVIDENCE,
            investigation.add_evidence,
            Role.CASE_OFFICER,
            draft=EvidenceDraft(
                kind=kind,
                title=title,
                collected_on=story.day,
                proves=f"证明：{plot.facts}",
                verified=True,
                place=plot.place,
                is_interview=is_interview,
                collector_ids=collectors,
            ),
        )


def _propose(story: Telling) -> None:
    """Report; review where it is due, with its detours."""
    story.wait(5)
    draft = _draft(story.plot)
    story.act(
        Move.REPORT, investigation.submit_report, Role.CASE_OFFICER, on=story.day, draft=draft
    )
    _review(story, returns=story.plot.review_returns, objects=story.plot.review_objects)


def _draft(plot: Plot) -> ProposalDraft:
    return ProposalDraft(
        outcome=plot.outcome,
        content=plot.content,
        facts=plot.facts,
        evidence_summary=plot.evidence,
        reasons="当事人的行为违反了上述规定，事实清楚，证据确凿，情节与社会危害程度相当。",
        circumstances=plot.circumstances,
    )


def _review(story: Telling, *, returns: bool = False, objects: bool = False) -> None:
    if not owes_review(facts_of(story.case)):
        return
    story.wait(1)
    story.act(
        Move.SUBMIT_REVIEW,
        review.submit_for_review,
        Role.CASE_OFFICER,
        on=story.day,
        note="请审核。",
    )
    story.wait(2)
    if returns:
        story.act(
            Move.RETURN_FOR_SUPPLEMENT,
            review.return_for_supplement,
            Role.LEGAL_REVIEWER,
            on=story.day,
            opinion=_opinion(6, "缺少责令改正通知书的送达回证，请补充后重新送审。"),
            supplement_due_on=national_calendar().add_workdays(story.day, 5),
        )
        story.wait(3)
        story.act(
            Move.SUBMIT_REVIEW,
            review.submit_for_review,
            Role.CASE_OFFICER,
            on=story.day,
            note="已补充送达回证。",
        )
        story.wait(2)
    if objects:
        _object_and_rework(story)
    story.act(
        Move.AGREE,
        review.agree_review,
        Role.LEGAL_REVIEWER,
        on=story.day,
        opinion=_opinion(0, "事实清楚，证据充分，程序合法，适用法律正确，裁量适当，同意。"),
    )


def _object_and_rework(story: Telling) -> None:
    story.act(
        Move.FIND_PROBLEMS,
        review.find_problems,
        Role.LEGAL_REVIEWER,
        on=story.day,
        opinion=_opinion(4, "裁量说明没有写明情节与罚款数额的对应关系，请修改后重新送审。"),
    )
    story.wait(2)
    draft = replace(
        _draft(story.plot),
        reasons="当事人积极配合调查并及时改正，社会危害程度较轻，罚款数额取法定幅度的较低部分。",
    )
    story.act(
        Move.REVISE_PROPOSAL,
        investigation.revise_proposal,
        Role.CASE_OFFICER,
        on=story.day,
        draft=draft,
    )
    story.wait(1)
    story.act(
        Move.SUBMIT_REVIEW,
        review.submit_for_review,
        Role.CASE_OFFICER,
        on=story.day,
        note="已按审核意见修改裁量说明。",
    )
    story.wait(2)


def _opinion(faulty: int, text: str) -> Opinion:
    """The seven points, all passed but the faulty one (0 = none)."""
    points = tuple(
        ReviewPoint(number, number != faulty, text if number == faulty else "")
        for number in range(1, len(SEVEN_POINTS) + 1)
    )
    return Opinion(points, text)


def _notify(story: Telling) -> None:
    story.wait(1)
    story.act(Move.ISSUE_NOTICE, notice.issue_notice, Role.CASE_OFFICER, on=story.day)
    story.wait(1)
    story.act(
        Move.SERVE_NOTICE,
        notice.serve_notice,
        Role.CASE_OFFICER,
        delivery=_delivery(story),
    )


def _delivery(story: Telling) -> Delivery:
    party = story.case.party
    return Delivery(
        method=ServiceMethod.DIRECT,
        done_on=story.day,
        receiver=party.legal_representative or party.name,
        relation="法定代表人（负责人）" if party.legal_representative else "本人",
        place=party.address,
        proof="受送达人在送达回证上签收。",
    )


def _hear(story: Telling) -> None:
    """Defence, hearing, or silence until the periods are over."""
    plot = story.plot
    if plot.waives:
        story.wait(1)
        story.act(
            Move.WAIVE_DEFENCE,
            defence.waive_defence,
            Role.CASE_OFFICER,
            on=story.day,
            content="当事人书面声明：放弃陈述、申辩的权利。",
        )
    if plot.defends:
        story.wait(2)
        story.act(
            Move.RECORD_DEFENCE,
            defence.record_defence,
            Role.CASE_OFFICER,
            on=story.day,
            content="当事人陈述：已经改正，请求从轻处罚。",
        )
        story.wait(2)
        story.act(
            Move.ANSWER_DEFENCE,
            defence.answer_defence,
            Role.CASE_OFFICER,
            on=story.day,
            accepted=False,
            reasons="当事人及时改正的情节在拟处罚数额中已经考虑，其他意见没有证据支持。",
        )
    if plot.asks_hearing:
        _hold_hearing(story)
    served = story.case.notice_services.latest("served_on")
    last = max(filter(None, (served.defence_due_on, served.hearing_due_on)))
    if not plot.waives or served.hearing_due_on:
        story.wait_until_after(last)
    _review(story)


def _hold_hearing(story: Telling) -> None:
    cast = story.cast
    story.wait(1)
    story.act(
        Move.REQUEST_HEARING,
        hearing.request_hearing,
        Role.CASE_OFFICER,
        on=story.day,
        content="当事人书面要求举行听证。",
    )
    story.wait(1)
    story.act(
        Move.NOTIFY_HEARING,
        hearing.notify_hearing,
        Role.PRESIDING_OFFICER,
        on=story.day,
        scheduled_on=national_calendar().add_workdays(story.day, 9),
        place="本机关听证室",
        presiding_person_id=cast.host.person_id,
        presiding_name=cast.host.name,
    )
    story.wait(9)
    story.act(
        Move.HOLD_HEARING,
        hearing.hold_hearing,
        Role.PRESIDING_OFFICER,
        on=story.day,
        record="调查人员提出违法事实、证据和处罚建议。\n当事人进行申辩和质证。\n"
        "当事人最后陈述，核对笔录无误后签字。",
    )


def _decide(story: Telling) -> None:
    if deliberation_reasons(facts_of(story.case)):
        story.wait(1)
        names = ("示范局长", "示范副局长甲", "示范副局长乙")
        story.act(
            Move.DELIBERATE,
            deliberation.deliberate,
            Role.AGENCY_HEAD,
            on=story.day,
            members=tuple(
                deliberation.Member(name, "机关负责人", True, "同意拟处理意见。") for name in names
            ),
            minutes="承办人汇报案情、证据、裁量和审核意见，参加人员逐一发表意见。",
            agrees=True,
        )
    story.wait(1)
    story.act(
        Move.DECIDE,
        decision.decide,
        Role.AGENCY_HEAD,
        on=story.day,
        reasons="同意拟处理意见。",
    )
    story.wait(2)
    story.act(
        Move.SERVE_DECISION, decision.serve_decision, Role.CASE_OFFICER, delivery=_delivery(story)
    )


def _perform(story: Telling) -> None:
    plot = story.plot
    if plot.content is not None and plot.content.money_yuan:
        if not plot.pays:
            raise _Enough
        story.wait(5)
        story.act(
            Move.RECORD_PAYMENT,
            execution.record_payment,
            Role.CASE_OFFICER,
            on=story.day,
            amount_yuan=plot.content.money_yuan,
            channel=PaymentChannel.BANK,
            receipt_number=f"票{story.case.number}",
        )
    if owes_other_performance(facts_of(story.case)):
        story.wait(2)
        story.act(
            Move.RECORD_PERFORMANCE,
            execution.record_performance,
            Role.CASE_OFFICER,
            on=story.day,
            content="决定书载明的其他处罚内容已经执行，有执行记录和交接清单为证。",
        )
    penalty = plot.outcome is Outcome.PENALTY
    story.wait(3)
    story.act(
        Move.CLOSE,
        execution.close_case,
        Role.AGENCY_HEAD,
        on=story.day,
        reason=ClosingReason.PERFORMED if penalty else ClosingReason.NO_PENALTY,
        note="处罚决定已经履行完毕，建议结案。" if penalty else "不予处罚决定已经送达，建议结案。",
        educated=not penalty,
    )
