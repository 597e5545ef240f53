"""A delta file checked since an older checkpoint: what was added is all there, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from tests.verifier.make import Log, public_id, small_log
from tests.verifier.test_verify import OURS, run

Rows = list[dict[str, Any]]
SINCE = 7  # seven first publications; then a correction, a withdrawal, a correction, a withdrawal


@pytest.fixture
def log(tmp_path: Path) -> Log:
    return small_log(tmp_path / "log")


def checked(log: Log, note: str | None = None) -> int:
    """The exit code for the delta that lies in the folder."""
    old = log.folder.parent / "old"
    old.write_text(log.note(SINCE) if note is None else note, encoding="utf-8")
    file = log.folder / "decisions.jsonl"
    return run("bulk", file, "--log", log.folder, *OURS, "--since", old)


def delta_of(log: Log) -> Rows:
    """Records 2, 3 and 4: corrected, withdrawn, corrected and withdrawn."""
    rows = sorted(log.records.values(), key=lambda each: each["leaf_index"])
    return deepcopy([row for row in rows if row["public_id"] in map(public_id, (2, 3, 4))])


def test_a_delta_since_any_checkpoint_holds(log: Log):
    rows = sorted(log.records.values(), key=lambda each: each["leaf_index"])

    for size in range(1, 12):
        newest = [max(row["leaf_index"], row.get("withdrawn_leaf_index") or 0) for row in rows]
        log.write_bulk([row for row, last in zip(rows, newest, strict=True) if last >= size])
        assert checked(log, log.note(size)) == 0, size


def _drop(place: int) -> Callable[[Rows], object]:
    return lambda rows: rows.pop(place)


def _change(place: int, **values: Any) -> Callable[[Rows], object]:
    return lambda rows: rows[place].update(values)


def _revive(rows: Rows) -> None:
    """The tombstone of record 3 in the clothes of a publication."""
    gone = next(row for row in rows if row["public_id"] == public_id(3))
    for name in ("withdrawn_leaf_index", "ground", "effective"):
        del gone[name]
    gone.update(status="published", salt="00" * 32, content={"party_name": "仍然公示"})


FORGERIES: dict[str, Callable[[Rows], object]] = {
    "a new one left out": _drop(0),
    "a tombstone left out": _drop(1),
    "the last left out": _drop(-1),
    "all left out": lambda rows: rows.clear(),
    "the order turned": lambda rows: rows.reverse(),
    "one said twice": lambda rows: rows.append(deepcopy(rows[-1])),
    "a withdrawn one shown again": _revive,
    "another ground": lambda rows: [
        row.update(ground="term_ended") for row in rows if "ground" in row
    ],
    "another day": lambda rows: [
        row.update(effective="2020-01-01T00:00:00Z") for row in rows if "effective" in row
    ],
    "an older version": lambda rows: [
        row.update(version=1, leaf_index=1) for row in rows if "salt" in row
    ],
    "another content": lambda rows: [
        row.update(content={"fine_yuan": "1.00"}) for row in rows if "salt" in row
    ],
    "another salt": lambda rows: [row.update(salt="ff" * 32) for row in rows if "salt" in row],
    "somebody unknown": _change(0, public_id=public_id(99)),
    "a column more": _change(0, remark="已经改正"),
}


@pytest.mark.parametrize("forgery", FORGERIES.values(), ids=FORGERIES.keys())
def test_every_forgery_of_a_delta_is_found(log: Log, forgery: Callable[[Rows], object]):
    rows = delta_of(log)
    log.write_bulk(rows)
    assert checked(log) == 0

    forgery(rows)
    log.write_bulk(rows)

    assert checked(log) == 1


def test_a_delta_of_an_older_checkpoint_is_not_that_of_this_one(log: Log):
    log.write_bulk(delta_of(log), checkpoint=log.note(9))

    assert checked(log) == 1


def test_the_older_checkpoint_must_be_of_the_same_log_and_signed(log: Log, tmp_path: Path):
    log.write_bulk(delta_of(log))
    fork = Log(tmp_path / "fork")
    for number in range(11, 18):
        fork.publish(number)

    assert checked(log, fork.note(SINCE)) == 1
    assert checked(log, log.note(SINCE).replace(f"\n{SINCE}\n", f"\n{SINCE + 4}\n")) == 1


def test_a_checkpoint_from_the_future_says_nothing_about_a_delta(log: Log):
    future = log.note()
    rows = delta_of(log)[:1]
    log.rewrite(log.leaves[:9], signed=True)
    log.write_bulk(rows)

    assert checked(log, future) == 1
