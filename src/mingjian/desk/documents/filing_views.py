"""Pages of 文书格式备案: the list with its standings, and recording a filing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from mingjian.access.gate import scope_here
from mingjian.access.scopes import seen_by
from mingjian.desk.acting import acting, acting_role
from mingjian.desk.answering import answer_act
from mingjian.desk.cases.views import READERS
from mingjian.desk.documents.filings import FilingForm, FormList, list_forms
from mingjian.desk.formpages import form_page
from mingjian.dossier.filings import KEY, RECORDERS, record_filing
from mingjian.law.breach import Breach
from mingjian.law.roles import Role
from mingjian.registry.models import Agency
from mingjian.web.endpoints import staff
from mingjian.web.parts import Link

_TEMPLATE = "desk/documents/filings.html"


@staff(*READERS, purpose="查阅文书格式备案")
@require_safe
def filings(request: HttpRequest) -> HttpResponse:
    """文书格式备案: every form in use, filed or not."""
    listed = list_forms(agency=_agency(request), query=request.GET, on=timezone.localdate())
    return _page(request, listed, FilingForm())


@staff(Role.LEGAL_REVIEWER, purpose="登记文书格式备案")
@require_POST
def record(request: HttpRequest) -> HttpResponse:
    """登记备案 of the forms that were ticked, as they were looked at."""
    on, agency = timezone.localdate(), _agency(request)
    listed = list_forms(agency=agency, query=request.GET, on=on)
    form = FilingForm(request.POST)
    if not form.is_valid():
        return _page(request, listed, form)
    draft = form.draft(request.POST.getlist("names"))
    return answer_act(
        request,
        lambda: record_filing(
            agency_id=agency.id, draft=draft, on=on, by=acting(request), at=timezone.now()
        ),
        done=f"{len(draft.names)} 种文书的备案已登记。",
        url=reverse("desk:document-filings"),
        show_refusal=lambda found: _page(request, listed, form, found),
    )


def _page(
    request: HttpRequest, listed: FormList, form: FilingForm, breaches: Sequence[Breach] = ()
) -> HttpResponse:
    context: dict[str, Any] = {
        "forms": listed,
        "key": KEY,
        "ticked": set(request.POST.getlist("names")),
        "may_record": acting_role(request) in RECORDERS and listed.owed,
        "crumbs": [Link("文书模板", reverse("desk:document-types")), Link("文书格式备案")],
    }
    return form_page(request, _TEMPLATE, context, form=form, breaches=breaches)


def _agency(request: HttpRequest) -> Agency:
    """The own agency; a supervisor names one of the division (``agency``)."""
    scope, asked = scope_here(request), request.GET.get("agency", "")
    seen = Agency.objects.filter(seen_by(scope, agency="id", division="division_code"))
    try:
        wanted = UUID(asked) if asked else scope.agency_id
    except ValueError as error:
        raise Http404("not an agency id") from error
    found = seen.filter(id=wanted).first() if wanted else None
    if found is None:
        raise Http404("no agency of one's own, and none named")
    return found
