"""Views of the summary room: the screen on the spot, and the acts that follow."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from mingjian.access.gate import scope_here
from mingjian.desk.acting import acting
from mingjian.desk.cases.doing import breach_of
from mingjian.desk.cases.views import READERS
from mingjian.desk.summary.after import AfterVisit, after_visit_for
from mingjian.desk.summary.page import penalty_for, summary_context
from mingjian.desk.summary.scene import SceneVisit, visit_for
from mingjian.law.breach import MoveRefused
from mingjian.law.roles import Role
from mingjian.web.endpoints import staff
from mingjian.web.fragments import redirect_to, render_page


@staff(Role.CASE_OFFICER, purpose="当场处罚")
@require_http_methods(["GET", "POST"])
def on_the_spot(request: HttpRequest) -> HttpResponse:
    """当场处罚: one screen; 告知, then 当场作出决定, or 转普通程序."""
    visit = visit_for(request)
    if request.method == "GET":
        return visit.page()
    if not visit.form.is_valid():
        return visit.page(status=422)
    known = visit.already_decided()
    if known is not None:
        return redirect_to(request, reverse("desk:case", args=[known.id]))
    try:
        return _act(visit)
    except MoveRefused as refused:
        return visit.page(status=409, breaches=refused.breaches)
    except IntegrityError as error:
        return visit.page(status=409, breaches=[breach_of(error)])


@staff(*READERS, purpose="查阅案件")
@require_safe
def penalty(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """一件当场处罚; a case of 普通程序 has the case page."""
    found = penalty_for(scope=scope_here(request), case_id=case_id)
    context = summary_context(found, by=acting(request), query=request.GET, on=timezone.localdate())
    return render_page(request, "desk/summary/penalty.html", context)


@staff(Role.CASE_OFFICER, Role.AGENCY_HEAD, purpose="办理当场处罚")
@require_http_methods(["GET", "POST"])
def do_after(request: HttpRequest, case_id: UUID, move: str) -> HttpResponse:
    """当场收缴、交存、缴付、缴款、备案."""
    visit: AfterVisit | None = after_visit_for(request, case_id, move)
    if visit is None:
        raise Http404(f"no act {move!r} after an on-the-spot penalty")
    return visit.result() if request.method == "POST" else visit.page()


def _act(visit: SceneVisit) -> HttpResponse:
    request = visit.request
    if "tell" in request.POST:
        visit.tell()
        return visit.page()
    if "ordinary" in request.POST:
        case = visit.turn_to_ordinary()
        said = f"已转普通程序，案源编号{case.lead_number.text}，填写的内容已经转入。"
    else:
        case = visit.decide()
        said = f"已当场作出决定，文号{case.number}，请打印交付并由当事人签收。"
    messages.success(request, said)
    return redirect_to(request, reverse("desk:case", args=[case.id]))
