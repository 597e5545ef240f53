"""Questions (须认定的情节): what a rule asks, so that a form asks that and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mingjian.law.benchmarks import BenchmarkItem, benchmark
from mingjian.law.circumstances import (
    FLAGS,
    AggravatingTest,
    Criterion,
    FactTest,
    FlagTest,
    MeasureTest,
    OffenceTest,
    Subject,
)
from mingjian.law.fines import FineRule
from mingjian.law.violations import Violation


@dataclass(frozen=True)
class Fact:
    """个别规则要求认定的事实; ``choices`` is empty for 是/否."""

    name: str
    label: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Questions:
    """须认定的情节 of one rule. ``flags`` and ``aggravating`` are id → Chinese words."""

    subjects: frozenset[Subject]
    asks_offence_count: bool
    flags: Mapping[str, str]
    aggravating: Mapping[str, str]
    facts: tuple[Fact, ...]
    measures: tuple[str, ...]


def questions_of(*, rule: Violation | BenchmarkItem) -> Questions:
    """What has to be established before this rule can be assessed."""
    if isinstance(rule, BenchmarkItem):
        document = benchmark(rule.benchmark_id)
        tests = [test for group in rule.groups for test in group.when.tests]
        tests += [test for one in rule.rules for test in one.when.tests]
        fines = [fine for group in rule.groups for fine in group.fines.values()]
        subjects = frozenset(subject for group in rule.groups for subject in group.fines)
        return _questions(tests, fines, subjects, document.facts, document.aggravating)
    tests = [test for one in rule.sanctions for test in one.when.tests]
    fines = [one.fine for one in rule.sanctions if one.fine is not None]
    return _questions(tests, fines, rule.subjects, dict(rule.facts), {})


def _questions(
    tests: list[Criterion],
    fines: Iterable[FineRule],
    subjects: frozenset[Subject],
    labels: Mapping[str, str],
    words: Mapping[str, str],
) -> Questions:
    named = {name for test in tests if isinstance(test, AggravatingTest) for name in test.names}
    flags = {test.name for test in tests if isinstance(test, FlagTest)}
    measures = [test.label for test in tests if isinstance(test, MeasureTest)]
    measures += [label for fine in fines for label in fine.measures]
    return Questions(
        subjects=subjects,
        asks_offence_count=any(isinstance(test, OffenceTest) for test in tests),
        flags={name: label for name, label in FLAGS.items() if name in flags},
        aggravating={name: label for name, label in words.items() if name in named},
        facts=_facts([test for test in tests if isinstance(test, FactTest)], labels),
        measures=tuple(dict.fromkeys(measures)),
    )


def _facts(tests: list[FactTest], labels: Mapping[str, str]) -> tuple[Fact, ...]:
    values: dict[str, list[str]] = {}
    for test in tests:
        values.setdefault(test.name, [])
        if isinstance(test.wanted, str) and test.wanted not in values[test.name]:
            values[test.name].append(test.wanted)
    return tuple(Fact(name, labels.get(name, name), tuple(each)) for name, each in values.items())
