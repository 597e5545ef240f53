"""Advisers (法律顾问、公职律师): lent to a review, never deciding; conflicts keep them out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mingjian.law.procedure.titles import Titled


class AdviserKind(Titled):
    """顾问类别."""

    COUNSEL = "counsel", "法律顾问"
    PUBLIC_LAWYER = "public_lawyer", "公职律师"


@dataclass(frozen=True)
class AdviserFacts:
    """顾问: whom he serves, from when, and whom he must not speak about.

    ``client_ids``: parties he represents or is related to (利益冲突登记).
    """

    name: str
    agency_id: UUID
    since: date
    until: date | None = None
    person_id: UUID | None = None
    client_ids: frozenset[UUID] = frozenset()


def adviser_conflicts(
    *,
    adviser: AdviserFacts,
    agency_id: UUID,
    party_id: UUID,
    involved_ids: frozenset[UUID],
    on: date,
) -> tuple[str, ...]:
    """不得就本案提供意见的理由; empty when the adviser may be asked.

    Same measure as 回避 (行政处罚法 art. 43): a direct interest, or a part in the case.
    """
    is_serving = adviser.since <= on and (adviser.until is None or on < adviser.until)
    reasons = {
        f"{adviser.name}不是本机关聘请的法律顾问、公职律师": adviser.agency_id != agency_id,
        f"{adviser.name}当日不在聘期内": not is_serving,
        f"{adviser.name}登记有与本案当事人的利益关系": party_id in adviser.client_ids,
        f"{adviser.name}办理、审批或者审核过本案": adviser.person_id in involved_ids,
    }
    return tuple(reason for reason, holds in reasons.items() if holds)
