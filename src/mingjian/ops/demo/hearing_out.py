"""From the report to the end of the party's periods: proposal, review, notice, hearing."""

from __future__ import annotations

from dataclasses import replace

from mingjian.cases import defence, hearing, investigation, notice, review
from mingjian.cases.facts import facts_of
from mingjian.cases.measures.acting import Handing
from mingjian.cases.proceedings.acting import StepDraft, take_step
from mingjian.cases.proposals import ProposalDraft
from mingjian.cases.review import SEVEN_POINTS, Opinion, ReviewPoint
from mingjian.dossier.kinds import ServiceMethod
from mingjian.dossier.serving import Delivery
from mingjian.law.procedure import AnswerFacts, Move, owes_review
from mingjian.law.proceedings import ProceedingMove
from mingjian.law.roles import Role
from mingjian.law.workdays import national_calendar
from mingjian.ops.demo.cast import Plot
from mingjian.ops.demo.reached import reach
from mingjian.ops.demo.telling import Telling

# 只能由人判断的三项，逐项写明审查情况。
_SAID = {
    3: "现场笔录、询问笔录与书证相互印证，能够证明违法事实。",
    4: "适用条款与违法行为相符，罚款在裁量阶次以内，说理充分。",
    7: "违法数额、后果未达到刑事追诉标准，无需移送司法机关。",
}


def propose(story: Telling) -> None:
    """Report; review where it is due, with its detours."""
    story.wait(5)
    report(story)
    review_where_owed(story, returns=story.plot.review_returns, objects=story.plot.review_objects)


def report(story: Telling) -> None:
    """调查终结报告."""
    draft = _draft(story.plot)
    story.act(
        Move.REPORT, investigation.submit_report, Role.CASE_OFFICER, on=story.day, draft=draft
    )


def _draft(plot: Plot) -> ProposalDraft:
    return ProposalDraft(
        outcome=plot.outcome,
        content=plot.content,
        facts=plot.facts,
        evidence_summary=plot.evidence,
        reasons="当事人的行为违反了上述规定，事实清楚，证据确凿，情节与社会危害程度相当。",
        circumstances=plot.circumstances,
        leniency_reasons=plot.leniency_reasons,
        also=plot.also,
    )


def review_where_owed(story: Telling, *, returns: bool = False, objects: bool = False) -> None:
    """送法制审核，审核同意; with its detours."""
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
            answers=_answers(story, "已经补充责令改正通知书的送达回证。"),
        )
        story.wait(2)
    if objects:
        _object_and_rework(story)
    agree(story)


def agree(story: Telling) -> None:
    """审核同意."""
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
        answers=_answers(story, "已经修改裁量说明，写明情节与数额的对应关系。"),
    )
    story.wait(2)


def _opinion(faulty: int, text: str) -> Opinion:
    """The seven points, all passed but the faulty one (0 = none)."""
    points = tuple(
        ReviewPoint(number, number != faulty, text if number == faulty else _SAID.get(number, ""))
        for number in range(1, len(SEVEN_POINTS) + 1)
    )
    return Opinion(points, text)


def _answers(story: Telling, text: str) -> tuple[AnswerFacts, ...]:
    """What the officers did about every finding."""
    found = review.open_findings(case_id=story.case_id)
    return tuple(AnswerFacts(one.id, is_adopted=True, text=text) for one in found)


def notify(story: Telling) -> None:
    """Tell the party what is proposed."""
    story.wait(1)
    issue_notice(story)
    serve_notice(story)


def issue_notice(story: Telling) -> None:
    """制作告知书."""
    story.act(Move.ISSUE_NOTICE, notice.issue_notice, Role.CASE_OFFICER, on=story.day)


def serve_notice(story: Telling) -> None:
    """送达告知书."""
    story.wait(1)
    story.act(
        Move.SERVE_NOTICE,
        notice.serve_notice,
        Role.CASE_OFFICER,
        delivery=delivery_of(story),
    )


def delivery_of(story: Telling) -> Delivery:
    """Handed over today to whoever represents the party; or as the plot has it."""
    if story.plot.reached:
        return reach(story)
    party = story.case.party
    return Delivery(
        method=ServiceMethod.DIRECT,
        done_on=story.day,
        receiver=party.legal_representative or party.name,
        relation="法定代表人（负责人）" if party.legal_representative else "本人",
        place=party.address,
        proof="受送达人在送达回证上签收。",
    )


def hear(story: Telling) -> None:
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
    review_where_owed(story)


def serve_hearing_notice(story: Telling) -> None:
    """送达听证通知书, the day it is made: seven working days must lie before the hearing."""
    story.seal()
    party = story.case.party
    take_step(
        case_id=story.case_id,
        draft=StepDraft(
            ProceedingMove.SERVE_HEARING_NOTICE,
            on=story.day,
            reasons="到当事人住所当面送达，当事人在送达回证上签收。",
            handing=Handing(receiver=party.legal_representative or party.name),
        ),
        by=story.cast.actor(Role.CASE_OFFICER),
        at=story.at,
    )


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
    serve_hearing_notice(story)
    story.wait(9)
    story.act(
        Move.HOLD_HEARING,
        hearing.hold_hearing,
        Role.PRESIDING_OFFICER,
        on=story.day,
        record="调查人员提出违法事实、证据和处罚建议。\n当事人进行申辩和质证。\n"
        "当事人最后陈述，核对笔录无误后签字。",
    )
