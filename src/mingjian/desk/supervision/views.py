"""Pages of supervision: figures and cases of the division, reviewers in proportion to officers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from mingjian.access.gate import scope_here
from mingjian.desk.supervision.board import board_for
from mingjian.desk.supervision.figures import DEFINITIONS
from mingjian.desk.supervision.forms import form_lines
from mingjian.desk.supervision.reviews import review_board
from mingjian.desk.supervision.staffing import KEY, staff_lines
from mingjian.desk.todo.lines import lines_for
from mingjian.disclosure.duties import catch_up
from mingjian.dossier.filings import KEY as FILING
from mingjian.law.citation import Citation
from mingjian.law.roles import Role
from mingjian.web.endpoints import staff
from mingjian.web.fragments import render_page
from mingjian.web.parts import Tab

REVIEW_DUTY = Citation("行政处罚法", "58", "1")


@staff(Role.SUPERVISOR, purpose="执法监督")
@require_safe
def supervision(request: HttpRequest) -> HttpResponse:
    """监督: figures, each a link to its list; overdue cases first."""
    catch_up()
    board = board_for(scope=scope_here(request), query=request.GET, on=timezone.localdate())
    context = {
        "board": board,
        "tabs": _tabs("supervision"),
        "definitions": DEFINITIONS,
        "lines": lines_for(request, role=Role.SUPERVISOR),
    }
    return render_page(request, "desk/supervision/list.html", context)


@staff(Role.SUPERVISOR, purpose="执法监督")
@require_safe
def staffing(request: HttpRequest) -> HttpResponse:
    """法制审核人员配备."""
    on = timezone.localdate()
    lines, page = staff_lines(scope=scope_here(request), query=request.GET, on=on)
    context = {"lines": lines, "page": page, "tabs": _tabs("supervision-staffing"), "key": KEY}
    return render_page(request, "desk/supervision/staffing.html", context)


@staff(Role.SUPERVISOR, purpose="执法监督")
@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """法制审核统计."""
    board = review_board(scope=scope_here(request), on=timezone.localdate())
    context = {"board": board, "tabs": _tabs("supervision-reviews"), "cite": REVIEW_DUTY}
    return render_page(request, "desk/supervision/reviews.html", context)


@staff(Role.SUPERVISOR, purpose="执法监督")
@require_safe
def forms(request: HttpRequest) -> HttpResponse:
    """文书格式备案 of every agency of the division."""
    on = timezone.localdate()
    lines, page = form_lines(scope=scope_here(request), query=request.GET, on=on)
    context = {"lines": lines, "page": page, "tabs": _tabs("supervision-forms"), "key": FILING}
    return render_page(request, "desk/supervision/forms.html", context)


def _tabs(current: str) -> list[Tab]:
    pages = {
        "supervision": "案件办理",
        "supervision-reviews": "法制审核统计",
        "supervision-staffing": "法制审核人员配备",
        "supervision-forms": "文书格式备案",
    }
    return [Tab(label, reverse(f"desk:{page}"), page == current) for page, label in pages.items()]
