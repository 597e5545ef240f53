"""Open data (开放数据): the day's snapshot of all that is public, what changed since the last one.

One generation of files stands at a time, made in one moment from the bulk file, so that CSV and
Parquet can say nothing else than what the log proves. A withdrawal or a correction makes the whole
generation stale at once: it is not handed out any more, and the next minute's job makes another.
"""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import polars
import rfc8785
from django.conf import settings
from django.db.models import Q

from mingjian.disclosure.bulk import bulk_lines
from mingjian.disclosure.index.files import replace_json, sync
from mingjian.disclosure.kinds import RecordStatus
from mingjian.disclosure.models import PublicRecord
from mingjian.disclosure.open_schema import COLUMNS, csv_metadata, record_schema
from mingjian.disclosure.text import safe_cell
from mingjian.ledger.checkpoints import newest_checkpoint
from mingjian.ledger.leaf import LeafType
from mingjian.ledger.models import Leaf

FORMAT = "mingjian:open-data:1"
WHOLE, DELTA = "decisions.jsonl", "delta.jsonl"
SUMS = {"sha256": "SHA256SUMS", "sm3": "SM3SUMS"}
# 这些日志叶之后，先前的文件里就有不应再提供的内容。
_ERASING = [each.value for each in LeafType if each.is_final] + [LeafType.CORRECT.value]
_PIECE, _CHUNK = 1 << 20, 10_000


@dataclass(frozen=True)
class OpenFile:
    """One file of a generation."""

    name: str
    bytes: int
    digests: Mapping[str, str]


@dataclass(frozen=True)
class Generation:
    """一代开放数据: made on ``day`` at log size ``size``; the delta begins at ``since``."""

    folder: Path
    day: date
    made_at: datetime
    size: int
    since: int
    count: int
    files: tuple[OpenFile, ...]


def keep_open_data(*, on: date, at: datetime) -> Generation | None:
    """Make a new generation where there is none for today, or the present one is stale."""
    standing, checkpoint = read_generation(), newest_checkpoint()
    if checkpoint is None:
        return None
    if standing is not None and standing.day == on and not is_stale(standing):
        return standing
    return _build(standing, on=on, at=at)


def read_generation() -> Generation | None:
    """The generation on disk; whether it may be handed out, ``is_stale`` says."""
    try:
        said = json.loads((_folder() / "current.json").read_text("utf-8"))
    except FileNotFoundError:
        return None
    return Generation(
        folder=_folder() / said["folder"],
        day=date.fromisoformat(said["day"]),
        made_at=datetime.fromisoformat(said["made_at"]),
        size=said["size"],
        since=said["since"],
        count=said["count"],
        files=tuple(OpenFile(**each) for each in said["files"]),
    )


def is_stale(generation: Generation) -> bool:
    """Whether anything was withdrawn or corrected since; asked at every download."""
    erased = Leaf.objects.filter(index__gte=generation.size, type__in=_ERASING)
    hidden = PublicRecord.objects.filter(
        Q(status=RecordStatus.WITHDRAWN.value, withdrawn_leaf_index__isnull=True)
        | Q(status=RecordStatus.PENDING.value, version__gt=1, withdrawn_leaf_index__isnull=True)
    )
    return erased.exists() or hidden.exists()


def _folder() -> Path:
    return Path(settings.OPEN_DATA_FOLDER)


def _build(standing: Generation | None, *, on: date, at: datetime) -> Generation:
    name = f"{on.isoformat()}-{at:%H%M%S%f}"
    half = _folder() / f"{name}.half"
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True)
    since = _since(standing, on)
    head = _write_whole(half)
    _write_delta(half, head, since)
    _write_tables(half)
    _write_json(half / "schema.json", record_schema())
    _write_json(half / "decisions.csv-metadata.json", csv_metadata())
    size = int(head["checkpoint"].split("\n")[1])
    files = _sums(half)
    half.rename(_folder() / name)
    said: dict[str, Any] = {"format": FORMAT, "folder": name, "day": on.isoformat()}
    said |= {"made_at": at.isoformat(), "size": size, "since": since, "count": head["count"]}
    replace_json(_folder() / "current.json", {**said, "files": files})
    _sweep(keep=name)
    made = read_generation()
    assert made is not None  # written a moment ago
    return made


def _since(standing: Generation | None, on: date) -> int:
    """Where the delta begins: yesterday's size; a second generation of a day keeps the first's."""
    if standing is None:
        return 0
    return standing.since if standing.day == on else standing.size


def _write_whole(folder: Path) -> dict[str, Any]:
    with (folder / WHOLE).open("wb") as file:
        file.writelines(bulk_lines())
    sync(folder / WHOLE)
    with (folder / WHOLE).open("rb") as file:
        head: dict[str, Any] = json.loads(file.readline())
    return head


def _write_delta(folder: Path, head: Mapping[str, Any], since: int) -> None:
    """Records whose newest leaf is not older than ``since``: new, corrected, and tombstones."""
    count = sum(_newest_leaf(row) >= since for row in _rows(folder))
    with (folder / DELTA).open("wb") as file:
        file.write(rfc8785.dumps({**head, "count": count}) + b"\n")
        for row in _rows(folder):
            if _newest_leaf(row) >= since:
                file.write(rfc8785.dumps(row) + b"\n")


def _newest_leaf(row: Mapping[str, Any]) -> int:
    return max(int(row["leaf_index"]), int(row.get("withdrawn_leaf_index") or 0))


def _rows(folder: Path) -> Iterator[dict[str, Any]]:
    with (folder / WHOLE).open("rb") as file:
        next(file)
        for line in file:
            yield json.loads(line)


def _write_tables(folder: Path) -> None:
    """CSV for office software, Parquet for programs: the same columns, tombstones included."""
    schema = dict.fromkeys(COLUMNS, polars.String)
    frames = [polars.DataFrame(schema=schema)]
    with (folder / "decisions.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        flat = map(_flat, _rows(folder))
        while chunk := list(islice(flat, _CHUNK)):
            writer.writerows([safe_cell(row[name]) for name in COLUMNS] for row in chunk)
            frames.append(polars.DataFrame(chunk, schema=schema))
    polars.concat(frames).write_parquet(folder / "decisions.parquet")


def _flat(row: Mapping[str, Any]) -> dict[str, str]:
    content: Mapping[str, Any] = row.get("content", {})
    flat = {name: _cell(content.get(name, "")) for name in COLUMNS}
    own = ("public_id", "status", "version", "leaf_index", "withdrawn_leaf_index", "ground")
    return {**flat, **{name: _cell(row.get(name, "")) for name in own}}


def _cell(value: Any) -> str:
    return "；".join(value) if isinstance(value, list) else "" if value is None else str(value)


def _write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _sums(folder: Path) -> list[dict[str, Any]]:
    """Checksums of every file, and the files that ``sha256sum -c`` reads."""
    known = [name for name in SUMS if name in hashlib.algorithms_available]
    found: list[dict[str, Any]] = [
        {
            "name": path.name,
            "bytes": path.stat().st_size,
            "digests": {name: _digest(path, name) for name in known},
        }
        for path in sorted(folder.iterdir())
    ]
    for name in known:
        lines = (f"{each['digests'][name]}  {each['name']}\n" for each in found)
        (folder / SUMS[name]).write_text("".join(lines), encoding="utf-8")
    sync(folder)
    return found


def _digest(path: Path, algorithm: str) -> str:
    found = hashlib.new(algorithm)
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            found.update(piece)
    return found.hexdigest()


def _sweep(*, keep: str) -> None:
    """Earlier generations go: they may hold what was withdrawn."""
    for each in _folder().iterdir():
        if each.is_dir() and each.name != keep:
            shutil.rmtree(each, ignore_errors=True)
