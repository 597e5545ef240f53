"""Situations of 普通程序 from which the machine looks for a witness of every rule on every line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from mingjian.law.grounds import grounds
from mingjian.law.penalties import PenaltyContent, PenaltyKind
from mingjian.law.procedure import (
    TABLE,
    Act,
    CaseFacts,
    Move,
    Outcome,
    PartyFacts,
    PartyKind,
    RedoneFacts,
    RemedyFacts,
    RemedyKind,
    RemedyOutcome,
    SettlementResult,
)
from mingjian.law.prosecution import passed_thresholds
from mingjian.law.roles import Actor
from tests.law.procedure.clerk import (
    REVIEW,
    Clerk,
    a_proposal,
    decidable,
    heard,
    in_hearing,
    notified,
    served,
)
from tests.law.procedure.lawful import lawful
from tests.law.procedure.people import (
    LARGE,
    MONDAY,
    QIAN,
    SMALL,
    SUN,
    TEAM,
    WANG,
    ZHANG,
    ZHAO,
    a_fine,
    an_officer,
)
from tests.law.strikes import Situation

THREE = (*TEAM, an_officer(SUN))
BOAT = PenaltyContent((PenaltyKind.CONFISCATION_OF_PROPERTY,), confiscated_items="船只一艘")
TWO_BOATS = replace(BOAT, confiscated_items="船只二艘")
SECRET = frozenset({"王五"})


def _text(**changes: Any) -> Any:
    return a_proposal(SMALL, revision=9, **changes)


# 合法的案件里没有、而违法的行为里会有的内容。
MORE: dict[tuple[type, str], list[Any]] = {
    (CaseFacts, "recused_person_ids"): [
        frozenset({one.person_id}) for one in (ZHANG, WANG, ZHAO, QIAN)
    ],
    (CaseFacts, "party"): [PartyFacts(PartyKind.PERSON, date(born, 1, 1)) for born in (2015, 2010)],
    (CaseFacts, "thresholds"): [
        passed_thresholds(figures={"food-expired": {"货值金额": Decimal(60_000)}}, on=MONDAY)
    ],
    (CaseFacts, "with_police_since"): [MONDAY],
    (Act, "conflicts"): [("登记有与本案当事人的利益关系",)],
    (Act, "proposal"): [
        _text(lawful_maximum=Decimal(1)),
        _text(lawful_minimum=Decimal(10_000_000)),
        _text(range_maximum=Decimal(1)),
        a_proposal(None, outcome=Outcome.NO_PENALTY_MINOR, revision=9),
        *(_text(grounds=frozenset({one})) for one in grounds()),
    ],
}


def situations() -> list[Situation]:
    """What was made by hand; then every move in its places, once with a third officer."""
    found = [*_by_hand()]
    for move, transition in TABLE.items():
        for state in sorted(transition.sources) or [None]:
            clerk = lawful(move, state)
            found.append(of(clerk, move))
        if clerk.facts.officers:
            found.append(of(clerk.change(officers=THREE), move))
    return found


def of(clerk: Clerk, move: Move, *, by: Actor | None = None, **changes: Any) -> Situation:
    """The clerk's next act."""
    return Situation(move, (clerk.facts, clerk.act(move, **changes), by or clerk.actor(move)))


def _by_hand() -> Iterator[Situation]:
    """What needs two things at once, which no neighbour of a lawful act has."""
    (verified,) = TABLE[Move.REQUEST_OPENING].sources
    yield of(lawful(Move.REQUEST_OPENING, verified), Move.REQUEST_OPENING, officers=THREE)
    yield from _of_review()
    yield from _of_hearing()
    yield from _of_proposal()
    yield from _of_remedy()


def _of_review() -> Iterator[Situation]:
    members = {"member_names": SECRET}
    yield of(decidable(LARGE).change(recused_names=SECRET), Move.DELIBERATE, **members)
    (problems,) = TABLE[Move.SETTLE_DISAGREEMENT].sources
    clerk = lawful(Move.SETTLE_DISAGREEMENT, problems)
    yield of(clerk.change(recused_names=SECRET), Move.SETTLE_DISAGREEMENT, **members)
    clerk = lawful(Move.SETTLE_DISAGREEMENT, problems)
    failed = clerk.settlement(clerk.today, result=SettlementResult.NO_AGREEMENT)
    clerk.do(Move.SETTLE_DISAGREEMENT, settlement=failed)
    alone = clerk.settlement(clerk.today, member_count=2)
    yield of(clerk, Move.SETTLE_DISAGREEMENT, settlement=alone)
    clerk = lawful(Move.SETTLE_DISAGREEMENT, problems)
    follow = clerk.settlement(clerk.today, result=SettlementResult.FOLLOW_OPINION)
    yield of(clerk.do(Move.SETTLE_DISAGREEMENT, settlement=follow), Move.SUBMIT_REVIEW)


def _of_hearing() -> Iterator[Situation]:
    yield of(heard(LARGE), Move.WAIVE_HEARING)
    clerk = in_hearing(LARGE)
    (hearing,) = clerk.facts.hearings
    absent = {"in_writing": False, "party_absent": True, "on": hearing.scheduled_on}
    untold = clerk.change(hearings=(replace(hearing, served_on=None),))
    yield of(untold, Move.WAIVE_HEARING, **absent)
    yield of(heard(LARGE).do(*REVIEW, Move.DELIBERATE), Move.DECIDE)


def _of_proposal() -> Iterator[Situation]:
    heavier = a_proposal(a_fine(2_001), revision=2)
    yield of(notified(SMALL).do(Move.RECORD_DEFENCE), Move.REVISE_PROPOSAL, proposal=heavier)
    changed = a_proposal(TWO_BOATS, revision=2)
    yield of(notified(BOAT).do(Move.RECORD_DEFENCE), Move.REVISE_PROPOSAL, proposal=changed)
    clerk = decidable(SMALL).do(Move.RECORD_DEFENCE, Move.ANSWER_DEFENCE)
    (told,) = clerk.facts.notices
    yield of(clerk.change(notices=(replace(told, content=a_fine(100)),)), Move.DECIDE)


def _of_remedy() -> Iterator[Situation]:
    clerk = decidable(SMALL).change(redoes=RedoneFacts(SMALL, "同一理由", on_procedure=False))
    same = replace(clerk.facts.proposal, grounding="同一理由")
    yield of(clerk.change(proposal=same), Move.DECIDE, proposal=same)
    clerk = served()
    lowered = RemedyFacts(
        RemedyKind.OWN_CORRECTION,
        clerk.today,
        RemedyOutcome.CHANGED,
        clerk.today,
        fine_yuan=SMALL.fine_yuan - 1,
        orders_redo=True,
    )
    yield of(clerk, Move.CORRECT_DECISION, remedy=lowered)
    clerk = served(SMALL).do(Move.ACCEPT_REMEDY)
    result = clerk.result(clerk.today, RemedyOutcome.CHANGED, fine_yuan=SMALL.fine_yuan - 1)
    clerk.do(Move.END_REMEDY, remedy=result).wait(60).do(Move.ISSUE_DEMAND, Move.SERVE_DEMAND)
    yield of(clerk.wait(30), Move.APPLY_COURT)
