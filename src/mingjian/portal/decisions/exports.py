"""Taking data away (数据下载): CSV, JSON and RSS of the same list, without key or account."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import datetime, time
from typing import Any

from django.db.models import QuerySet
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.timezone import get_current_timezone, localdate

from mingjian.disclosure.bulk import bulk_lines
from mingjian.disclosure.models import PublicRecord
from mingjian.disclosure.projection import FIELD_TITLES
from mingjian.disclosure.search import count_records, matching_records, search_records
from mingjian.disclosure.text import safe_cell
from mingjian.portal.caching import MINUTE, cached
from mingjian.portal.decisions.conditions import Conditions, read_conditions
from mingjian.portal.decisions.machine import address_of, record_json
from mingjian.portal.decisions.newest import newest_publications
from mingjian.portal.site import absolute, read_site
from mingjian.web.endpoints import public

EXPORT_LIMIT = 10_000
FEED_LENGTH = 50
JSON_PAGE = 100
COLUMNS = (
    *("number", "party_name", "party_kind", "credit_code", "legal_representative", "cause"),
    *("facts", "basis", "kinds", "penalty", "fine_yuan", "confiscated", "decided_on", "agency"),
    *("division_code", "division"),
)
_OWN_COLUMNS = ("公示日期", "公示期截止日期", "公示编号", "网址")
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BOM = "\ufeff"


class _Echo:
    """A file for csv.writer that hands each line on."""

    def write(self, line: str) -> str:
        return line


@public
def decisions_csv(request: HttpRequest) -> HttpResponseBase:
    """The list as CSV for office software: BOM, no formulas, at most EXPORT_LIMIT rows."""
    conditions = read_conditions(request.GET)
    if conditions.mistakes:
        return _refused(conditions)
    found = matching_records(query=conditions.query)
    lines = _csv_lines(_newest(found)[:EXPORT_LIMIT], total=count_records(query=conditions.query))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    name = f"decisions-{localdate().isoformat()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Robots-Tag"] = "noindex"
    return response


@public
def decisions_bulk(request: HttpRequest) -> HttpResponseBase:
    """全部公示数据 as one file that can be checked against the public log, stubs included."""
    response = StreamingHttpResponse(bulk_lines(), content_type="application/x-ndjson")
    name = f"decisions-{localdate().isoformat()}.jsonl"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response


@public
@cached(seconds=MINUTE)
def decisions_json(request: HttpRequest) -> HttpResponseBase:
    """The list as JSON, page by page; ``next`` leads on."""
    conditions = read_conditions(request.GET)
    if conditions.mistakes:
        return _refused(conditions)
    page = search_records(query=conditions.query, page=conditions.page, page_size=JSON_PAGE)
    here = absolute(reverse("portal:decisions-json"))
    is_last = page.page >= page.pages
    body = {
        "total": page.total,
        "page": page.page,
        "pages": page.pages,
        "conditions": conditions.given,
        "next": None if is_last else here + conditions.address(page=str(page.page + 1)),
        "records": [record_json(record) for record in page.records],
    }
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False})


@public
@cached(seconds=5 * MINUTE)
def decisions_rss(request: HttpRequest) -> HttpResponseBase:
    """The newest publications under the same conditions, to subscribe to."""
    conditions = read_conditions(request.GET)
    if conditions.mistakes:
        return _refused(conditions)
    feed = _feed(conditions)
    for record in _newest_published(conditions):
        _add_item(feed, record)
    return HttpResponse(
        feed.writeString("utf-8"), content_type="application/rss+xml; charset=utf-8"
    )


def _newest_published(conditions: Conditions) -> Iterable[PublicRecord]:
    """Without conditions straight from the log, which has its order at hand."""
    if not conditions.given:
        return newest_publications(count=FEED_LENGTH)
    found = matching_records(query=conditions.query).order_by("-published_on", "-leaf_index")
    return found.defer("grams", "search_text")[:FEED_LENGTH]


def _newest(found: QuerySet[PublicRecord]) -> QuerySet[PublicRecord]:
    return found.order_by("-decided_on", "public_id").defer("grams", "search_text")


def _refused(conditions: Conditions) -> HttpResponse:
    body = {"status": "bad_request", "messages": [each.text for each in conditions.mistakes]}
    return JsonResponse(body, status=400, json_dumps_params={"ensure_ascii": False})


def _csv_lines(records: QuerySet[PublicRecord], *, total: int) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield _BOM + writer.writerow([*(FIELD_TITLES[name] for name in COLUMNS), *_OWN_COLUMNS])
    for record in records.iterator(chunk_size=500):
        yield writer.writerow([safe_cell(cell) for cell in _cells(record)])
    if total > EXPORT_LIMIT:
        notice = (
            f"以上是最新的 {EXPORT_LIMIT:,} 条，符合条件的共 {total:,} 条。"
            "请按年份、机关分次下载，或者使用 JSON 接口逐页读取。"
        )
        yield writer.writerow([notice])


def _cells(record: PublicRecord) -> Iterable[str]:
    for name in COLUMNS:
        value: Any = record.content.get(name, "")
        yield "；".join(value) if isinstance(value, list) else str(value)
    yield record.published_on.isoformat()
    yield record.term_ends_on.isoformat() if record.term_ends_on else ""
    yield record.public_id
    yield address_of(record)


def _feed(conditions: Conditions) -> Rss201rev2Feed:
    site = read_site()
    words = f"“{_clean(conditions.query.words)}”" if conditions.query.words else ""
    return Rss201rev2Feed(
        title=f"{site.name}：{words}最新公示的行政处罚决定",
        link=absolute(reverse("portal:decisions")) + conditions.address(),
        description="按公示日期排列的最新行政处罚决定。撤下的决定不再列出。",
        language="zh-CN",
        feed_url=absolute(reverse("portal:decisions-rss")) + conditions.address(),
        ttl=60,
    )


def _add_item(feed: Rss201rev2Feed, record: PublicRecord) -> None:
    published = datetime.combine(record.published_on, time(), get_current_timezone())
    feed.add_item(
        title=_clean(f"{record.party_name}：{record.cause}"),
        link=address_of(record),
        description=_clean(str(record.content.get("summary", ""))),
        unique_id=address_of(record),
        pubdate=published,
        categories=[_clean(record.agency_name), *record.kinds],
    )


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("", text)
