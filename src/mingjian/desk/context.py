"""What every page of the desk shows around its content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from mingjian.access.gate import roles_here, scope_here
from mingjian.access.models import User
from mingjian.desk.acting import acting_role
from mingjian.desk.kept import kept
from mingjian.desk.navigation import nav_items
from mingjian.desk.todo.waiting import count_waiting
from mingjian.law.divisions import UnknownDivision, division
from mingjian.law.roles import Role
from mingjian.law.workdays import national_calendar
from mingjian.registry.models import Agency, LawPack

NO_AGENCY = "行政执法工作台"


@dataclass(frozen=True)
class _House:
    """The agency a person works for, and the law packs it works under."""

    agency: str
    pack: dict[str, str] | None


def desk_context(request: HttpRequest) -> dict[str, Any]:
    """Site always; navigation, person and agency for who is signed in and may be here."""
    found: dict[str, Any] = {"site": _site()}
    if not isinstance(request.user, User) or not hasattr(request, "admission"):
        return found
    today, role = timezone.localdate(), acting_role(request)
    house, waiting = _house_and_waiting(request, request.user, role, today)
    return {
        **found,
        "person": _person(request, request.user, role),
        "agency": {"name": house.agency},
        "pack": house.pack,
        "calendar_clock": {"on": today, "note": calendar_note(today)},
        "nav_items": nav_items(request, role=role, todo_count=waiting),
        "acting_role": role,
    }


def _house_and_waiting(
    request: HttpRequest, user: User, role: Role, on: date
) -> tuple[_House, int]:
    """The agency and what waits: counted again only when something was committed."""
    scope = scope_here(request)
    return kept(
        ("frame", user.pk, user.agency_id, user.division_code, scope.roles, role, on),
        lambda: (_house_of(user), count_waiting(request, scope=scope, role=role, on=on)),
    )


def calendar_note(on: date) -> str:
    """日历 in force: the State Council's notice of the year, or that there is none yet."""
    if national_calendar().is_provisional(on):
        return f"{on.year}年放假安排未公布，工作日暂定"
    return f"日历：国务院办公厅{on.year}年放假通知"


def _site() -> dict[str, str]:
    return {
        "name": "明鉴 行政执法平台",
        "owner": getattr(settings, "MINGJIAN_OWNER", "") or "（主办单位待填）",
        "division": getattr(settings, "MINGJIAN_DIVISION_NAME", ""),
        "contact": getattr(settings, "MINGJIAN_CONTACT", ""),
        "home_url": reverse("desk:home"),
        "search_url": reverse("desk:cases"),
        "logout_url": reverse("desk:logout"),
    }


def _person(request: HttpRequest, user: User, role: Role) -> dict[str, str | SafeString]:
    """Name and role; both lead to the person's own account page."""
    several = len(roles_here(request)) > 1
    return {
        "name": user.name,
        "role_title": format_html(
            '<a href="{}">{}{}</a>',
            reverse("desk:account"),
            role.title,
            " · 切换岗位" if several else " · 本人账号",
        ),
    }


def _house_of(user: User) -> _House:
    """One query: the agency with the name and version of its newest law pack."""
    newest = LawPack.objects.filter(pack_id=OuterRef("pack_id")).order_by("-loaded_at")
    row = (
        Agency.objects.filter(pk__in=[user.agency_id])
        .values_list(
            "name", Subquery(newest.values("name")[:1]), Subquery(newest.values("version")[:1])
        )
        .first()
    )
    if row is None:
        return _House(_division_name(user.division_code), None)
    name, pack, version = row
    return _House(name, {"name": f"{pack}法律参数", "version": version} if pack else None)


def _division_name(code: str) -> str:
    try:
        return division(code).full_name if code else NO_AGENCY
    except UnknownDivision:
        return NO_AGENCY
