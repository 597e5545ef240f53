"""Discretion benchmarks (裁量基准): an agency's published tiers for the ranges of statutes."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from mingjian.law.circumstances import Condition, Subject, read_condition
from mingjian.law.citation import Citation
from mingjian.law.divisions import is_within
from mingjian.law.fines import FineRule, read_fine
from mingjian.law.penalties import PenaltyKind
from mingjian.law.places import read_place

_FOLDER = "packs/benchmarks"
_HEADER = "benchmark.toml"
_PARTIES = (Subject.ORGANISATION, Subject.PERSON)


@dataclass(frozen=True)
class TierRule:
    """裁量规则: one 阶次 with its 适用条件 and 处罚标准, in words and for the machine.

    ``amounts`` are numbers in the basis of the group's fine (yuan, yuan per unit, multiples).
    ``optional_kinds`` are penalties only some cases of the tier meet: the item's note says which.
    """

    tier: str
    condition_text: str
    standard_text: str
    when: Condition
    is_exempt: bool
    amounts: Mapping[Subject, Decimal]
    kinds: tuple[PenaltyKind, ...]
    optional_kinds: tuple[PenaltyKind, ...]


@dataclass(frozen=True)
class TierGroup:
    """处罚种类及幅度: one range of the statute and the tiers that divide it.

    ``also`` are penalties the statute adds to any tier (``also_text`` in its words).
    """

    range_text: str
    fines: Mapping[Subject, FineRule]
    when: Condition
    also: tuple[PenaltyKind, ...]
    also_text: str
    rules: tuple[TierRule, ...]


@dataclass(frozen=True)
class BenchmarkItem:
    """裁量事项: one violation of the benchmark."""

    id: str
    number: int
    benchmark_id: str
    title: str
    forbids: tuple[Citation, ...]
    penalises: tuple[Citation, ...]
    groups: tuple[TierGroup, ...]
    correction_first: bool
    note: str

    @property
    def law(self) -> str:
        """The statute the item belongs to."""
        return self.penalises[0].law

    @property
    def rules(self) -> tuple[TierRule, ...]:
        """All tiers, in the order of the document."""
        return tuple(rule for group in self.groups for rule in group.rules)


@dataclass(frozen=True)
class Benchmark:
    """裁量基准: a published document in force in [since, until)."""

    id: str
    name: str
    document_number: str
    issuer: str
    line: str
    division_code: str
    issued_on: date
    since: date
    until: date | None
    source: str
    look_back_years: int
    refusal_days: int
    notes: Mapping[str, str]
    facts: Mapping[str, str]
    aggravating: Mapping[str, str]
    items: tuple[BenchmarkItem, ...]

    @property
    def cite(self) -> Citation:
        """The document itself as a legal basis."""
        return Citation(law=self.name)

    def applies(self, *, on: date) -> bool:
        """是否施行中."""
        return self.since <= on and (self.until is None or on < self.until)

    def item(self, number: int) -> BenchmarkItem:
        """The item of that 序号."""
        for item in self.items:
            if item.number == number:
                return item
        raise LookupError(f"{self.id} has no item {number}")


def benchmark(benchmark_id: str) -> Benchmark:
    """The benchmark of that id."""
    return _all()[benchmark_id]


def benchmarks() -> tuple[Benchmark, ...]:
    """All benchmarks of the packs, by id."""
    return tuple(_all().values())


def benchmarks_for(*, lines: Iterable[str], division_code: str, on: date) -> tuple[Benchmark, ...]:
    """适用的裁量基准: those of these lines, issued for this place, in force that day."""
    wanted = set(lines)
    return tuple(
        one
        for one in benchmarks()
        if one.line in wanted and one.applies(on=on) and is_within(division_code, one.division_code)
    )


def benchmark_item(item_id: str) -> BenchmarkItem:
    """The item of an id such as "shenzhen-urban-2023/2"."""
    benchmark_id, _, number = item_id.rpartition("/")
    return benchmark(benchmark_id).item(int(number))


def count_offences(*, benchmark: Benchmark, act_on: date, punished_on: Iterable[date]) -> int:
    """第几次: this act, and those of the same kind punished in the year before it.

    The anniversary itself is still inside the year; a penalty of the day of the act or later is
    not: it was no record yet when the act was done.
    """
    earliest = _years_before(act_on, benchmark.look_back_years)
    return 1 + sum(earliest <= day < act_on for day in punished_on)


def is_refusal(*, benchmark: Benchmark, ordered_on: date, act_on: date) -> bool:
    """拒不改正: the same act again within the days after a written order to correct it."""
    return ordered_on < act_on <= ordered_on + timedelta(days=benchmark.refusal_days)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return date(day.year - years, 2, 28)


@cache
def _all() -> Mapping[str, Benchmark]:
    folders = sorted(files("mingjian.law").joinpath(_FOLDER).iterdir(), key=lambda one: one.name)
    found = (_read(folder) for folder in folders if folder.joinpath(_HEADER).is_file())
    return {one.id: one for one in found}


def _read(folder: Traversable) -> Benchmark:
    head = tomllib.loads(folder.joinpath(_HEADER).read_text("utf-8"))
    items: list[BenchmarkItem] = []
    for file in folder.iterdir():
        if file.name.endswith(".toml") and file.name != _HEADER:
            pack = tomllib.loads(file.read_text("utf-8"))
            items += (_read_item(row, head["id"], pack["law"]) for row in pack["item"])
    plain = ("id", "name", "document_number", "issuer", "line", "division_code", "source")
    return Benchmark(
        **{key: head[key] for key in plain},
        issued_on=head["issued_on"],
        since=head["since"],
        until=head.get("until"),
        look_back_years=head["parameters"]["look_back_years"],
        refusal_days=head["parameters"]["refusal_days"],
        notes={row["id"]: row["text"] for row in head.get("note", ())},
        facts=head.get("facts", {}),
        aggravating=head.get("aggravating", {}),
        items=tuple(sorted(items, key=lambda item: item.number)),
    )


def _read_item(row: Mapping[str, Any], benchmark_id: str, law: str) -> BenchmarkItem:
    return BenchmarkItem(
        id=f"{benchmark_id}/{row['number']}",
        number=row["number"],
        benchmark_id=benchmark_id,
        title=row["title"],
        forbids=tuple(read_place(text, law=law) for text in row["forbids"]),
        penalises=tuple(read_place(text, law=law) for text in row["penalises"]),
        groups=tuple(_read_group(group) for group in row["group"]),
        correction_first=row.get("correction_first", False),
        note=row.get("note", ""),
    )


def _read_group(row: Mapping[str, Any]) -> TierGroup:
    by_subject = row["fine"].keys() <= {subject.value for subject in Subject}
    return TierGroup(
        range_text=row["range"],
        fines=(
            {Subject(name): read_fine(fine) for name, fine in row["fine"].items()}
            if by_subject
            else dict.fromkeys(_PARTIES, read_fine(row["fine"]))
        ),
        when=read_condition(row.get("when")),
        also=tuple(PenaltyKind(name) for name in row.get("also", ())),
        also_text=row.get("also_text", ""),
        rules=tuple(_read_rule(rule) for rule in row["rules"]),
    )


def _read_rule(row: Mapping[str, Any]) -> TierRule:
    amount = row.get("amount")
    each = amount if isinstance(amount, Mapping) else dict.fromkeys(_PARTIES, amount)
    return TierRule(
        tier=row["tier"],
        condition_text=row["if"],
        standard_text=row["then"],
        when=read_condition(row["when"]),
        is_exempt=row.get("exempt", False),
        amounts={
            Subject(name): Decimal(str(number))
            for name, number in each.items()
            if number is not None
        },
        kinds=tuple(PenaltyKind(name) for name in row.get("kinds", ())),
        optional_kinds=tuple(PenaltyKind(name) for name in row.get("may", ())),
    )
