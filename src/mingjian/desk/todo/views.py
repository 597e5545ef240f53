"""The to-do page (待办)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from mingjian.access.gate import scope_here
from mingjian.desk.acting import acting_role
from mingjian.desk.navigation import page_for
from mingjian.desk.todo.board import board_for
from mingjian.desk.todo.lines import lines_for
from mingjian.desk.todo.papers import papers_waiting
from mingjian.desk.todo.waiting import note_waiting
from mingjian.dossier.sealing import APPROVERS, KEEPERS
from mingjian.law.roles import Role
from mingjian.web.endpoints import staff
from mingjian.web.fragments import render_page
from mingjian.web.parts import Link

# 没有待办时说什么。
_EMPTY = {
    Role.CASE_OFFICER: "没有待办事项。发现案件线索的，可以登记案源。",
    Role.AGENCY_HEAD: "没有等待您审批、决定的案件。",
    Role.LEGAL_REVIEWER: "没有等待您审核的案件。",
    Role.PRESIDING_OFFICER: "没有等待您主持的听证。",
    Role.DISCLOSURE_CLERK: "没有案件待办。公示事项请到“公示”办理。",
    Role.SECRECY_REVIEWER: "没有案件待办。保密审查请到“公示”办理。",
    Role.ARCHIVIST: "没有案件待办。接收、归档和借阅请到“归档”办理。",
}
_BESIDE = APPROVERS | KEEPERS | {Role.ARCHIVIST}
_ELSEWHERE = {
    Role.DISCLOSURE_CLERK: ("到公示", "disclosure"),
    Role.SECRECY_REVIEWER: ("到公示", "disclosure"),
    Role.ARCHIVIST: ("到归档", "archive"),
    Role.CASE_OFFICER: ("登记案源", "register-lead"),
}


@staff(*_EMPTY, purpose="查看待办事项")
def todo(request: HttpRequest) -> HttpResponse:
    """待办 of the chosen role."""
    role = acting_role(request)
    board = board_for(
        scope=scope_here(request), role=role, query=request.GET, on=timezone.localdate()
    )
    note_waiting(request, board.waiting)
    context = {
        "board": board,
        "empty_text": "没有符合筛选条件的案件。" if board.is_filtered else _EMPTY.get(role, ""),
        "empty_action": _empty_action(role, is_filtered=board.is_filtered),
        "may_register": role is Role.CASE_OFFICER,
        "has_more": role in _BESIDE,
    }
    return render_page(request, "desk/todo/list.html", context)


@staff(*_BESIDE, purpose="查看其他待办")
@require_safe
def todo_beside(request: HttpRequest) -> HttpResponse:
    """其他待办、文书待办: fetched by the to-do page for itself, or a page of its own."""
    role = acting_role(request)
    context = {
        "lines": lines_for(request, role=role),
        "papers": papers_waiting(scope=scope_here(request), role=role),
        "has_papers": role in APPROVERS | KEEPERS,
        "crumbs": [Link("待办", reverse("desk:todo")), Link("其他待办")],
    }
    return render_page(request, "desk/todo/beside.html", context, fragment="desk/todo/_beside.html")


def _empty_action(role: Role, *, is_filtered: bool) -> Link | None:
    if is_filtered:
        return Link("查看全部待办", "?")
    label, page = _ELSEWHERE.get(role, ("", ""))
    url = page_for(page, role=role) if page else ""
    return Link(label, url) if url else None
