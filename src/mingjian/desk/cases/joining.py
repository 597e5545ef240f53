"""Adding a party to a case and dealing with one apart (增加共同当事人、分案办理): the two forms."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from mingjian.access.gate import scope_here
from mingjian.cases.joint import add_party, separate_party
from mingjian.cases.models import Case
from mingjian.desk.acting import acting
from mingjian.desk.answering import answer_act
from mingjian.desk.cases.case_file import case_for
from mingjian.desk.cases.doing import acting_on_seen, seen_of
from mingjian.desk.cases.forms.joint import JoinForm, SeparateForm
from mingjian.desk.cases.forms.lead import PartyForm
from mingjian.desk.cases.showing import head_context
from mingjian.desk.formpages import form_page
from mingjian.desk.mistakes import mistakes_in
from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.joint import FAIRNESS
from mingjian.law.procedure import PartyKind
from mingjian.law.roles import Role
from mingjian.registry.parties import register_party
from mingjian.web.endpoints import staff
from mingjian.web.fragments import redirect_to, render_page
from mingjian.web.parts import Link

ADD, SEPARATE = "增加共同当事人", "分案办理"


@staff(Role.CASE_OFFICER, purpose=ADD)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """增加共同当事人: found in the register by number, or entered here."""
    case = case_for(scope=scope_here(request), case_id=case_id)
    if request.method == "GET":
        return _add_page(request, case, PartyForm(), JoinForm(on=timezone.localdate()))
    party, form = PartyForm(request.POST), JoinForm(request.POST, on=timezone.localdate())
    if not all([party.is_valid(), form.is_valid()]):
        return _add_page(request, case, party, form, status=422)
    try:
        joined = _add(request, case, party, form)
    except MoveRefused as refused:
        return _add_page(request, case, party, form, status=409, breaches=refused.breaches)
    messages.success(request, f"已增加共同当事人{joined.party.name}。")
    return redirect_to(request, reverse("desk:case", args=[joined.id]))


@staff(Role.AGENCY_HEAD, purpose=SEPARATE)
@require_http_methods(["GET", "POST"])
def separate(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """分案办理: the head's order, with reasons."""
    case = case_for(scope=scope_here(request), case_id=case_id)
    form = SeparateForm(request.POST if request.method == "POST" else None, on=timezone.localdate())
    if not (form.is_bound and form.is_valid()):
        return _separate_page(request, case, form)
    return answer_act(
        request,
        lambda: _separate(request, case, form),
        done="已经分案办理，并记入全过程记录。",
        url=reverse("desk:case", args=[case.id]),
        show_refusal=lambda breaches: _separate_page(request, case, form, breaches),
    )


def _separate(request: HttpRequest, case: Case, form: SeparateForm) -> Case:
    by, at = acting(request), timezone.now()
    return acting_on_seen(
        case_id=case.id,
        seen=request.POST.get("seen", ""),
        act=lambda: separate_party(case_id=case.id, by=by, at=at, **form.cleaned_data),
    )


def _separate_page(
    request: HttpRequest, case: Case, form: SeparateForm, breaches: Sequence[Breach] = ()
) -> HttpResponse:
    context = {**_context(case, SEPARATE), "article": FAIRNESS}
    return form_page(request, "desk/cases/separate.html", context, form=form, breaches=breaches)


def _add(request: HttpRequest, case: Case, party: PartyForm, form: JoinForm) -> Case:
    by, at = acting(request), timezone.now()

    def act() -> Case:
        known = party.known or register_party(party=party.new_party(), by=by, at=at)
        return add_party(case_id=case.id, party_id=known.id, by=by, at=at, **form.cleaned_data)

    with transaction.atomic():
        return acting_on_seen(case_id=case.id, seen=request.POST.get("seen", ""), act=act)


def _add_page(
    request: HttpRequest,
    case: Case,
    party: PartyForm,
    form: JoinForm,
    *,
    status: int = 200,
    breaches: Sequence[Breach] = (),
) -> HttpResponse:
    known = party.known
    context = {
        **_context(case, ADD),
        "party_form": party,
        "form": form,
        "mistakes": mistakes_in(party, form),
        "known_party": known,
        "known_kind": PartyKind(known.kind).title if known else "",
        "breaches": breaches,
    }
    return render_page(request, "desk/cases/add_party.html", context, status=status)


def _context(case: Case, title: str) -> dict[str, object]:
    head = head_context(case)
    return {
        **head,
        "crumbs": [*head["crumbs"], Link(title)],
        "title": title,
        "seen": seen_of(case),
    }
