"""One act, one fine (一事不二罚): which earlier fine may be for the very same act.

行政处罚法 art. 29: the same act of the same party is not fined twice, whatever the organ and
whatever the provision. Whether two descriptions are one act only a person can say; the machine
finds every earlier fine of that party for which it could be so, and asks for an answer in writing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from mingjian.law.breach import Breach
from mingjian.law.citation import Citation
from mingjian.law.dates import long_date
from mingjian.law.review_points import is_perfunctory

ONCE = Citation("行政处罚法", "29")


@dataclass(frozen=True)
class WhatWasDone:
    """违法行为 as a case describes it. ``causes``: every 案由 that is or was to be punished.

    ``last_day``: the day on which it ended; of an act that goes on, the day of its discovery.
    """

    causes: frozenset[str]
    place: str
    last_day: date
    is_continuing: bool = False


@dataclass(frozen=True)
class EarlierFine:
    """已经作出的罚款 on the same party, by whatever organ."""

    case_id: UUID
    number: str
    agency: str
    cause: str
    done: WhatWasDone
    decided_on: date
    fine_yuan: Decimal

    @property
    def sentence(self) -> str:
        """Who fined what, when, how much."""
        return (
            f"{self.agency}{long_date(self.decided_on)}以“{self.cause}”"
            f"罚款{self.fine_yuan:,.2f}元（{self.number}）"
        )


def may_be_same(*, done: WhatWasDone, fine: EarlierFine) -> bool:
    """Whether the earlier fine may be for this act.

    Both name a cause in common, or happened at one place; and both ended on one day, or one of
    them went on and this one lies before the earlier decision, which reaches all of it until then.
    """
    place = "".join(done.place.split())
    is_near = bool(done.causes & fine.done.causes) or place == "".join(fine.done.place.split())
    if not is_near:
        return False
    if done.last_day == fine.done.last_day:
        return True
    goes_on = done.is_continuing or fine.done.is_continuing
    return goes_on and done.last_day <= fine.decided_on


def fines_to_answer(
    *, done: WhatWasDone, fines: Iterable[EarlierFine], answered: frozenset[UUID]
) -> tuple[EarlierFine, ...]:
    """The earlier fines nobody has yet said in writing to be for another act."""
    return tuple(
        one for one in fines if one.case_id not in answered and may_be_same(done=done, fine=one)
    )


def refuse_second_fine(*, fines: Sequence[EarlierFine], remedy: str) -> tuple[Breach, ...]:
    """不得给予两次以上罚款: one breach for every fine that is not answered."""
    return tuple(
        Breach(
            "APL29",
            f"{one.sentence}，可能是同一个违法行为，不得再次罚款",
            ONCE,
            remedy,
        )
        for one in fines
    )


def refuse_answer(*, is_asked: bool, is_decided: bool, reasons: str) -> tuple[Breach, ...]:
    """非同一违法行为的说明: for a fine that was found, before the decision, with reasons."""
    if not is_asked:
        message = "该案的罚款与本案不是可能相同的违法行为，或者已经说明"
        remedy = "请返回案件页查看。"
    elif is_decided:
        message, remedy = "本案已经作出决定，不能再作说明", "决定有错误的，请依法纠正。"
    elif is_perfunctory(reasons):
        message = "没有写明为什么不是同一个违法行为"
        remedy = "请从时间、地点、行为、对象上写明区别；确是同一个违法行为的，不得再次罚款。"
    else:
        return ()
    return (Breach("APL29", message, ONCE, remedy),)
