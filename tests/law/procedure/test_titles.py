"""Words of law with a slug to store."""

import copy
import pickle

import pytest

from mingjian.law.procedure import (
    ClosingReason,
    DismissalReason,
    EvidenceKind,
    Move,
    NoticeElement,
    Outcome,
    PartyKind,
    PaymentChannel,
    ReviewOutcome,
    Stage,
    StageStatus,
    State,
)

LISTS = [
    State,
    Stage,
    StageStatus,
    Move,
    PartyKind,
    Outcome,
    ReviewOutcome,
    EvidenceKind,
    NoticeElement,
    ClosingReason,
    DismissalReason,
    PaymentChannel,
]


@pytest.mark.parametrize("words", LISTS)
def test_every_word_has_a_short_slug_and_a_title_of_its_own(words):
    titles = [word.title for word in words]

    assert len(set(titles)) == len(titles)
    assert all(word.value.isascii() and len(word.value) <= 32 for word in words)
    assert all(not title.isascii() for title in titles)


def test_a_word_is_its_slug():
    assert State.CLOSED == "closed"
    assert f"{State.CLOSED}" == "closed"
    assert State("closed") is State.CLOSED


def test_a_word_survives_copying_and_storing():
    assert copy.deepcopy(State.CLOSED) is State.CLOSED
    assert pickle.loads(pickle.dumps(Move.DECIDE)) is Move.DECIDE
