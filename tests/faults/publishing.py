"""Faults of publishing a batch (``make faults NAME=publishing``): kill -9 at any moment.

A process publishes an imported batch chunk by chunk into the signed log; it is killed again and
again until one run ends by itself. Then every good row must stand in public once, with one leaf,
and the log must hold. The suite counts only if it finds its planted bug, too.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import time
from dataclasses import dataclass, field
from typing import Any

import django
from django.db import connection
from django.db.models import F

from tests.databases import copy_database, drop_database, make_template, name_for, point_at

PLANTS = ("", "a-chunk-left-out")
_LIVE, _CHUNK = "faults_publishing", 20


@dataclass
class Tally:
    """What was done, and what was found."""

    kills: int = 0
    halfway: int = 0
    found: list[str] = field(default_factory=list)


def run_faults(*, rows: int, kills: int, seed: int, plant: str = "") -> Tally:
    """One batch through ``kills`` kills, in a database of its own."""
    dice, tally = random.Random(seed), Tally()  # a seed, to have it again
    copy_database(source=make_template(), target=name_for(_LIVE))
    point_at(name_for(_LIVE))
    try:
        _ask(rows)
        while tally.kills < kills:
            _run(dice.uniform(0.2, 1.5))
            tally.kills += 1
            tally.halfway += 0 < _released() < rows
            if plant:
                _leave_out()
        _run(None)
        tally.found += _look(rows)
    finally:
        connection.close()
        drop_database(name_for(_LIVE))
    return tally


def _ask(rows: int) -> None:
    from mingjian.disclosure.past_jobs import ask_publication
    from tests.disclosure.make import NOW, a_row, approved_batch, imported, make_office
    from tests.registry.make import make_agency

    office = make_office(make_agency(lines=()).id)
    preparation = approved_batch(imported([a_row(n) for n in range(rows)], office), office)
    ask_publication(preparation_id=preparation.id, by=office.clerk, at=NOW)


def _run(seconds: float | None) -> None:
    """The job in a process of its own, killed after a while; the last run is left alone."""
    connection.close()
    child = os.fork()
    if not child:
        try:
            _work()
        finally:
            os._exit(1)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _work() -> None:
    from mingjian.disclosure import past_publishing
    from mingjian.disclosure.past_jobs import work_on_batches
    from tests.disclosure.make import NOW

    past_publishing.CHUNK = _CHUNK
    work_on_batches(clock=lambda: NOW)


def _released() -> int:
    from mingjian.disclosure.models import Release

    return Release.objects.count()


def _leave_out() -> None:
    """The planted bug: what was told is a chunk more than what was done."""
    from mingjian.disclosure.models import BatchRun

    BatchRun.objects.filter(work="publish").update(last_line=F("last_line") + _CHUNK)


def _look(rows: int) -> list[str]:
    from mingjian.disclosure.models import BatchRun, PublicRecord
    from mingjian.ledger.models import Leaf

    shown: Any = PublicRecord.objects.filter(status="published")
    counts = {
        "numbers in public": shown.values("number").distinct().count(),
        "records in public": shown.count(),
        "leaves": Leaf.objects.count(),
        "releases": _released(),
    }
    found = [f"{count} {what}, not {rows}" for what, count in counts.items() if count != rows]
    state = BatchRun.objects.get(work="publish").state
    return found + ([] if state == "done" else [f"the job is {state}"])


def main() -> None:
    """Run, print, fail where something was found that must not be, or a plant was not."""
    parser = argparse.ArgumentParser(description="Kill publishing")
    parser.add_argument("--rows", type=int, default=3_000)
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--seed", type=int, default=20261123)
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
