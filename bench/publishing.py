"""Publishing an imported batch (``make bench NAME=publishing``): looked through, approved, public.

What the job does for a large batch, measured whole: every row read, hashed and scanned; then
chunks of rows, releases, public rows with their search text, statements in the signed log.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from tests.disclosure.make import TODAY_AT, approve, make_office
from tests.registry.make import make_agency

from bench.importing import write_file
from mingjian.disclosure.models import BatchRun, PublicRecord
from mingjian.disclosure.past_decisions import prepare_batch
from mingjian.disclosure.past_importing import LargeFile, import_large_file
from mingjian.disclosure.past_jobs import ask_publication, work_on_batches
from mingjian.ledger.models import LogHead


def main(arguments: list[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Publishing an imported batch")
    parser.add_argument("--rows", type=int, default=100_000)
    options = parser.parse_args(arguments)
    office = make_office(make_agency(lines=()).id)
    path = Path(settings.DATA_DIR) / "past.csv"
    write_file(path, options.rows)
    file = LargeFile(office.agency_id, path, path.name)
    batch = import_large_file(file=file, by=office.clerk, **TODAY_AT)
    preparation = prepare_batch(
        batch_id=batch.id, reasons="补充公示。", by=office.clerk, **TODAY_AT
    )
    _tell("looked through", batch.good_count, lambda: work_on_batches(clock=timezone.now))
    _tell("approved by two", batch.good_count, lambda: approve(preparation, office))
    at = timezone.now()
    ask_publication(preparation_id=preparation.id, by=office.clerk, at=at)
    _tell("published", batch.good_count, lambda: work_on_batches(clock=timezone.now))
    shown = PublicRecord.objects.filter(status="published").count()
    run, head = BatchRun.objects.get(work="publish"), LogHead.objects.get(id=1)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(f"{shown:,} shown, {head.size:,} leaves, {run.state}, memory at most {peak} MiB")


def _tell(what: str, rows: int, work: Callable[[], object]) -> None:
    started = time.perf_counter()
    work()
    seconds = time.perf_counter() - started
    print(f"{what:16} {seconds:8.1f} s {rows / seconds:10,.0f} rows/s", flush=True)
