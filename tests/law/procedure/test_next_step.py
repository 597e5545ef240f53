"""The one step the law expects next."""

from collections.abc import Callable

import pytest

from mingjian.law.procedure import Move, Outcome, next_step
from tests.law.procedure.clerk import (
    DEFENCE_PERIOD,
    REVIEW,
    UP_TO_REPORT,
    Clerk,
    decided,
    heard,
    investigating,
    notified,
    performed,
    reported,
    served,
    without_penalty,
)
from tests.law.procedure.lawful import SUSPENSION
from tests.law.procedure.people import LARGE

STEPS: list[tuple[str, Callable[[], Clerk], Move | None]] = [
    ("尚未登记", Clerk, Move.REGISTER_LEAD),
    ("调查没有笔录", investigating, Move.ADD_EVIDENCE),
    ("证据未查证", lambda: investigating().do(Move.ADD_EVIDENCE), Move.VERIFY_EVIDENCE),
    (
        "证据已查证",
        lambda: investigating().do(Move.ADD_EVIDENCE, Move.VERIFY_EVIDENCE),
        Move.REPORT,
    ),
    ("中止", lambda: investigating().do(Move.PAUSE), Move.RESUME),
    ("小额罚款无需审核", reported, Move.ISSUE_NOTICE),
    ("告知书待送达", lambda: reported().do(Move.ISSUE_NOTICE), Move.SERVE_NOTICE),
    ("大额罚款先审核", lambda: reported(LARGE), Move.SUBMIT_REVIEW),
    ("审核中", lambda: reported(LARGE).do(Move.SUBMIT_REVIEW), Move.AGREE),
    (
        "审核有问题",
        lambda: reported(LARGE).do(Move.SUBMIT_REVIEW, Move.FIND_PROBLEMS),
        Move.REVISE_PROPOSAL,
    ),
    ("审核通过", lambda: reported(LARGE).do(*REVIEW), Move.ISSUE_NOTICE),
    ("申辩未复核", lambda: notified().do(Move.RECORD_DEFENCE), Move.ANSWER_DEFENCE),
    ("小额罚款已告知", notified, Move.DECIDE),
    ("大额罚款已告知", lambda: notified(LARGE), Move.DELIBERATE),
    (
        "已集体讨论",
        lambda: notified(LARGE).wait(DEFENCE_PERIOD).do(Move.DELIBERATE),
        Move.DECIDE,
    ),
    ("后来补充的证据", lambda: notified().do(Move.ADD_EVIDENCE), Move.VERIFY_EVIDENCE),
    ("要求听证", lambda: notified(LARGE).do(Move.REQUEST_HEARING), Move.NOTIFY_HEARING),
    (
        "已通知听证",
        lambda: notified(LARGE).do(Move.REQUEST_HEARING, Move.NOTIFY_HEARING),
        Move.HOLD_HEARING,
    ),
    ("听证后再审核", lambda: heard(LARGE), Move.SUBMIT_REVIEW),
    ("不予处罚", lambda: without_penalty(Outcome.NO_PENALTY_MINOR), Move.DECIDE),
    ("已决定", decided, Move.SERVE_DECISION),
    (
        "移送已决定",
        lambda: without_penalty(Outcome.TRANSFER_JUDICIAL).do(Move.DECIDE),
        Move.CLOSE,
    ),
    ("罚款未缴", served, Move.RECORD_PAYMENT),
    (
        "停业未履行",
        lambda: served(SUSPENSION).do(Move.RECORD_PAYMENT),
        Move.RECORD_PERFORMANCE,
    ),
    (
        "不予处罚已送达",
        lambda: without_penalty(Outcome.NO_PENALTY_MINOR).do(Move.DECIDE, Move.SERVE_DECISION),
        Move.CLOSE,
    ),
    ("履行完毕", performed, Move.CLOSE),
    ("已结案", lambda: performed().do(Move.CLOSE), None),
]


@pytest.mark.parametrize(
    ("clerk", "expected"),
    [pytest.param(clerk, move, id=title) for title, clerk, move in STEPS],
)
def test_the_next_step(clerk, expected):
    assert next_step(clerk().facts) is expected


def test_following_the_next_step_leads_from_the_lead_to_the_close():
    clerk = Clerk()
    done = []

    while (move := next_step(clerk.facts)) is not None:
        if move is Move.DECIDE:
            clerk.wait(DEFENCE_PERIOD)
        clerk.do(move)
        done.append(move)

    assert tuple(done[: len(UP_TO_REPORT)]) == UP_TO_REPORT
    assert done[-1] is Move.CLOSE


def test_a_pause_left_open_does_not_stop_the_closing():
    clerk = decided()
    paused = investigating().do(Move.PAUSE).facts.pauses

    clerk.change(pauses=paused)

    assert next_step(clerk.facts) is Move.SERVE_DECISION
