"""Reading the record for audit (审计): who did what, when, in which role, to what purpose.

What the acts say in substance is business data and stays out of sight here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.http import QueryDict
from django.utils import timezone

from mingjian.access.models import SessionRecord
from mingjian.access.scopes import Scope
from mingjian.access.session_records import EndReason
from mingjian.desk.administration.words import GROUPS, kind_title, stream_title
from mingjian.desk.listing import Page, link_with, page_of
from mingjian.journal.models import Entry, Stream
from mingjian.journal.verifying import Verdict, verify_chains
from mingjian.law.roles import role_title
from mingjian.web.parts import ActiveFilter, Chip

LONGEST_QUERY = 100
# 一次请求内核验的链数上限。
MOST_CHAINS = 200


@dataclass(frozen=True)
class StreamCount:
    """How many chains of one kind there are, and how long they are together."""

    kind: str
    title: str
    streams: int
    entries: int


@dataclass(frozen=True)
class EntryRow:
    """One entry without its substance."""

    entry: Entry
    title: str
    role: str
    stream: str


@dataclass(frozen=True)
class EntryList:
    """What the search shows."""

    query: str
    since: str
    until: str
    chips: list[Chip]
    active: list[ActiveFilter]
    rows: list[EntryRow]
    page: Page


@dataclass(frozen=True)
class SessionRow:
    """One session and how it ended."""

    record: SessionRecord
    ended: str


def count_streams(*, scope: Scope) -> list[StreamCount]:
    """Chains and entries by kind; one query."""
    rows = (
        streams_seen_by(scope)
        .order_by()
        .values_list("kind")
        .annotate(chains=Count("pk"), length=Sum("head_seq"))
    )
    counts = [StreamCount(kind, stream_title(kind), n, entries or 0) for kind, n, entries in rows]
    return sorted(counts, key=lambda count: -count.entries)


def streams_seen_by(scope: Scope) -> QuerySet[Stream]:
    """All chains; for an auditor of one agency those in which its people acted."""
    if scope.agency_id is None:
        return Stream.objects.all()
    own = Entry.objects.filter(stream=OuterRef("pk"), actor_agency_id=scope.agency_id)
    return Stream.objects.filter(Exists(own))


def search_entries(*, scope: Scope, query: QueryDict) -> EntryList:
    """Newest first, by person, kind and days; two queries."""
    words = query.get("q", "").strip()[:LONGEST_QUERY]
    entries = _entries_seen_by(scope).filter(_days(query))
    for word in words.split():
        entries = entries.filter(Q(actor_name__icontains=word) | Q(purpose__icontains=word))
    _, condition = GROUPS.get(query.get("group", ""), ("", Q()))
    entries = entries.filter(condition)
    page = page_of(query, total=entries.count())
    newest = entries.select_related("stream").defer("payload").order_by("-at", "-id")
    return EntryList(
        query=words,
        since=query.get("since", ""),
        until=query.get("until", ""),
        chips=_chips(query),
        active=[ActiveFilter(f"检索“{words}”", link_with(query, q=""))] if words else [],
        rows=[_row(entry) for entry in newest[page.start : page.stop]],
        page=page,
    )


def entries_of(stream: Stream, *, query: QueryDict) -> tuple[list[EntryRow], Page]:
    """One chain, newest first; two queries."""
    page = page_of(query, total=stream.entries.count())
    newest = stream.entries.defer("payload").order_by("-seq")
    return [_row(entry, stream) for entry in newest[page.start : page.stop]], page


def verify_stream(stream: Stream) -> Verdict:
    """Recompute one chain from its first entry."""
    return verify_chains(streams=Stream.objects.filter(id=stream.id))


def verify_recent(*, scope: Scope) -> Verdict:
    """Recompute the chains that grew last, as many as one request can read."""
    newest = streams_seen_by(scope).order_by("-head_at", "id").values_list("id", flat=True)
    return verify_chains(streams=Stream.objects.filter(id__in=list(newest[:MOST_CHAINS])))


def list_sessions(*, scope: Scope, query: QueryDict) -> tuple[list[SessionRow], Page, list[Chip]]:
    """Sessions, newest first; two queries."""
    records = SessionRecord.objects.select_related("user").order_by("-since", "id")
    if scope.agency_id is not None:
        records = records.filter(user__agency_id=scope.agency_id)
    is_live = query.get("show", "live") == "live"
    if is_live:
        records = records.filter(ended_at__isnull=True)
    page = page_of(query, total=records.count())
    rows = [
        SessionRow(record, EndReason(record.end_reason).title if record.end_reason else "")
        for record in records[page.start : page.stop]
    ]
    chips = [
        Chip("在线", link_with(query, show=""), is_live),
        Chip("全部", link_with(query, show="all"), not is_live),
    ]
    return rows, page, chips


def stream_for(*, scope: Scope, stream_id: UUID) -> Stream | None:
    """The chain, if this auditor may read it."""
    return streams_seen_by(scope).filter(id=stream_id).first()


def _entries_seen_by(scope: Scope) -> QuerySet[Entry]:
    if scope.agency_id is None:
        return Entry.objects.all()
    return Entry.objects.filter(actor_agency_id=scope.agency_id)


def _days(query: QueryDict) -> Q:
    """Both days included; what is no day is ignored."""
    found = Q()
    since, until = _day(query.get("since", "")), _day(query.get("until", ""))
    if since is not None:
        found &= Q(at__gte=_midnight(since))
    if until is not None:
        found &= Q(at__lt=_midnight(until + timedelta(days=1)))
    return found


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1990 <= day.year <= 2099 else None


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _chips(query: QueryDict) -> list[Chip]:
    chosen = query.get("group", "")
    return [
        Chip("全部", link_with(query, group=""), not chosen),
        *(
            Chip(label, link_with(query, group=slug), chosen == slug)
            for slug, (label, _) in GROUPS.items()
        ),
    ]


def _row(entry: Any, stream: Stream | None = None) -> EntryRow:
    return EntryRow(
        entry=entry,
        title=kind_title(entry.kind),
        role=role_title(entry.actor_role),
        stream=stream_title((stream or entry.stream).kind),
    )
