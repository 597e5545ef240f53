"""Whose signature a paper wants, and what a drawing must be."""

from __future__ import annotations

import json

import pytest

from mingjian.dossier.kinds import DocumentKind
from mingjian.law.provisions import provision_text
from mingjian.law.signing import (
    RELIABLE,
    Capacity,
    judge_drawing,
    judge_pages,
    judge_refusal,
    read_strokes,
    signing_rule,
    signing_rules,
)

RULE = signing_rules()["inquiry_record"]


def test_every_rule_is_of_a_paper_we_make_and_rests_on_an_article() -> None:
    rules = signing_rules()

    assert set(rules) < {kind.value for kind in DocumentKind}
    assert all(provision_text(one.basis) and provision_text(one.refused) for one in rules.values())
    assert provision_text(RELIABLE)


def test_a_decision_is_not_signed_on_screen() -> None:
    assert signing_rule("penalty_decision") is None


def test_what_is_missing_is_counted_and_an_agent_signs_for_the_party() -> None:
    hearing = signing_rules()["hearing_record"]

    assert RULE.missing([Capacity.OFFICER]) == (Capacity.QUESTIONED, Capacity.OFFICER)
    left = hearing.missing([Capacity.AGENT, Capacity.HOST, Capacity.WITNESS])
    assert left == (Capacity.OFFICER, Capacity.OFFICER)


def test_a_hand_is_read() -> None:
    drawn = read_strokes(json.dumps([[[i / 10, 0.123456, i] for i in range(10)]]))

    assert drawn[0][3] == (3000, 1235, 3)
    assert judge_drawing(drawn) is None


@pytest.mark.parametrize(
    "text",
    [
        *("", "7", "[[]]", "[[[0.1, 0.1]]]", "[[[2, 0.1, 1]]]", "[[[0.1, -1, 1]]]"),
        *("[[[0, 0, 9], [0, 0, 1]]]", '[[["a", 0, 1]]]', "[[[NaN, 0, 1]]]", "{}x"),
    ],
)
def test_what_is_no_drawing_is_not_read(text: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        read_strokes(text)


@pytest.mark.parametrize("points", [0, 1, 40])
def test_an_empty_field_or_a_dot_is_no_signature(points: int) -> None:
    strokes = (tuple((5000, 5000, one) for one in range(points)),) if points else ()

    assert judge_drawing(strokes) is not None


def test_each_page_is_confirmed() -> None:
    breach = judge_pages(rule=RULE, read=[1, 3], count=4)

    assert breach is not None
    assert "第2、4页" in breach.message
    assert judge_pages(rule=RULE, read=[1, 2], count=2) is None
    address = signing_rules()["address_confirmation"]
    assert judge_pages(rule=address, read=[], count=2) is None


@pytest.mark.parametrize(
    ("told", "is_refused"),
    [
        (("不认可内容", "见证人甲", ""), False),
        (("不认可内容", "", "录像1"), False),
        (("不认可内容", "", " "), True),
        (("", "见证人甲", "录像1"), True),
    ],
)
def test_a_refusal_needs_reason_and_witness_or_recording(
    told: tuple[str, str, str], is_refused: bool
) -> None:
    reason, witness, recording = told
    breach = judge_refusal(rule=RULE, reason=reason, witness=witness, recording=recording)

    assert (breach is not None) is is_refused
