"""Who works in this room (公示岗位), the tabs they see, the moment in which they act."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from mingjian.access.gate import scope_here
from mingjian.access.scopes import Scope
from mingjian.desk.acting import acting
from mingjian.disclosure.duties import open_duties
from mingjian.disclosure.models import PublicationRequest
from mingjian.disclosure.standing.reading import count_open
from mingjian.disclosure.withdrawing import withdrawals_due
from mingjian.law.roles import Role
from mingjian.web.parts import Tab

READERS = (Role.DISCLOSURE_CLERK, Role.SECRECY_REVIEWER, Role.AGENCY_HEAD)


def room_tabs(request: HttpRequest, current: str) -> list[Tab]:
    """待公示, 已公示, 待撤回, 公示申请, 事前清单, 历史决定导入; five queries."""
    scope = scope_here(request)
    pages = (
        ("disclosure", "待公示", open_duties(scope=scope).count()),
        ("disclosure-published", "已公示", None),
        ("disclosure-withdrawals", "待撤回", withdrawals_due(scope=scope).count()),
        ("disclosure-requests", "公示申请", _open_requests(scope)),
        ("disclosure-lists", "事前清单", _open_lists(scope)),
        ("disclosure-imports", "历史决定导入", None),
    )
    return [
        Tab(label, reverse(f"desk:{page}"), page == current, count) for page, label, count in pages
    ]


def _open_requests(scope: Scope) -> int:
    return PublicationRequest.objects.visible_to(scope).open().count()


def _open_lists(scope: Scope) -> int | None:
    """Lists under way or stale: the agency's to-do."""
    if scope.agency_id is None:
        return None
    return count_open(agency_id=scope.agency_id, on=timezone.localdate())


def moment_here(request: HttpRequest) -> dict[str, Any]:
    """Day, actor and time of an act done now."""
    return {"on": timezone.localdate(), "by": acting(request), "at": timezone.now()}
