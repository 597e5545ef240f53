"""Joint parties on the case page (共同违法当事人): who they are and where each stands."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from mingjian.cases.joint_files import co_parties, separated
from mingjian.cases.models import Case
from mingjian.cases.papers import content_sentence
from mingjian.desk.cases.case_file import CaseFile
from mingjian.law.joint import BY_TEXT, SHARED
from mingjian.law.procedure import Move, State
from mingjian.law.roles import Actor, Role


@dataclass(frozen=True)
class PartyLine:
    """One party's file as the others see it."""

    name: str
    number: str
    state: str
    content: str
    url: str
    is_here: bool
    is_apart: bool


@dataclass(frozen=True)
class JointView:
    """All parties of the case; no lines for a plain case, only what may be added."""

    lines: list[PartyLine]
    add_url: str
    separate_url: str


def joint_view(file: CaseFile, *, by: Actor) -> JointView:
    """The parties in the order they joined; plain cases ask no query."""
    case, facts = file.case, file.facts
    files = sorted([case, *co_parties(case)], key=lambda one: one.id) if case.joint_id else []
    apart = separated(files) if files else set()
    open_for_others = facts.decision is None and not State(case.state).is_final
    may_add = by.role is Role.CASE_OFFICER and open_for_others
    may_separate = by.role is Role.AGENCY_HEAD and open_for_others and files
    return JointView(
        lines=[_line(one, case, one.id in apart) for one in files],
        add_url=reverse("desk:add-party", args=[case.id]) if may_add else "",
        separate_url=(
            reverse("desk:separate-party", args=[case.id])
            if may_separate and case.id not in apart
            else ""
        ),
    )


def together_lines(case: Case, move: Move) -> list[str]:
    """What a form of a shared act says about the other parties: they are done with it too."""
    if case.joint_id is None or move not in SHARED:
        return []
    others = co_parties(case)
    apart = separated([case, *others])
    if case.id in apart:
        return []
    along = [
        one
        for one in others
        if one.id not in apart
        and not State(one.state).is_final
        and (move is Move.DECIDE or one.state == case.state)
    ]
    word = "文本已经可以办理的，" if move in BY_TEXT else ""
    return [
        f"共同当事人{one.party.name}（{State(one.state).title}）{word}一并办理。{_proposed(one)}"
        for one in along
    ]


def _line(one: Case, case: Case, is_apart: bool) -> PartyLine:
    return PartyLine(
        name=one.party.name,
        number=one.number or one.lead_number.text,
        state=State(one.state).title,
        content=_proposed(one),
        url=reverse("desk:case", args=[one.id]),
        is_here=one.id == case.id,
        is_apart=is_apart,
    )


def _proposed(case: Case) -> str:
    proposal = case.proposals.order_by("revision").last()
    return f"拟处理：{content_sentence(proposal)}" if proposal else ""
