"""Entries of a pack (法律参数条目): one dated, cited statement of law each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from mingjian.law.citation import Citation
from mingjian.law.redaction_rules import RedactionRule
from mingjian.law.time_limits import TimeLimit, Unit

NATIONAL = "national"

UNIT_TITLES = {
    Unit.HOUR.value: "小时",
    Unit.DAY.value: "日",
    Unit.WORKDAY.value: "个工作日",
    Unit.MONTH.value: "个月",
    Unit.YEAR.value: "年",
    "yuan": "元",
    "count": "",
}


class Dated(Protocol):
    """Anything in force for a half-open time [since, until)."""

    @property
    def since(self) -> date: ...

    @property
    def until(self) -> date | None: ...


def is_in_force(entry: Dated, *, on: date) -> bool:
    """施行期间内: the first day counts, the day of ``until`` does not."""
    return entry.since <= on and (entry.until is None or on < entry.until)


@dataclass(frozen=True)
class Parameter:
    """参数: the name, the unit and the direction in which a local value may differ.

    ``stricter`` says what a jurisdiction may do with a floor: "lower", "higher", "wider" (a list
    may only gain members) or "fixed" (nothing).
    """

    key: str
    title: str
    unit: str
    stricter: str = ""


@dataclass(frozen=True)
class Value:
    """参数值: one value of one parameter, from one day on, with its source.

    ``pack`` is "national" or the id of the jurisdiction that says so. ``quality`` tells a sourced
    value from one that waits for confirmation. ``floor``: no jurisdiction may be weaker.
    ``rule`` is the number of the rule in the register of deadlines (PEN-13), if it has one.
    """

    key: str
    value: Any
    unit: str
    since: date
    until: date | None
    cite: Citation
    note: str
    quality: str
    pack: str
    floor: bool = False
    rule: str = ""

    @property
    def is_local(self) -> bool:
        """Whether this jurisdiction says it itself (本地规定) or inherits it (全国规定)."""
        return self.pack != NATIONAL

    @property
    def text(self) -> str:
        """The value as a page shows it."""
        return show_value(self.value, unit=self.unit)


@dataclass(frozen=True)
class LimitEntry:
    """期限条目: a time limit with its days in force and its origin."""

    limit: TimeLimit
    since: date
    until: date | None
    note: str
    quality: str
    pack: str
    floor: bool = False

    @property
    def act(self) -> str:
        return self.limit.act

    @property
    def is_local(self) -> bool:
        """Whether this jurisdiction says it itself (本地规定) or inherits it (全国规定)."""
        return self.pack != NATIONAL

    @property
    def text(self) -> str:
        """The length as a page shows it: 7个工作日."""
        return f"{self.limit.length}{UNIT_TITLES[self.limit.unit.value]}"


@dataclass(frozen=True)
class PackHeader:
    """包头: whose pack it is and which document it carries out."""

    id: str
    name: str
    version: str
    since: date
    division_code: str = ""
    issuer: str = ""
    document: str = ""
    document_number: str = ""
    note: str = ""


@dataclass(frozen=True)
class PackContent:
    """包: everything one folder or file states."""

    header: PackHeader
    parameters: tuple[Parameter, ...] = ()
    values: tuple[Value, ...] = ()
    limits: tuple[LimitEntry, ...] = ()
    redactions: tuple[RedactionRule, ...] = ()


def show_value(value: Any, *, unit: str) -> str:
    """A value in words: 7%、3,000元、1月31日、甲、乙."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return "、".join(_show_member(member, unit) for member in value) or "未规定"
    if unit == "month_day":
        month, day = str(value).split("-")
        return f"{int(month)}月{int(day)}日"
    if unit == "ratio":
        return f"{(Decimal(value) * 100).normalize():f}%"
    if unit == "yuan":
        return f"{value:,f}元"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    return f"{value}{UNIT_TITLES.get(unit, '')}"


def _show_member(member: Any, unit: str) -> str:
    if isinstance(member, tuple):
        code, name = member
        return f"{code} {name}"
    return show_value(member, unit=unit)
