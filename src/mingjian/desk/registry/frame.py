"""What the pages of the registers share: tabs, who may change what, the moment of an act."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from mingjian.access.scopes import Scope
from mingjian.desk.acting import acting, acting_role
from mingjian.law.divisions import UnknownDivision, division
from mingjian.law.roles import Role
from mingjian.registry.models import Agency
from mingjian.web.parts import Tab

# 三员不看业务数据，当事人名录只供业务岗位。
PARTY_READERS = (
    *(Role.CASE_OFFICER, Role.AGENCY_HEAD, Role.LEGAL_REVIEWER, Role.PRESIDING_OFFICER),
    *(Role.DISCLOSURE_CLERK, Role.SECRECY_REVIEWER, Role.SUPERVISOR),
)


ADVISER_READERS = (Role.LEGAL_REVIEWER, Role.AGENCY_HEAD, Role.CASE_OFFICER)


def room_tabs(request: HttpRequest, current: str) -> list[Tab]:
    """执法主体, 执法人员, 执法事项 for everybody; 当事人 for the business roles."""
    pages = {"registry": "执法主体", "officers": "执法人员", "items": "执法事项"}
    if acting_role(request) in PARTY_READERS:
        pages["parties"] = "当事人"
    if acting_role(request) in ADVISER_READERS:
        pages["advisers"] = "法律顾问"
    return [Tab(label, reverse(f"desk:{page}"), page == current) for page, label in pages.items()]


def administers(request: HttpRequest) -> bool:
    """Whether this person keeps the registers."""
    return acting_role(request) is Role.SYSTEM_ADMIN


def agencies_kept_by(scope: Scope) -> QuerySet[Agency]:
    """The agencies whose entries the administrator keeps: the own one; of no agency, all."""
    agencies = Agency.objects.filter(until__isnull=True).order_by("division_code", "name")
    return agencies.filter(id=scope.agency_id) if scope.agency_id else agencies


def place_name(code: str) -> str:
    """黑龙江省哈尔滨市宾县; the code itself where the table does not have it."""
    try:
        return division(code).full_name
    except UnknownDivision:
        return code


def act_here(request: HttpRequest) -> dict[str, Any]:
    """Actor and time of an act done now."""
    return {"by": acting(request), "at": timezone.now()}
