"""The form of a lead (登记案源): the party and what was found, on one page."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.utils import timezone

from mingjian.cases.leads import LeadDraft
from mingjian.desk.cases.forms.base import NOT_CHOSEN, choices_of
from mingjian.desk.cases.forms.causes import Causes, causes_of
from mingjian.desk.fields import LONG_AGO, DayField, DeskForm, RadioField, TextField, TicksField
from mingjian.law.citation import Citation
from mingjian.law.identifiers import BadIdentifier, check_credit_code, check_id_number
from mingjian.law.lawbook import LawBook
from mingjian.law.procedure import PartyKind
from mingjian.law.review_triggers import all_triggers
from mingjian.registry.models import Party
from mingjian.registry.parties import NewParty, find_party

# 案情本身能看出的情形由系统判断，只有这些需要承办人申报。
_DECLARED = ("public_interest", "complex", "by_law")
_NEEDED = "名录中没有该当事人的，必须填写。"
_PARTY_ONLY = ("name", "legal_representative", "address", "phone", "is_micro")


class PartyForm(DeskForm):
    """当事人: found by number, or newly entered with it."""

    widths = {"party_code": "medium", "legal_representative": "medium", "phone": "medium"}
    party_kind = RadioField(label="当事人类型", choices=choices_of(PartyKind))
    party_code = forms.CharField(
        label="统一社会信用代码或者身份证号码",
        max_length=30,
        help_text="公民填写身份证号码，其他填写统一社会信用代码；名录中已有的当事人不必再填其他信息。",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    name = forms.CharField(label="姓名或者名称", max_length=120, required=False, help_text=_NEEDED)
    legal_representative = forms.CharField(
        label="法定代表人、负责人或者经营者", max_length=80, required=False
    )
    address = forms.CharField(
        label="住所（住址）", max_length=200, required=False, help_text=_NEEDED
    )
    phone = forms.CharField(
        label="联系电话",
        max_length=30,
        required=False,
        help_text="加密保存。",
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
    )
    is_micro = forms.BooleanField(label="属于小微企业", required=False)

    known: Party | None = None

    def clean(self) -> dict[str, Any]:
        """Check the number, look it up; who is not known yet needs a name and an address."""
        found = super().clean() or {}
        if "party_kind" not in found or "party_code" not in found:
            return found
        try:
            self.known = _look_up(
                PartyKind(found["party_kind"]), found["party_code"], on=timezone.localdate()
            )
        except BadIdentifier as error:
            self.add_error("party_code", str(error))
            return found
        if self.known is None:
            for name in ("name", "address"):
                if not found.get(name):
                    self.add_error(name, f"名录中没有该当事人，请填写{self.fields[name].label}。")
        elif self.known.kind != found["party_kind"]:
            kind = PartyKind(self.known.kind).title
            self.add_error(
                "party_kind", f"该号码在名录中登记为{kind}（{self.known.name}），请核对类型。"
            )
        return found

    def new_party(self) -> NewParty:
        """The party as entered."""
        found = self.cleaned_data
        kind = PartyKind(found["party_kind"])
        number = "id_number" if kind is PartyKind.PERSON else "credit_code"
        entered = {name: found[name] for name in _PARTY_ONLY}
        return NewParty(kind=kind, **{number: found["party_code"]}, **entered)


class LeadForm(DeskForm):
    """案情. ``case_id`` is made when the form is shown: sent twice, it registers once."""

    widths = {
        "source": "medium",
        "registered_on": "short",
        "discovered_on": "short",
        "act_ended_on": "short",
    }
    cites = {
        "act_ended_on": Citation("行政处罚法", "36"),
        "declared_triggers": Citation("行政处罚法", "58", "1"),
    }
    case_id = forms.UUIDField(widget=forms.HiddenInput)
    source = forms.ChoiceField(label="案件来源")
    violation_id = forms.ChoiceField(
        label="涉嫌违法行为（案由）",
        help_text="列出本机关执法权限以内的案由；有本地裁量基准的，排在前面。",
    )
    place = forms.CharField(label="违法行为发生地", max_length=200)
    registered_on = DayField(label="登记日期")
    discovered_on = DayField(label="发现日期")
    act_ended_on = DayField(
        label="违法行为终了日期",
        earliest=LONG_AGO,
        help_text="追责时效自违法行为发生之日起计算；连续或者继续的，自终了之日起计算。",
    )
    act_continuing = forms.BooleanField(label="违法行为仍在继续", required=False)
    endangers_life_or_finance = forms.BooleanField(
        label="涉及公民生命健康安全、金融安全且有危害后果（时效五年）", required=False
    )
    summary = TextField(label="案情摘要", rows=6, help_text="写明发现的经过、初步事实和线索材料。")
    is_complex = forms.BooleanField(
        label="情节复杂或者属于重大违法行为，应当由负责人集体讨论", required=False
    )
    declared_triggers = TicksField(
        label="申报法制审核情形", required=False, help_text="金额、听证等情形由系统判断，不必选择。"
    )

    def __init__(self, *args: Any, book: LawBook, place: Causes, on: date, **kwargs: Any):
        kwargs["initial"] = {
            **dict.fromkeys(["registered_on", "discovered_on", "act_ended_on"], on),
            **kwargs.get("initial", {}),
        }
        super().__init__(*args, **kwargs)
        sources = book.value("lead.sources", on=on).value
        self._offer("source", [NOT_CHOSEN, *((one, one) for one in sources)])
        self._offer("violation_id", [NOT_CHOSEN, *causes_of(place, on=on)])
        titles = {one.slug: f"{one.title}（{one.cite}）" for one in all_triggers()}
        self._offer("declared_triggers", [(slug, titles[slug]) for slug in _DECLARED])

    def draft(self) -> LeadDraft:
        """案源 as entered."""
        found = {key: value for key, value in self.cleaned_data.items() if key != "case_id"}
        return LeadDraft(**{**found, "declared_triggers": tuple(found["declared_triggers"])})

    def _offer(self, name: str, choices: list[Any]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices


def _look_up(kind: PartyKind, text: str, *, on: date) -> Party | None:
    """The registered party of that number; raises BadIdentifier with a sentence for people."""
    if kind is PartyKind.PERSON:
        return find_party(id_number=check_id_number(text, on=on))
    return find_party(credit_code=check_credit_code(text))
