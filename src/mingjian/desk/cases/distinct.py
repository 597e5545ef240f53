"""One act, one fine (一事不二罚): what the case page shows, and the form of the statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mingjian.access.gate import scope_here
from mingjian.cases.models import Case, DistinctAct
from mingjian.cases.same_act import earlier_fines, state_distinct_act
from mingjian.desk.acting import acting
from mingjian.desk.answering import answer_act
from mingjian.desk.cases.case_file import CaseFile, case_for
from mingjian.desk.cases.doing import acting_on_seen, seen_of
from mingjian.desk.cases.forms.distinct import DistinctForm
from mingjian.desk.cases.showing import head_context
from mingjian.desk.formpages import form_page
from mingjian.law.breach import Breach
from mingjian.law.roles import Actor, Role
from mingjian.law.same_act import ONCE, EarlierFine
from mingjian.web.endpoints import staff
from mingjian.web.parts import Link

TITLE = "说明不是同一个违法行为"


@dataclass(frozen=True)
class FineLine:
    """One earlier fine, and what the officers answered to it."""

    fine: EarlierFine
    answer: DistinctAct | None
    state_url: str


def fine_lines(file: CaseFile, *, by: Actor | None = None) -> list[FineLine]:
    """Earlier fines that may be for this act; who may answer gets the address of the form."""
    case = file.case
    answers = {one.other_case_id: one for one in case.distinct_acts.all()}
    is_open = file.facts.decision is None and by is not None and by.role is Role.CASE_OFFICER
    return [
        FineLine(
            one,
            answers.get(one.case_id),
            reverse("desk:state-distinct", args=[case.id, one.case_id]) if is_open else "",
        )
        for one in earlier_fines(case, file.proposal)
    ]


@staff(Role.CASE_OFFICER, purpose=TITLE)
@require_http_methods(["GET", "POST"])
def state(request: HttpRequest, case_id: UUID, other_id: UUID) -> HttpResponse:
    """说明: the earlier fine is shown, the officer writes the difference."""
    case = case_for(scope=scope_here(request), case_id=case_id)
    fine = _fine(case, other_id)
    form = DistinctForm(request.POST if request.method == "POST" else None, on=timezone.localdate())
    if not (form.is_bound and form.is_valid()):
        return _page(request, case, fine, form)
    return answer_act(
        request,
        lambda: _state(request, case, other_id, form),
        done="说明已经记入全过程记录，由负责人作决定时审查。",
        url=reverse("desk:case", args=[case.id]),
        show_refusal=lambda breaches: _page(request, case, fine, form, breaches),
    )


def _fine(case: Case, other_id: UUID) -> EarlierFine:
    proposal = case.proposals.order_by("revision").last()
    for one in earlier_fines(case, proposal):
        if one.case_id == other_id:
            return one
    raise Http404


def _state(request: HttpRequest, case: Case, other_id: UUID, form: DistinctForm) -> Case:
    by, at = acting(request), timezone.now()
    return acting_on_seen(
        case_id=case.id,
        seen=request.POST.get("seen", ""),
        act=lambda: state_distinct_act(
            case_id=case.id, other_case_id=other_id, by=by, at=at, **form.cleaned_data
        ),
    )


def _page(
    request: HttpRequest,
    case: Case,
    fine: EarlierFine,
    form: DistinctForm,
    breaches: Sequence[Breach] = (),
) -> HttpResponse:
    head = head_context(case)
    context = {
        **head,
        "crumbs": [*head["crumbs"], Link(TITLE)],
        "title": TITLE,
        "seen": seen_of(case),
        "fine": fine,
        "article": ONCE,
    }
    return form_page(request, "desk/cases/distinct.html", context, form=form, breaches=breaches)
