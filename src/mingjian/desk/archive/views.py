"""Views of the archive: lists, handing over, filing, the dossier."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from mingjian.access.gate import scope_here
from mingjian.archive.filing import file_dossier, hand_over
from mingjian.archive.readiness import missing_of, retention_for
from mingjian.desk.acting import acting, acting_role
from mingjian.desk.archive.board import board_for, filing_deadline
from mingjian.desk.archive.forms import NoteForm
from mingjian.desk.archive.frame import READERS, ActForm, dossier_for
from mingjian.desk.archive.lists import list_file
from mingjian.desk.archive.showing import dossier_page
from mingjian.desk.cases.case_file import case_for
from mingjian.law.roles import Role
from mingjian.web.endpoints import staff
from mingjian.web.fragments import render_page


@staff(*READERS, purpose="查阅归档情况")
@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """归档."""
    now = timezone.now()
    board = board_for(
        scope=scope_here(request), query=request.GET, at=now, on=timezone.localdate(now)
    )
    context = {"board": board, "is_archivist": acting_role(request) is Role.ARCHIVIST}
    return render_page(request, "desk/archive/list.html", context)


@staff(Role.ARCHIVIST, purpose="导出案卷目录")
@require_safe
def inventory(request: HttpRequest, form: str) -> HttpResponse:
    """案卷目录、移交清册."""
    made = list_file(form, scope=scope_here(request), on=timezone.localdate())
    if made is None:
        raise Http404(f"no inventory as {form!r}")
    return made


@staff(*READERS, purpose="查阅归档情况")
@require_safe
def ended_case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """An ended case: what its file lacks, until when it is due, what comes next."""
    case = case_for(scope=scope_here(request), case_id=case_id)
    role = acting_role(request)
    context = {
        "case": case,
        "deadline": filing_deadline(case, timezone.localdate()),
        "missing": missing_of(case),
        "kept": retention_for(case),
        "handed": getattr(case, "hand_over", None),
        "filed": getattr(case, "dossier", None),
        "is_officer": role is Role.CASE_OFFICER,
        "is_archivist": role is Role.ARCHIVIST,
    }
    return render_page(request, "desk/archive/case.html", context)


@staff(Role.CASE_OFFICER, purpose="移交案卷")
@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """移交归档."""
    page = _act(request, case_id, "移交归档", "请核对完整性清单后移交档案管理人员。")
    return page.answer(
        lambda: hand_over(
            case_id=case_id,
            on=timezone.localdate(),
            note=page.form.cleaned_data["note"],
            by=acting(request),
            at=timezone.now(),
        )
    )


@staff(Role.ARCHIVIST, purpose="案卷归档")
@require_http_methods(["GET", "POST"])
def receive(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """归档."""
    page = _act(request, case_id, "归档", "归档后确定档号、卷内次序、页号和保管期限，不再更改。")
    return page.answer(
        lambda: file_dossier(
            case_id=case_id,
            on=timezone.localdate(),
            note=page.form.cleaned_data["note"],
            by=acting(request),
            at=timezone.now(),
        )
    )


@staff(*READERS, purpose="查阅案卷")
@require_safe
def dossier(request: HttpRequest, dossier_id: UUID) -> HttpResponse:
    """案卷."""
    found = dossier_for(request, dossier_id)
    context = dossier_page(found, by=acting(request), at=timezone.now())
    return render_page(request, "desk/archive/dossier.html", context)


def _act(request: HttpRequest, case_id: UUID, title: str, intro: str) -> ActForm:
    case = case_for(scope=scope_here(request), case_id=case_id)
    form = NoteForm(request.POST if request.method == "POST" else None)
    back = reverse("desk:archive-case", args=[case.id])
    label = case.number or case.lead_number.text
    return ActForm(request, form, title, intro, back, label, f"案件{label}已{title}。")
