"""Blocks (分块审查): a file of any size judged block by block, resumable, in bounded memory.

Each judged block is a file in a folder of its own, in the very form in which the database takes it.
Its name ends in its checksum: a block that was not wholly written is judged again. So a run that
was stopped goes on after the last whole block, and what was tried need not be judged twice.
"""

from __future__ import annotations

import io
import json
import shutil
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl
import rfc8785
from django.conf import settings

from mingjian.disclosure.kinds import RowStatus
from mingjian.disclosure.past_columns import NUMBER
from mingjian.disclosure.past_plain import PlainJudge
from mingjian.disclosure.past_reading import Header, Line, LookedAt, open_rows
from mingjian.disclosure.past_rows import Fault, JudgedRow, Setting, judge_row
from mingjian.journal.ids import new_ids

BLOCK = 20_000
TWICE = "同一文件中第{line}行已有相同的文书号。"
KNOWN = "该文书号已经公示过（包括已撤下的），不再重复公示。"
COLUMNS = ("id", "batch_id", "line", "status", "number", "raw", "faults", "content", "term_ends_on")
_GOOD, _BAD = RowStatus.GOOD.value, RowStatus.BAD.value
_SCHEMA = dict.fromkeys(COLUMNS, pl.String) | {"line": pl.UInt32}
_JUDGED = {
    "line": pl.UInt32,
    "status": pl.String,
    "number": pl.String,
    "raw": pl.String,
    "faults": pl.String,
    "content": pl.String,
    "term_ends_on": pl.String,
}
Progress = Callable[[int], None]


class Spool:
    """The judged blocks of one file for one agency on one day."""

    def __init__(self, *, name: str) -> None:
        self.folder = Path(settings.DATA_DIR) / "imports" / name

    def whole_blocks(self) -> list[Path]:
        """Blocks from the first on, up to the first that is missing or broken."""
        there = {int(path.name[:6]): path for path in self.folder.glob("*.csv")}
        whole = []
        for number in range(len(there)):
            path = there.get(number)
            if path is None or _checksum(path.read_bytes()) != path.stem[7:]:
                break
            whole.append(path)
        return whole

    def write(self, number: int, data: bytes) -> Path:
        """Keep one block."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for old in self.folder.glob(f"{number:06}-*"):
            old.unlink()
        path = self.folder / f"{number:06}-{_checksum(data)}.csv"
        scratch = path.with_suffix(".part")
        scratch.write_bytes(data)
        return scratch.replace(path)

    def drop(self) -> None:
        """The rows are in the database, or nobody wants them: leave no copy."""
        shutil.rmtree(self.folder, ignore_errors=True)


class BlockJudge:
    """Judges blocks in their order; knows which numbers came before."""

    def __init__(self, *, setting: Setting, batch_id: str, known: Iterable[str]) -> None:
        self._setting = setting
        self._batch_id = batch_id
        self._plain = PlainJudge(setting)
        self._known = pl.Series("known", list(known), dtype=pl.String)
        self._seen = _NO_NUMBERS

    def judge(self, *, header: Header, lines: Sequence[Line]) -> pl.DataFrame:
        """One block as the rows of the table."""
        plain = self._judge_plain(header, lines)
        done = set(plain.get_column("line"))
        rest = [
            judge_row(line=line, raw=header.row(cells), setting=self._setting)
            for line, cells in lines
            if line not in done
        ]
        rows = pl.concat([plain, _frame(rest)]).sort("line")
        return self._as_table(self._without_repetition(rows))

    def take_seen(self, rows: pl.DataFrame) -> None:
        """The numbers of a block that was judged by an earlier run."""
        numbers = rows.select("number", "line").filter(pl.col("number") != "")
        fresh = numbers.group_by("number").agg(pl.col("line").min())
        together = pl.concat([self._seen, fresh])
        self._seen = together.unique("number", keep="first", maintain_order=True)

    def _judge_plain(self, header: Header, lines: Sequence[Line]) -> pl.DataFrame:
        width = len(header.targets)
        whole = [(line, cells) for line, cells in lines if len(cells) == width]
        if not whole or not header.is_plain:
            return pl.DataFrame(schema=_JUDGED)
        numbers, cells = zip(*whole, strict=True)
        by_column = zip(header.targets, zip(*cells, strict=True), strict=True)
        rows = pl.DataFrame(
            {"line": pl.Series(numbers, dtype=pl.UInt32)}
            | {name: pl.Series(values, dtype=pl.String) for name, values in by_column if name}
        )
        judged = self._plain.judge(rows)
        raw = pl.struct(pl.exclude("line")).struct.json_encode().alias("raw")
        return judged.join(rows.select("line", raw), on="line", maintain_order="left").select(
            *("line", pl.lit(_GOOD).alias("status"), "number", "raw"),
            *(pl.lit("[]").alias("faults"), "content", pl.col("term").alias("term_ends_on")),
        )

    def _without_repetition(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Rows of numbers already published, or seen before in this file, are not published."""
        self.take_seen(rows)
        good = pl.col("status") == _GOOD
        first = rows.select("number").join(
            self._seen, on="number", how="left", maintain_order="left"
        )
        rows = rows.with_columns(first=first.get_column("line"))
        is_known = good & pl.col("number").is_in(self._known.implode())
        is_twice = good & ~is_known & (pl.col("first") < pl.col("line"))
        before, after = _faults([Fault(NUMBER, TWICE)]).split("{line}")
        twice = pl.concat_str(pl.lit(before), "first", pl.lit(after))
        changed = is_known | is_twice
        return rows.with_columns(
            status=pl.when(is_known)
            .then(pl.lit(RowStatus.KNOWN.value))
            .when(is_twice)
            .then(pl.lit(_BAD))
            .otherwise("status"),
            faults=pl.when(is_known)
            .then(pl.lit(_faults([Fault(NUMBER, KNOWN)])))
            .when(is_twice)
            .then(twice)
            .otherwise("faults"),
            content=pl.when(changed).then(pl.lit("{}")).otherwise("content"),
            term_ends_on=pl.when(changed).then(None).otherwise("term_ends_on"),
        ).drop("first")

    def _as_table(self, rows: pl.DataFrame) -> pl.DataFrame:
        ids = pl.Series("id", new_ids(rows.height), dtype=pl.String)
        return rows.with_columns(ids, batch_id=pl.lit(self._batch_id)).select(COLUMNS)


def judge_blocks(
    *,
    looked_at: LookedAt,
    columns: Mapping[str, str] | None,
    spool: Spool,
    judge: BlockJudge,
) -> Iterator[tuple[bytes, pl.DataFrame]]:
    """Every block of the file, those of an earlier run first; the next is judged meanwhile."""
    whole = spool.whole_blocks()
    done = 0
    with (
        open_rows(looked_at, columns=columns) as (header, lines),
        ThreadPoolExecutor(max_workers=1) as ahead,
    ):
        for path in whole:
            data = path.read_bytes()
            rows = read_block(data)
            judge.take_seen(rows)
            done += rows.height
            yield data, rows
        rest = islice(lines, done, None)

        def work() -> pl.DataFrame | None:
            block = list(islice(rest, BLOCK))
            return judge.judge(header=header, lines=block) if block else None

        number = len(whole)
        waiting = ahead.submit(work)
        # Judging is the longer half: writing down what was judged is left to this thread.
        while (judged := waiting.result()) is not None:
            waiting = ahead.submit(work)
            data = _as_csv(judged)
            spool.write(number, data)
            number += 1
            yield data, judged


def read_block(data: bytes) -> pl.DataFrame:
    """The rows of a kept block."""
    rows = pl.read_csv(data, has_header=False, schema=_SCHEMA)
    ends = pl.when(pl.col("term_ends_on") == "").then(None).otherwise("term_ends_on")
    return rows.with_columns(pl.col("number").fill_null(""), ends.alias("term_ends_on"))


def _as_csv(rows: pl.DataFrame) -> bytes:
    """The very form in which the database takes it."""
    written = io.BytesIO()
    rows.write_csv(written, include_header=False, quote_style="non_numeric")
    return written.getvalue()


def _frame(rows: Sequence[JudgedRow]) -> pl.DataFrame:
    return pl.DataFrame([_plain_row(row) for row in rows], schema=_JUDGED, orient="row")


def _plain_row(row: JudgedRow) -> tuple[Any, ...]:
    term = row.term_ends_on.isoformat() if row.term_ends_on else None
    raw = json.dumps(dict(row.raw), ensure_ascii=False)
    content = rfc8785.dumps(dict(row.content)).decode()
    return row.line, row.status.value, row.number, raw, _faults(row.faults), content, term


def _faults(faults: Sequence[Fault]) -> str:
    return json.dumps([asdict(fault) for fault in faults], ensure_ascii=False)


def _checksum(data: bytes) -> str:
    return f"{zlib.crc32(data):08x}"


_NO_NUMBERS = pl.DataFrame(schema={"number": pl.String, "line": pl.UInt32})
