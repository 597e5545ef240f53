"""Pages of the audit administrator: chains verified, entries searched, sessions listed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from mingjian.access.gate import scope_here
from mingjian.desk.administration.auditing import (
    MOST_CHAINS,
    count_streams,
    entries_of,
    list_sessions,
    search_entries,
    stream_for,
    verify_recent,
    verify_stream,
)
from mingjian.desk.administration.frame import separations
from mingjian.desk.administration.words import stream_title
from mingjian.law.roles import Role
from mingjian.web.endpoints import staff
from mingjian.web.fragments import render_page
from mingjian.web.parts import Tab


@staff(Role.AUDIT_ADMIN, purpose="核验全过程记录")
@require_http_methods(["GET", "POST"])
def audit(request: HttpRequest) -> HttpResponse:
    """核验: chains by kind; the button verifies those that grew last."""
    scope = scope_here(request)
    verdict = verify_recent(scope=scope) if request.method == "POST" else None
    context = {
        "counts": count_streams(scope=scope),
        "verdict": verdict,
        "most": MOST_CHAINS,
        "separations": separations(request),
        "tabs": audit_tabs("audit"),
    }
    return render_page(request, "desk/administration/audit.html", context)


@staff(Role.AUDIT_ADMIN, purpose="检索全过程记录")
@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    """检索: who did what, when, in which role, to what purpose."""
    found = search_entries(scope=scope_here(request), query=request.GET)
    context = {"entries": found, "tabs": audit_tabs("audit-entries")}
    return render_page(request, "desk/administration/entries.html", context)


@staff(Role.AUDIT_ADMIN, purpose="核验一条记录链")
@require_http_methods(["GET", "POST"])
def stream(request: HttpRequest, stream_id: UUID) -> HttpResponse:
    """One chain; the button verifies it from its first entry."""
    found = stream_for(scope=scope_here(request), stream_id=stream_id)
    if found is None:
        raise Http404(f"no stream {stream_id}")
    rows, page = entries_of(found, query=request.GET)
    context: dict[str, Any] = {
        "stream": found,
        "title": stream_title(found.kind),
        "rows": rows,
        "page": page,
        "verdict": verify_stream(found) if request.method == "POST" else None,
    }
    return render_page(request, "desk/administration/stream.html", context)


@staff(Role.AUDIT_ADMIN, purpose="查看会话")
@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """会话."""
    rows, page, chips = list_sessions(scope=scope_here(request), query=request.GET)
    context = {"rows": rows, "page": page, "chips": chips, "tabs": audit_tabs("audit-sessions")}
    return render_page(request, "desk/administration/sessions.html", context)


def audit_tabs(current: str) -> list[Tab]:
    """The audit administrator's pages."""
    pages = {
        "audit": "核验",
        "audit-entries": "检索记录",
        "audit-sessions": "会话",
        "log": "公开日志",
    }
    return [Tab(label, reverse(f"desk:{page}"), page == current) for page, label in pages.items()]
