"""The party in the case page (当事人在线提交): what arrived, and what is still to be registered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from uuid import UUID

from mingjian.cases.models import Case
from mingjian.law.party_page import SubmissionKind
from mingjian.law.roles import Actor, Role

_ACTS = frozenset({SubmissionKind.DEFENCE, SubmissionKind.HEARING})


@dataclass(frozen=True)
class SubmissionLine:
    """一件在线提交."""

    id: UUID
    title: str
    content: str
    received_at: datetime
    is_read: bool
    outcome: str
    may_register: bool


@dataclass(frozen=True)
class PartyView:
    """在线提交 of the case, and whether this person may deal with them."""

    submissions: tuple[SubmissionLine, ...]
    may_act: bool
    unread: int


def party_view(case: Case, *, by: Actor) -> PartyView:
    """From rows that the page has read already: no query of its own."""
    intakes = {one.submission_id: one for one in case.party_intakes.all()}
    lines = []
    for one in sorted(case.party_submissions.all(), key=attrgetter("received_at")):
        intake, kind = intakes.get(one.id), SubmissionKind(one.kind)
        word = "" if intake is None else intake.reasons or f"已登记为{kind.title}"
        lines.append(
            SubmissionLine(
                id=one.id,
                title=kind.title,
                content=one.content,
                received_at=one.received_at,
                is_read=intake is not None,
                outcome=word,
                may_register=kind in _ACTS,
            )
        )
    may_act = by.role is Role.CASE_OFFICER and by.agency_id == case.agency_id
    return PartyView(tuple(lines), may_act, sum(not one.is_read for one in lines))
