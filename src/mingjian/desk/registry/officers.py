"""The register of officers (执法人员名录): list with the state of credentials, one officer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Exists, OuterRef, Prefetch, Q, QuerySet, Value, When
from django.http import QueryDict

from mingjian.access.scopes import Scope
from mingjian.desk.listing import Page, link_with, page_of
from mingjian.desk.registry.credentials import (
    EXPIRES_SOON,
    CredentialView,
    best_of,
    view_credential,
)
from mingjian.registry.kinds import SuspensionKind
from mingjian.registry.models import Credential, CredentialSuspension, Officer
from mingjian.registry.models.officers import OfficerQuerySet
from mingjian.registry.models.periods import in_force
from mingjian.web.parts import ActiveFilter, Chip, SummaryRow

LONGEST_QUERY = 100


@dataclass(frozen=True)
class OfficerRow:
    """One line of the list."""

    officer: Officer
    credential: CredentialView | None


@dataclass(frozen=True)
class OfficerList:
    """What the list shows."""

    query: str
    chips: list[Chip]
    active: list[ActiveFilter]
    rows: list[OfficerRow]
    page: Page


def list_officers(*, scope: Scope, query: QueryDict, on: date) -> OfficerList:
    """Officers by agency and name, the own agency first; four queries."""
    words = query.get("q", "").strip()[:LONGEST_QUERY]
    officers = _chosen(query.get("show", ""), on)
    for word in words.split():
        officers = officers.filter(
            Q(name__icontains=word)
            | Q(agency__name__icontains=word)
            | Exists(Credential.objects.filter(officer=OuterRef("pk"), number__icontains=word))
        )
    page = page_of(query, total=officers.count())
    own_first = Case(When(agency_id=scope.agency_id, then=Value(0)), default=Value(1))
    ordered = with_credentials(officers).order_by(
        own_first, "agency__division_code", "agency__name", "name", "id"
    )
    return OfficerList(
        query=words,
        chips=_chips(query),
        active=[ActiveFilter(f"检索“{words}”", link_with(query, q=""))] if words else [],
        rows=[_row(officer, on) for officer in ordered[page.start : page.stop]],
        page=page,
    )


def with_credentials(officers: QuerySet[Officer]) -> QuerySet[Officer]:
    """Officers with agency, credentials and their suspensions; two more queries."""
    credentials = Credential.objects.prefetch_related("suspensions").order_by("-valid_until")
    return officers.select_related("agency").prefetch_related(Prefetch("credentials", credentials))


def describe_officer(officer: Officer) -> list[SummaryRow]:
    """What is registered of the officer."""
    rows = [
        SummaryRow("执法主体", officer.agency.name),
        SummaryRow("职务", officer.post),
        SummaryRow("执法类别", officer.category),
        SummaryRow("身份", "辅助人员，不得独立执法" if officer.is_assistant else "执法人员"),
        SummaryRow("法律职业资格", "已取得" if officer.legal_qualification else "未登记"),
        SummaryRow("到岗日期", officer.since, kind="date"),
    ]
    if officer.reviewer_since:
        rows.append(SummaryRow("从事法制审核", officer.reviewer_since, kind="date"))
    if officer.until:
        rows.append(SummaryRow("离岗日期", officer.until, kind="date"))
    return rows


def credential_views(officer: Officer, *, on: date) -> list[CredentialView]:
    """All credentials of the officer, the longest first."""
    return [view_credential(credential, on=on) for credential in officer.credentials.all()]


def _chosen(show: str, on: date) -> OfficerQuerySet:
    serving = Officer.objects.in_office(on=on)
    valid = Credential.objects.valid(on=on).filter(officer=OuterRef("pk"))
    if show == "expiring":
        lasting = valid.filter(valid_until__gt=on + EXPIRES_SOON)
        return serving.filter(Exists(valid), ~Exists(lasting))
    if show == "suspended":
        stops = CredentialSuspension.objects.filter(
            in_force(on=on), officer=OuterRef("pk"), kind=SuspensionKind.SUSPENDED.value
        )
        return serving.filter(Exists(stops))
    if show == "without":
        return serving.filter(~Exists(valid), is_assistant=False)
    if show == "reviewers":
        return serving.filter(reviewer_since__isnull=False)
    if show == "assistants":
        return serving.filter(is_assistant=True)
    if show == "left":
        return Officer.objects.filter(until__lte=on)
    return serving


def _chips(query: QueryDict) -> list[Chip]:
    chosen = query.get("show", "")
    items = (
        ("", "在岗"),
        ("expiring", "证件六十日内到期"),
        ("suspended", "证件暂扣"),
        ("without", "没有有效证件"),
        ("reviewers", "法制审核人员"),
        ("assistants", "辅助人员"),
        ("left", "已离岗"),
    )
    return [Chip(label, link_with(query, show=value), chosen == value) for value, label in items]


def _row(officer: Officer, on: date) -> OfficerRow:
    return OfficerRow(officer, best_of(credential_views(officer, on=on)))
