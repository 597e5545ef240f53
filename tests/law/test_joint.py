"""Which acts the files of joint parties take together, and what joining and separating need."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from mingjian.law.breach import Breach
from mingjian.law.joint import (
    BY_TEXT,
    SHARED,
    goes_along,
    of_party,
    refuse_joining,
    refuse_separation,
)
from mingjian.law.procedure import Act, AnswerFacts, Move, State

DAY = date(2026, 3, 2)


def act(move: Move, **details: object) -> Act:
    return Act(move, on=DAY, entered_on=DAY, **details)  # type: ignore[arg-type]  # as the test says


@pytest.mark.parametrize("move", Move)
def test_only_acts_of_the_case_go_along_and_only_from_the_same_place(move: Move) -> None:
    here, elsewhere = State.INVESTIGATING, State.REPORTED

    assert goes_along(act=act(move), own=here, other=here) is (move in SHARED)
    assert goes_along(act=act(move), own=here, other=elsewhere) is (move is Move.DECIDE)
    assert not goes_along(act=act(move), own=here, other=State.DISMISSED)


def test_what_speaks_to_one_party_or_judges_its_text_is_never_shared() -> None:
    own = {
        *(Move.REPORT, Move.REVISE_PROPOSAL, Move.AGREE, Move.FIND_PROBLEMS),
        *(Move.SERVE_NOTICE, Move.RECORD_DEFENCE, Move.WAIVE_DEFENCE, Move.REQUEST_HEARING),
        *(Move.SERVE_DECISION, Move.RECORD_PAYMENT, Move.ACCEPT_REMEDY, Move.CLOSE, Move.DISMISS),
    }

    assert not own & SHARED
    assert BY_TEXT < SHARED


def test_answers_to_findings_stay_with_the_text_they_were_found_in() -> None:
    answers = (AnswerFacts(uuid4(), True, "已补充。"),)
    sent = act(Move.SUBMIT_REVIEW, answers=answers)

    assert not goes_along(act=sent, own=State.REVIEW_PROBLEMS, other=State.REVIEW_PROBLEMS)


def test_a_refusal_names_its_party() -> None:
    told = of_party(Breach("X", "期限没有届满", None, "请等待。"), name="样甲某")

    assert str(told) == "当事人样甲某：期限没有届满。请等待。"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"is_decided": True}, "已经作出决定"),
        ({"is_final": True}, "已经终结"),
        ({"is_known": True}, "已经是本案当事人"),
        ({}, ""),
    ],
)
def test_a_party_joins_before_the_decision_and_once(change: dict[str, bool], words: str) -> None:
    given = {"is_decided": False, "is_final": False, "is_known": False, **change}

    assert words in "".join(map(str, refuse_joining(**given)))
    assert bool(refuse_joining(**given)) is bool(words)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"is_joint": False}, "没有共同当事人"),
        ({"is_ended": True}, "不能分案"),
        ({"reasons": " "}, "应当写明理由"),
        ({}, ""),
    ],
)
def test_a_party_is_set_apart_from_others_before_its_decision_with_reasons(
    change: dict[str, object], words: str
) -> None:
    given = {"is_joint": True, "is_ended": False, "reasons": "下落不明。", **change}

    assert words in "".join(map(str, refuse_separation(**given)))  # type: ignore[arg-type]  # ditto
    assert bool(refuse_separation(**given)) is bool(words)  # type: ignore[arg-type]  # ditto
