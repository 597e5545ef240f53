"""Imports of past decisions: batches, trial, keeping the file, one batch and its text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mingjian.access.gate import scope_here
from mingjian.desk.acting import acting, acting_role
from mingjian.desk.answering import answer_act
from mingjian.desk.disclosure.batch_jobs import job_of
from mingjian.desk.disclosure.forms import BatchForm, UploadForm
from mingjian.desk.disclosure.imports import (
    TooLargeToCarry,
    columns_of,
    list_batches,
    pack_file,
    read_batch,
    show_trial,
    unpack_file,
)
from mingjian.desk.disclosure.readers import READERS, moment_here, room_tabs
from mingjian.desk.disclosure.reading import batch_for, own_agency
from mingjian.desk.disclosure.runs import open_runs
from mingjian.desk.formpages import form_page
from mingjian.disclosure.models import ImportBatch
from mingjian.disclosure.past_columns import COLUMNS, REQUIRED
from mingjian.disclosure.past_decisions import check_file, import_file, prepare_batch
from mingjian.disclosure.past_jobs import stop_publication
from mingjian.disclosure.past_reading import MOST_BYTES, TooLargeForAPage, UnreadableFile
from mingjian.disclosure.past_runs import begin_run
from mingjian.law.breach import Breach
from mingjian.law.roles import Role
from mingjian.web.endpoints import staff
from mingjian.web.fragments import is_fragment, redirect_to, render_page

_BATCH = "desk/disclosure/batch.html"


@staff(*READERS, purpose="导入历史决定")
@require_safe
def imports(request: HttpRequest) -> HttpResponse:
    """历史决定导入: what was imported."""
    batches, page = list_batches(scope=scope_here(request), query=request.GET)
    context = {
        "batches": batches,
        "runs": open_runs(scope=scope_here(request)) if _is_clerk(request) else (),
        "page": page,
        "tabs": room_tabs(request, "disclosure-imports"),
        "may_import": _is_clerk(request),
    }
    return render_page(request, "desk/disclosure/imports.html", context)


@staff(Role.DISCLOSURE_CLERK, purpose="试导入历史决定")
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """试导入: read and judge the file row by row; nothing is kept."""
    form = UploadForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if not form.is_valid():
        return _upload_page(request, form)
    file, large = form.cleaned_data["file"], form.cleaned_data["large"]
    try:
        if large or file.size > MOST_BYTES:
            return _as_run(request, file)
        context = _trial_context(request, file=file, national=form.cleaned_data["national"])
    except (TooLargeForAPage, TooLargeToCarry):
        return _as_run(request, file)
    except UnreadableFile as unreadable:
        form.add_error("file", str(unreadable))
        return _upload_page(request, form)
    return render_page(request, "desk/disclosure/trial.html", context)


@staff(Role.DISCLOSURE_CLERK, purpose="导入历史决定")
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """确认导入: the very file that was tried; publishing still needs two approvals."""
    try:
        data = unpack_file(request.POST.get("packed", ""))
    except ValueError:
        form = UploadForm({})
        form.add_error("file", "页面中的文件不完整，请重新选择文件。")
        return _upload_page(request, form)
    agency_id, name = own_agency(scope_here(request)), request.POST.get("file_name", "")[:200]
    columns = columns_of(data, national=request.POST.get("national"))
    kept = {"agency_id": agency_id, "file_name": name, "columns": columns, **moment_here(request)}
    return answer_act(
        request,
        lambda: import_file(data=data, **kept),
        done="文件已导入。公示前须形成批次公示稿，经内容审核和保密审查。",
        url=reverse("desk:disclosure-imports"),
    )


@staff(*READERS, purpose="查阅导入批次")
@require_safe
def batch(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """One batch: rows, text, approvals; only how far its job came, where a fragment is asked."""
    if is_fragment(request):
        found = batch_for(scope=scope_here(request), batch_id=batch_id)
        return _job_fragment(request, found)
    return _batch_page(request, batch_id, BatchForm())


@staff(Role.DISCLOSURE_CLERK, purpose="停止批次公示")
@require_POST
def stop(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """停下: what is public stays public, the rest can be gone on with."""
    found = batch_for(scope=scope_here(request), batch_id=batch_id)
    return answer_act(
        request,
        lambda: stop_publication(batch_id=found.id, by=acting(request)),
        done="已停下。已公示的继续公示，可以接着公示。",
        url=reverse("desk:disclosure-import", args=[found.id]),
    )


@staff(Role.DISCLOSURE_CLERK, purpose="形成批次公示稿")
@require_POST
def prepare_rows(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    """形成批次公示稿 over all good rows."""
    form = BatchForm(request.POST)
    if not form.is_valid():
        return _batch_page(request, batch_id, form)
    found = batch_for(scope=scope_here(request), batch_id=batch_id)
    act = {**form.cleaned_data, **moment_here(request)}
    return answer_act(
        request,
        lambda: prepare_batch(batch_id=found.id, **act),
        done="批次公示稿已形成，等待内容审核和保密审查。",
        url=reverse("desk:disclosure-import", args=[found.id]),
        show_refusal=lambda breaches: _batch_page(request, batch_id, form, breaches),
    )


def _job_fragment(request: HttpRequest, found: ImportBatch) -> HttpResponse:
    """How far it came; once it has ended, the whole page is to be asked for again."""
    job = job_of(found, by=acting(request))
    context = {"batch": found, "job": job}
    response = render_page(request, "desk/disclosure/_job.html", context)
    if job is None or not job.is_working:
        response["HX-Refresh"] = "true"
    return response


def _is_clerk(request: HttpRequest) -> bool:
    return acting_role(request) is Role.DISCLOSURE_CLERK


def _upload_page(request: HttpRequest, form: UploadForm) -> HttpResponse:
    context = {"columns": [(name, name in REQUIRED) for name in COLUMNS]}
    return form_page(request, "desk/disclosure/upload.html", context, form=form)


def _as_run(request: HttpRequest, file: UploadedFile[bytes]) -> HttpResponse:
    """A file that no page can carry: kept, its columns to be confirmed next."""
    file.seek(0)
    made = begin_run(
        agency_id=own_agency(scope_here(request)),
        name=file.name or "",
        pieces=file.chunks(),
        by=acting(request),
        at=timezone.now(),
    )
    return redirect_to(request, reverse("desk:disclosure-run", args=[made.id]))


def _trial_context(
    request: HttpRequest, *, file: UploadedFile[bytes], national: bool
) -> dict[str, Any]:
    data, name = file.read(), file.name or ""
    columns = columns_of(data, national=national)
    report = check_file(
        agency_id=own_agency(scope_here(request)),
        file_name=name,
        data=data,
        on=timezone.localdate(),
        columns=columns,
    )
    read = [pair for pair in (columns or {}).items() if pair[1]]
    left_out = [title for title, target in (columns or {}).items() if not target]
    mapping = {"national": national, "columns_read": read, "columns_left_out": left_out}
    return {"trial": show_trial(report), "packed": pack_file(data), "file_name": name, **mapping}


def _batch_page(
    request: HttpRequest, batch_id: UUID, form: BatchForm, breaches: Sequence[Breach] = ()
) -> HttpResponse:
    found = batch_for(scope=scope_here(request), batch_id=batch_id)
    on = timezone.localdate()
    view = read_batch(batch=found, query=request.GET, by=acting(request), on=on)
    context = {"view": view, "batch": found, "job": job_of(found, by=acting(request))}
    return form_page(request, _BATCH, context, form=form, breaches=breaches)
