"""One matter (一件公示事项): the duty, the text as it stands, its approvals, what comes next."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from mingjian.desk.disclosure.board import deadline_of_duty
from mingjian.desk.disclosure.record_lines import record_of
from mingjian.desk.disclosure.texts import (
    ApprovalLine,
    TextView,
    approval_lines,
    preview_of,
    view_text,
)
from mingjian.disclosure.kinds import ApprovalKind, Settlement
from mingjian.disclosure.models import Duty, Preparation
from mingjian.disclosure.projection import Masks
from mingjian.law.roles import Actor, Role
from mingjian.web.deadlines import Deadline
from mingjian.web.parts import Entry, Stage, StageState


@dataclass(frozen=True)
class Matter:
    """What the page shows."""

    duty: Duty
    deadline: Deadline
    preparation: Preparation | None
    text: TextView | None
    approvals: list[ApprovalLine]
    stages: list[Stage]
    lines: list[Entry]
    waits_for: str = ""
    step: str = ""
    earlier: list[Preparation] = field(default_factory=list)


def read_matter(*, duty: Duty, by: Actor, on: date) -> Matter:
    """Everything about one duty for the person who looks at it."""
    texts = list(duty.preparations.filter(corrects="").order_by("-revision"))
    newest = texts[0] if texts else None
    approvals = approval_lines(newest, by=by)
    return Matter(
        duty=duty,
        deadline=deadline_of_duty(duty, on=on),
        preparation=newest,
        text=view_text(newest) if newest else preview_of(duty, masks=Masks()),
        approvals=approvals,
        stages=_stages(duty, newest, approvals),
        lines=record_of(stream_id=duty.id),
        waits_for=_waits_for(duty, newest, approvals),
        step=_step(duty, newest, approvals, by),
        earlier=texts[1:],
    )


def _waits_for(duty: Duty, newest: Preparation | None, approvals: list[ApprovalLine]) -> str:
    if duty.settlement:
        return ""
    if newest is None:
        return "公示信息员形成公示稿"
    missing = [line.kind for line in approvals if line.given is None]
    if not missing:
        return "公示信息员公示" if newest.publishes else "公示信息员决定不予公示"
    who = {
        ApprovalKind.CONTENT: "机关负责人或者另一名公示信息员内容审核",
        ApprovalKind.SECRECY: "保密审查员保密审查",
    }
    return "，".join(who[kind] for kind in missing)


def _step(duty: Duty, newest: Preparation | None, approvals: list[ApprovalLine], by: Actor) -> str:
    """prepare, publish or withhold, where it is the clerk's turn; else ""."""
    if duty.settlement or by.role is not Role.DISCLOSURE_CLERK:
        return ""
    if newest is None:
        return "prepare"
    if all(line.given for line in approvals):
        return "publish" if newest.publishes else "withhold"
    return ""


def _stages(duty: Duty, newest: Preparation | None, approvals: list[ApprovalLine]) -> list[Stage]:
    given = {line.kind: line.given for line in approvals}
    last = "不予公示" if newest is not None and not newest.publishes else "公示"
    steps = [
        ("作出决定", duty.decided_on),
        ("形成公示稿", newest.prepared_on if newest else None),
        *(
            (kind.title, one.approved_on if (one := given.get(kind)) else None)
            for kind in ApprovalKind
        ),
        (Settlement(duty.settlement).title if duty.settlement else last, duty.settled_on),
    ]
    now = next((number for number, (_, on) in enumerate(steps) if on is None), None)
    return [Stage(label, _state(number, on, now), on) for number, (label, on) in enumerate(steps)]


def _state(number: int, on: date | None, now: int | None) -> StageState:
    if on is not None:
        return StageState.DONE
    return StageState.NOW if number == now else StageState.AHEAD
