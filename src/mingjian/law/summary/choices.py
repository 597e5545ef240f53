"""What can be punished on the spot (可以当场处罚的违法行为): causes and tiers to pick from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from mingjian.law.assessments import Candidate, Outcome
from mingjian.law.benchmarks import Benchmark, BenchmarkItem, benchmarks_for
from mingjian.law.circumstances import Circumstances, Subject
from mingjian.law.discretion import assess
from mingjian.law.penalties import PenaltyKind
from mingjian.law.violations import Line, Violation, violations

_SEPARATOR = "#"
_ON_THE_SPOT = frozenset({PenaltyKind.WARNING, PenaltyKind.FINE})
# 第几次由记录认定；这里只问：在某一次、责令改正之后，有没有可以当场处罚的阶次。
_TIMES = (1, 2, 3)


@dataclass(frozen=True)
class SpotChoice:
    """一项可以当场处罚的违法行为, with its tier where a benchmark divides it."""

    rule_id: str
    tier: str
    group: str
    words: str

    @property
    def id(self) -> str:
        """``rule#tier``; ``rule`` alone without a benchmark."""
        return f"{self.rule_id}{_SEPARATOR}{self.tier}" if self.tier else self.rule_id


def read_choice(choice_id: str) -> tuple[str, str]:
    """Rule id and tier of a ``SpotChoice.id``."""
    rule_id, _, tier = choice_id.partition(_SEPARATOR)
    return rule_id, tier


@lru_cache(maxsize=64)
def spot_choices(
    *, lines: tuple[Line, ...], division_code: str, on: date, most_yuan: Decimal
) -> tuple[SpotChoice, ...]:
    """The benchmarks of the place first, then the statutes; nothing that only 普通程序 can do."""
    found = [
        choice
        for document in benchmarks_for(lines=lines, division_code=division_code, on=on)
        for item in document.items
        for choice in _of_item(item, document, on, most_yuan)
    ]
    for line in lines:
        found += [
            SpotChoice(one.id, "", f"{line.label}　《{one.law}》", one.title)
            for one in violations(line)
            if _candidates(one, on, most_yuan)
        ]
    return tuple(found)


def _of_item(
    item: BenchmarkItem, document: Benchmark, on: date, most: Decimal
) -> Iterator[SpotChoice]:
    tiers = dict.fromkeys((one.tier, one.words) for one in _candidates(item, on, most) if one.tier)
    for tier, words in tiers:
        group = f"{item.title}（{document.document_number}第{item.number}项）"
        yield SpotChoice(item.id, tier, group, f"{tier}：{words.rstrip('。')}")


def _candidates(rule: Violation | BenchmarkItem, on: date, most: Decimal) -> list[Candidate]:
    found: list[Candidate] = []
    for subject in (Subject.PERSON, Subject.ORGANISATION):
        for number in _TIMES:
            case = Circumstances(subject, offence_count=number, refused_correction=True)
            try:
                found += assess(rule=rule, circumstances=case, on=on).candidates
            except ValueError:
                continue  # 需要另行查明数量、事实，或者不适用于该对象：不是当场能定的
    return [one for one in found if _suits(one, most)]


def _suits(one: Candidate, most: Decimal) -> bool:
    if one.outcome is not Outcome.PENALTY or not _ON_THE_SPOT.issuperset(one.kinds):
        return False
    can_warn = PenaltyKind.WARNING in (*one.kinds, *one.optional_kinds)
    has_fine = one.fine is not None or one.fine_is_open
    small = has_fine and (one.fine is None or one.fine.minimum <= most)
    return small or (can_warn and PenaltyKind.FINE not in one.kinds)
