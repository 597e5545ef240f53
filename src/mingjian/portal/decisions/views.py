"""事后公开: the list, and one decision, as page or as JSON at the same address."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from mingjian.disclosure.kinds import RecordStatus
from mingjian.disclosure.models import PublicRecord
from mingjian.disclosure.proving import proof_of
from mingjian.disclosure.search import count_facets, search_records
from mingjian.law.publication_requests import RequestKind
from mingjian.portal.caching import MINUTE, cached
from mingjian.portal.decisions.conditions import NAMES, Conditions, read_conditions
from mingjian.portal.decisions.listing import active_filters, facets_of, paging_of, rows_of
from mingjian.portal.decisions.machine import address_of, record_json
from mingjian.portal.decisions.proving import checkpoint_size, claim_of
from mingjian.portal.decisions.qr import qr_svg
from mingjian.portal.decisions.reading import read_decision
from mingjian.portal.missing import missing_page
from mingjian.portal.requests.reading import asked_about
from mingjian.web.endpoints import public
from mingjian.web.fragments import is_fragment, render_page
from mingjian.web.parts import Link

_LIST, _RESULTS = "portal/decisions/list.html", "portal/decisions/_results.html"


@public
@cached(seconds=MINUTE)
def decision_list(request: HttpRequest) -> HttpResponse:
    """公示的行政处罚决定, searched and narrowed; 400 with sentences where the address is wrong."""
    conditions = read_conditions(request.GET)
    crumbs = [Link("首页", reverse("portal:home")), Link("事后公开")]
    context = {"conditions": conditions, "crumbs": crumbs, "is_fragment": is_fragment(request)}
    if conditions.mistakes:
        # htmx shows 422, not 400.
        status = 422 if is_fragment(request) else 400
        return render_page(request, _LIST, context, fragment=_RESULTS, status=status)
    found = _results(conditions)
    return render_page(request, _LIST, {**context, **found}, fragment=_RESULTS)


@public
@cached(seconds=MINUTE)
def decision(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """One decision; 410 with rule and day where it was withdrawn; JSON for who prefers it."""
    record = find_record(public_id)
    wants = request.get_preferred_type(["text/html", "application/json"])
    if wants == "application/json":
        response = answer_json(record)
    elif record is None:
        response = _unknown(request)
    elif record.status == RecordStatus.WITHDRAWN:
        response = _stub(request, record)
    else:
        response = _page(request, record)
    patch_vary_headers(response, ["Accept"])
    return response


@public
@cached(seconds=MINUTE)
def decision_json(request: HttpRequest, public_id: str) -> HttpResponseBase:
    """The same decision for machines, whatever they accept."""
    return answer_json(find_record(public_id))


def find_record(public_id: str) -> PublicRecord | None:
    """The record with its agency, in one query; what waits for the log is not there yet."""
    records = PublicRecord.objects.exclude(status=RecordStatus.PENDING.value)
    found = records.select_related("agency").defer("grams", "search_text")
    return found.filter(public_id=public_id).first()


def answer_json(record: PublicRecord | None) -> HttpResponseBase:
    """200, 410 for a stub, 404."""
    body: dict[str, Any] = {"status": "unknown", "message": "没有这个编号的公示信息。"}
    status = 404
    if record is not None:
        body = {**record_json(record), "proof": proof_of(record)}
        status = 410 if record.status == RecordStatus.WITHDRAWN else 200
    response = JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
    if status != 200:
        response["X-Robots-Tag"] = "noindex"
    return response


def _results(conditions: Conditions) -> dict[str, Any]:
    page = search_records(query=conditions.query, page=conditions.page)
    facets = count_facets(query=conditions.query)
    return {
        "page": page,
        "rows": rows_of(page, conditions.terms),
        "paging": paging_of(page, conditions),
        "facets": facets_of(facets, conditions),
        "active": active_filters(conditions, facets),
        "clear_url": conditions.without(*NAMES[1:]),
    }


def _page(request: HttpRequest, record: PublicRecord) -> HttpResponse:
    reading = read_decision(record, log_size=checkpoint_size(), on=timezone.localdate())
    context = {"record": record, "reading": reading, "crumbs": _crumbs(record.number)}
    context |= {"qr": qr_svg(claim_of(record)), "asked": asked_about(record.public_id)}
    context |= {"request_kinds": list(RequestKind), "record_url": address_of(record)}
    context["content_summary"] = record.content.get("summary", "")
    return render(request, "portal/decisions/detail.html", context)


def _stub(request: HttpRequest, record: PublicRecord) -> HttpResponse:
    context = {"record": record, "crumbs": _crumbs("已撤下的公示信息")}
    response = render(request, "portal/decisions/withdrawn.html", context, status=410)
    response["X-Robots-Tag"] = "noindex"
    return response


def _unknown(request: HttpRequest) -> HttpResponse:
    return missing_page(
        request,
        sentence="没有这个编号的公示信息",
        advice="公示编号由 22 个字符组成，区分大小写，可能在复制时缺了几位。"
        "已经撤下的信息会说明依据和日期，不会显示为没有找到。",
        links=(Link("检索全部公示信息", reverse("portal:decisions")),),
    )


def _crumbs(here: str) -> list[Link]:
    return [
        Link("首页", reverse("portal:home")),
        Link("事后公开", reverse("portal:decisions")),
        Link(here or "行政处罚决定"),
    ]
