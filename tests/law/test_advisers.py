"""Who may be asked for advice in a review: in office, of this agency, without interest or part."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from mingjian.law.advisers import AdviserFacts, adviser_conflicts

AGENCY, PARTY, PERSON, OTHER = (UUID(int=number) for number in (1, 2, 3, 4))
DAY = date(2026, 3, 2)
ADVISER = AdviserFacts("何律师", AGENCY, date(2026, 1, 1), date(2027, 1, 1), PERSON)


def conflicts_of(**changes: Any) -> tuple[str, ...]:
    involved = changes.pop("involved_ids", frozenset({OTHER}))
    return adviser_conflicts(
        adviser=replace(ADVISER, **changes),
        agency_id=AGENCY,
        party_id=PARTY,
        involved_ids=involved,
        on=DAY,
    )


def test_an_adviser_in_office_without_interest_may_be_asked() -> None:
    assert conflicts_of() == ()


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"agency_id": OTHER}, "不是本机关聘请"),
        ({"since": date(2026, 3, 3)}, "不在聘期内"),
        ({"until": DAY}, "不在聘期内"),
        ({"client_ids": frozenset({PARTY})}, "利益关系"),
        ({"involved_ids": frozenset({PERSON})}, "办理、审批或者审核过本案"),
    ],
)
def test_each_conflict_alone_keeps_the_adviser_out(changes: dict[str, Any], why: str) -> None:
    (said,) = conflicts_of(**changes)

    assert why in said
