"""Faults of imports (``make faults NAME=imports``): kill -9 at any moment, torn blocks.

A process imports a file; it is killed again and again, and now and then its newest block is torn as
by a power cut, until one run ends by itself. Then every row must be there once, with its
conclusion. The suite counts only if it finds its planted bug, too.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.db import connection

from tests.databases import copy_database, drop_database, make_template, name_for, point_at

PLANTS = ("", "block-twice")
_LIVE, _BLOCK, _LONGEST_LIFE = "faults_imports", 100, 10.0


@dataclass
class Tally:
    """What was done, and what was found."""

    kills: int = 0
    resumed: int = 0
    torn: int = 0
    found: list[str] = field(default_factory=list)


def run_faults(*, rows: int, kills: int, seed: int, block: int = _BLOCK, plant: str = "") -> Tally:
    """One file through ``kills`` kills, in a database of its own."""
    from tests.disclosure.make import a_row, as_csv, make_office
    from tests.registry.make import make_agency

    dice, tally = random.Random(seed), Tally()  # a seed, to have it again
    copy_database(source=make_template(), target=name_for(_LIVE))
    point_at(name_for(_LIVE))
    try:
        office = make_office(make_agency(lines=()).id)
        bad = {serial for serial in range(rows) if serial % 50 == 7}
        with tempfile.TemporaryDirectory() as folder:
            settings.DATA_DIR = Path(folder) / "data"
            path = Path(folder) / "past.csv"
            path.write_bytes(
                as_csv(a_row(n, **({"文书号": ""} if n in bad else {})) for n in range(rows))
            )
            while _another_run(dice, tally, kills):
                _run_and_kill(dice, tally, kills, (path, office, plant, block))
        tally.found += _look(rows, bad)
    finally:
        connection.close()
        drop_database(name_for(_LIVE))
    return tally


def _another_run(dice: random.Random, tally: Tally, kills: int) -> bool:
    blocks = sorted((settings.DATA_DIR / "imports").glob("*/*.csv"))
    tally.resumed += bool(blocks)
    if blocks and dice.random() < 0.5:
        data = blocks[-1].read_bytes()
        blocks[-1].write_bytes(data[: len(data) // 2])  # 停电时只写了一半
        tally.torn += 1
    return tally.kills <= kills


def _run_and_kill(dice: random.Random, tally: Tally, kills: int, work: tuple[Any, ...]) -> None:
    """Killed when it has come a few blocks further; the last run is left alone."""
    connection.close()
    wanted = _blocks() + dice.randint(0, 2)
    child = os.fork()
    if not child:
        try:
            _import(*work)
        finally:
            os._exit(1)
    if tally.kills < kills:
        _wait_for(child, wanted)
        time.sleep(dice.uniform(0, 0.05))
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    tally.kills += 1


def _wait_for(child: int, wanted: int) -> None:
    until = time.monotonic() + _LONGEST_LIFE
    while _blocks() < wanted and time.monotonic() < until:
        if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            return
        time.sleep(0.005)


def _blocks() -> int:
    return len(list((settings.DATA_DIR / "imports").glob("*/*.csv")))


def _import(path: Path, office: Any, plant: str, block: int) -> None:
    """In a process of its own: polars must not be in use where a process is split."""
    from mingjian.disclosure import past_blocks, past_importing
    from tests.disclosure.make import TODAY_AT

    past_blocks.BLOCK = block
    if plant == "block-twice":
        whole_blocks = past_blocks.Spool.whole_blocks
        twice = lambda self: [*(whole := whole_blocks(self)), *whole[-1:]]  # noqa: E731
        past_blocks.Spool.whole_blocks = twice  # type: ignore[method-assign]  # the planted bug
    file = past_importing.LargeFile(office.agency_id, path, path.name)
    past_importing.import_large_file(file=file, by=office.clerk, **TODAY_AT)


def _look(rows: int, bad: set[int]) -> list[str]:
    from mingjian.disclosure.models import ImportBatch, ImportRow

    found = []
    if ImportBatch.objects.count() != 1:
        found.append(f"{ImportBatch.objects.count()} batches, not one")
    said = list(ImportRow.objects.order_by("line").values_list("line", "status"))
    wanted = [(n + 2, "bad" if n in bad else "good") for n in range(rows)]
    if said != wanted:
        found.append(f"{len(said)} rows kept of {rows}, {len(set(wanted) - set(said))} not right")
    if ImportRow.objects.filter(status="bad", faults=[]).exists():
        found.append("a bad row without its reason")
    return found


def main() -> None:
    """Run, print, fail where something was found that must not be, or a plant was not."""
    parser = argparse.ArgumentParser(description="Kill imports")
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--block", type=int, default=_BLOCK)
    options = parser.parse_args()
    failed = False
    for plant in PLANTS:
        tally = run_faults(**vars(options), plant=plant)
        print(plant or "no bug planted", tally, flush=True)
        failed |= bool(tally.found) != bool(plant)
    sys.exit(failed)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    main()
