"""Circumstances (情节) of an act, and the conditions (适用条件) of statutes and benchmarks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol


class MissingCircumstance(ValueError):
    """Something the rule asks was not established; ``labels`` name it in Chinese."""

    def __init__(self, labels: Iterable[str]) -> None:
        self.labels = tuple(sorted(labels))
        named = "、".join(f"“{label}”" for label in self.labels)
        super().__init__(f"不能裁量：尚未认定{named}。请先查明并填写，附相应证据。")


class Subject(StrEnum):
    """处罚对象: statutes set different amounts for 单位, 个人 and 责任人员."""

    ORGANISATION = "organisation"
    PERSON = "person"
    RESPONSIBLE = "responsible"  # 直接负责的主管人员和其他直接责任人员

    @property
    def label(self) -> str:
        """The Chinese name shown to people."""
        return {"organisation": "单位", "person": "个人", "responsible": "责任人员"}[self.value]


class Relief(StrEnum):
    """从宽、从严的选择; the words of 行政处罚法 arts. 30-33 and 49."""

    LIGHTER = "从轻"
    MITIGATED = "减轻"
    EXEMPTED = "不予处罚"
    HEAVIER = "从重"


# What the organ must establish before it counts: absent means not established.
FLAGS = {
    "slight": "违法行为轻微",
    "corrected": "及时改正",
    "grave": "情节严重",
    "overdue": "逾期不改正、拒不改正",
}


@dataclass(frozen=True)
class Circumstances:
    """情节: what was established about one act.

    ``offence_count`` is this act's number (第几次): see ``benchmarks.count_offences``. ``grounds``
    are ids of ``law.grounds``; ``relief`` is the choice made on them. ``measures`` are quantities
    by the label the rule uses (货值金额 in yuan, 占地面积 in its unit); ``facts`` answer what only
    some rules ask (``questions_of`` tells which).
    """

    subject: Subject = Subject.ORGANISATION
    offence_count: int = 1
    is_slight: bool = False
    corrected_promptly: bool = False
    is_grave: bool = False
    refused_correction: bool = False
    age: int | None = None
    grounds: frozenset[str] = frozenset()
    relief: Relief | None = None
    aggravating: frozenset[str] = frozenset()
    measures: Mapping[str, Decimal] = field(default_factory=dict)
    facts: Mapping[str, bool | str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.offence_count < 1:
            raise ValueError(f"offence count starts at 1 (this act): {self.offence_count}")
        if self.age is not None and (self.age < 0 or self.subject is not Subject.PERSON):
            raise ValueError("年龄只适用于自然人，且不得为负数。请核对当事人类型和年龄。")
        for label, amount in self.measures.items():
            if not amount.is_finite() or amount < 0:
                raise ValueError(f"“{label}”应当是不小于零的数，现为{amount}。请核对。")

    def flag(self, name: str) -> bool:
        """Whether one of ``FLAGS`` is established."""
        return {
            "slight": self.is_slight,
            "corrected": self.corrected_promptly,
            "grave": self.is_grave,
            "overdue": self.refused_correction,
        }[name]


class Criterion(Protocol):
    """One part of a condition."""

    def holds(self, case: Circumstances, missing: set[str]) -> bool:
        """Whether it holds; names what nobody established in ``missing``."""


@dataclass(frozen=True)
class OffenceTest:
    """处罚次数: 第一次、第二次、第三次及以上."""

    least: int
    most: int | None

    def holds(self, case: Circumstances, missing: set[str]) -> bool:
        return self.least <= case.offence_count <= (self.most or case.offence_count)


@dataclass(frozen=True)
class SubjectTest:
    """对单位、对个人."""

    subject: Subject

    def holds(self, case: Circumstances, missing: set[str]) -> bool:
        return case.subject is self.subject


@dataclass(frozen=True)
class FlagTest:
    """One of ``FLAGS``."""

    name: str
    wanted: bool

    def holds(self, case: Circumstances, missing: set[str]) -> bool:
        return case.flag(self.name) is self.wanted


@dataclass(frozen=True)
class FactTest:
    """个别规则要求认定的事实: never assumed either way."""

    name: str
    wanted: bool | str

    def holds(self, case: Circumstances, missing: set[str]) -> bool:
        if self.name not in case.facts:
            missing.add(self.name)
            return False
        return case.facts[self.name] == self.wanted


@dataclass(frozen=True)
class MeasureTest:
    """数量界限: 一万元以上 includes 一万元 (at_least), 不足一万元 does not (below)."""

    label: str
    at_least: Decimal | None = None
    above: Decimal | None = None
    below: Decimal | None = None
    at_most: Decimal | None = None

    def holds(self, case: Circumstances, missing: set[str]) -> bool:
        if self.label not in case.measures:
            missing.add(self.label)
            return False
        amount = case.measures[self.label]
        return (
            (self.at_least is None or amount >= self.at_least)
            and (self.above is None or amount > self.above)
            and (self.below is None or amount < self.below)
            and (self.at_most is None or amount <= self.at_most)
        )


@dataclass(frozen=True)
class AggravatingTest:
    """具有下列情形之一."""

    names: frozenset[str]

    def holds(self, case: Circumstances, missing: set[str]) -> bool:
        return not self.names.isdisjoint(case.aggravating)


@dataclass(frozen=True)
class Condition:
    """适用条件: alternatives, each a list of tests that must all hold. Empty: always."""

    alternatives: tuple[tuple[Criterion, ...], ...] = ()

    def holds(self, case: Circumstances, missing: set[str]) -> bool:
        """Whether some alternative holds; if none, ``missing`` says what could change that."""
        if not self.alternatives:
            return True
        unknown: set[str] = set()
        if any(all(test.holds(case, unknown) for test in tests) for tests in self.alternatives):
            return True
        missing |= unknown
        return False

    @property
    def tests(self) -> tuple[Criterion, ...]:
        """All tests, whatever their alternative."""
        return tuple(test for tests in self.alternatives for test in tests)


ALWAYS = Condition()


def read_condition(row: Mapping[str, Any] | None) -> Condition:
    """A condition as packs write it: a table of tests, or ``{any = [table, table]}``."""
    if not row:
        return ALWAYS
    rows = row.get("any", [row])
    return Condition(tuple(tuple(_tests(one)) for one in rows))


def _tests(row: Mapping[str, Any]) -> list[Criterion]:
    return [_test(name, value) for name, value in row.items()]


def _test(name: str, value: Any) -> Criterion:
    if name == "offences":
        first, more, _ = str(value).partition("+")
        return OffenceTest(int(first), None if more else int(first))
    if name == "aggravating":
        return AggravatingTest(frozenset(value))
    if name in FLAGS:
        return FlagTest(name, bool(value))
    if isinstance(value, Mapping):
        return MeasureTest(name, **{key: Decimal(str(bound)) for key, bound in value.items()})
    if name == "subject":
        return SubjectTest(Subject(value))
    return FactTest(name, value)
