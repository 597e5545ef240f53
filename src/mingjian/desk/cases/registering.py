"""Registering a lead (登记案源): the two forms, the look-up of the party, the act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone

from mingjian.access.gate import scope_here
from mingjian.cases.leads import register_lead_of
from mingjian.cases.models import Case
from mingjian.desk.acting import acting
from mingjian.desk.cases.forms.causes import causes_known_to
from mingjian.desk.cases.forms.lead import LeadForm, PartyForm
from mingjian.desk.fields import TicksField
from mingjian.desk.mistakes import mistakes_in
from mingjian.journal.ids import new_id
from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.procedure import PartyKind
from mingjian.law.roles import Actor, Role
from mingjian.registry.models import Agency, Party
from mingjian.registry.packs import current_pack, lawbook_by_hash
from mingjian.registry.parties import register_party
from mingjian.web.fragments import render_page

TEMPLATE = "desk/cases/register.html"


@dataclass(frozen=True)
class Registration:
    """One visit to the form."""

    request: HttpRequest
    agency: Agency
    by: Actor
    party: PartyForm
    lead: LeadForm

    @property
    def only_looks_up(self) -> bool:
        """查找 was pressed: nothing is registered yet."""
        return "find" in self.request.POST

    @property
    def has_errors(self) -> bool:
        """Whether something typed is wrong."""
        return bool(self.party.is_bound and self.party.errors) or bool(self.lead.errors)

    def faults(self) -> dict[str, list[str]]:
        """What is wrong, by field."""
        return {
            name: [str(one) for one in texts]
            for form in (self.party, self.lead)
            for name, texts in form.errors.items()
        }

    def is_valid(self) -> bool:
        """Both forms; each tells its own faults."""
        return all([self.party.is_valid(), self.lead.is_valid()])

    def register(self, *, at: datetime) -> Case:
        """The party if it is new, and the lead, in one transaction; once for each shown form."""
        if self.by.role is not Role.CASE_OFFICER:
            raise MoveRefused([_wrong_role(self.by)])
        done = self._already_registered()
        if done is not None:
            return done
        try:
            with transaction.atomic():
                party = self.party.known or self._new_party(at)
                return register_lead_of(
                    agency=self.agency,
                    party=party,
                    draft=self.lead.draft(),
                    by=self.by,
                    at=at,
                    case_id=self.lead.cleaned_data["case_id"],
                )
        except (IntegrityError, MoveRefused) as error:
            done = self._already_registered()
            if done is not None:
                return done
            if isinstance(error, MoveRefused):
                raise
            raise MoveRefused([_not_twice()]) from error

    def page(self, *, status: int, breaches: Sequence[Breach] = ()) -> HttpResponse:
        """The form with what was typed."""
        known = self.party.known
        context: dict[str, Any] = {
            "party_form": self.party,
            "lead_form": self.lead,
            "known_party": known,
            "known_kind": PartyKind(known.kind).title if known else "",
            "mistakes": mistakes_in(self.party, self.lead),
            "was_searched": self.only_looks_up and known is None and not self.party.errors,
            "breaches": breaches,
        }
        return render_page(self.request, TEMPLATE, context, status=status)

    def _new_party(self, at: datetime) -> Party:
        return register_party(party=self.party.new_party(), by=self.by, at=at)

    def _already_registered(self) -> Case | None:
        """The same form came a second time: the lead it has registered."""
        wanted = self.lead.cleaned_data["case_id"]
        seen = Case.objects.visible_to(scope_here(self.request)).select_related("lead_number")
        return seen.filter(id=wanted, agency=self.agency).first()


def registration_for(request: HttpRequest) -> Registration:
    """Empty forms, filled forms, or (查找) the texts kept beside the result of the look-up."""
    by, on = acting(request), timezone.localdate()
    agency = get_object_or_404(Agency, pk=by.agency_id)
    given: dict[str, Any] = {
        "book": lawbook_by_hash(current_pack(agency).hash),
        "place": causes_known_to(agency, on=on),
    }
    if request.method == "GET":
        lead = LeadForm(initial={"case_id": new_id()}, on=on, **given)
        return Registration(request, agency, by, PartyForm(), lead)
    if "find" not in request.POST:
        lead = LeadForm(request.POST, on=on, **given)
        return Registration(request, agency, by, PartyForm(request.POST), lead)
    texts = _texts(request.POST, LeadForm(on=on, **given))
    lead = LeadForm(initial=texts, on=on, **given)
    return Registration(request, agency, by, _looked_up(request.POST), lead)


def registration_from(request: HttpRequest, sent: QueryDict) -> Registration:
    """The same forms filled by a program (应用接口); what it leaves out is as on the empty form."""
    by, on = acting(request), timezone.localdate()
    agency = get_object_or_404(Agency, pk=by.agency_id)
    for name in ("registered_on", "discovered_on", "act_ended_on"):
        sent.setdefault(name, on.isoformat())
    sent.setdefault("case_id", str(new_id()))
    book = lawbook_by_hash(current_pack(agency).hash)
    lead = LeadForm(sent, on=on, book=book, place=causes_known_to(agency, on=on))
    return Registration(request, agency, by, PartyForm(sent), lead)


def _looked_up(data: QueryDict) -> PartyForm:
    """The party form after 查找: only the number is judged."""
    form = PartyForm(data)
    form.is_valid()
    for name in ("name", "address"):
        form.errors.pop(name, None)
    return form


def _texts(data: QueryDict, form: LeadForm) -> dict[str, Any]:
    return {
        name: data.getlist(name) if isinstance(field, TicksField) else data.get(name, "")
        for name, field in form.fields.items()
    }


def _wrong_role(by: Actor) -> Breach:
    return Breach(
        "ROLE",
        f"登记案源应当由执法人员办理，{by.name}现以{by.role.title}的岗位办理",
        None,
        "请先在右上角切换为执法人员的岗位。",
    )


def _not_twice() -> Breach:
    return Breach(
        "TWICE",
        "这张登记表已经使用过",
        None,
        "请返回案件列表核对，需要另行登记的，请重新打开登记表。",
    )
