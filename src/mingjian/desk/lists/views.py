"""事前清单: all lists, one list, its rows, review by another person, publication."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mingjian.access.gate import scope_here
from mingjian.desk.acting import acting_role
from mingjian.desk.answering import answer_act
from mingjian.desk.disclosure.portal_links import public_list_page
from mingjian.desk.disclosure.readers import READERS, moment_here, room_tabs
from mingjian.desk.disclosure.reading import own_agency
from mingjian.desk.formpages import form_page
from mingjian.desk.lists.forms import NoteForm, ReviewForm, RowForm
from mingjian.desk.lists.reading import DraftPage, kind_or_404, read_draft, standings_of
from mingjian.desk.lists.rows import changed_rows, row_of
from mingjian.disclosure.models import ListDraft
from mingjian.disclosure.standing.drafting import draft_list, fill_list
from mingjian.disclosure.standing.releasing import publish_list, review_list
from mingjian.law.breach import Breach
from mingjian.law.roles import Role
from mingjian.web.endpoints import staff
from mingjian.web.fragments import render_page

_PAGE = "desk/lists/list.html"


@staff(*READERS, purpose="查阅事前清单")
@require_safe
def lists(request: HttpRequest) -> HttpResponse:
    """All lists of the agency and where each stands."""
    agency_id = own_agency(scope_here(request))
    context = {
        "tabs": room_tabs(request, "disclosure-lists"),
        "standings": standings_of(agency_id=agency_id, on=timezone.localdate()),
    }
    return render_page(request, "desk/lists/lists.html", context)


@staff(*READERS, purpose="查阅事前清单")
@require_safe
def standing_list(request: HttpRequest, kind: str) -> HttpResponse:
    """One list."""
    return _list_page(request, kind, NoteForm())


@staff(Role.DISCLOSURE_CLERK, purpose="起草公开清单")
@require_http_methods(["GET", "POST"])
def edit_row(request: HttpRequest, kind: str) -> HttpResponse:
    """One row (?row=3), or a new one; the button 移出 takes it off the list."""
    page = _read(request, kind)
    number = row_of(request.GET.get("row", ""), page.table)
    row = page.table.rows[number - 1] if number else ()
    form = RowForm(request.POST or None, elements=page.elements, row=row, filed=_filed(page))
    if request.method == "GET" or not form.is_valid():
        return _row_page(request, page, form, number)
    rows = changed_rows(page.table, number, None if "remove" in request.POST else form.row())
    note, filed = form.cleaned_data["note"], form.cleaned_data.get("filed", "")
    act = {"agency_id": own_agency(scope_here(request)), "kind": kind, **moment_here(request)}
    return answer_act(
        request,
        lambda: draft_list(rows=rows, note=note, filed=filed, **act),
        done="已保存为新的一稿，等待另一人复核。",
        url=reverse("desk:disclosure-list", args=[kind]),
        show_refusal=lambda breaches: _row_page(request, page, form, number, breaches),
    )


@staff(Role.DISCLOSURE_CLERK, purpose="由名录、规则生成清单")
@require_POST
def fill(request: HttpRequest, kind: str) -> HttpResponse:
    """重新生成 from the registry or the rules."""
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _list_page(request, kind, form)
    act = {"agency_id": own_agency(scope_here(request)), "kind": kind, **moment_here(request)}
    return answer_act(
        request,
        lambda: fill_list(note=form.cleaned_data["note"], **act),
        done="已按最新内容生成一稿，等待另一人复核。",
        url=reverse("desk:disclosure-list", args=[kind]),
        show_refusal=lambda breaches: _list_page(request, kind, form, breaches),
    )


@staff(Role.DISCLOSURE_CLERK, purpose="定期复核清单")
@require_POST
def confirm(request: HttpRequest, kind: str) -> HttpResponse:
    """定期复核: the same content once more, so that its review day moves on."""
    page, form = _read(request, kind), NoteForm(request.POST)
    if not form.is_valid():
        return _list_page(request, kind, form)
    act = {"agency_id": own_agency(scope_here(request)), "kind": kind, **moment_here(request)}
    note, filed = form.cleaned_data["note"], _filed(page) or ""
    return answer_act(
        request,
        lambda: draft_list(rows=page.table.rows, note=note, filed=filed, **act),
        done="已按原内容形成一稿，等待另一人复核。",
        url=reverse("desk:disclosure-list", args=[kind]),
        show_refusal=lambda breaches: _list_page(request, kind, form, breaches),
    )


@staff(Role.AGENCY_HEAD, Role.DISCLOSURE_CLERK, purpose="复核公开清单")
@require_POST
def review(request: HttpRequest, kind: str, draft_id: UUID) -> HttpResponse:
    """复核: agree or send back."""
    draft, form = _draft(request, draft_id), ReviewForm(request.POST)
    if not form.is_valid():
        return _list_page(request, kind, NoteForm(), review=form)
    given = form.cleaned_data
    act = {**given, "passed": given["passed"] == "1", **moment_here(request)}
    return answer_act(
        request,
        lambda: review_list(draft_id=draft.id, **act),
        done="复核意见已记录。",
        url=reverse("desk:disclosure-list", args=[kind]),
        show_refusal=lambda found: _list_page(request, kind, NoteForm(), found, review=form),
    )


@staff(Role.DISCLOSURE_CLERK, purpose="公布清单")
@require_POST
def publish(request: HttpRequest, kind: str, draft_id: UUID) -> HttpResponse:
    """公布: the reviewed draft becomes the next version."""
    draft, moment = _draft(request, draft_id), moment_here(request)
    return answer_act(
        request,
        lambda: publish_list(draft_id=draft.id, **moment),
        done="清单已公布，并写入公开日志。",
        url=reverse("desk:disclosure-list", args=[kind]),
        show_refusal=lambda found: _list_page(request, kind, NoteForm(), found),
    )


def _read(request: HttpRequest, kind: str) -> DraftPage:
    agency_id = own_agency(scope_here(request))
    return read_draft(agency_id=agency_id, kind=kind_or_404(kind), on=timezone.localdate())


def _draft(request: HttpRequest, draft_id: UUID) -> ListDraft:
    agency_id = own_agency(scope_here(request))
    return get_object_or_404(ListDraft, id=draft_id, list__agency_id=agency_id)


def _filed(page: DraftPage) -> str | None:
    """备案文号; None where this place does not ask for it."""
    if page.filing is None:
        return None
    return str(page.standing.draft.content["filed"]) if page.standing.draft else ""


def _list_page(
    request: HttpRequest,
    kind: str,
    form: NoteForm,
    breaches: Sequence[Breach] = (),
    *,
    review: ReviewForm | None = None,
) -> HttpResponse:
    page, role = _read(request, kind), acting_role(request)
    draft, version = page.standing.draft, page.standing.version
    own = moment_here(request)["by"].person_id
    may_review = page.standing.step == "drafted" and role is not Role.SECRECY_REVIEWER
    is_author = draft is not None and draft.drafted_by_person_id == own
    context = {
        "page": page,
        "is_clerk": role is Role.DISCLOSURE_CLERK,
        "is_author": is_author,
        "may_review": may_review and not is_author,
        "review_form": review or ReviewForm(initial={"seen_hash": draft.hash if draft else ""}),
        "public_url": public_list_page(version.agency_id, version.kind) if version else "",
    }
    shown = review if review is not None and review.is_bound else form
    return form_page(request, _PAGE, {**context, "note_form": form}, form=shown, breaches=breaches)


def _row_page(
    request: HttpRequest,
    page: DraftPage,
    form: RowForm,
    number: int,
    breaches: Sequence[Breach] = (),
) -> HttpResponse:
    context = {"page": page, "number": number}
    return form_page(request, "desk/lists/row.html", context, form=form, breaches=breaches)
