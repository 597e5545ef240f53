"""Registering a lead (登记案源): the two forms, the look-up of the party, the act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils import timezone

from mingjian.access.gate import scope_here
from mingjian.access.scopes import Scope, reach_of, values_of
from mingjian.cases.joint import add_party as join
from mingjian.cases.leads import register_lead_of
from mingjian.cases.models import Case
from mingjian.cases.refusals import refusing_what_does_not_fit
from mingjian.desk.acting import acting
from mingjian.desk.cases.forms.causes import causes_in
from mingjian.desk.cases.forms.joint import OtherPartyForm
from mingjian.desk.cases.forms.lead import LeadForm, PartyForm
from mingjian.desk.cases.forms.transfer import TransferForm
from mingjian.desk.fields import DeskForm, TicksField
from mingjian.desk.mistakes import mistakes_in
from mingjian.journal.ids import new_id
from mingjian.journal.statements import Written
from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.procedure import PartyKind
from mingjian.law.proceedings.rules_justice import SOURCE
from mingjian.law.roles import Actor, Role
from mingjian.registry.models import Party
from mingjian.registry.offices import Office, find_office
from mingjian.registry.packs import lawbook_by_hash
from mingjian.registry.parties import add_party
from mingjian.web.fragments import render_page

_ID, _OWN = UUID(int=7), UUID(int=8)
TEMPLATE = "desk/cases/register.html"


@dataclass(frozen=True)
class Registration:
    """One visit to the form."""

    request: HttpRequest
    office: Office
    by: Actor
    party: PartyForm
    lead: LeadForm
    transfer: TransferForm
    other: OtherPartyForm

    @property
    def only_looks_up(self) -> bool:
        """查找 was pressed: nothing is registered yet."""
        return "find" in self.request.POST

    @property
    def has_errors(self) -> bool:
        """Whether something typed is wrong."""
        forms = (self.lead, self.transfer, self.other)
        return bool(self.party.is_bound and self.party.errors) or any(one.errors for one in forms)

    def faults(self) -> dict[str, list[str]]:
        """What is wrong, by field."""
        return {
            name: [str(one) for one in texts]
            for form in self._forms
            for name, texts in form.errors.items()
        }

    def is_valid(self) -> bool:
        """Both forms; each tells its own faults."""
        found = [form.is_valid() for form in self._forms]
        return all(found)

    def register(self, *, at: datetime) -> Case:
        """The party if it is new, and the lead, in one transaction; once for each shown form."""
        if self.by.role is not Role.CASE_OFFICER:
            raise MoveRefused([_wrong_role(self.by)])
        done = self._already_registered()
        if done is not None:
            return done
        try:
            with refusing_what_does_not_fit(), transaction.atomic():
                party = self.party.known or self._new_party(self.party, at)
                case = register_lead_of(
                    agency=self.office.agency,
                    party=party,
                    pack_hash=self.office.pack_hash,
                    draft=replace(self.lead.draft(), transfer=self.transfer.draft()),
                    by=self.by,
                    at=at,
                    case_id=self.lead.cleaned_data["case_id"],
                )
                self._join_other(case, at)
                return case
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
            "transfer_form": self.transfer,
            "transfer_is_open": self.transfer.source == SOURCE or bool(self.transfer.errors),
            "known_party": known,
            "known_kind": PartyKind(known.kind).title if known else "",
            "other_form": self.other,
            "other_is_open": self.other.is_filled or bool(self.other.initial.get("party_code")),
            "mistakes": mistakes_in(*self._forms),
            "was_searched": self.only_looks_up and known is None and not self.party.errors,
            "breaches": breaches,
        }
        return render_page(self.request, TEMPLATE, context, status=status)

    @property
    def _forms(self) -> tuple[DeskForm, ...]:
        return (self.party, self.other, self.lead, self.transfer)

    def _join_other(self, case: Case, at: datetime) -> None:
        """共同违法的第二名当事人: a file of its own from the beginning."""
        if not self.other.is_filled:
            return
        party = self.other.known or self._new_party(self.other, at)
        reasons = self.other.cleaned_data["reasons"]
        join(
            case_id=case.id,
            party_id=party.id,
            on=case.registered_on,
            reasons=reasons,
            by=self.by,
            at=at,
        )

    def _new_party(self, form: PartyForm, at: datetime) -> Party:
        return add_party(party=form.new_party(), by=self.by, at=at)

    def _already_registered(self) -> Case | None:
        """The same form came a second time: the lead it has registered."""
        wanted = self.lead.cleaned_data["case_id"]
        scope = scope_here(self.request)
        if not _known(reach_of(scope)).rows(**values_of(scope), case=wanted, own=self.by.agency_id):
            return None
        return Case.objects.visible_to(scope).select_related("lead_number").get(id=wanted)


@lru_cache(maxsize=200)
def _known(reach: Scope) -> Written:
    seen = Case.objects.visible_to(reach).filter(id=_ID, agency_id=_OWN).values("id")
    return Written(seen, {**values_of(reach), "case": _ID, "own": _OWN})


def registration_for(request: HttpRequest) -> Registration:
    """Empty forms, filled forms, or (查找) the texts kept beside the result of the look-up."""
    by, on = acting(request), timezone.localdate()
    office = _office_of(by, on)
    given = _given(office, on)
    if request.method == "GET":
        lead = LeadForm(initial={"case_id": new_id()}, **given)
        return Registration(
            request, office, by, PartyForm(), lead, TransferForm(), OtherPartyForm()
        )
    if "find" not in request.POST:
        lead = LeadForm(request.POST, **given)
        transfer, other = _transfer(request.POST), OtherPartyForm(request.POST)
        return Registration(request, office, by, PartyForm(request.POST), lead, transfer, other)
    texts = _texts(request.POST, LeadForm(**given))
    lead = LeadForm(initial=texts, **given)
    transfer = TransferForm(
        initial=_texts(request.POST, TransferForm()), source=request.POST.get("source", "")
    )
    other = OtherPartyForm(initial=_texts(request.POST, OtherPartyForm()))
    return Registration(request, office, by, _looked_up(request.POST), lead, transfer, other)


def registration_from(request: HttpRequest, sent: QueryDict) -> Registration:
    """The same forms filled by a program (应用接口); what it leaves out is as on the empty form."""
    by, on = acting(request), timezone.localdate()
    office = _office_of(by, on)
    for name in ("registered_on", "discovered_on", "act_ended_on"):
        sent.setdefault(name, on.isoformat())
    sent.setdefault("case_id", str(new_id()))
    lead = LeadForm(sent, **_given(office, on))
    other = OtherPartyForm(sent)
    return Registration(request, office, by, PartyForm(sent), lead, _transfer(sent), other)


def _office_of(by: Actor, on: date) -> Office:
    office = find_office(agency_id=by.agency_id, on=on)
    if office is None:
        raise Http404("no agency of this person")
    return office


def _given(office: Office, on: date) -> dict[str, Any]:
    """What the form of a lead is made from."""
    return {
        "on": on,
        "book": lawbook_by_hash(office.pack_hash),
        "place": causes_in(office.agency, office.lines),
    }


def _looked_up(data: QueryDict) -> PartyForm:
    """The party form after 查找: only the number is judged."""
    form = PartyForm(data)
    form.is_valid()
    for name in ("name", "address"):
        form.errors.pop(name, None)
    return form


def _transfer(data: QueryDict) -> TransferForm:
    return TransferForm(data, source=data.get("source", ""))


def _texts(data: QueryDict, form: DeskForm) -> dict[str, Any]:
    sent = form.add_prefix
    return {
        name: data.getlist(sent(name))
        if isinstance(field, TicksField)
        else data.get(sent(name), "")
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
