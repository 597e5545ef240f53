"""The published list (已公示) of an agency, and the page of one record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import QueryDict

from mingjian.access.scopes import Scope
from mingjian.desk.disclosure.comparing import shown_text
from mingjian.desk.disclosure.portal_links import public_agency_page, public_page_of
from mingjian.desk.disclosure.reading import own_agency
from mingjian.desk.disclosure.record_lines import record_of
from mingjian.desk.disclosure.texts import ApprovalLine, TextView, approval_lines, view_text
from mingjian.desk.listing import Page, link_with, page_of
from mingjian.disclosure.kinds import RecordStatus
from mingjian.disclosure.models import (
    AgencyPage,
    Preparation,
    PublicRecord,
    Release,
    WithdrawalOrder,
)
from mingjian.disclosure.projection import FIELD_TITLES
from mingjian.law.roles import Actor, Role
from mingjian.web.parts import ActiveFilter, Chip, Entry, SummaryRow

LONGEST_QUERY = 100
_SHOWN = ("party_name", "credit_code", "cause", "facts", "basis", "kinds", "penalty", "decided_on")


@dataclass(frozen=True)
class Row:
    """One public record; of a withdrawn one only the stub is left."""

    public_id: str
    number: str
    record: PublicRecord
    is_withdrawn: bool
    url: str


@dataclass(frozen=True)
class AgencyNotice:
    """执法主体公示页: since when it says what it says, and where; no day before the first time."""

    published_on: date | None
    url: str


@dataclass(frozen=True)
class Published:
    """What the list shows."""

    query: str
    chips: list[Chip]
    active: list[ActiveFilter]
    rows: list[Row]
    page: Page


@dataclass(frozen=True)
class RecordView:
    """What the page of one record shows."""

    record: PublicRecord
    release: Release
    url: str
    rows: list[SummaryRow]
    order: WithdrawalOrder | None
    correction: Preparation | None
    text: TextView | None
    approvals: list[ApprovalLine]
    may_release: bool
    lines: list[Entry]


def list_published(*, scope: Scope, query: QueryDict) -> Published:
    """Records of the person's agency, newest publication first; two queries."""
    words = query.get("q", "").strip()[:LONGEST_QUERY]
    records = _narrowed(_of_agency(scope), query, words)
    page = page_of(query, total=records.count())
    ordered = records.order_by("-published_on", "public_id").defer("grams", "search_text")
    return Published(
        query=words,
        chips=_chips(query),
        active=[ActiveFilter(f"检索“{words}”", link_with(query, q=""))] if words else [],
        rows=[_row(record) for record in ordered[page.start : page.stop]],
        page=page,
    )


def agency_notice(*, scope: Scope) -> AgencyNotice:
    """The public page of the person's agency; one query."""
    known = AgencyPage.objects.select_related("page").filter(agency_id=own_agency(scope)).first()
    if known is None:
        return AgencyNotice(None, "")
    return AgencyNotice(known.page.published_on, public_agency_page(known.page_id))


def read_record(*, release: Release, record: PublicRecord, by: Actor) -> RecordView:
    """One record with its pending correction and its order of withdrawal."""
    stands = record.withdrawn_on is None
    correction = _pending_correction(release) if stands else None
    lines = approval_lines(correction, by=by)
    is_ready = bool(lines) and all(line.given for line in lines)
    return RecordView(
        record=record,
        release=release,
        url=public_page_of(record.public_id),
        rows=_summary(record),
        order=WithdrawalOrder.objects.filter(public_id=record.public_id).open().last(),
        correction=correction,
        text=view_text(correction) if correction else None,
        approvals=lines,
        may_release=is_ready and by.role is Role.DISCLOSURE_CLERK,
        lines=record_of(stream_id=release.stream_id),
    )


def _of_agency(scope: Scope) -> QuerySet[PublicRecord]:
    """By the releases: a stub still knows whose it was."""
    released = Release.objects.filter(agency_id=own_agency(scope))
    number = Release.objects.filter(public_id=OuterRef("pk")).order_by("-version")
    records = PublicRecord.objects.filter(public_id__in=released.values("public_id"))
    return records.annotate(released_number=Subquery(number.values("number")[:1]))


def _narrowed(
    records: QuerySet[PublicRecord], query: QueryDict, words: str
) -> QuerySet[PublicRecord]:
    for word in words.split():
        records = records.filter(
            Q(released_number__icontains=word)
            | Q(party_name__icontains=word)
            | Q(cause__icontains=word)
        )
    if query.get("status") in {status.value for status in RecordStatus}:
        records = records.filter(status=query["status"])
    return records


def _chips(query: QueryDict) -> list[Chip]:
    status = query.get("status", "")
    return [
        Chip("全部", link_with(query, status=""), not status),
        *(
            Chip(one.title, link_with(query, status=one.value), status == one)
            for one in RecordStatus
        ),
    ]


def _row(record: Any) -> Row:
    return Row(
        public_id=record.public_id,
        number=record.released_number,
        record=record,
        is_withdrawn=record.status == RecordStatus.WITHDRAWN,
        url=public_page_of(record.public_id),
    )


def _summary(record: PublicRecord) -> list[SummaryRow]:
    rows = [
        SummaryRow(FIELD_TITLES[name], shown_text(record.content, name))
        for name in _SHOWN
        if shown_text(record.content, name)
    ]
    rows.append(SummaryRow("公示日期", record.published_on, kind="date"))
    if record.term_ends_on:
        rows.append(SummaryRow("公示期至", record.term_ends_on, kind="date"))
    if record.corrected_on:
        rows.append(SummaryRow("更正日期", record.corrected_on, kind="date"))
        rows.append(SummaryRow("更正原因", record.correction_note))
    return [*rows, *_withdrawal_rows(record)]


def _withdrawal_rows(record: PublicRecord) -> list[SummaryRow]:
    if record.withdrawn_on is None:
        return []
    return [
        SummaryRow("撤下日期", record.withdrawn_on, kind="date"),
        SummaryRow("撤下事由", record.get_withdrawn_ground_display()),
        SummaryRow("公开的理由", record.withdrawn_reason),
        SummaryRow("依据", record.withdrawn_cite),
    ]


def _pending_correction(release: Release) -> Preparation | None:
    """The newest text of the matter, if it corrects this record and is not public yet."""
    newest = (
        Preparation.objects.filter(stream_id=release.stream_id, corrects=release.public_id)
        .select_related("duty__case__party", "duty__case__agency", "duty__case__decision", "batch")
        .order_by("-revision")
        .first()
    )
    return newest if newest is not None and newest.id != release.preparation_id else None
