"""Import of a list (清单导入): a trial that shows every row and change, then a draft."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from mingjian.access.gate import scope_here
from mingjian.desk.answering import answer_act
from mingjian.desk.disclosure.imports import TooLargeToCarry, pack_file, unpack_file
from mingjian.desk.disclosure.readers import moment_here
from mingjian.desk.disclosure.reading import own_agency
from mingjian.desk.formpages import form_page
from mingjian.desk.lists.forms import ListFileForm
from mingjian.desk.lists.reading import DraftPage, kind_or_404, read_draft
from mingjian.disclosure.standing.checking import list_faults
from mingjian.disclosure.standing.drafting import draft_list
from mingjian.disclosure.standing.files import UnreadableList, read_rows
from mingjian.law.roles import Role
from mingjian.law.standing.checks import Table
from mingjian.law.standing.differences import compare
from mingjian.web.endpoints import staff
from mingjian.web.fragments import render_page


@staff(Role.DISCLOSURE_CLERK, purpose="试导入清单")
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, kind: str) -> HttpResponse:
    """试导入: what the file would change, row by row; nothing is kept."""
    page = _read(request, kind)
    form = ListFileForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if not form.is_valid():
        return _upload_page(request, page, form)
    data = form.cleaned_data["file"].read()
    try:
        context = _trial(page, data)
    except (UnreadableList, TooLargeToCarry) as unreadable:
        form.add_error("file", str(unreadable))
        return _upload_page(request, page, form)
    context["note"] = form.cleaned_data["note"]
    return render_page(request, "desk/lists/trial.html", context)


@staff(Role.DISCLOSURE_CLERK, purpose="导入清单")
@require_POST
def keep(request: HttpRequest, kind: str) -> HttpResponse:
    """确认导入: the very file that was tried becomes a draft; the same file twice is refused."""
    page = _read(request, kind)
    try:
        rows = read_rows(data=unpack_file(request.POST.get("packed", "")), titles=_titles(page))
    except ValueError:
        form = ListFileForm({})
        form.add_error("file", "页面中的文件不完整，请重新选择文件。")
        return _upload_page(request, page, form)
    act = {"agency_id": own_agency(scope_here(request)), "kind": kind, **moment_here(request)}
    draft = page.standing.draft
    filed, note = draft.content["filed"] if draft else "", request.POST.get("note", "")[:300]
    return answer_act(
        request,
        lambda: draft_list(rows=rows, note=note, filed=filed, **act),
        done="文件已导入为新的一稿，等待另一人复核。",
        url=reverse("desk:disclosure-list", args=[kind]),
    )


def _read(request: HttpRequest, kind: str) -> DraftPage:
    agency_id = own_agency(scope_here(request))
    return read_draft(agency_id=agency_id, kind=kind_or_404(kind), on=timezone.localdate())


def _titles(page: DraftPage) -> list[str]:
    return [one.title for one in page.elements]


def _trial(page: DraftPage, data: bytes) -> dict[str, Any]:
    kind = page.standing.kind
    table = Table(page.table.elements, read_rows(data=data, titles=_titles(page)))
    filed = page.standing.draft.content["filed"] if page.standing.draft else ""
    return {
        "page": page,
        "count": len(table.rows),
        "faults": list_faults(kind=kind, table=table, setting=page.setting, filed=filed),
        "difference": compare(kind=kind, before=page.table, after=table),
        "packed": pack_file(data),
    }


def _upload_page(request: HttpRequest, page: DraftPage, form: ListFileForm) -> HttpResponse:
    return form_page(request, "desk/lists/upload.html", {"page": page}, form=form)
