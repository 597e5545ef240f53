"""Archiving (归档): the order of a dossier, what it lacks, and how long it is kept. Pure.

The order is data (packs/documents/volumes.toml); the periods stand in the law packs
(``archive.retention.*``, time limit ``archive``).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from importlib import resources
from uuid import UUID

from mingjian.law.citation import Citation
from mingjian.law.lawbook import LawBook
from mingjian.law.procedure.titles import Titled

ORDER_FILE = resources.files("mingjian.law") / "packs" / "documents" / "volumes.toml"
RECEIPT, EVIDENCE_LIST, PAYMENT_LIST, LEAD_FORM = (
    *("service_receipt", "evidence_list"),
    *("payment_list", "lead_form"),
)
_RECORD = Citation("行政处罚法", "47")
_SERVICE = Citation("行政处罚法", "61")
_SEAL = Citation("行政处罚法", "59", "2")
_ARCHIVE = Citation("档案法", "14")
_LONGEST_YEARS = 100
# 送达登记在案、期限由此起算的文书：没有送达回证不得移交；其余的在备考表中说明。
SERVED_KINDS = frozenset(
    ["penalty_notice", "penalty_decision", "no_penalty_decision", "summary_decision", "demand"]
)


class Volume(Titled):
    """正卷 is shown to the party; 副卷 holds the internal opinions and is not."""

    MAIN = "main", "正卷"
    INTERNAL = "internal", "副卷"


@dataclass(frozen=True)
class Place:
    """卷内位置 of a kind of document: volume, part of it, rank in the whole order."""

    volume: Volume
    part: str
    rank: int


@dataclass(frozen=True)
class Paper:
    """卷内文件, before it has its place: ``follows`` names the document a receipt belongs to."""

    id: UUID
    kind: str
    title: str
    is_external: bool
    dated: date
    made_at: datetime
    follows: UUID | None = None


@dataclass(frozen=True)
class Placed:
    """A paper in its volume."""

    paper: Paper
    place: Place


@cache
def _places() -> dict[str, Place]:
    parts = tomllib.loads(ORDER_FILE.read_text(encoding="utf-8"))["part"]
    found: dict[str, Place] = {}
    for part in parts:
        for kind in part["kinds"]:
            found[kind] = Place(Volume(part["volume"]), part["title"], len(found))
    return found


def place_of(kind: str, *, is_external: bool) -> Place:
    """卷内位置; kinds the order does not name stand under 其他 of their volume."""
    known = _places()
    return known.get(kind) or known["other_external" if is_external else "other_internal"]


def ordered_kinds() -> tuple[str, ...]:
    """Every kind that the order names, in order."""
    return tuple(_places())


def arrange(papers: Iterable[Paper]) -> tuple[Placed, ...]:
    """排列卷内文件: 正卷 then 副卷; within a part by day; every receipt right after its document.

    The other documents to the party stand in the order of their days, whatever their kinds.
    """
    every = list(papers)
    receipts = {one.follows: one for one in every if one.follows is not None}
    heads = [one for one in every if one.follows is None]
    placed = [Placed(one, place_of(one.kind, is_external=one.is_external)) for one in heads]
    first = _first_ranks(placed)
    placed.sort(key=lambda it: (first[_part(it)], it.paper.dated, it.paper.made_at, it.paper.id))
    found = []
    for it in placed:
        found.append(it)
        receipt = receipts.pop(it.paper.id, None)
        if receipt is not None:
            found.append(Placed(receipt, it.place))
    if receipts:
        raise ValueError(f"receipts of documents that are not there: {sorted(map(str, receipts))}")
    return tuple(found)


def _part(placed: Placed) -> tuple[Volume, str]:
    return placed.place.volume, placed.place.part


def _first_ranks(placed: Iterable[Placed]) -> dict[tuple[Volume, str], int]:
    found: dict[tuple[Volume, str], int] = {}
    for it in placed:
        found[_part(it)] = min(it.place.rank, found.get(_part(it), it.place.rank))
    return found


@dataclass(frozen=True)
class FileFacts:
    """立卷事实: what a closed case has, for the list of what is missing."""

    ending: str  # closed, declined, dismissed
    is_summary: bool
    kinds: frozenset[str]
    is_decided: bool = False
    unserved: tuple[str, ...] = ()
    without_receipt: tuple[str, ...] = ()
    unsealed: tuple[str, ...] = ()
    evidence_count: int = 0
    review_due: bool = False
    deliberation_due: bool = False
    was_heard: bool = False
    unfiled_recordings: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Missing:
    """缺项: ``blocks`` the filing, or is to be explained in the 备考表."""

    code: str
    message: str
    cite: Citation
    remedy: str
    blocks: bool


def missing_papers(facts: FileFacts) -> tuple[Missing, ...]:
    """完整性清单: what the file lacks, each with its article."""
    return (*_missing_acts(facts), *_missing_proofs(facts), *_missing_seals(facts))


def _missing_acts(facts: FileFacts) -> Iterator[Missing]:
    for is_due, kinds, title, cite in (
        (facts.ending == "declined", {"decline_form"}, "不予立案审批表", ("54",)),
        (_was_opened(facts), {"opening_form", "redo_order"}, "立案审批表", ("54", "2")),
        (facts.is_decided, _decisions(facts), "处理决定书", ("59",)),
        (_by_ordinary(facts), {"investigation_report"}, "案件调查终结报告", ("57",)),
        (facts.review_due, {"review_opinion"}, "法制审核意见书", ("58",)),
        (facts.deliberation_due, {"deliberation_record"}, "集体讨论记录", ("57", "2")),
        (facts.was_heard, {"hearing_record"}, "听证笔录", ("64",)),
        (facts.ending == "closed" and not facts.is_summary, {"closing_report"}, "结案审批表", ()),
    ):
        if is_due and not kinds & facts.kinds:
            source = Citation("行政处罚法", *cite) if cite else _ARCHIVE
            yield Missing("ACT", f"缺少{title}", source, f"请补齐{title}后再移交。", True)


def _was_opened(facts: FileFacts) -> bool:
    return facts.ending != "declined" and not facts.is_summary


def _by_ordinary(facts: FileFacts) -> bool:
    return facts.is_decided and not facts.is_summary


def _decisions(facts: FileFacts) -> set[str]:
    return {"summary_decision"} if facts.is_summary else {"penalty_decision", "no_penalty_decision"}


def _missing_proofs(facts: FileFacts) -> Iterator[Missing]:
    for title in facts.unserved:
        yield Missing(
            "RECEIPT",
            f"{title}没有送达回证",
            _SERVICE,
            "请登记送达情况后再移交；每份后附回证。",
            True,
        )
    for title in facts.without_receipt:
        yield Missing(
            "RECEIPT", f"{title}没有送达回证", _SERVICE, "请在备考表中说明送达的情况。", False
        )
    if facts.is_decided and not facts.is_summary and facts.evidence_count == 0:
        yield Missing("EVIDENCE", "没有一份证据", _RECORD, "请登记据以定案的证据后再移交。", True)
    for title in facts.unfiled_recordings:
        yield Missing(
            "RECORDING", f"音像记录“{title}”没有入库", _RECORD, "请先入库核验，或者说明理由。", True
        )


def _missing_seals(facts: FileFacts) -> Iterator[Missing]:
    for title in facts.unsealed:
        yield Missing(
            "SEAL",
            f"{title}没有电子印章",
            _SEAL,
            "请用印，或者在备考表中说明纸质原件盖章和保存的情况。",
            False,
        )


@dataclass(frozen=True)
class Retention:
    """保管期限: code (Y, D30, D10), its words, the last day (None: for ever), the source."""

    code: str
    title: str
    until: date | None
    cite: Citation


def retention_of(
    *, lawbook: LawBook, is_summary: bool, is_major: bool, closed_on: date
) -> Retention:
    """保管期限 of a dossier closed on that day, by the law pack of the case."""
    key = "summary" if is_summary else "major" if is_major else "ordinary"
    value = lawbook.value(f"archive.retention.{key}", on=closed_on)
    return retention(code=str(value.value), closed_on=closed_on, cite=value.cite)


def retention(*, code: str, closed_on: date, cite: Citation) -> Retention:
    """Years count from the end of the year of closing, so that nothing goes too early."""
    if code == "Y":
        return Retention(code, "永久", None, cite)
    years = int(code[1:]) if code[:1] == "D" and code[1:].isdecimal() else 0
    if not 0 < years <= _LONGEST_YEARS:
        raise ValueError(f"no such retention code: {code!r}")
    return Retention(code, f"{years}年", date(closed_on.year + years, 12, 31), cite)


def archive_number(*, year: int, serial: int) -> str:
    """档号: year and four digits, by the order of filing; a ten-thousandth gets a fifth digit."""
    return f"{year}{serial:04d}"


def retention_title(code: str) -> str:
    """永久、30年、10年."""
    return "永久" if code == "Y" else f"{int(code[1:])}年"
