"""Discretion in a case (裁量): the rule of its violation applied to its circumstances."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mingjian.cases.models import Case
from mingjian.law.answers import rule_of
from mingjian.law.assessments import Assessment, choose_candidate
from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.circumstances import Circumstances, Relief
from mingjian.law.citation import Citation
from mingjian.law.discretion import assess, outside_range
from mingjian.law.leniency import first_violation_hint, leniency_rows, open_leniency
from mingjian.law.penalties import PenaltyContent

__all__ = ["Assessed", "Choice", "Circumstances", "assess_case", "check_content", "rule_of"]

Range = tuple[Decimal | None, Decimal | None]


@dataclass(frozen=True)
class Choice:
    """选定的裁量: where several tiers fit, which one and why."""

    label: str = ""
    reasons: str = ""


@dataclass(frozen=True)
class Assessed:
    """裁量结论 in the form a proposal keeps.

    ``leniency``: what allows not to punish, or to punish less, and was not used; ``hint``: what
    might, once it is looked into.
    """

    assessment: Assessment
    forbids: tuple[Citation, ...]
    basis: tuple[Citation, ...]
    leniency: tuple[str, ...] = ()
    hint: str = ""

    @property
    def tier(self) -> str:
        """裁量阶次, or the candidate's own label."""
        settled = self.assessment.settled
        return (settled.tier or settled.label) if settled else ""

    @property
    def tier_range(self) -> Range:
        """罚款区间 of the tier."""
        return self.assessment.minimum, self.assessment.maximum

    @property
    def lawful_range(self) -> Range:
        """The statute's own range around it."""
        settled = self.assessment.settled
        if settled is None or settled.statutory is None:
            return None, None
        return settled.statutory.minimum, settled.statutory.maximum

    @property
    def trace(self) -> tuple[str, ...]:
        """Every step in a sentence."""
        return self.assessment.trace


def assess_case(
    *,
    case: Case,
    circumstances: Circumstances,
    choice: Choice,
    on: date | None = None,
    violation_id: str = "",
) -> Assessed:
    """Apply the rule as it stood on the day of the act (行政处罚法 art. 37).

    Raises MoveRefused where a needed quantity is missing, grounds contradict each other, or the law
    book holds no text for that day; where several tiers fit, ``choice`` picks one with reasons.
    ``violation_id``: another violation of the same case (并案处理).
    """
    rule, day = rule_of(violation_id or case.violation_id), on or case.act_ended_on
    try:
        found = assess(rule=rule, circumstances=circumstances, on=day)
        if choice.label and found.settled is None:
            found = choose_candidate(assessment=found, label=choice.label, reasons=choice.reasons)
    except ValueError as error:
        raise MoveRefused([_discretion_breach(str(error))]) from error
    rows = leniency_rows(rule_id=rule.id, division_code=case.division_code, on=day)
    exempted = circumstances.relief is Relief.EXEMPTED
    used = [one for one in rows if exempted and one.is_met_by(circumstances)]
    basis = dict.fromkeys((*rule.penalises, *found.citations, *(one.cite for one in used)))
    return Assessed(
        found,
        rule.forbids,
        tuple(basis),
        leniency=open_leniency(circumstances=circumstances, rows=rows),
        hint=first_violation_hint(circumstances=circumstances),
    )


def check_content(*, assessed: Assessed, content: PenaltyContent | None) -> tuple[str, ...]:
    """Sentences on lawful departures from the tier; raises MoveRefused on an unlawful one."""
    try:
        deviations = outside_range(assessment=assessed.assessment, content=content)
    except ValueError as error:
        raise MoveRefused([_discretion_breach(str(error))]) from error
    unlawful = [one for one in deviations if not one.is_lawful]
    if unlawful:
        raise MoveRefused(
            Breach("DISCRETION", one.sentence, one.cite, "请核对处罚种类、金额和裁量情节。")
            for one in unlawful
        )
    return tuple(one.sentence for one in deviations)


def _discretion_breach(message: str) -> Breach:
    sentence, _, remedy = message.partition("。")
    return Breach(
        "DISCRETION", sentence, None, remedy.strip() or "请补充或者核对裁量情节后重新提交。"
    )
