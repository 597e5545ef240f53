"""Large imports at the desk: columns, trial with its report, import; a job that can stop."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from mingjian.access.gate import scope_here
from mingjian.desk.acting import acting
from mingjian.desk.answering import answer_act
from mingjian.desk.disclosure.runs import columns_in, read_run, run_for
from mingjian.disclosure.models import ImportRun
from mingjian.disclosure.past_reading import UnreadableFile
from mingjian.disclosure.past_runs import (
    KEPT_DAYS,
    ask_import,
    drop_run,
    map_columns,
    report_of_run,
    stop_run,
)
from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.roles import Role
from mingjian.web.endpoints import staff
from mingjian.web.fragments import is_fragment, render_page

_PAGE = "desk/disclosure/run.html"


@staff(Role.DISCLOSURE_CLERK, purpose="大文件导入")
@require_safe
def run(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """大文件导入: what comes next, how far it came; the fragment is asked for while it works."""
    found = run_for(scope=scope_here(request), run_id=run_id)
    template = "desk/disclosure/_run.html" if is_fragment(request) else _PAGE
    context = {"page": read_run(found), "kept_days": KEPT_DAYS}
    return render_page(request, template, context)


@staff(Role.DISCLOSURE_CLERK, purpose="大文件导入")
@require_POST
def check(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """逐行检查 with the columns as they were set; 再次检查 keeps those of before."""
    found = run_for(scope=scope_here(request), run_id=run_id)
    typed = {**found.columns, **_typed(request, found)}
    return _act(request, found, lambda: _map(found, typed, request), "已开始逐行检查。")


@staff(Role.DISCLOSURE_CLERK, purpose="大文件导入")
@require_POST
def keep(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """确认导入 of what was tried."""
    found = run_for(scope=scope_here(request), run_id=run_id)
    by, at = acting(request), timezone.now()
    return _act(request, found, lambda: ask_import(run_id=found.id, by=by, at=at), "已开始导入。")


@staff(Role.DISCLOSURE_CLERK, purpose="大文件导入")
@require_POST
def stop(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """停下."""
    found = run_for(scope=scope_here(request), run_id=run_id)
    by, at = acting(request), timezone.now()
    done = "已停下，检查过的行保留，可以接着办理。"
    return _act(request, found, lambda: stop_run(run_id=found.id, by=by, at=at), done)


@staff(Role.DISCLOSURE_CLERK, purpose="大文件导入")
@require_POST
def drop(request: HttpRequest, run_id: UUID) -> HttpResponse:
    """放弃."""
    found = run_for(scope=scope_here(request), run_id=run_id)
    return answer_act(
        request,
        lambda: drop_run(run_id=found.id, by=acting(request)),
        done="已放弃，上传的文件已经删除。",
        url=reverse("desk:disclosure-imports"),
    )


@staff(Role.DISCLOSURE_CLERK, purpose="大文件导入")
@require_safe
def report(request: HttpRequest, run_id: UUID) -> HttpResponseBase:
    """导入报告: every row that cannot be published, with its reasons, as CSV."""
    found = run_for(scope=scope_here(request), run_id=run_id)
    path = report_of_run(found)
    if not path.exists():
        raise Http404("nothing was judged yet")
    return FileResponse(path.open("rb"), as_attachment=True, filename=f"{found.file_name}-报告.csv")


def _typed(request: HttpRequest, found: ImportRun) -> dict[str, str]:
    return columns_in(request.POST, found) if "column0" in request.POST else {}


def _map(found: ImportRun, typed: dict[str, str], request: HttpRequest) -> None:
    try:
        map_columns(run_id=found.id, columns=typed, by=acting(request), at=timezone.now())
    except UnreadableFile as unreadable:
        remedy = "请核对每一列对应模板的哪一列，必填的列都要有，同一列不能对应两次。"
        raise MoveRefused([Breach("COLUMNS", str(unreadable), None, remedy)]) from unreadable


def _act(
    request: HttpRequest, found: ImportRun, act: Callable[[], object], done: str
) -> HttpResponse:
    url = reverse("desk:disclosure-run", args=[found.id])
    return answer_act(request, act, done=done, url=url)
