"""Page of one filing of a form: everything recorded of it, and correcting what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from mingjian.access.gate import scope_here
from mingjian.access.scopes import seen_by
from mingjian.desk.acting import acting, acting_role
from mingjian.desk.answering import answer_act
from mingjian.desk.cases.views import READERS
from mingjian.desk.documents.corrections import CorrectionForm
from mingjian.desk.formpages import form_page
from mingjian.dossier.filing_corrections import correct_filing, history_of
from mingjian.dossier.filings import RECORDERS
from mingjian.dossier.models import FormFiling
from mingjian.law.breach import Breach
from mingjian.law.roles import Role
from mingjian.registry.models import Agency
from mingjian.web.endpoints import staff
from mingjian.web.parts import Link

_TEMPLATE = "desk/documents/filing.html"


@staff(*READERS, purpose="查阅文书格式备案的登记")
@require_safe
def filing(request: HttpRequest, filing_id: UUID) -> HttpResponse:
    """备案登记 of one form, with what stood in its place before and after."""
    found = _filing(request, filing_id)
    return _page(request, found, CorrectionForm(initial=CorrectionForm.known(found)))


@staff(Role.LEGAL_REVIEWER, purpose="更正文书格式备案")
@require_POST
def correct(request: HttpRequest, filing_id: UUID) -> HttpResponse:
    """更正: another row in its place."""
    found, form = _filing(request, filing_id), CorrectionForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    return answer_act(
        request,
        lambda: correct_filing(
            filing_id=found.id,
            agency_id=found.agency_id,
            draft=form.draft(),
            on=timezone.localdate(),
            by=acting(request),
            at=timezone.now(),
        ),
        done=f"《{found.title}》的备案登记已更正。",
        url=reverse("desk:document-filings"),
        show_refusal=lambda breaches: _page(request, found, form, breaches),
    )


def _page(
    request: HttpRequest, found: FormFiling, form: CorrectionForm, breaches: Sequence[Breach] = ()
) -> HttpResponse:
    history = history_of(found)
    counting = {one.id for one in history if not one.is_annulled} - {
        one.corrects_id for one in history
    }
    context: dict[str, Any] = {
        "filing": found,
        "history": [(one, one.id in counting) for one in history],
        "may_correct": acting_role(request) in RECORDERS and found.id in counting,
        "crumbs": [
            Link("文书模板", reverse("desk:document-types")),
            Link("文书格式备案", reverse("desk:document-filings")),
            Link(found.title),
        ],
    }
    return form_page(request, _TEMPLATE, context, form=form, breaches=breaches)


def _filing(request: HttpRequest, filing_id: UUID) -> FormFiling:
    """Of an agency that the person may see."""
    seen = seen_by(scope_here(request), agency="id", division="division_code")
    agencies = Agency.objects.filter(seen).values("id")
    return get_object_or_404(FormFiling, id=filing_id, agency_id__in=agencies)
