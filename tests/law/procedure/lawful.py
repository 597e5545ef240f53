"""One lawful situation for every move in every state where the table gives it a place."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from mingjian.law.penalties import PenaltyContent, PenaltyKind
from mingjian.law.procedure import Move, Outcome, State
from tests.law.procedure.clerk import (
    DEFENCE_PERIOD,
    REVIEW,
    Clerk,
    a_case,
    applicable,
    decidable,
    decided,
    demanded,
    in_hearing,
    investigating,
    notified,
    overdue,
    performed,
    reported,
    revoked,
    served,
    without_penalty,
)
from tests.law.procedure.people import GOVERNMENT, LARGE

SUSPENSION = PenaltyContent(
    (PenaltyKind.FINE, PenaltyKind.LICENSE_SUSPENSION),
    fine_yuan=Decimal(2_000),
    other="暂扣许可证六个月",
)


def told() -> Clerk:
    """告知期满 a large penalty."""
    return notified(LARGE).wait(DEFENCE_PERIOD)


# A case that stands in the state and has got as far as it can before it: the notice is served.
STANDING: dict[State | None, Callable[[], Clerk]] = {
    None: Clerk,
    State.REGISTERED: lambda: Clerk().do(Move.REGISTER_LEAD),
    State.VERIFIED: lambda: Clerk().do(Move.REGISTER_LEAD, Move.VERIFY_LEAD),
    State.OPENING_REQUESTED: lambda: Clerk().do(
        Move.REGISTER_LEAD, Move.VERIFY_LEAD, Move.REQUEST_OPENING
    ),
    State.INVESTIGATING: lambda: investigating().do(Move.ADD_EVIDENCE, Move.VERIFY_EVIDENCE),
    State.REPORTED: lambda: told().do(Move.REVISE_PROPOSAL),
    State.IN_REVIEW: lambda: told().do(Move.SUBMIT_REVIEW),
    State.RETURNED: lambda: told().do(Move.SUBMIT_REVIEW, Move.RETURN_FOR_SUPPLEMENT),
    State.REVIEW_PROBLEMS: lambda: told().do(Move.SUBMIT_REVIEW, Move.FIND_PROBLEMS),
    State.REVIEWED: lambda: told().do(*REVIEW),
    State.NOTIFIED: lambda: notified(LARGE),
    State.HEARING: lambda: in_hearing(LARGE),
    State.DECIDED: decided,
    State.SERVED: lambda: served(SUSPENSION),
    State.PERFORMED: performed,
    State.REVOKED: revoked,
    State.CLOSED: lambda: performed().do(Move.CLOSE),
}

# Where the move needs more than the state, or something else.
SPECIAL: dict[tuple[Move, State | None], Callable[[], Clerk]] = {
    (Move.ISSUE_NOTICE, State.REPORTED): reported,
    (Move.ISSUE_NOTICE, State.REVIEWED): lambda: reported(LARGE).do(*REVIEW),
    (Move.SERVE_NOTICE, State.REPORTED): lambda: reported().do(Move.ISSUE_NOTICE),
    (Move.SERVE_NOTICE, State.REVIEWED): lambda: reported(LARGE).do(*REVIEW).do(Move.ISSUE_NOTICE),
    (Move.SUBMIT_REVIEW, State.NOTIFIED): told,
    (Move.SUBMIT_REVIEW, State.REVIEWED): lambda: reported(
        LARGE, facts=a_case(second_reviewer_id=GOVERNMENT)
    ).do(*REVIEW),
    (Move.DELIBERATE, State.REPORTED): lambda: without_penalty(Outcome.NO_PENALTY_MINOR),
    (Move.DELIBERATE, State.NOTIFIED): told,
    (Move.DECIDE, State.REPORTED): lambda: without_penalty(Outcome.NO_PENALTY_MINOR),
    (Move.DECIDE, State.REVIEWED): lambda: told().do(*REVIEW).do(Move.DELIBERATE),
    (Move.DECIDE, State.NOTIFIED): lambda: decidable(LARGE),
    (Move.CLOSE, State.DECIDED): lambda: without_penalty(Outcome.TRANSFER_JUDICIAL).do(Move.DECIDE),
    (Move.CLOSE, State.SERVED): lambda: without_penalty(Outcome.NO_PENALTY_MINOR).do(
        Move.DECIDE, Move.SERVE_DECISION
    ),
}


def terminated() -> Clerk:
    """A case closed although not all was paid."""
    return served().do(Move.TERMINATE_EXECUTION, Move.CLOSE)


def contested(clerk: Clerk) -> Clerk:
    """A case with a reconsideration under way."""
    return clerk.do(Move.ACCEPT_REMEDY)


# What has to be done in the case before the move has its place.
BEFORE: dict[Move, tuple[Move, ...]] = {
    Move.ANSWER_DEFENCE: (Move.RECORD_DEFENCE,),
    Move.RESUME: (Move.PAUSE,),
    Move.DROP_TRIGGER: (Move.DECLARE_TRIGGER,),
    Move.APPROVE_DEFERRAL: (Move.REQUEST_DEFERRAL,),
    Move.REFUSE_DEFERRAL: (Move.REQUEST_DEFERRAL,),
    Move.RESUME_EXECUTION: (Move.SUSPEND_EXECUTION,),
}
SPECIAL |= {
    (Move.REDUCE_SURCHARGE, State.SERVED): lambda: overdue(SUSPENSION),
    (Move.ISSUE_DEMAND, State.SERVED): overdue,
    (Move.SERVE_DEMAND, State.SERVED): lambda: overdue().do(Move.ISSUE_DEMAND),
    (Move.RECORD_RESPONSE, State.SERVED): demanded,
    (Move.APPLY_COURT, State.SERVED): applicable,
    (Move.RECORD_COURT, State.SERVED): lambda: applicable().do(Move.APPLY_COURT),
    (Move.END_REMEDY, State.SERVED): lambda: contested(served(SUSPENSION)),
    (Move.END_REMEDY, State.PERFORMED): lambda: contested(performed()),
    (Move.END_REMEDY, State.CLOSED): lambda: contested(performed().do(Move.CLOSE)),
    (Move.END_REMEDY, State.REVOKED): lambda: contested(served()).do(Move.CORRECT_DECISION),
    (Move.REOPEN, State.CLOSED): terminated,
}


def lawful(move: Move, state: State | None) -> Clerk:
    """A clerk whose next act may be ``move``."""
    clerk = (SPECIAL.get((move, state)) or STANDING[state])()
    return clerk.do(*BEFORE.get(move, ()))
