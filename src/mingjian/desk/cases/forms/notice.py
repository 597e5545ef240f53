"""Forms of notice, service and defence (告知、送达、陈述申辩)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms

from mingjian.cases.models import Case
from mingjian.cases.receipts import delivery_of_receipt, receipt_waiting
from mingjian.cases.serving import SERVED_BY_A_STEP, efforts_of
from mingjian.desk.cases.forms.base import NOT_CHOSEN, ActForm, Bench, DatedForm, choices_of
from mingjian.desk.fields import DayField, DeskForm, RadioField, TextField
from mingjian.dossier.kinds import ServiceMethod
from mingjian.dossier.models import Document
from mingjian.dossier.serving import Delivery, confirmation_on
from mingjian.law.citation import Citation
from mingjian.law.service import Receiver


class IssueNoticeForm(DatedForm):
    """制作事先告知书: everything it says is taken from the proposal."""


class DeliveryFields(DeskForm):
    """送达情况: how, when, to whom, and the proof; groups that a way does not need stay empty."""

    widths = {
        **dict.fromkeys(["method", "receiver", "relation", "tracking", "address"], "medium"),
        **dict.fromkeys(["done_on", "sent_on"], "short"),
    }
    cites = {
        "proof": Citation("民事诉讼法", "87"),
        "relation": Citation("民事诉讼法", "88"),
        "refused_reason": Citation("民事诉讼法", "89"),
        "tracking": Citation("民事诉讼法", "91"),
        "address": Citation("行政处罚法", "61", "2"),
        "efforts": Citation("民事诉讼法", "95", "2"),
        "method": Citation("行政处罚法", "61"),
    }
    legends = {
        "留置送达": ("refused_reason", "witness", "recording"),
        "邮寄、电子、委托送达": ("sent_on", "tracking", "address"),
        "公告送达": ("is_missing", "efforts"),
    }
    method = forms.ChoiceField(
        label="送达方式",
        choices=[NOT_CHOSEN, *choices_of(ServiceMethod)],
        help_text="先直接送达；拒收的留置（见证人，或者拍照、录像）；本人签有确认书的可以电子送达；"
        "直接送达有困难的委托或者邮寄；军人、被监禁的转交；下落不明或者上述方式都不能送达的，才公告。"
        "没有送到的，请在“送达”页登记未能送达。",
    )
    done_on = DayField(
        label="送达日期",
        help_text="签收日期；邮寄的，回执上注明的收件日期；电子的，到达受送达人系统的日期；"
        "公告的，发出公告的日期（期满之日自动计算）。",
    )
    receiver = forms.CharField(
        label="签收人",
        max_length=80,
        required=False,
        help_text="由他人签收的，请改为实际签收人。",
    )
    relation = forms.ChoiceField(
        label="签收人与受送达人的关系",
        choices=[NOT_CHOSEN, *((one.title, one.title) for one in Receiver)],
        required=False,
        help_text="公民：本人、同住成年家属；单位：法定代表人（主要负责人）、负责收件的人。",
    )
    place = forms.CharField(label="送达地点", max_length=200, required=False)
    proof = forms.CharField(
        label="送达凭证",
        max_length=300,
        help_text="送达回证、邮件回执、到达凭证、公告载体等，按送达方式填写。",
    )
    refused_reason = forms.CharField(label="拒收事由", max_length=300, required=False)
    witness = forms.CharField(
        label="见证人",
        max_length=120,
        required=False,
        help_text="姓名和所在的基层组织、单位；没有见证人的，须拍照、录像。",
    )
    recording = forms.CharField(label="照片、录像的编号", max_length=200, required=False)
    sent_on = DayField(label="交邮（发送、委托）日期", required=False)
    tracking = forms.CharField(label="邮件号码", max_length=60, required=False)
    address = forms.CharField(
        label="电子送达地址",
        max_length=120,
        required=False,
        help_text="须与送达地址确认书一致。",
    )
    is_missing = forms.BooleanField(label="受送达人下落不明", required=False)
    efforts = forms.CharField(
        label="未能送达的原因和经过",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="公告送达必填；已经登记的未能送达会自动列出，请核对。",
    )


class DeliveryForm(DeliveryFields, ActForm):
    """送达 as a step of the procedure."""

    def arrange(self, bench: Bench) -> None:
        """Today, at the confirmed address, to whoever signs for the party."""
        receipt = receipt_waiting(bench.case, kinds=SERVED_BY_A_STEP)
        known = delivery_known(case=bench.case, on=bench.today, receipt=receipt)
        for name, value in known.items():
            self.fields[name].initial = value

    def details(self) -> Mapping[str, Any]:
        """One delivery."""
        return {"delivery": delivery_in(self.cleaned_data)}


def delivery_known(*, case: Case, on: date, receipt: Document | None = None) -> dict[str, Any]:
    """What the case knows of a service to come; a receipt signed on the screen says it all."""
    party = case.party
    confirmed = confirmation_on(subject_id=case.id, on=on)
    receiver = confirmed.receiver if confirmed else ""
    return {
        "done_on": on,
        "place": confirmed.address if confirmed else party.address,
        "receiver": receiver or party.legal_representative or party.name,
        "address": confirmed.electronic_address if confirmed else "",
        "efforts": efforts_of(case),
        **(delivery_of_receipt(receipt) if receipt else {}),
    }


def delivery_in(data: Mapping[str, Any]) -> Delivery:
    """The delivery that the fields describe."""
    found = {key: value for key, value in data.items() if key != "seen"}
    # A group for another way is not meant: what is filled in for comfort is no statement.
    for ways, unsaid in _ONLY_FOR:
        if found["method"] not in ways:
            found |= unsaid
    return Delivery(**{**found, "method": ServiceMethod(found["method"])})


_LEFT = {ServiceMethod.LEFT_IN_PLACE.value}
_ANNOUNCED = {ServiceMethod.BY_ANNOUNCEMENT.value}
_MAIL = {ServiceMethod.POSTAL.value}
_ELECTRONIC = {ServiceMethod.ELECTRONIC.value}
_ONLY_FOR: tuple[tuple[set[str], dict[str, Any]], ...] = (
    (_LEFT, {"refused_reason": "", "witness": "", "recording": ""}),
    (_ELECTRONIC, {"address": ""}),
    (_MAIL, {"tracking": ""}),
    (_MAIL | _ELECTRONIC | {ServiceMethod.ENTRUSTED.value}, {"sent_on": None}),
    (_ANNOUNCED, {"is_missing": False, "efforts": ""}),
)


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
