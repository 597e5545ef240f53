"""Forms of notice, service and defence (告知、送达、陈述申辩)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from mingjian.desk.cases.forms.base import NOT_CHOSEN, ActForm, Bench, DatedForm, choices_of
from mingjian.desk.fields import DayField, RadioField, TextField
from mingjian.dossier.kinds import ServiceMethod
from mingjian.dossier.serving import Delivery
from mingjian.law.citation import Citation


class IssueNoticeForm(DatedForm):
    """制作事先告知书: everything it says is taken from the proposal."""


class DeliveryForm(ActForm):
    """送达: how, when, to whom, and the proof."""

    widths = {"method": "medium", "done_on": "short", "receiver": "medium", "relation": "medium"}
    cites = {
        "proof": Citation("民事诉讼法", "87"),
        "efforts": Citation("民事诉讼法", "95", "2"),
        "method": Citation("行政处罚法", "61"),
    }
    method = forms.ChoiceField(
        label="送达方式",
        choices=[NOT_CHOSEN, *choices_of(ServiceMethod)],
        help_text="先直接送达；拒收的留置（见证人，或者拍照、录像）；本人签有确认书的可以电子送达；"
        "直接送达有困难的委托或者邮寄；军人、被监禁的转交；下落不明或者上述方式都不能送达的，才公告。",
    )
    done_on = DayField(
        label="送达日期", help_text="受送达人签收的日期；公告送达的，为发出公告的日期。"
    )
    receiver = forms.CharField(
        label="签收人",
        max_length=80,
        required=False,
        help_text="由他人签收的，请改为实际签收人。",
    )
    relation = forms.CharField(
        label="签收人与受送达人的关系",
        max_length=40,
        required=False,
        help_text="本人签收的，不填。",
    )
    place = forms.CharField(label="送达地点", max_length=200, required=False)
    proof = forms.CharField(
        label="送达凭证",
        max_length=300,
        help_text="送达回证、邮件号码、见证人、公告载体等，按送达方式填写。",
    )

    efforts = forms.CharField(
        label="未能送达的原因和经过",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="公告送达必填：逐项写明用过的送达方式、日期和结果。",
    )

    def arrange(self, bench: Bench) -> None:
        """Today, at the party's address, to whoever signs for the party."""
        party = bench.case.party
        self.fields["done_on"].initial = bench.today
        self.fields["place"].initial = party.address
        self.fields["receiver"].initial = party.legal_representative or party.name

    def details(self) -> Mapping[str, Any]:
        """One delivery."""
        found = {key: value for key, value in self.cleaned_data.items() if key != "seen"}
        return {"delivery": Delivery(**{**found, "method": ServiceMethod(found["method"])})}


class RecordDefenceForm(DatedForm):
    """登记陈述申辩."""

    cites = {"content": Citation("行政处罚法", "45", "1")}
    content = TextField(
        label="陈述、申辩的内容",
        rows=8,
        help_text="完整记录当事人提出的事实、理由和证据；不得因陈述、申辩给予更重的处罚。",
    )

    def more(self) -> Mapping[str, Any]:
        """内容."""
        return {"content": self.cleaned_data["content"]}


class WaiveDefenceForm(DatedForm):
    """登记放弃陈述申辩."""

    cites = {"content": Citation("行政处罚法", "62")}
    content = TextField(
        label="放弃声明的内容",
        help_text="须由当事人书面声明；请录入声明原文，并注明原件所在案卷页码。",
    )

    def more(self) -> Mapping[str, Any]:
        """声明."""
        return {"content": self.cleaned_data["content"]}


class AnswerDefenceForm(DatedForm):
    """复核陈述申辩."""

    cites = {"accepted": Citation("行政处罚法", "45", "1")}
    accepted = RadioField(
        label="复核结论", choices=[("1", "事实、理由或者证据成立，予以采纳"), ("0", "不予采纳")]
    )
    reasons = TextField(
        label="复核情况和理由", rows=6, help_text="逐条回应当事人提出的事实、理由和证据。"
    )

    def more(self) -> Mapping[str, Any]:
        """结论 and 理由."""
        accepted = self.cleaned_data["accepted"] == "1"
        return {"accepted": accepted, "reasons": self.cleaned_data["reasons"]}
