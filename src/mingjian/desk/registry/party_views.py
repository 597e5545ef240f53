"""Pages of parties: sealed values open only for a stated purpose, which is journalled."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from mingjian.access.gate import scope_here
from mingjian.access.subject_keys import KeyDestroyed
from mingjian.desk.acting import acting
from mingjian.desk.formpages import form_page
from mingjian.desk.registry.forms import OpenForm
from mingjian.desk.registry.frame import PARTY_READERS, room_tabs
from mingjian.desk.registry.parties import (
    SEALED,
    case_lines,
    describe_party,
    list_parties,
    party_for,
    sealed_fields,
)
from mingjian.law.roles import Role
from mingjian.registry.models import Party
from mingjian.web.endpoints import staff
from mingjian.web.fragments import render_page

# 办案、审核、监督需要时可以查看密存内容；公示岗位不需要。
OPENERS = (Role.CASE_OFFICER, Role.AGENCY_HEAD, Role.LEGAL_REVIEWER, Role.SUPERVISOR)


@staff(*PARTY_READERS, purpose="查阅当事人名录")
@require_safe
def parties(request: HttpRequest) -> HttpResponse:
    """当事人名录."""
    context = {
        "parties": list_parties(scope=scope_here(request), query=request.GET),
        "tabs": room_tabs(request, "parties"),
    }
    return render_page(request, "desk/registry/parties.html", context)


@staff(*PARTY_READERS, purpose="查阅当事人名录")
@require_safe
def party(request: HttpRequest, party_id: UUID) -> HttpResponse:
    """One party; what is sealed stays sealed."""
    found = party_for(scope=scope_here(request), party_id=party_id)
    return _party_page(request, found, OpenForm())


@staff(*OPENERS, purpose="查看密存的个人信息")
@require_POST
@sensitive_variables("text")
def open_sealed(request: HttpRequest, party_id: UUID, column: str) -> HttpResponse:
    """查看密存内容: shown in this answer only, after the record says who read it and why."""
    if column not in SEALED:
        raise Http404(f"party has no sealed column {column!r}")
    found = party_for(scope=scope_here(request), party_id=party_id)
    form = OpenForm(request.POST)
    if not form.is_valid():
        return _party_page(request, found, form, asked=column)
    purpose, by = form.cleaned_data["purpose"], acting(request)
    try:
        text = getattr(found, column).open(purpose=purpose, by=by, at=timezone.now())
    except KeyDestroyed as destroyed:
        text = str(destroyed)
    return _party_page(request, found, OpenForm(), opened=(SEALED[column], text))


def _party_page(
    request: HttpRequest,
    found: Party,
    form: OpenForm,
    *,
    asked: str = "",
    opened: Sequence[str] = (),
) -> HttpResponse:
    context = {
        "found": found,
        "rows": describe_party(found),
        "sealed": sealed_fields(found),
        "cases": case_lines(found, scope=scope_here(request)),
        "may_open": acting(request).role in OPENERS,
        "asked": asked,
        "opened": opened,
    }
    return form_page(request, "desk/registry/party.html", context, form=form)
