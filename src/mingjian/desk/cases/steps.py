"""The next legal step (下一法定步骤) and the other steps of a case, for who looks at it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.urls import reverse

from mingjian.law.breach import Breach
from mingjian.law.citation import Citation
from mingjian.law.procedure import CaseFacts, Move, MoveOption, Table, open_moves
from mingjian.law.roles import Actor
from mingjian.web.parts import Step

# 每一行为的条文依据，写在按钮旁。
_ARTICLES = {
    **dict.fromkeys([Move.VERIFY_LEAD, Move.REQUEST_OPENING, Move.APPROVE_OPENING], ("54", "")),
    Move.DECLINE_OPENING: ("54", ""),
    **dict.fromkeys([Move.ADD_EVIDENCE, Move.VERIFY_EVIDENCE], ("46", "")),
    **dict.fromkeys([Move.REPORT, Move.REVISE_PROPOSAL], ("57", "1")),
    **dict.fromkeys([Move.SUBMIT_REVIEW, Move.AGREE], ("58", "1")),
    **dict.fromkeys([Move.FIND_PROBLEMS, Move.RETURN_FOR_SUPPLEMENT], ("58", "1")),
    **dict.fromkeys([Move.ISSUE_NOTICE, Move.SERVE_NOTICE], ("44", "")),
    **dict.fromkeys([Move.RECORD_DEFENCE, Move.ANSWER_DEFENCE], ("45", "1")),
    Move.WAIVE_DEFENCE: ("62", ""),
    **dict.fromkeys([Move.REQUEST_HEARING, Move.WAIVE_HEARING], ("64", "1")),
    **dict.fromkeys([Move.NOTIFY_HEARING, Move.HOLD_HEARING], ("64", "1")),
    Move.DELIBERATE: ("57", "2"),
    **dict.fromkeys([Move.DECIDE, Move.DISMISS], ("57", "1")),
    Move.SERVE_DECISION: ("61", "1"),
    Move.RECORD_PAYMENT: ("67", ""),
    Move.RECORD_PERFORMANCE: ("66", ""),
    **dict.fromkeys([Move.EXTEND, Move.PAUSE, Move.RESUME], ("60", "")),
    Move.RECUSE: ("43", ""),
    Move.REPLACE_OFFICER: ("42", "1"),
    **dict.fromkeys(
        [Move.REQUEST_DEFERRAL, Move.APPROVE_DEFERRAL, Move.REFUSE_DEFERRAL], ("66", "2")
    ),
    Move.ACCEPT_REMEDY: ("73", "1"),
    **dict.fromkeys([Move.END_REMEDY, Move.CORRECT_DECISION], ("75", "2")),
    Move.REOPEN: ("75", "2"),
}
_OF_COMPULSION = {
    Move.REDUCE_SURCHARGE: ("42", "1"),
    **dict.fromkeys([Move.ISSUE_DEMAND, Move.SERVE_DEMAND], ("54", "")),
    Move.RECORD_RESPONSE: ("36", ""),
    Move.APPLY_COURT: ("53", ""),
    Move.RECORD_COURT: ("56", "1"),
    Move.SUSPEND_EXECUTION: ("39", "1"),
    Move.RESUME_EXECUTION: ("39", "2"),
    Move.TERMINATE_EXECUTION: ("40", ""),
}
# 换人、换状态才能办的，不是补登日期能解决的。
_NOT_A_MATTER_OF_DATES = {"ROLE", "STATE", "APL43"}


@dataclass(frozen=True)
class Steps:
    """What can be done: the primary step, other steps, and those of other roles in words."""

    primary: Step | None
    late_entry_url: str
    others: list[Step]
    of_other_roles: list[str]


def steps_for(*, case_id: UUID, facts: CaseFacts, by: Actor, on: date, table: Table) -> Steps:
    """The steps of the case as this actor may take them today."""
    options = open_moves(facts=facts, on=on, by=by, table=table)
    primary = next((one for one in options if one.is_next), None)
    rest = [one for one in options if one is not primary]
    mine = sorted((one for one in rest if not _is_others(one)), key=lambda one: not one.allowed)
    return Steps(
        primary=_step(case_id, _without_personal(primary, by)) if primary else None,
        late_entry_url=_late_entry(case_id, primary),
        others=[_step(case_id, one) for one in mine],
        of_other_roles=[one.move.title for one in rest if _is_others(one)],
    )


def move_url(case_id: UUID, move: Move) -> str:
    """The form of a move."""
    return reverse("desk:do", args=[case_id, move.value])


def article_of(move: Move) -> Citation | None:
    """Where the act is written."""
    if move in _OF_COMPULSION:
        return Citation("行政强制法", *_OF_COMPULSION[move])
    article, paragraph = _ARTICLES.get(move, ("", ""))
    return Citation("行政处罚法", article, paragraph) if article else None


def is_misplaced(breaches: tuple[Breach, ...]) -> bool:
    """Whether no date could make it lawful: wrong state or wrong role."""
    return any(one.code in {"ROLE", "STATE"} for one in breaches)


def _late_entry(case_id: UUID, option: MoveOption | None) -> str:
    """An act done on an earlier day may be lawful though today's would not be."""
    if option is None or option.allowed:
        return ""
    codes = {one.code for one in option.breaches}
    return "" if codes & _NOT_A_MATTER_OF_DATES else move_url(case_id, option.move)


def _without_personal(option: MoveOption, by: Actor) -> MoveOption:
    """Where another role acts anyway, what stands against this very person is no news."""
    if not _is_others(option):
        return option
    kept = tuple(one for one in option.breaches if not one.message.startswith(by.name))
    return replace(option, breaches=kept)


def _is_others(option: MoveOption) -> bool:
    return any(one.code == "ROLE" for one in option.breaches)


def _step(case_id: UUID, option: MoveOption) -> Step:
    return Step(
        label=option.move.title,
        url=move_url(case_id, option.move),
        breaches=option.breaches,
        method="get",
        cite=article_of(option.move),
    )
