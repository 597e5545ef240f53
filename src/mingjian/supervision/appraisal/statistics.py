"""Statistics (评查统计): averages, vetoes, the most frequent faults, by agency and handler."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from mingjian.law.appraisal import Verdict
from mingjian.supervision.appraisal.sheets import standard_of
from mingjian.supervision.models import Campaign, Sampled
from mingjian.supervision.models.results import Scored

_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Line:
    """一个机关（承办人）的评查情况."""

    name: str
    count: int
    legality: Decimal
    regularity: Decimal
    vetoed: int
    faults: int


@dataclass(frozen=True)
class FaultLine:
    """一个项目的扣分情况."""

    number: str
    name: str
    count: int
    lost: Decimal


@dataclass(frozen=True)
class Statistics:
    """评查统计 of what has been confirmed so far."""

    total: Line
    agencies: tuple[Line, ...]
    handlers: tuple[Line, ...]
    faults: tuple[FaultLine, ...]
    grades: tuple[tuple[str, int], ...]
    waiting: int


def standing_score(sampled: Sampled) -> Scored | None:
    """The newest score that holds: result, answer to the appeal, finding; None before."""
    for name in ("finalresult", "appealanswer", "finding"):
        if hasattr(sampled, name):
            found: Scored = getattr(sampled, name)
            return found
    return None


def statistics_of(*, campaign: Campaign) -> Statistics:
    """From the dossiers that have a score; the others are counted as waiting."""
    sampled = list(sampled_of(campaign))
    scored = [(one, score) for one in sampled if (score := standing_score(one)) is not None]
    by_agency: dict[str, list[Scored]] = defaultdict(list)
    by_handler: dict[str, list[Scored]] = defaultdict(list)
    for one, score in scored:
        by_agency[one.case.agency.short_name].append(score)
        officer = one.case.lead_officer
        by_handler[officer.name if officer else "—"].append(score)
    items = standard_of(campaign)
    grades = Counter(score.grade for _, score in scored)
    return Statistics(
        total=_line("合计", [score for _, score in scored]),
        agencies=tuple(_lines(by_agency)),
        handlers=tuple(_lines(by_handler)),
        faults=tuple(
            FaultLine(number, items.item(number).name, count, lost)
            for number, count, lost in _faults(score for _, score in scored)
        ),
        grades=tuple((one.title, grades[one.title]) for one in items.grades),
        waiting=len(sampled) - len(scored),
    )


def sampled_of(campaign: Campaign) -> Iterable[Sampled]:
    """The sample with everything that is known of it, in the order of the draw."""
    return (
        campaign.sampled.select_related(
            *["case__agency", "case__party", "case__lead_officer", "case__lead_number"],
            *["finding", "appeal", "appealanswer", "finalresult"],
        )
        .prefetch_related("assignments__withdrawal", "assignments__sheet")
        .order_by("serial")
    )


def _lines(groups: Mapping[str, list[Scored]]) -> list[Line]:
    return sorted((_line(name, scores) for name, scores in groups.items()), key=lambda x: x.name)


def _line(name: str, scores: list[Scored]) -> Line:
    return Line(
        name=name,
        count=len(scores),
        legality=_mean([one.legality for one in scores]),
        regularity=_mean([one.regularity + one.adjustment for one in scores]),
        vetoed=sum(bool(one.vetoes) for one in scores),
        faults=sum(count for _, count, _ in _faults(scores)),
    )


def _faults(scores: Iterable[Scored]) -> list[tuple[str, int, Decimal]]:
    counts: Counter[str] = Counter()
    lost: dict[str, Decimal] = defaultdict(Decimal)
    for score in scores:
        for mark in score.marks:
            if mark["verdict"] == Verdict.FAULT.value:
                counts[mark["number"]] += 1
                lost[mark["number"]] += Decimal(mark["lost"])
    return [(number, count, lost[number]) for number, count in counts.most_common()]


def _mean(values: list[Decimal]) -> Decimal:
    if not values:
        return Decimal(0)
    return (sum(values, Decimal(0)) / len(values)).quantize(_CENT, rounding=ROUND_HALF_UP)
