"""Forms of the service room (送达地址确认书、未能送达、送达其他文书)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from mingjian.cases.models import Case
from mingjian.cases.receipts import ReceiptDraft
from mingjian.cases.serving import AddressDraft, AttemptDraft
from mingjian.desk.cases.forms.base import NOT_CHOSEN, choices_of
from mingjian.desk.cases.forms.notice import DeliveryFields, delivery_in, delivery_known
from mingjian.desk.fields import DayField, DeskForm, TextField
from mingjian.dossier.models import Document
from mingjian.law.citation import Citation
from mingjian.law.service import AttemptReason, Delivery, Receiver, ServiceMethod

_CHANNELS = ("电子邮件", "手机短信", "传真", "政务服务平台账户")
_CAN_FAIL = [
    way
    for way in ServiceMethod
    if way not in {ServiceMethod.LEFT_IN_PLACE, ServiceMethod.BY_ANNOUNCEMENT}
]


class AddressForm(DeskForm):
    """送达地址确认书."""

    widths = {
        "confirmed_on": "short",
        **dict.fromkeys(["receiver", "phone", "signed_by", "electronic_channel"], "medium"),
        "electronic_address": "medium",
    }
    cites = {"electronic_channel": Citation("行政处罚法", "61", "2")}
    legends = {
        "送达到哪里": ("confirmed_on", "receiver", "address", "phone"),
        "同意电子送达的": ("electronic_channel", "electronic_address"),
        "签名": ("signed_by", "proof"),
    }
    confirmed_on = DayField(label="签订日期")
    receiver = forms.CharField(label="收件人", max_length=80)
    address = forms.CharField(label="送达地址", max_length=200)
    phone = forms.CharField(label="联系电话", max_length=30)
    signed_by = forms.CharField(
        label="签名的人", max_length=80, help_text="当事人本人，或者其法定代表人、代理人。"
    )
    proof = forms.CharField(
        label="签名的凭证",
        max_length=300,
        help_text="例如：当事人签名的确认书原件，存案卷第几页。",
    )
    electronic_channel = forms.ChoiceField(
        label="方式",
        choices=[("", "不同意电子送达"), *((one, one) for one in _CHANNELS)],
        required=False,
    )
    electronic_address = forms.CharField(
        label="电子送达地址", max_length=120, required=False, help_text="邮箱、号码或者账户。"
    )

    def know(self, case: Case, on: date) -> None:
        """What the case knows already."""
        party = case.party
        person = party.legal_representative or party.name
        known = {"confirmed_on": on, "receiver": person, "signed_by": person}
        for name, value in {**known, "address": party.address}.items():
            self.fields[name].initial = value

    def draft(self) -> AddressDraft:
        """The confirmation as signed."""
        return AddressDraft(**self.cleaned_data)


class AttemptForm(DeskForm):
    """登记未能送达."""

    widths = {"method": "medium", "tried_on": "short", "reason": "medium", "servers": "medium"}
    cites = {"told": Citation("民事诉讼法", "95", "2")}
    method = forms.ChoiceField(label="送达方式", choices=[NOT_CHOSEN, *choices_of(_CAN_FAIL)])
    tried_on = DayField(label="日期", help_text="上门的日期；邮寄的，退回的日期。")
    place = forms.CharField(label="地点（地址）", max_length=200)
    reason = forms.ChoiceField(
        label="未能送达的原因",
        choices=[NOT_CHOSEN, *choices_of(AttemptReason)],
        help_text="受送达人在场而拒收的，不在此登记，请登记留置送达。",
    )
    told = TextField(label="经过", rows=3, max_length=300)
    proof = forms.CharField(
        label="凭证", max_length=300, help_text="照片、录像编号，退回邮件的号码，见证人等。"
    )
    servers = forms.CharField(label="送达人", max_length=120)

    def know(self, case: Case, on: date) -> None:
        """Today, at the party's address, by the two officers."""
        officers = [one.name for one in (case.lead_officer, case.assisting_officer) if one]
        known = {"tried_on": on, "place": case.party.address, "servers": "、".join(officers)}
        for name, value in known.items():
            self.fields[name].initial = value

    def draft(self) -> AttemptDraft:
        """The attempt as it went."""
        data: dict[str, Any] = {
            **self.cleaned_data,
            "method": ServiceMethod(self.cleaned_data["method"]),
            "reason": AttemptReason(self.cleaned_data["reason"]),
        }
        return AttemptDraft(**data)


class ServeForm(DeliveryFields):
    """登记送达 of a paper whose service is no step of its own."""

    receipt: Document | None = None

    def know(self, case: Case, on: date) -> None:
        """Where and to whom, as far as it is known."""
        for name, value in delivery_known(case=case, on=on, receipt=self.receipt).items():
            self.fields[name].initial = value

    def draft(self) -> Delivery:
        """The delivery."""
        return delivery_in(self.cleaned_data)


class ReceiptForm(DeskForm):
    """送达回证, to be signed on the screen."""

    widths = {"on": "short", "receiver": "medium", "relation": "medium"}
    cites = {"relation": Citation("民事诉讼法", "88")}
    on = DayField(label="送达日期")
    place = forms.CharField(label="送达地点", max_length=200)
    receiver = forms.CharField(label="收件人", max_length=80)
    relation = forms.ChoiceField(
        label="收件人与受送达人的关系",
        choices=[NOT_CHOSEN, *((one.title, one.title) for one in Receiver)],
        help_text="公民：本人、同住成年家属；单位：法定代表人（主要负责人）、负责收件的人。",
    )

    def know(self, case: Case, on: date) -> None:
        """Today, at the address in force, to whoever signs for the party."""
        known = delivery_known(case=case, on=on)
        for name, source in (("on", "done_on"), ("place", "place"), ("receiver", "receiver")):
            self.fields[name].initial = known[source]

    def draft(self) -> ReceiptDraft:
        """What the receipt says before anybody signs."""
        return ReceiptDraft(**self.cleaned_data)


class AnnounceForm(DeskForm):
    """文书送达公告."""

    cites = {"is_missing": Citation("民事诉讼法", "95", "1")}
    is_missing = forms.BooleanField(
        label="受送达人下落不明",
        required=False,
        help_text="不勾选的，须已经登记直接送达和邮寄送达都没有送到。",
    )

    def know(self, case: Case, on: date) -> None:
        """Nothing but what was tried, which the page shows."""
