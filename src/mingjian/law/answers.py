"""Answers (认定的情节): what somebody filled in, read in one way for desk and public calculator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mingjian.law.benchmarks import BenchmarkItem, benchmark, benchmark_item
from mingjian.law.circumstances import Circumstances, Relief, Subject
from mingjian.law.questions import Fact, Questions
from mingjian.law.violations import Violation, violation


def rule_of(rule_id: str) -> Violation | BenchmarkItem:
    """The violation of the national packs, or the item of a local benchmark; LookupError."""
    try:
        return violation(rule_id)
    except KeyError:
        return benchmark_item(rule_id)


def line_of(rule_id: str) -> str:
    """执法领域 of a rule, whether national or of a local benchmark; LookupError."""
    rule = rule_of(rule_id)
    if isinstance(rule, BenchmarkItem):
        return benchmark(rule.benchmark_id).line
    return rule.line.value


def circumstances_of(
    *, questions: Questions, answers: Mapping[str, Any], age: int | None
) -> Circumstances:
    """情节 from cleaned answers; raises ValueError with a sentence for people.

    Measures and facts are named by their place in ``questions``: measure_0, fact_0. What stays
    empty is not established.
    """
    subject, flags = Subject(answers["subject"]), set(answers["flags"])
    return Circumstances(
        subject=subject,
        offence_count=answers["offence_count"],
        is_slight="slight" in flags,
        corrected_promptly="corrected" in flags,
        is_grave="grave" in flags,
        refused_correction="overdue" in flags,
        age=age if subject is Subject.PERSON else None,
        grounds=frozenset(answers["grounds"]),
        relief=Relief(answers["relief"]) if answers["relief"] else None,
        aggravating=frozenset(answers.get("aggravating", ())),
        measures={
            label: amount
            for index, label in enumerate(questions.measures)
            if (amount := answers[f"measure_{index}"]) is not None
        },
        facts={
            fact.name: _answer(fact, answer)
            for index, fact in enumerate(questions.facts)
            if (answer := answers[f"fact_{index}"])
        },
    )


def _answer(fact: Fact, value: str) -> bool | str:
    return value if fact.choices else value == "1"
