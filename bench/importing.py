"""Import of past decisions beside raw COPY and bulk_create (``make bench NAME=import``).

One run, the same rows, the same table with all its indexes and constraints, durable. Raw COPY gets
the very bytes that we write, made beforehand; bulk_create gets rows that were judged beforehand.
"""

from __future__ import annotations

import argparse
import csv
import random
import resource
import time
from collections.abc import Callable
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from tests.disclosure.make import TODAY, TODAY_AT, a_row, make_office
from tests.registry.make import credit_code, make_agency

from mingjian.disclosure.models import ImportRow
from mingjian.disclosure.past_blocks import COLUMNS as ROW_COLUMNS
from mingjian.disclosure.past_columns import COLUMNS
from mingjian.disclosure.past_decisions import setting_of
from mingjian.disclosure.past_importing import LargeFile, import_large_file
from mingjian.disclosure.past_reading import look_at_file, open_rows
from mingjian.disclosure.past_rows import judge_row
from mingjian.registry.models import Agency

BAD = (
    {"文书号": ""},
    {"统一社会信用代码": "91230125MA0000001X"},
    {"处罚决定日期": "2025-02-30"},
    {"罚款金额(元)": "五千"},
)
_PERSON = {"相对人类别": "自然人", "相对人名称": "钱多多", "统一社会信用代码": "", "法定代表人": ""}
_FEW = 20_000
_TWIN = "bench_rows"
_NAMES = ", ".join(ROW_COLUMNS)


def write_file(path: Path, count: int) -> int:
    """``count`` rows, 2 % bad or repeated, a quarter about persons; returns how many are bad."""
    dice = random.Random(20261122)  # noqa: S311
    bad = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=COLUMNS)
        writer.writeheader()
        for serial in range(count):
            row = _row(dice, serial)
            if serial % 50 == 7:
                bad += 1
                row |= BAD[serial // 50 % 4] if serial % 100 < 50 else {"文书号": _number(0)}
            writer.writerow(row)
    return bad


def _row(dice: random.Random, serial: int) -> dict[str, str]:
    decided = date(2023, 6, 1) + timedelta(days=dice.randrange(900))
    fine = dice.choice((1, 2, 3, 5, 8, 10, 20, 50)) * 1000
    whose = _PERSON if serial % 4 == 3 else {}
    facts = f"当事人在{dice.randint(1, 400)}处经营超过保质期的食品{dice.randint(1, 300)}件。" * 3
    return a_row(
        serial,
        文书号=_number(serial),
        统一社会信用代码=credit_code(1_000_000 + serial),
        违法事实=facts,
        处罚内容=f"没收超过保质期的食品；罚款人民币{fine}元。",
        **{"罚款金额(元)": f"{fine}.00"},
        处罚决定日期=decided.isoformat(),
    ) | {"公示截止期": "2029-12-31", **whose}


def _number(serial: int) -> str:
    return f"测市监罚〔2025〕{serial + 1}号"


def make_twin() -> None:
    """A table like the one of rows: same columns, indexes, checks and foreign key."""
    with connection.cursor() as sql:
        sql.execute(f"CREATE TABLE {_TWIN} (LIKE disclosure_importrow INCLUDING ALL)")
        sql.execute(
            f"ALTER TABLE {_TWIN} ADD FOREIGN KEY (batch_id) REFERENCES disclosure_importbatch (id)"
            " DEFERRABLE INITIALLY DEFERRED"
        )


def on_empty_twin(work: Callable[[], object]) -> float:
    """Seconds until it is committed."""
    with connection.cursor() as sql:
        sql.execute(f"TRUNCATE {_TWIN}")
    started = time.perf_counter()
    with transaction.atomic():
        work()
    return time.perf_counter() - started


def unload(path: Path) -> None:
    """The bytes that raw COPY gets: the rows as they were written, in the same form."""
    order = f"COPY disclosure_importrow ({_NAMES}) TO STDOUT WITH (FORMAT csv)"
    with path.open("wb") as file, connection.cursor() as sql, sql.copy(order) as copy:
        for piece in copy:
            file.write(piece)


def raw_copy(path: Path) -> None:
    """The limit: clean bytes, nothing judged."""
    order = f"COPY {_TWIN} ({_NAMES}) FROM STDIN WITH (FORMAT csv)"
    with path.open("rb") as file, connection.cursor() as sql, sql.copy(order) as copy:
        while piece := file.read(1 << 20):
            copy.write(piece)


def bulk_create(rows: list[ImportRow]) -> None:
    """The peer: the ORM, 2,000 rows at a time, of rows judged beforehand."""
    own = ImportRow._meta.db_table
    ImportRow._meta.db_table = _TWIN
    try:
        ImportRow.objects.bulk_create(rows, batch_size=2000)
    finally:
        ImportRow._meta.db_table = own


def judge_one_by_one(file: LargeFile, count: int) -> None:
    """What the careful way costs."""
    setting = setting_of(Agency.objects.get(id=file.agency_id), TODAY)
    with open_rows(look_at_file(file.path)) as (header, lines):
        for line, cells in islice(lines, count):
            judge_row(line=line, raw=header.row(cells), setting=setting)


def main(arguments: list[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Import of past decisions")
    parser.add_argument("--rows", type=int, default=1_000_000)
    options = parser.parse_args(arguments)
    office = make_office(make_agency(lines=()).id)
    path = Path(settings.DATA_DIR) / "past.csv"
    bad = write_file(path, options.rows)
    file = LargeFile(office.agency_id, path, path.name)
    print(f"{options.rows:,} rows, {path.stat().st_size >> 20} MiB, {bad:,} bad", flush=True)

    started = time.perf_counter()
    batch = import_large_file(file=file, by=office.clerk, **TODAY_AT)
    rates = {"ours: judged, deduplicated, indexed, kept": options.rows / _since(started)}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    named = ImportRow.objects.filter(batch=batch, status="bad").exclude(faults=[]).count()
    print(
        f"bad rows found with reasons: {named:,} of {bad:,}; memory at most {peak} MiB", flush=True
    )

    make_twin()
    unload(path.with_suffix(".copy"))
    limit = on_empty_twin(lambda: raw_copy(path.with_suffix(".copy")))
    rates["limit: raw COPY of the same rows"] = options.rows / limit
    rows = list(ImportRow.objects.order_by("line")[: min(_FEW, options.rows)])
    rates["peer: bulk_create(2000), judged beforehand"] = len(rows) / on_empty_twin(
        lambda: bulk_create(rows)
    )
    started = time.perf_counter()
    judge_one_by_one(file, len(rows))
    rates["judging row by row alone"] = len(rows) / _since(started)
    _tell(rates)


def _since(started: float) -> float:
    return time.perf_counter() - started


def _tell(rates: dict[str, float]) -> None:
    ours, limit, peer, _ = rates.values()
    for name, rate in rates.items():
        print(f"{name:46} {rate:10,.0f} rows/s")
    print(f"ours / raw COPY {ours / limit:.2f} (goal 0.6)")
    print(f"ours / bulk_create {ours / peer:.1f} (goal 4)")
