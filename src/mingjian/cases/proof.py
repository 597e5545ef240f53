"""Evidence ↔ fact ↔ clause (证据—事实—法条对应) of a case, and the lawfulness of each item.

The facts follow from the law floor (``law.proof``); people only say which item proves which, and
what they checked on it (``proving``). No query where the case was read whole (``rows.read_rows``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from uuid import UUID

from mingjian.cases.assessing import rule_of
from mingjian.cases.models import Case, Evidence, EvidenceExam, SeizedGoods
from mingjian.evidence.kinds import MediaKind
from mingjian.evidence.models import EvidenceFile
from mingjian.law.procedure import EvidenceKind
from mingjian.law.proof import (
    Confirmation,
    Exhibit,
    Gap,
    Original,
    Point,
    faults_of,
    gaps_of,
    points_of,
)


@dataclass(frozen=True)
class Item:
    """一件证据: its row, its examination, what shows it, what is wrong with it."""

    serial: int
    evidence: Evidence
    exam: EvidenceExam | None
    files: tuple[EvidenceFile, ...]
    exhibit: Exhibit
    faults: tuple[Gap, ...]

    @property
    def code(self) -> str:
        """证3."""
        return f"证{self.serial}"

    @property
    def source(self) -> str:
        """来源 as examined, or what the row itself says: nobody types it twice."""
        return self.exam.source if self.exam else _source_of(self.evidence)


@dataclass(frozen=True)
class Fact:
    """One 待证事实 with the items that prove it."""

    point: Point
    proved_by: tuple[Item, ...]
    gap: Gap | None


@dataclass(frozen=True)
class Count:
    """一项违法行为 with its facts."""

    violation_id: str
    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Goods:
    """涉案财物: one line of the list with its place and its photos."""

    row: SeizedGoods
    place: str
    files: tuple[EvidenceFile, ...]


@dataclass(frozen=True)
class Matrix:
    """The whole picture of a case."""

    counts: tuple[Count, ...]
    items: tuple[Item, ...]
    goods: tuple[Goods, ...]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Facts without proof, the indispensable first; then what is wrong with the items."""
        facts = [one.gap for count in self.counts for one in count.facts if one.gap]
        facts.sort(key=lambda one: not one.is_mandatory)
        return (*facts, *(fault for item in self.items for fault in item.faults))

    @property
    def mandatory(self) -> tuple[Gap, ...]:
        """Who the party is or the act itself stands without proof."""
        return tuple(one for one in self.gaps if one.is_mandatory)


def matrix_of(case: Case, *, on: date) -> Matrix:
    """对应表 of a case as it stands; ``on`` is today, where no decision was made yet."""
    decision = getattr(case, "decision", None)
    items = _items_of(case, before=decision.decided_on if decision else on)
    linked = linked_pairs(case)
    proposals = sorted(case.proposals.all(), key=attrgetter("revision"))
    proposal = proposals[-1] if proposals else None
    stored = [one["violation"] for one in proposal.counts] if proposal else []
    causes = dict.fromkeys(stored or [case.violation_id])
    counts = [
        _count(cause, proposal.grounds if proposal and not n else (), items, linked, len(causes))
        for n, cause in enumerate(causes)
    ]
    return Matrix(tuple(counts), items, _goods_of(case))


def _count(
    violation_id: str,
    used: Iterable[str],
    items: Sequence[Item],
    linked: set[tuple[str, str, UUID]],
    count_of_all: int,
) -> Count:
    rule = rule_of(violation_id)
    points = points_of(rule, used=used)
    found = {
        point.key: tuple(
            one for one in items if (violation_id, point.key, one.evidence.id) in linked
        )
        for point in points
    }
    facts = []
    for point in points:
        exhibits = {point.key: [one.exhibit for one in found[point.key]]}
        about = f"{rule.title}，" if count_of_all > 1 and point.key != "act" else ""
        gaps = gaps_of(points=[point], proved_by=exhibits, about=about)
        facts.append(Fact(point, found[point.key], gaps[0] if gaps else None))
    return Count(violation_id, rule.title, tuple(facts))


def linked_pairs(case: Case) -> set[tuple[str, str, UUID]]:
    """The pairs in force: of each, what was entered last."""
    newest: dict[tuple[str, str, UUID], bool] = {}
    for one in sorted(case.proof_links.all(), key=attrgetter("entered_at", "id")):
        newest[one.violation_id, one.point, one.evidence_id] = one.is_linked
    return {pair for pair, is_linked in newest.items() if is_linked}


def _items_of(case: Case, *, before: date) -> tuple[Item, ...]:
    exams = sorted(case.evidence_exams.all(), key=attrgetter("entered_at", "id"))
    newest = {one.evidence_id: one for one in exams}
    rows = sorted(case.evidence.all(), key=attrgetter("collected_on", "id"))
    shown = files_by_thing(case)
    return tuple(
        _item(serial, one, newest.get(one.id), shown.get(one.id, ()), before)
        for serial, one in enumerate(rows, 1)
    )


def _item(
    serial: int,
    row: Evidence,
    exam: EvidenceExam | None,
    files: tuple[EvidenceFile, ...],
    before: date,
) -> Item:
    verdict = getattr(row, "verdict", None)
    exhibit = Exhibit(
        label=f"证{serial}《{row.title}》",
        kind=EvidenceKind(row.kind),
        collected_on=row.collected_on,
        is_collected=row.collected_by_id is not None,
        is_verified=verdict.accepted if verdict else row.verified,
        is_excluded=verdict is not None and not verdict.accepted,
        source=exam.source if exam else _source_of(row),
        confirmation=Confirmation(exam.confirmation) if exam else None,
        original=Original(exam.original) if exam else None,
        has_photo=any(one.media == MediaKind.PHOTO for one in files),
        place=row.place,
    )
    return Item(serial, row, exam, files, exhibit, faults_of(exhibit, before=before))


def _source_of(row: Evidence) -> str:
    """What the registration of the item says of it already."""
    if row.collected_by is None or row.collected_with is None:
        return ""
    where = f"在{row.place}" if row.place else ""
    return f"执法人员{row.collected_by.name}、{row.collected_with.name}{where}收集"


def _goods_of(case: Case) -> tuple[Goods, ...]:
    places = {one.id: one.place for one in case.measures.all()}
    rows = sorted(case.seized_goods.all(), key=attrgetter("measure_id", "serial"))
    shown = files_by_thing(case)
    return tuple(Goods(one, places[one.measure_id], shown.get(one.id, ())) for one in rows)


def files_by_thing(case: Case) -> dict[UUID, tuple[EvidenceFile, ...]]:
    """The files in force by what they show: one query, none where nothing was linked."""
    newest: dict[tuple[UUID, UUID], bool] = {}
    for one in sorted(case.exhibit_files.all(), key=attrgetter("entered_at", "id")):
        thing = one.evidence_id or one.goods_id
        assert thing is not None  # the database: exactly one of both
        newest[thing, one.file_id] = one.is_linked
    pairs = [pair for pair, is_linked in newest.items() if is_linked]
    files = EvidenceFile.objects.in_bulk({file_id for _, file_id in pairs}) if pairs else {}
    found: dict[UUID, tuple[EvidenceFile, ...]] = {}
    for thing, file_id in pairs:
        found[thing] = (*found.get(thing, ()), files[file_id])
    return found
