"""Two agencies, one firm, one day (一事不二罚): the first has fined, the second is about to."""

from __future__ import annotations

from datetime import date

from mingjian.cases.models import Case
from mingjian.cases.same_act import state_distinct_act
from mingjian.law.roles import Role
from tests.cases import acts
from tests.cases.story import START, Telling, make_cast, story_at, story_before_decision

REASONS = "前案是同日在仓库的批次，本案是门店货架上的另一批次。"


def fined_and_again(start: date = START, serial: int = 9005) -> tuple[Telling, Telling]:
    """One agency has fined the firm; another is about to, for what ended on the same day."""
    first = story_at(None, cast=make_cast(), serial=serial, start=start)
    return first, story_before_decision(cast=make_cast(), serial=serial, start=start)


def state(story: Telling, other: Telling, *, reasons: str = REASONS) -> Case:
    """The officer of the second case explains the difference."""
    return state_distinct_act(
        case_id=story.case_id,
        other_case_id=other.case_id,
        on=story.day,
        reasons=reasons,
        by=story.cast.actor(Role.CASE_OFFICER),
        at=story.at,
    )


def explained() -> Telling:
    """Both fined; only the second case says why its act is another one."""
    first, again = fined_and_again(serial=9010)  # a firm of its own: guards commit it
    state(again, first)
    acts.decide(again)
    return again
