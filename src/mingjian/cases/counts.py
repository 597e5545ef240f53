"""Each violation of a proposal (分项裁量): judged by itself, refused where it is unlawful."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Protocol

from mingjian.cases.assessing import (
    Assessed,
    Choice,
    Circumstances,
    Range,
    assess_case,
    check_content,
    rule_of,
)
from mingjian.cases.models import Case
from mingjian.cases.offences import refuse_fewer_than_recorded
from mingjian.law.answers import line_of
from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.circumstances import Relief
from mingjian.law.citation import Citation
from mingjian.law.penalties import NOTHING, PenaltyContent
from mingjian.law.several import Act, repeated_acts
from mingjian.registry.models import AgencyPower


@dataclass(frozen=True)
class CountDraft:
    """一项违法行为 with its own facts and penalty; ``content`` None: not punished."""

    violation_id: str
    facts: str
    content: PenaltyContent | None
    circumstances: Circumstances
    choice: Choice = field(default_factory=Choice)


@dataclass(frozen=True)
class Count:
    """The same after the law was applied to it."""

    draft: CountDraft
    cause: str
    assessed: Assessed
    departures: tuple[str, ...]

    def stored(self) -> dict[str, Any]:
        """As a proposal keeps it."""
        content, settled = self.draft.content, self.assessed.assessment.settled
        low, high = self.assessed.lawful_range
        is_mitigated = settled is not None and settled.relief is Relief.MITIGATED
        cites = (*self.assessed.forbids, *self.assessed.basis)
        return {
            "violation": self.draft.violation_id,
            "cause": self.cause,
            "facts": self.draft.facts.strip(),
            "sentence": content.sentence() if content else "不予行政处罚",
            "fine_yuan": _text(content.fine_yuan if content else NOTHING),
            "gains_yuan": _text(content.confiscated_gains_yuan if content else NOTHING),
            "least_yuan": _text(NOTHING if is_mitigated else low),
            "most_yuan": _text(high),
            "tier": self.assessed.tier,
            "basis": [str(cite) for cite in dict.fromkeys(cites)],
        }


class Explained(Protocol):
    """What the officer wrote about all violations together."""

    @property
    def content(self) -> PenaltyContent | None: ...
    @property
    def deviation_reasons(self) -> str: ...
    @property
    def leniency_reasons(self) -> str: ...


def judge_counts(*, case: Case, drafts: Sequence[CountDraft]) -> list[Count]:
    """Apply the law to each; raises MoveRefused for one that is unlawful, or named twice."""
    causes = [rule_of(one.violation_id) for one in drafts]
    acts = [
        Act(one.violation_id, rule.title, one.facts)
        for one, rule in zip(drafts, causes, strict=True)
    ]
    if repeated := repeated_acts(acts):
        raise MoveRefused(repeated)
    for one in drafts[1:]:
        _refuse_without_power(case, one.violation_id)
    return [_judge(case, one) for one in drafts]


def refuse_unexplained(*, counts: Sequence[Count], draft: Explained) -> None:
    """Leniency that was allowed and not used needs a reason; so does a departure in one of several.

    A departure of the only violation is judged by ``law.procedure``.
    """
    left = [sentence for one in counts if one.draft.content for sentence in one.assessed.leniency]
    if left and not draft.leniency_reasons.strip():
        raise MoveRefused([_unused(left)])
    if len(counts) > 1 and not draft.deviation_reasons.strip():
        departures = [sentence for one in counts for sentence in one.departures]
        if departures:
            raise MoveRefused(map(_departed, departures))


def summed(ranges: Iterable[Range]) -> Range:
    """幅度合计; none where one of them has none."""
    lows, highs = zip(*ranges, strict=True)
    if None in lows or None in highs:
        return None, None
    return sum(lows, start=NOTHING), sum(highs, start=NOTHING)


def _judge(case: Case, one: CountDraft) -> Count:
    refuse_fewer_than_recorded(case=case, violation_id=one.violation_id, found=one.circumstances)
    assessed = assess_case(
        case=case,
        circumstances=one.circumstances,
        choice=one.choice,
        violation_id=one.violation_id,
    )
    departures = check_content(assessed=assessed, content=one.content)
    return Count(one, rule_of(one.violation_id).title, assessed, departures)


def _refuse_without_power(case: Case, violation_id: str) -> None:
    """并案 does not widen the agency's powers."""
    rule = rule_of(violation_id)
    line = line_of(violation_id)
    held = AgencyPower.objects.in_force(on=case.registered_on).filter(agency=case.agency, line=line)
    if not held.exists():
        raise MoveRefused(
            [
                Breach(
                    "POWER",
                    f"“{rule.title}”不在{case.agency.name}的执法权限以内",
                    Citation("行政处罚法", "17"),
                    "请将该违法行为的线索移送有权的机关，或者另选案由。",
                )
            ]
        )


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:.2f}"


def _unused(left: Sequence[str]) -> Breach:
    return Breach(
        "LENIENCY_UNUSED",
        f"{'；'.join(left)}，拟处罚而没有说明不适用的理由",
        Citation("行政处罚法", "33", "1"),
        "请改为从宽处理，或者写明不适用从宽规定的理由。",
    )


def _departed(sentence: str) -> Breach:
    return Breach(
        "DEVIATION",
        sentence.partition("。")[0],
        Citation("行政处罚法", "34"),
        "请写明偏离裁量基准的理由，或者按照基准确定数额。",
    )
