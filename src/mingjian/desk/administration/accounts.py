"""Accounts (账号) as lists: who has one, in which camp, with which roles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import QueryDict

from mingjian.access.camps import CAMP_OF_ROLE, Camp
from mingjian.access.models import RoleGrant, User
from mingjian.access.scopes import Scope
from mingjian.desk.administration.frame import accounts_kept_by
from mingjian.desk.listing import Page, link_with, page_of
from mingjian.law.divisions import UnknownDivision, division
from mingjian.law.roles import ROLE_TITLES, Role
from mingjian.registry.models import Agency
from mingjian.web.parts import ActiveFilter, Chip, SummaryRow

LONGEST_QUERY = 100


@dataclass(frozen=True)
class AccountRow:
    """One account."""

    user: User
    camp: str
    house: str
    roles: str


@dataclass(frozen=True)
class AccountList:
    """What the list shows."""

    query: str
    chips: list[Chip]
    active: list[ActiveFilter]
    rows: list[AccountRow]
    page: Page


@dataclass(frozen=True)
class GrantLine:
    """授权: one role of one account, running or ended."""

    role: Role
    since: date
    until: date | None
    is_open: bool


def list_accounts(*, scope: Scope, query: QueryDict, on: date) -> AccountList:
    """Accounts by username; four queries."""
    words = query.get("q", "").strip()[:LONGEST_QUERY]
    users = _chosen(accounts_kept_by(scope), query.get("show", ""), on)
    for word in words.split():
        users = users.filter(Q(username__icontains=word) | Q(name__icontains=word))
    page = page_of(query, total=users.count())
    held = Prefetch("grants", RoleGrant.objects.in_force(on=on).order_by("role"), "held")
    shown = list(users.prefetch_related(held)[page.start : page.stop])
    return AccountList(
        query=words,
        chips=_chips(query),
        active=[ActiveFilter(f"检索“{words}”", link_with(query, q=""))] if words else [],
        rows=_rows(shown),
        page=page,
    )


def describe_account(user: User) -> list[SummaryRow]:
    """Who the account is of."""
    return [
        SummaryRow("用户名", user.username),
        SummaryRow("阵营", Camp(user.camp).title),
        SummaryRow("所属", _houses([user])[user.id]),
        SummaryRow("工号", user.staff_number),
        SummaryRow("状态", "正常" if user.is_active else "已停用"),
    ]


def grant_lines(user: User, *, on: date) -> list[GrantLine]:
    """Every role ever granted, running ones first."""
    grants = user.grants.order_by("-since", "role")
    lines = [
        GrantLine(
            Role(grant.role),
            grant.since,
            grant.until,
            is_open=grant.until is None or grant.until > on,
        )
        for grant in grants
    ]
    return sorted(lines, key=lambda line: not line.is_open)


def roles_to_grant(user: User) -> list[tuple[str, str]]:
    """岗位 that the account's camp may hold."""
    return [(role.value, role.title) for role in Role if CAMP_OF_ROLE[role] == user.camp]


def _chosen(users: QuerySet[User], show: str, on: date) -> QuerySet[User]:
    running = RoleGrant.objects.in_force(on=on).filter(user=OuterRef("pk"))
    if show in set(Camp):
        return users.filter(camp=show)
    if show == "idle":
        return users.filter(~Exists(running), is_active=True)
    return users.filter(is_active=False) if show == "disabled" else users


def _chips(query: QueryDict) -> list[Chip]:
    chosen = query.get("show", "")
    items = [
        ("", "全部"),
        *((camp.value, camp.title) for camp in Camp),
        ("idle", "没有岗位"),
        ("disabled", "已停用"),
    ]
    return [Chip(label, link_with(query, show=value), chosen == value) for value, label in items]


def _rows(users: Sequence[User]) -> list[AccountRow]:
    houses = _houses(users)
    return [
        AccountRow(
            user=user,
            camp=Camp(user.camp).title,
            house=houses[user.id],
            roles="、".join(ROLE_TITLES[Role(grant.role)] for grant in _held(user)),
        )
        for user in users
    ]


def _held(user: User) -> list[RoleGrant]:
    """Running grants, prefetched by ``list_accounts``."""
    held: list[RoleGrant] = getattr(user, "held", [])
    return held


def _houses(users: Sequence[User]) -> dict[UUID, str]:
    """Where each account belongs: an agency, a division, or the platform; one query."""
    ids = {user.agency_id for user in users if user.agency_id}
    names = dict(Agency.objects.filter(id__in=ids).values_list("id", "name"))
    return {user.id: _house(user, names) for user in users}


def _house(user: User, names: dict[UUID, str]) -> str:
    if user.agency_id:
        return names.get(user.agency_id, "")
    if not user.division_code:
        return "平台"
    try:
        return division(user.division_code).full_name
    except UnknownDivision:
        return user.division_code
