"""One visit to the on-the-spot screen (当场处罚): tell, hear, decide, or go to 普通程序."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone

from mingjian.access.gate import scope_here
from mingjian.cases.assessing import rule_of
from mingjian.cases.leads import LeadDraft, register_lead
from mingjian.cases.models import Case
from mingjian.cases.summary.discretion import assess_for
from mingjian.cases.summary.facts import spot_content
from mingjian.cases.summary.imposing import (
    SOURCE,
    SpotDraft,
    Told,
    check_on_the_spot,
    impose_on_the_spot,
)
from mingjian.cases.summary.papers import facts_sentence, remedy_sentences, told_sentences
from mingjian.desk.acting import acting
from mingjian.desk.mistakes import mistakes_in
from mingjian.desk.summary.choosing import causes_of, partners_of
from mingjian.desk.summary.forms import REFUSED, SIGNED, SpotForm
from mingjian.desk.summary.parties import registered
from mingjian.journal.ids import new_id
from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.citation import Citation
from mingjian.law.penalties import PenaltyContent, PenaltyKind
from mingjian.law.procedure import EvidenceKind
from mingjian.law.roles import Actor
from mingjian.law.summary import Leniency, PaymentWay
from mingjian.law.summary.choices import read_choice
from mingjian.registry.models import Agency, Party
from mingjian.registry.packs import current_pack, lawbook_by_hash
from mingjian.web.fragments import render_page

TEMPLATE = "desk/summary/scene.html"
_SALT = "mingjian.desk.summary.told"


@dataclass
class SceneVisit:
    """The form as it came, and what this visit found out."""

    request: HttpRequest
    agency: Agency
    by: Actor
    form: SpotForm
    at: datetime
    told: Told | None = None
    notice: list[str] = field(default_factory=list)

    @property
    def on(self) -> date:
        """The day of the scene."""
        return timezone.localdate(self.at)

    @property
    def party(self) -> Party:
        """Who is punished."""
        assert self.form.found is not None  # the form was valid
        return self.form.found

    def tell(self) -> None:
        """告知: judged first, so that nobody is told what cannot be decided."""
        content = self._content()
        draft = self._draft(content, Told(content, self.at))
        check_on_the_spot(agency=self.agency, party=self.party, draft=draft, by=self.by, at=self.at)
        self.told = Told(content, self.at)

    def decide(self) -> Case:
        """当场作出决定; a party not registered yet is entered in the same transaction."""
        self.told = self._told_before()
        with transaction.atomic():
            return impose_on_the_spot(
                agency_id=self.agency.id,
                party_id=self._registered().id,
                draft=self._draft(self._content(), self.told),
                by=self.by,
                at=self.at,
                case_id=self._case_id(),
            )

    def turn_to_ordinary(self) -> Case:
        """转普通程序: the lead is registered from what stands in the form."""
        rule_id, _ = self._choice()
        place = self.form.cleaned_data["place"]
        title = rule_of(rule_id).title
        facts = facts_sentence(at=self.at, place=place, cause=title)
        with transaction.atomic():
            return register_lead(
                agency_id=self.agency.id,
                party_id=self._registered().id,
                draft=LeadDraft(
                    source=SOURCE,
                    registered_on=self.on,
                    discovered_on=self.on,
                    act_ended_on=self.on,
                    place=place,
                    summary=f"{facts}经核对，不适用简易程序，转普通程序办理。",
                    violation_id=rule_id,
                ),
                by=self.by,
                at=self.at,
                case_id=self._case_id(),
            )

    def already_decided(self) -> Case | None:
        """The same form came a second time: the matter it has begun."""
        wanted = self.form.cleaned_data.get("case_id")
        seen = Case.objects.visible_to(scope_here(self.request)).filter(agency=self.agency)
        return seen.filter(id=wanted).select_related("lead_number").first() if wanted else None

    def page(self, *, status: int = 200, breaches: Sequence[Breach] = ()) -> HttpResponse:
        """The screen: before the telling, or with what the party is told."""
        told = self.told or (self._told_before() if self.form.is_bound else None)
        context: dict[str, Any] = {
            "form": self.form,
            "mistakes": mistakes_in(self.form),
            "breaches": breaches,
            "told": told,
            "told_token": _token(told, self.form) if self.told else self.form["told"].value(),
            "notice": self._notice(told) if told and self.form.is_valid() else [],
            "may_turn": bool(breaches),
        }
        return render_page(self.request, TEMPLATE, context, status=status)

    def _notice(self, told: Told) -> list[str]:
        """What the officer reads to the party: facts, reasons, basis, content, rights."""
        rule_id, _ = self._choice()
        title = rule_of(rule_id).title
        book = lawbook_by_hash(current_pack(self.agency).hash)
        basis = "、".join(str(cite) for cite in self._assessed().basis)
        return [
            f"当事人：{self.party.name}。",
            facts_sentence(at=told.at, place=self.form.cleaned_data["place"], cause=title),
            *told_sentences(content=told.content, basis=basis),
            remedy_sentences(agency=self.agency, lawbook=book, on=self.on)[0],
        ]

    def _content(self) -> PenaltyContent:
        found = self.form.cleaned_data
        amount = found["amount_yuan"]
        if amount is None and not found["is_warned"]:
            amount = self._assessed().assessment.exact
        try:
            return spot_content(is_warned=found["is_warned"], fine_yuan=amount or Decimal(0))
        except ValueError as error:
            raise MoveRefused([_no_content()]) from error

    def _assessed(self) -> Any:
        rule_id, tier = self._choice()
        return assess_for(
            party=self.party,
            violation_id=rule_id,
            tier=tier,
            order_was_disobeyed=self.form.cleaned_data["order_was_disobeyed"],
            on=self.on,
        )

    def _draft(self, content: PenaltyContent, told: Told | None) -> SpotDraft:
        found = self.form.cleaned_data
        rule_id, tier = self._choice()
        is_telling = "tell" in self.request.POST
        return SpotDraft(
            violation_id=rule_id,
            tier=tier,
            place=found["place"],
            partner_id=UUID(found["partner"]),
            content=content,
            told=told,
            evidence=frozenset(EvidenceKind(one) for one in found["evidence"]),
            facts_are_certain=found["facts_are_certain"],
            cards_were_shown=found["cards_were_shown"],
            party_was_heard=found["party_was_heard"] or is_telling,
            refused_to_sign=found["receipt"] == REFUSED,
            order_was_disobeyed=found["order_was_disobeyed"],
            statement=found["statement"],
            answer=found["answer"],
            leniency=Leniency(found["leniency"]),
            way=PaymentWay(found["way"] or PaymentWay.BANK),
        )

    def _told_before(self) -> Told | None:
        """What the server signed when the party was told; None if it was about something else."""
        try:
            said = signing.loads(self.form["told"].value() or "", salt=_SALT)
        except signing.BadSignature:
            return None
        if said["about"] != _about(self.form):
            return None
        content = spot_content(is_warned=said["warned"], fine_yuan=Decimal(said["fine"]))
        return Told(content, datetime.fromisoformat(said["at"]))

    def _choice(self) -> tuple[str, str]:
        return read_choice(self.form.cleaned_data["choice"])

    def _case_id(self) -> UUID:
        return UUID(str(self.form.cleaned_data["case_id"]))

    def _registered(self) -> Party:
        number = self.form.cleaned_data["party"]
        return registered(self.party, number=number, by=self.by, at=self.at)


def visit_for(request: HttpRequest) -> SceneVisit:
    """The screen as asked for: empty, or with what was typed."""
    by, at = acting(request), timezone.now()
    agency = get_object_or_404(Agency, pk=by.agency_id)
    on = timezone.localdate(at)
    form = SpotForm(
        _with_defaults(request.POST) if request.method == "POST" else None,
        choices=causes_of(agency, on=on),
        partners=partners_of(agency, by=by, scope=scope_here(request), on=on),
        on=on,
        initial={"case_id": new_id()},
    )
    return SceneVisit(request, agency, by, form, at)


def _with_defaults(posted: QueryDict) -> QueryDict:
    """The second half is first shown on a filled form: what is usual stands chosen."""
    data = posted.copy()
    data.setdefault("way", PaymentWay.BANK.value)
    data.setdefault("receipt", SIGNED)
    return data


def _token(told: Told | None, form: SpotForm) -> str:
    if told is None:
        return ""
    said = {
        "about": _about(form),
        "warned": PenaltyKind.WARNING in told.content.kinds,
        "fine": str(told.content.fine_yuan),
        "at": told.at.isoformat(),
    }
    return signing.dumps(said, salt=_SALT)


def _about(form: SpotForm) -> list[str]:
    """Whom and what the telling was about; the amount may still become lower."""
    return [str(form[name].value()) for name in ("case_id", "party", "choice", "place")]


def _no_content() -> Breach:
    return Breach(
        "APL51",
        "没有选择警告，也没有罚款金额",
        Citation("行政处罚法", "51"),
        "请勾选警告，或者填写罚款金额。",
    )
