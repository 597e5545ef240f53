"""Statistics of a year at a million public records (``make bench NAME=statistics``).

The rows stand in a twin of the table with all its indexes and checks (a schema before the real one
in the search path): the very queries of the page run, without a million approvals to be made first.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable

from django.db import connection

from mingjian.disclosure.counting import count_year, years_counted

_YEAR = 2024
_ROUNDS = 5
# 每行约两千字节：正文、检索文本和二元组，与真实的公示行相当。
_FILL = """
CREATE SCHEMA twin;
CREATE TABLE twin.disclosure_publicrecord (LIKE public.disclosure_publicrecord INCLUDING ALL);
CREATE TABLE twin.disclosure_publicagency (LIKE public.disclosure_publicagency INCLUDING ALL);
SET search_path = twin, public;
INSERT INTO disclosure_publicagency (slug, name, short_name, division_code, division_name, kind,
  credit_code, funding_source, staffing, duties, powers, legal_representative, address,
  complaint_phone, reconsideration_body, court, entrusted_by, entrustment, law_pack, published_on)
SELECT '230125-' || n, '合成机关' || n, '合成' || n, '230125', '宾县', '行政机关', '', '', '', '',
  '[]', '', '', '', '某县人民政府', '某县人民法院', '', '', '', DATE '2020-01-01'
FROM generate_series(1, 40) n;
INSERT INTO disclosure_publicrecord (public_id, status, version, agency_id, agency_name,
  division_code, division_name, kinds, number, party_name, credit_code, cause, fine_yuan,
  decided_on, published_on, correction_note, content, salt, commitment, leaf_index, search_text,
  grams, withdrawn_on, withdrawn_ground, withdrawn_reason, withdrawn_cite, withdrawn_leaf_index)
SELECT lpad(n::text, 22, '0'), CASE WHEN gone THEN 'withdrawn' ELSE 'published' END, 1,
  '230125-' || 1 + n %% 40, '合成机关', '230125', '宾县',
  CASE WHEN gone THEN '{}' WHEN n %% 3 = 0 THEN '{警告,罚款}'::varchar[] ELSE '{罚款}' END,
  CASE WHEN gone THEN '' ELSE '合〔2024〕' || n || '号' END, CASE WHEN gone THEN '' ELSE '合成' END,
  '', CASE WHEN gone THEN '' ELSE '合成案由' END, CASE WHEN gone THEN NULL ELSE n %% 9000 END,
  DATE '2020-01-01' + n %% 2400, DATE '2026-01-01', '',
  CASE WHEN gone THEN '{}' ELSE jsonb_build_object('facts', repeat(md5(n::text), 40)) END,
  CASE WHEN gone THEN '' ELSE md5(n::text) END, md5(n::text), n,
  CASE WHEN gone THEN '' ELSE md5(n::text) END, '{}',
  CASE WHEN gone THEN DATE '2026-02-01' END, CASE WHEN gone THEN 'term_ended' END,
  CASE WHEN gone THEN '期满' ELSE '' END, CASE WHEN gone THEN '依据' ELSE '' END,
  CASE WHEN gone THEN n END
FROM (SELECT n, n %% 25 = 0 AS gone FROM generate_series(1, %s) n) numbered
"""


def main(arguments: list[str]) -> None:
    """Fill, settle, ask; tell times and the plan of the heaviest query."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    options = parser.parse_args(arguments)
    with connection.cursor() as sql:
        begun = time.perf_counter()
        sql.execute(_FILL, [options.rows])
        sql.execute("VACUUM ANALYZE disclosure_publicrecord")
        print(f"{options.rows:,} rows in {time.perf_counter() - begun:.0f} s; {_sizes()}")
    _tell("years with a record", years_counted)
    _tell(f"the year {_YEAR}, all agencies", lambda: count_year(year=_YEAR))
    _tell(f"the year {_YEAR}, one agency", lambda: count_year(year=_YEAR, agency="230125-7"))
    found = count_year(year=_YEAR)
    print(f"{found.published:,} published, {found.withdrawn:,} withdrawn, {found.fined_wan} 万元")
    _tell_plans()


def _tell(what: str, ask: Callable[[], object]) -> None:
    times = []
    for _ in range(_ROUNDS):
        begun = time.perf_counter()
        ask()
        times.append(1000 * (time.perf_counter() - begun))
    print(f"{what:<32}{statistics.median(times):9.1f} ms, at most {max(times):.1f}")


def _sizes() -> str:
    with connection.cursor() as sql:
        sql.execute(
            "SELECT relname, pg_size_pretty(pg_relation_size(oid)) FROM pg_class WHERE"
            " relnamespace = 'twin'::regnamespace AND relname LIKE 'disclosure_publicrecord%%'"
            " ORDER BY pg_relation_size(oid) DESC LIMIT 4"
        )
        return ", ".join(f"{name} {size}" for name, size in sql.fetchall())


def _tell_plans() -> None:
    connection.force_debug_cursor = True
    connection.queries_log.clear()
    count_year(year=_YEAR)
    asked = [each["sql"] for each in connection.queries]
    connection.force_debug_cursor = False
    with connection.cursor() as sql:
        for query in asked:
            sql.execute(f"EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) {query}")
            lines = [row[0] for row in sql.fetchall()]
            print(next((line.strip() for line in lines if "Scan" in line), lines[0]))
