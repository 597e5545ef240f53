"""Views of the measures room: an act that begins a measure, and every act after it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from mingjian.desk.measures.visit import MeasureVisit, visit_for
from mingjian.law.roles import Role
from mingjian.web.endpoints import staff


@staff(Role.CASE_OFFICER, purpose="办理强制措施")
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, case_id: UUID, move: str) -> HttpResponse:
    """呈请, or 紧急情况当场实施."""
    return _answer(visit_for(request, case_id=case_id, slug=move))


@staff(Role.CASE_OFFICER, Role.AGENCY_HEAD, purpose="办理强制措施")
@require_http_methods(["GET", "POST"])
def go_on(request: HttpRequest, case_id: UUID, measure_id: UUID, move: str) -> HttpResponse:
    """审批、实施、延长、检测、变卖、处理、解除."""
    return _answer(visit_for(request, case_id=case_id, slug=move, measure_id=measure_id))


def _answer(visit: MeasureVisit) -> HttpResponse:
    return visit.result() if visit.request.method == "POST" else visit.page()
