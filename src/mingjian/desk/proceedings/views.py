"""Views of the proceedings room: a step that begins a proceeding, and every step after it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from mingjian.desk.proceedings.visit import StepVisit, visit_for
from mingjian.law.roles import Role
from mingjian.web.endpoints import staff


@staff(Role.CASE_OFFICER, Role.AGENCY_HEAD, purpose="办理附随程序")
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, case_id: UUID, move: str) -> HttpResponse:
    """呈请、报告、责令、决定: what begins a proceeding."""
    return _answer(visit_for(request, case_id=case_id, slug=move))


@staff(Role.CASE_OFFICER, Role.AGENCY_HEAD, purpose="办理附随程序")
@require_http_methods(["GET", "POST"])
def go_on(request: HttpRequest, case_id: UUID, proceeding_id: UUID, move: str) -> HttpResponse:
    """审批、实施、处理、反馈: what follows."""
    return _answer(visit_for(request, case_id=case_id, slug=move, proceeding_id=proceeding_id))


def _answer(visit: StepVisit) -> HttpResponse:
    return visit.result() if visit.request.method == "POST" else visit.page()
