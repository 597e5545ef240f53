"""Ranges of fines (罚款幅度): the arithmetic between a statute's words and an amount in yuan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum
from typing import Any

from mingjian.law.circumstances import MissingCircumstance

CENT = Decimal("0.01")
_HUNDRED = Decimal(100)


class FineBasis(StrEnum):
    """罚款的计算方法: what the two numbers of a range count."""

    FIXED = "fixed"  # 元
    PERCENT = "percent"  # 百分比
    MULTIPLE = "multiple"  # 倍数
    PER_UNIT = "per_unit"  # 每平方米、每处……元
    PER_DAY = "per_day"  # 按日连续处罚
    LOCAL = "local"  # 该条只说罚款，数额由地方性法规、规章规定


@dataclass(frozen=True)
class FineRange:
    """罚款区间, in yuan, both ends allowed. A statute's …以下 begins at zero."""

    minimum: Decimal
    maximum: Decimal

    def __post_init__(self) -> None:
        if not Decimal(0) <= self.minimum <= self.maximum:
            raise ValueError(f"fine range is empty: {self.minimum}-{self.maximum}")

    @property
    def exact(self) -> Decimal | None:
        """The one amount allowed, when there is only one."""
        return self.minimum if self.minimum == self.maximum else None

    def __contains__(self, amount: Decimal) -> bool:
        return self.minimum <= amount <= self.maximum

    def __str__(self) -> str:
        if self.exact is not None:
            return f"{self.minimum:,.2f}元"
        return f"{self.minimum:,.2f}元至{self.maximum:,.2f}元"


@dataclass(frozen=True)
class FineRule:
    """罚款规则: 处…以上…以下罚款.

    ``of`` names the measured quantity (货值金额, 占地面积); ``unit`` its unit (平方米, 处, 日).
    ``minimum`` is zero for …以下. Daily penalties multiply by the measure named in ``unit``.
    """

    basis: FineBasis
    minimum: Decimal = Decimal(0)
    maximum: Decimal = Decimal(0)
    of: str = ""
    unit: str = ""

    def __post_init__(self) -> None:
        if self.basis is FineBasis.LOCAL:
            return
        if not Decimal(0) <= self.minimum <= self.maximum or not self.maximum:
            raise ValueError(f"fine rule needs a range: {self.minimum}-{self.maximum}")
        if bool(self.of) == (self.basis is FineBasis.FIXED):
            raise ValueError(f"{self.basis} and base {self.of!r} do not fit")

    @property
    def measures(self) -> tuple[str, ...]:
        """What has to be measured before this fine can be counted."""
        if self.basis is FineBasis.PER_DAY:
            return (self.of, self.unit)
        return (self.of,) if self.of else ()

    def at(self, amount: Decimal) -> FineRule:
        """The same rule with one fixed number, as a tier of a benchmark sets it."""
        return replace(self, minimum=amount, maximum=amount)

    def range_for(self, measures: Mapping[str, Decimal]) -> FineRange:
        """The range in yuan for the quantities measured in this case."""
        if self.basis is FineBasis.LOCAL:
            raise ValueError("a fine left to local rules has no range")
        factor = Decimal(1)
        for label in self.measures:
            if label not in measures:
                raise MissingCircumstance([label])
            factor *= measures[label]
        if self.basis is FineBasis.PERCENT:
            factor /= _HUNDRED
        maximum = (self.maximum * factor).quantize(CENT, ROUND_FLOOR)
        minimum = (self.minimum * factor).quantize(CENT, ROUND_CEILING)
        return FineRange(min(minimum, maximum), maximum)


def read_fine(row: Mapping[str, Any]) -> FineRule:
    """A fine as packs write it.

    ``{yuan = [a, b]}``, ``{yuan = a}``, ``{up_to = b}``, ``{percent = [a, b], of = …}``,
    ``{times = …, of = …}``, ``{yuan_per = …, of = …, unit = …}``, ``{local = true}``.
    """
    if row.get("local"):
        return FineRule(FineBasis.LOCAL)
    for key, basis in _BASES.items():
        if key in row:
            low, high = _two_numbers(key, row[key])
            of, unit = str(row.get("of", "")), str(row.get("unit", ""))
            return FineRule(basis, minimum=low, maximum=high, of=of, unit=unit)
    raise ValueError(f"unknown fine rule: {dict(row)}")


_BASES = {
    "yuan": FineBasis.FIXED,
    "up_to": FineBasis.FIXED,
    "percent": FineBasis.PERCENT,
    "percent_up_to": FineBasis.PERCENT,
    "times": FineBasis.MULTIPLE,
    "yuan_per": FineBasis.PER_UNIT,
    "daily_times": FineBasis.PER_DAY,
}


def _two_numbers(key: str, value: Any) -> tuple[Decimal, Decimal]:
    if isinstance(value, list):
        low, high = value
        return Decimal(str(low)), Decimal(str(high))
    number = Decimal(str(value))
    return (Decimal(0), number) if key.endswith("up_to") else (number, number)
