"""Short procedures act by act (简易程序、查封扣押): what there is, and what each must satisfy.

Acts, roles and rules are those of the tables that the desk obeys. Ours is only the stage in which
an act is told; an act of the table without a stage fails the page, and its test.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mingjian.law.measures.kinds import MeasureMove
from mingjian.law.measures.table import TABLE as MEASURES
from mingjian.law.procedure.titles import Titled
from mingjian.law.summary.kinds import SummaryMove
from mingjian.law.summary.table import TABLE as SUMMARY
from mingjian.portal.procedure.chart import LawSentence, law_sentences


class UnplacedAct(ValueError):
    """The table has acts that no stage tells."""


@dataclass(frozen=True)
class ShortProcedure:
    """One of them: its table, and the stages in which its acts are told."""

    kind: str
    title: str
    lead: str
    law: str
    table: Mapping[Any, Any]
    stages: tuple[tuple[str, tuple[Titled, ...]], ...]


@dataclass(frozen=True)
class Act:
    """One act: who does it, what the law asks first."""

    move: Titled
    roles: tuple[str, ...]
    sentences: tuple[LawSentence, ...]


@dataclass(frozen=True)
class Stage:
    """Acts that stand side by side; one of them, or several, is done."""

    title: str
    acts: tuple[Act, ...]


_S, _M = SummaryMove, MeasureMove
SHORT = {
    "summary": ShortProcedure(
        kind="summary",
        title="行政处罚简易程序（当场处罚）",
        lead="违法事实确凿、处罚较轻的，执法人员可以当场作出决定。有一条规定不符合的，办案系统不予办理，"
        "应当转为普通程序。",
        law="行政处罚法",
        table=SUMMARY,
        stages=(
            ("现场", (_S.IMPOSE,)),
            ("缴纳罚款，决定备案", (_S.PAY, _S.COLLECT, _S.FILE)),
            ("当场收缴的罚款上交", (_S.HAND_IN, _S.BANK)),
        ),
    ),
    "measures": ShortProcedure(
        kind="measures",
        title="查封、扣押",
        lead="查封、扣押由行政机关负责人批准后实施；情况紧急当场实施的，事后补办批准手续。期限届满、案件已经"
        "处理或者不再需要的，应当及时处理财物或者解除。",
        law="行政强制法",
        table=MEASURES,
        stages=(
            ("呈请和批准", (_M.REQUEST, _M.APPROVE, _M.DECLINE)),
            ("实施", (_M.TAKE, _M.TAKE_URGENTLY)),
            ("查封、扣押期间", (_M.EXTEND, _M.START_TEST, _M.END_TEST, _M.SELL)),
            ("处理和解除", (_M.DISPOSE, _M.RELEASE)),
        ),
    ),
}


def stages_of(procedure: ShortProcedure) -> tuple[Stage, ...]:
    """The stages with every act of the table; raises UnplacedAct where one has none."""
    told = [move for _, moves in procedure.stages for move in moves]
    if sorted(told) != sorted(procedure.table):
        raise UnplacedAct(f"{procedure.kind}: {sorted(set(procedure.table) ^ set(told))}")
    return tuple(
        Stage(title, tuple(_act(move, procedure.table[move]) for move in moves))
        for title, moves in procedure.stages
    )


def _act(move: Titled, line: Any) -> Act:
    rules = (*line.rules, *line.details, *line.warnings)
    roles = tuple(sorted(role.title for role in line.roles))
    return Act(move, roles, tuple(law_sentences(rules)))
