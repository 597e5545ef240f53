"""Between two submissions (审核往来): a disagreement settled, an adviser asked."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from mingjian.cases.acting import act_on_case
from mingjian.cases.days import day_of
from mingjian.cases.deliberation import Member
from mingjian.cases.models import AdviceOpinion, Case, Settlement
from mingjian.law.advisers import adviser_conflicts
from mingjian.law.procedure import (
    Act,
    CaseFacts,
    Move,
    SettlementFacts,
    SettlementResult,
    SettlementWay,
)
from mingjian.law.roles import Actor
from mingjian.registry.advisers import adviser_facts
from mingjian.registry.models import Adviser


def settle_disagreement(
    *,
    case_id: UUID,
    on: date,
    way: SettlementWay,
    result: SettlementResult,
    minutes: str,
    by: Actor,
    at: datetime,
    members: tuple[Member, ...] = (),
) -> Case:
    """协调审核分歧: in the ways of the place, in their order; the review still has to agree."""

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        Settlement.objects.create(
            case=case,
            review=case.reviews.latest("concluded_on", "id"),
            way=way.value,
            result=result.value,
            members=[asdict(member) for member in members],
            minutes=minutes,
            settled_on=on,
            settled_by_person_id=by.person_id,
        )
        return {"way": way.title, "result": result.title, "reasons": minutes}

    names = {member.name for member in members}
    settled = SettlementFacts(way, result, on, member_count=len(names))
    act = Act(
        Move.SETTLE_DISAGREEMENT,
        on=on,
        entered_on=day_of(at),
        settlement=settled,
        member_names=frozenset(names),
        reasons=minutes,
    )
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)


def take_advice(
    *, case_id: UUID, on: date, adviser_id: UUID, text: str, by: Actor, at: datetime
) -> Case:
    """征求法律顾问、公职律师意见: attached to the submission under review, deciding nothing."""
    adviser = Adviser.objects.get(id=adviser_id)

    def act(case: Case, facts: CaseFacts) -> Act:
        assert by.agency_id is not None  # a reviewer acts for an agency
        reviewers = {one.reviewer_id for one in facts.reviews if one.reviewer_id}
        approvers = {facts.opening_requested_by, facts.opening_approved_by} - {None}
        conflicts = adviser_conflicts(
            adviser=adviser_facts(adviser),
            agency_id=by.agency_id,
            party_id=case.party_id,
            involved_ids=facts.investigator_ids.union(reviewers, approvers),  # type: ignore[arg-type]  # None is taken out above
            on=on,
        )
        return Act(
            Move.TAKE_ADVICE, on=on, entered_on=day_of(at), conflicts=conflicts, reasons=text
        )

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        AdviceOpinion.objects.create(
            case=case,
            submission=case.review_submissions.latest("submitted_on", "id"),
            adviser=adviser,
            adviser_name=adviser.name,
            text=text,
            given_on=on,
            recorded_by_person_id=by.person_id,
        )
        return {"adviser": adviser.name, "content": text}

    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)
