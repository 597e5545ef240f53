"""Several violations in one decision (并案处理): each judged by itself, then carried out together.

Each has its own facts, basis, tier and penalty; one act is not fined twice (行政处罚法 art. 29).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mingjian.law.breach import Breach
from mingjian.law.citation import Citation
from mingjian.law.penalties import NOTHING, PenaltyContent

_ONCE = Citation("行政处罚法", "29")


@dataclass(frozen=True)
class Act:
    """一项违法行为: its cause and what was done."""

    violation_id: str
    title: str
    facts: str


def repeated_acts(acts: Sequence[Act]) -> tuple[Breach, ...]:
    """一事不二罚: the same cause twice, or one description for two causes."""
    found, causes, told = [], set[str](), set[str]()
    for one in acts:
        facts = "".join(one.facts.split())
        if one.violation_id in causes:
            found.append(_repeated(f"“{one.title}”列了两次"))
        elif facts in told:
            found.append(_repeated(f"“{one.title}”的违法事实与另一项相同"))
        causes.add(one.violation_id)
        told.add(facts)
    return tuple(found)


def combined_content(contents: Sequence[PenaltyContent]) -> PenaltyContent:
    """合并执行: every kind once, the amounts added up."""
    return PenaltyContent(
        kinds=tuple(dict.fromkeys(kind for one in contents for kind in one.kinds)),
        fine_yuan=sum((one.fine_yuan for one in contents), start=NOTHING),
        confiscated_gains_yuan=sum((one.confiscated_gains_yuan for one in contents), start=NOTHING),
        confiscated_items=_joined(one.confiscated_items for one in contents),
        other=_joined(one.other for one in contents),
    )


def _joined(texts: Iterable[str]) -> str:
    return "；".join(text.strip() for text in texts if text.strip())


def _repeated(what: str) -> Breach:
    return Breach(
        "SAME_ACT",
        f"{what}，对同一个违法行为不得给予两次以上罚款的行政处罚",
        _ONCE,
        "不同的违法行为请分别写明事实；同一行为触犯多个规定的，按照罚款数额高的规定处罚。",
    )
