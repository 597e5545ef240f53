"""Collective deliberation (集体讨论) by the heads of the agency (行政处罚法 art. 57)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from mingjian.cases.acting import act_on_case
from mingjian.cases.days import day_of
from mingjian.cases.making import make_paper
from mingjian.cases.models import Case, Deliberation
from mingjian.cases.papers import deliberation_record
from mingjian.dossier.kinds import DocumentKind
from mingjian.law.procedure import Act, CaseFacts, Move
from mingjian.law.roles import Actor


@dataclass(frozen=True)
class Member:
    """参加人员: name, post, and whether he or she agrees (不同意见照录)."""

    name: str
    post: str
    agrees: bool
    opinion: str = ""


def deliberate(
    *,
    case_id: UUID,
    on: date,
    members: tuple[Member, ...],
    minutes: str,
    agrees: bool,
    by: Actor,
    at: datetime,
) -> Case:
    """登记集体讨论: members, every opinion, the conclusion on the text as it stands."""

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        assert facts.proposal is not None  # the table lets nothing be deliberated without a text
        listed = [asdict(member) for member in members]
        content = deliberation_record(case, members=listed, minutes=minutes, agrees=agrees)
        kind = DocumentKind.DELIBERATION_RECORD
        paper = make_paper(case=case, kind=kind, content=content, on=on, by=by, at=at)
        Deliberation.objects.create(
            case=case,
            proposal_hash=facts.proposal.hash,
            held_on=on,
            members=listed,
            minutes=minutes,
            agrees=agrees,
            document=paper,
        )
        dissent = sum(1 for member in members if member.agrees is not agrees)
        return {"members": len(members), "dissent": dissent, "agrees": agrees}

    act = Act(
        Move.DELIBERATE,
        on=on,
        entered_on=day_of(at),
        member_count=len({member.name for member in members}),
        member_names=frozenset(member.name.strip() for member in members),
        conclusion_agrees=agrees,
        reasons=minutes,
    )
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)
