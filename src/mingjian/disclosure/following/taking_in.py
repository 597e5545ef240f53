"""Taking in (收录): a node keeps what it was told, after checking it against the verified log.

A line that the log does not bear out is not kept and not shown; the rest of its block is. What is
hidden stays hidden, whatever an older file says.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from django.utils.timezone import localdate

from mingjian.disclosure.following.blocks import STUB, WIDTH
from mingjian.disclosure.following.notice import Notice
from mingjian.disclosure.grounds import Ground
from mingjian.disclosure.kinds import RecordStatus
from mingjian.disclosure.models import PublicAgency, PublicList, PublicRecord, PublicReply
from mingjian.disclosure.recording import ERASED, record_columns
from mingjian.ledger.leaf import SALT_BYTES, LeafType, Statement, opens_commitment
from mingjian.ledger.models import Leaf

_NO_SALT = bytes(SALT_BYTES)
_FOR_GOOD = 32_767
_PAGE = 500
_TABLES = """
CREATE TABLE IF NOT EXISTS node_block (place bigint PRIMARY KEY, digest text NOT NULL);
CREATE TABLE IF NOT EXISTS node_hidden (public_id text PRIMARY KEY, below integer NOT NULL);
"""
_HIDE = """
INSERT INTO node_hidden AS h VALUES (%s, %s)
ON CONFLICT (public_id) DO UPDATE SET below = greatest(h.below, excluded.below)
"""
_KEEP = "INSERT INTO node_block VALUES (%s, %s) ON CONFLICT (place) DO UPDATE SET digest = %s"
# 更正稿等待入日志期间：旧内容已经抹去，行还在，谁也看不到。
_AWAITED: dict[str, Any] = {
    **ERASED,
    "salt": "0" * (2 * SALT_BYTES),
    "search_text": "-",
    "status": RecordStatus.PENDING.value,
    "leaf_index": None,
}


class LineRefused(ValueError):
    """The log does not bear out what the line says."""


@dataclass(frozen=True)
class Taken:
    """What came of a block: how many lines were kept; the others, with the reason."""

    kept: int
    refused: tuple[str, ...]


def make_own_tables() -> None:
    """What a node remembers for itself: digests of the blocks it has, and what must stay hidden."""
    with connection.cursor() as sql:
        sql.execute(_TABLES)


def hide_told(notice: Notice) -> int:
    """立即隐藏 what the notice names, before anything else is read; how many rows were shown."""
    with transaction.atomic():
        _remember({str(stub["public_id"]): _FOR_GOOD for stub in notice.hidden} | {**notice.erased})
        gone = sum(_withdraw(stub) for stub in notice.hidden)
        return gone + sum(_await(name, below) for name, below in notice.erased.items())


def hide_ended(leaves: list[Leaf]) -> None:
    """What the log itself says has ended goes, before any block is read."""
    if not leaves:
        return
    _remember({leaf.public_id: _shown_from(leaf) for leaf in leaves})
    ids = [leaf.public_id for leaf in leaves]
    shown = PublicRecord.objects.exclude(status=RecordStatus.WITHDRAWN.value)
    here = set(shown.filter(public_id__in=ids).values_list("public_id", flat=True))
    for leaf in leaves:
        if leaf.public_id in here and LeafType(leaf.type).is_final:
            _withdraw(_stub_of(leaf))
        elif leaf.public_id in here:
            _await(leaf.public_id, leaf.version)


def _shown_from(leaf: Leaf) -> int:
    """The version that may be shown after this leaf: none after the last."""
    return _FOR_GOOD if LeafType(leaf.type).is_final else leaf.version


def _stub_of(leaf: Leaf) -> dict[str, Any]:
    """All that the log says; the block brings the reason in its own words."""
    ground = Ground(leaf.ground)
    return {
        "public_id": leaf.public_id,
        "withdrawn_on": localdate(leaf.effective_at).isoformat(),
        "withdrawn_ground": ground.value,
        "withdrawn_reason": f"{ground.title}。",
        "withdrawn_cite": str(ground.cite),
    }


def known_digests() -> dict[int, str]:
    """Which state of which block is kept."""
    with connection.cursor() as sql:
        sql.execute("SELECT place, digest FROM node_block")
        return dict(sql.fetchall())


def take_block(*, place: int, data: bytes, digest: str) -> Taken:
    """收录一块 in one transaction; ``data`` has the signed digest."""
    lines = [json.loads(line) for line in data.splitlines()]
    with transaction.atomic():
        block = _Block(place, lines)
        refused = block.take()
        with connection.cursor() as sql:
            sql.execute(_KEEP, [place, digest, digest])
    return Taken(len(lines) - len(refused), tuple(refused))


class _Block:
    """The lines of one block beside the leaves that must bear them out."""

    def __init__(self, place: int, lines: list[dict[str, Any]]) -> None:
        first = place * WIDTH
        self._lines = lines
        self._range = (first, first + WIDTH)
        found = Leaf.objects.filter(index__gte=first, index__lt=first + WIDTH)
        self._leaf = {leaf.index: leaf for leaf in found}
        ids = {leaf.public_id for leaf in self._leaf.values()}
        newest = Leaf.objects.filter(public_id__in=ids).values("public_id")
        last = newest.annotate(last=Max("index")).values_list("public_id", "last")
        self._last = dict(last)
        ends = [each for each in self._last.values() if each not in self._leaf]
        self._end = {**self._leaf, **Leaf.objects.in_bulk(ends)}
        self._agency = PublicAgency.objects.in_bulk({str(line.get("agency")) for line in lines})
        self._below = _hidden_below(ids)

    def take(self) -> list[str]:
        """Keep what holds, drop rows that are not in the block any more."""
        records, lists, refused = [], [], []
        for line in self._lines:
            try:
                row = self._row(line)
            except (LineRefused, LookupError, TypeError, ValueError) as error:
                refused.append(f"{line.get('public_id')}: {error}")
                continue
            if isinstance(row, PublicRecord):
                records.append(row)
            elif row is not None:
                lists.append(row)
        first, end = self._range
        gone = PublicRecord.objects.filter(leaf_index__gte=first, leaf_index__lt=end)
        kept = [row.public_id for row in records]
        gone.exclude(status=RecordStatus.WITHDRAWN.value).exclude(public_id__in=kept).delete()
        _save_records(records)
        known = PublicList.objects.filter(leaf_hash__in=[row.leaf_hash for row in lists])
        had = set(known.values_list("leaf_hash", flat=True))
        PublicList.objects.bulk_create([row for row in lists if row.leaf_hash not in had])
        return refused

    def _row(self, line: Mapping[str, Any]) -> PublicRecord | PublicList | None:
        match line["status"]:
            case "published":
                return self._published(line)
            case "withdrawn":
                return self._stub(line)
            case "list":
                return self._list(line)
        raise LineRefused("不认识的种类")

    def _published(self, line: Mapping[str, Any]) -> PublicRecord | None:
        leaf = self._leaf[line["leaf_index"]]
        content, salt = line["content"], bytes.fromhex(line["salt"])
        _require_same(line, leaf, {LeafType.PUBLISH, LeafType.CORRECT})
        if self._last[leaf.public_id] != leaf.index:
            raise LineRefused("日志中已有更新的记载")
        if line["version"] < self._below.get(leaf.public_id, 0):
            return None  # 已告知隐藏
        commitments = _said(leaf)["commitments"]
        if not opens_commitment(content=content, salt=salt, commitments=commitments):
            raise LineRefused("内容与日志中的承诺不符")
        columns = record_columns(
            content=content,
            page=self._agency[line["agency"]],
            term_ends_on=_day(line["term_ends_on"]),
            statement=_statement(leaf, commitments),
            salt=line["salt"],
        )
        columns |= {"status": RecordStatus.PUBLISHED.value, "leaf_index": leaf.index}
        return PublicRecord(
            public_id=leaf.public_id,
            published_on=date.fromisoformat(line["published_on"]),
            corrected_on=_day(line["corrected_on"]),
            correction_note=line["correction_note"],
            **columns,
        )

    def _stub(self, line: Mapping[str, Any]) -> PublicRecord:
        leaf = self._leaf[line["leaf_index"]]
        _require_same(line, leaf, {LeafType.PUBLISH, LeafType.CORRECT})
        end = self._end.get(self._last[leaf.public_id])
        if end is None or end.index != line["withdrawn_leaf_index"]:
            raise LineRefused("日志中没有这次撤下")
        if not LeafType(end.type).is_final or end.ground != line["withdrawn_ground"]:
            raise LineRefused("撤下事由与日志不符")
        row = {**line, "commitment": _said(leaf)["commitments"]["sha256"]}
        return _stub_row(row, self._agency[line["agency"]])

    def _list(self, line: Mapping[str, Any]) -> PublicList:
        leaf = next(each for each in self._leaf.values() if each.hash == line["leaf_hash"])
        _require_same({**line, "leaf_index": leaf.index}, leaf, {LeafType.LIST})
        commitments = _said(leaf)["commitments"]
        if not opens_commitment(content=line["content"], salt=_NO_SALT, commitments=commitments):
            raise LineRefused("清单与日志中的承诺不符")
        columns = {name: line[name] for name in ("kind", "content", "hash", "pack_id", "leaf_hash")}
        return PublicList(
            public_id=leaf.public_id,
            version=leaf.version,
            agency=self._agency[line["agency"]],
            published_on=date.fromisoformat(line["published_on"]),
            review_by=date.fromisoformat(line["review_by"]),
            **columns,
        )


def _require_same(line: Mapping[str, Any], leaf: Leaf, types: set[LeafType]) -> None:
    said = (line["public_id"], line["version"])
    if said != (leaf.public_id, leaf.version) or LeafType(leaf.type) not in types:
        raise LineRefused(f"与第 {leaf.index} 号日志叶不符")


def _said(leaf: Leaf) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(bytes(leaf.data).partition(b"\n")[2])
    return said


def _statement(leaf: Leaf, commitments: Mapping[str, str]) -> Statement:
    return Statement(
        type=LeafType(leaf.type),
        public_id=leaf.public_id,
        version=leaf.version,
        effective_at=leaf.effective_at,
        commitments=commitments,
        ground=leaf.ground,
    )


def _stub_row(line: Mapping[str, Any], agency: PublicAgency) -> PublicRecord:
    columns = {name: line[name] for name in STUB if not name.endswith("_on")}
    return PublicRecord(
        public_id=line["public_id"],
        version=line["version"],
        status=RecordStatus.WITHDRAWN.value,
        agency=agency,
        commitment=line.get("commitment", ""),
        leaf_index=line["leaf_index"],
        published_on=date.fromisoformat(line["published_on"]),
        decided_on=date.fromisoformat(line["decided_on"]),
        withdrawn_on=date.fromisoformat(line["withdrawn_on"]),
        **columns,
        **ERASED,
    )


def _save_records(rows: list[PublicRecord]) -> None:
    names = [field.name for field in PublicRecord._meta.concrete_fields if not field.primary_key]
    PublicRecord.objects.bulk_create(
        rows,
        batch_size=_PAGE,
        update_conflicts=True,
        unique_fields=["public_id"],
        update_fields=names,
    )


def _withdraw(stub: Mapping[str, Any]) -> int:
    PublicReply.objects.filter(public_id=stub["public_id"]).delete()
    shown = PublicRecord.objects.filter(public_id=stub["public_id"])
    return shown.exclude(status=RecordStatus.WITHDRAWN.value).update(
        status=RecordStatus.WITHDRAWN.value,
        withdrawn_on=date.fromisoformat(stub["withdrawn_on"]),
        withdrawn_ground=stub["withdrawn_ground"],
        withdrawn_reason=stub["withdrawn_reason"],
        withdrawn_cite=stub["withdrawn_cite"],
        **ERASED,
    )


def _await(public_id: str, below: int) -> int:
    old = PublicRecord.objects.filter(public_id=public_id, version__lt=below)
    return old.exclude(status=RecordStatus.WITHDRAWN.value).update(**_AWAITED)


def _remember(hidden: Mapping[str, int]) -> None:
    with connection.cursor() as sql:
        sql.executemany(_HIDE, list(hidden.items()))


def _hidden_below(ids: set[str]) -> dict[str, int]:
    with connection.cursor() as sql:
        sql.execute("SELECT * FROM node_hidden WHERE public_id = ANY(%s)", [list(ids)])
        return dict(sql.fetchall())


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
