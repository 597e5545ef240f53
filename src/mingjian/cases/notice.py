"""Notice (事先告知): what is proposed, why, and the rights to be heard (行政处罚法 art. 44, 63)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from mingjian.cases.acting import act_on_case
from mingjian.cases.days import day_of
from mingjian.cases.facts import penalty_content
from mingjian.cases.lawbooks import announcement_days
from mingjian.cases.making import make_paper
from mingjian.cases.models import Case, Notice, NoticeService
from mingjian.cases.papers import penalty_notice
from mingjian.cases.serving import serve_paper
from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.serving import Delivery, effective_day
from mingjian.law.procedure import (
    Act,
    CaseFacts,
    Move,
    NoticeFacts,
    notice_periods,
    owes_hearing_offer,
)
from mingjian.law.roles import Actor


def issue_notice(*, case_id: UUID, on: date, by: Actor, at: datetime) -> Case:
    """制作事先告知书: from the proposal; offers a hearing where the law owes one."""

    def act(case: Case, facts: CaseFacts) -> Act:
        return Act(
            Move.ISSUE_NOTICE, on=on, entered_on=day_of(at), notice=_notice_facts(case, facts, on)
        )

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        proposal = case.proposals.latest("revision")
        offers = owes_hearing_offer(facts=facts, proposal=facts.proposal)
        paper = make_paper(
            kind=DocumentKind.PENALTY_NOTICE,
            case=case,
            content=penalty_notice(case, proposal, facts.terms, offers_hearing=offers),
            on=on,
            by=by,
            at=at,
        )
        Notice.objects.create(
            case=case,
            proposal_hash=proposal.hash,
            document=paper,
            issued_on=on,
            offers_hearing=offers,
        )
        number = paper.number.text if paper.number else ""
        return {"proposal": proposal.hash, "number": number, "offers_hearing": offers}

    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)


def _notice_facts(case: Case, facts: CaseFacts, on: date) -> NoticeFacts | None:
    proposal = case.proposals.order_by("-revision").first()
    content = penalty_content(proposal) if proposal else None
    if proposal is None or content is None:
        return None
    return NoticeFacts(
        proposal_hash=proposal.hash,
        content=content,
        issued_on=on,
        offers_hearing=owes_hearing_offer(facts=facts, proposal=facts.proposal),
    )


def serve_notice(*, case_id: UUID, delivery: Delivery, by: Actor, at: datetime) -> Case:
    """送达告知书: the party's periods begin the day after (行政处罚法 art. 45, 64, 85)."""

    def act(case: Case, facts: CaseFacts) -> Act:
        notice = facts.current_notice
        days = announcement_days(case, on=delivery.done_on)
        periods = notice_periods(
            terms=facts.terms,
            served_on=effective_day(delivery=delivery, announcement_days=days),
            offers_hearing=bool(notice and notice.offers_hearing),
        )
        return Act(
            Move.SERVE_NOTICE,
            on=delivery.done_on,
            entered_on=day_of(at),
            defence_due_on=periods.defence_due_on,
            hearing_due_on=periods.hearing_due_on,
        )

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        row = _serve(case, facts, delivery, by, at)
        return {
            "method": delivery.method.value,
            "served_on": row.served_on,
            "defence_due_on": row.defence_due_on,
            "hearing_due_on": row.hearing_due_on,
        }

    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)


def _serve(
    case: Case, facts: CaseFacts, delivery: Delivery, by: Actor, at: datetime
) -> NoticeService:
    notice = case.notices.latest("issued_on", "id")
    served = serve_paper(case=case, document=notice.document, delivery=delivery, by=by, at=at)
    periods = notice_periods(
        terms=facts.terms, served_on=served.effective_on, offers_hearing=notice.offers_hearing
    )
    return NoticeService.objects.create(
        notice=notice,
        case=case,
        proposal_hash=notice.proposal_hash,
        document=notice.document,
        offers_hearing=notice.offers_hearing,
        service=served,
        served_on=served.effective_on,
        defence_due_on=periods.defence_due_on,
        hearing_due_on=periods.hearing_due_on,
    )
