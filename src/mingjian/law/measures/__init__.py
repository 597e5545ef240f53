"""Coercive measures (行政强制措施): seizure and detention of goods, as rules (行政强制法 16–28)."""

from mingjian.law.measures.authorities import AUTHORITIES, authorities_for, authority_at
from mingjian.law.measures.deadlines import measure_deadlines, next_of_measures
from mingjian.law.measures.facts import (
    GoodsFacts,
    GoodsTestFacts,
    Matter,
    MeasureAct,
    MeasureFacts,
    MeasureTerms,
    SceneFacts,
    measure_terms,
)
from mingjian.law.measures.kinds import (
    COMPULSION_LAW,
    GoodsOutcome,
    MeasureKind,
    MeasureMove,
    ReleaseGround,
)
from mingjian.law.measures.moving import (
    find_measure_warnings,
    judge_measure,
    open_measure_steps,
)
from mingjian.law.measures.table import TABLE

__all__ = [
    "AUTHORITIES",
    "COMPULSION_LAW",
    "TABLE",
    "GoodsFacts",
    "GoodsOutcome",
    "GoodsTestFacts",
    "Matter",
    "MeasureAct",
    "MeasureFacts",
    "MeasureKind",
    "MeasureMove",
    "MeasureTerms",
    "ReleaseGround",
    "SceneFacts",
    "authorities_for",
    "authority_at",
    "find_measure_warnings",
    "judge_measure",
    "measure_deadlines",
    "measure_terms",
    "next_of_measures",
    "open_measure_steps",
]
