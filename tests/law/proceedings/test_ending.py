"""Before a case is closed: who sent it was told, what was confiscated is disposed of."""

from __future__ import annotations

from dataclasses import replace

from mingjian.law.proceedings.ending import refuse_closing
from mingjian.law.proceedings.facts import ProceedingFacts
from mingjian.law.proceedings.kinds import ProceedingKind
from tests.law.proceedings.of_justice import RECEIVED, TOLD
from tests.law.proceedings.store import DISK, LEDGER, M, step_of

KEPT = ProceedingFacts(
    ProceedingKind.CONFISCATION, (step_of(M.RECEIVE_CONFISCATED),), (LEDGER, DISK)
)
SOLD = replace(KEPT, items=(replace(LEDGER, outcome="auctioned"),))


def test_what_is_left_to_do_is_told_all_at_once():
    assert [str(one.cite) for one in refuse_closing((RECEIVED, KEPT))] == [
        "《行政处罚法》第二十七条第二款",
        "《行政处罚法》第七十四条第一款",
    ]


def test_what_was_told_and_disposed_of_lets_the_case_be_closed():
    assert refuse_closing((replace(RECEIVED, steps=TOLD), SOLD)) == ()
    assert refuse_closing(()) == ()
