"""Atom feeds (订阅): the newest decisions of an agency, about a firm, under an article.

What was withdrawn stands in every feed as a tombstone (RFC 6721), so that a reader's copy goes too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, rfc3339_date
from django.utils.timezone import get_current_timezone
from django.utils.xmlutils import SimplerXMLGenerator

from mingjian.disclosure.kinds import RecordStatus
from mingjian.disclosure.models import PublicAgency, PublicRecord
from mingjian.disclosure.search import RecordQuery, matching_records
from mingjian.law.citation import Citation
from mingjian.portal.caching import MINUTE, cached
from mingjian.portal.decisions.machine import address_of
from mingjian.portal.site import absolute, read_site
from mingjian.web.endpoints import public

LENGTH = 50
_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")
_ARTICLE = re.compile(r"[1-9]\d{0,3}(?:-\d{1,2})?")
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class _Feed(Atom1Feed):
    """Atom with tombstones."""

    def __init__(self, *args: Any, gone: Iterable[PublicRecord], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gone = gone

    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), "xmlns:at": "http://purl.org/atompub/tombstones/1.0"}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        for record in self.gone:
            assert record.withdrawn_on is not None  # queried so
            said = {"ref": address_of(record), "when": rfc3339_date(_moment(record.withdrawn_on))}
            handler.addQuickElement("at:deleted-entry", None, said)


@public
@cached(seconds=MINUTE)
def agency_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """一个机关的."""
    agency = get_object_or_404(PublicAgency, slug=slug)
    found = PublicRecord.objects.published().filter(agency_id=slug)
    return _answer(request, f"{agency.name}公示的行政处罚决定", found)


@public
@cached(seconds=MINUTE)
def subject_feed(request: HttpRequest, credit_code: str) -> HttpResponse:
    """一个企业的, by its credit code; a person has no feed."""
    if not _CODE.fullmatch(credit_code):
        raise Http404("not a credit code")
    found = matching_records(query=RecordQuery(words=credit_code)).filter(credit_code=credit_code)
    return _answer(request, f"统一社会信用代码 {credit_code} 的行政处罚决定", found)


@public
@cached(seconds=MINUTE)
def clause_feed(request: HttpRequest, title: str, article: str) -> HttpResponse:
    """依据一条法条作出的."""
    if not _ARTICLE.fullmatch(article):
        raise Http404("not an article")
    cite = str(Citation(title, article))
    found = matching_records(query=RecordQuery(words=cite))
    return _answer(request, f"依据{cite}作出的行政处罚决定", found)


def _answer(request: HttpRequest, title: str, found: QuerySet[PublicRecord]) -> HttpResponse:
    here = absolute(request.path)
    gone = PublicRecord.objects.filter(status=RecordStatus.WITHDRAWN.value)
    newest_gone = gone.order_by("-withdrawn_on", "-withdrawn_leaf_index")[:LENGTH]
    feed = _Feed(
        title=_clean(f"{read_site().name}：{title}"),
        link=absolute(reverse("portal:decisions")),
        description="按公示日期排列；撤下的以墓碑标明。",
        language="zh-CN",
        feed_url=here,
        feed_guid=here,
        gone=newest_gone,
    )
    shown = found.defer("grams", "search_text").order_by("-published_on", "-leaf_index")
    for record in shown[:LENGTH]:
        _add(feed, record)
    text = feed.writeString("utf-8")
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")


def _add(feed: _Feed, record: PublicRecord) -> None:
    feed.add_item(
        title=_clean(f"{record.party_name}：{record.cause}"),
        link=address_of(record),
        description=_clean(str(record.content.get("summary", ""))),
        unique_id=address_of(record),
        pubdate=_moment(record.published_on),
        updateddate=_moment(record.corrected_on or record.published_on),
        author_name=_clean(record.agency_name),
        categories=[str(kind) for kind in record.kinds],
    )


def _moment(day: Any) -> datetime:
    return datetime.combine(day, time(), get_current_timezone())


def _clean(text: str) -> str:
    return _NOT_IN_XML.sub("", text)
