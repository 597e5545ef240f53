"""Forms of payment, performance and the end of a case (缴款、履行、结案、撤案)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms

from mingjian.desk.cases.forms.base import NOT_CHOSEN, Bench, DatedForm, choices_of
from mingjian.desk.fields import RadioField, TextField
from mingjian.law.citation import Citation
from mingjian.law.procedure import (
    ClosingReason,
    DismissalReason,
    PaymentChannel,
    money_owed,
)
from mingjian.web.forms import YuanField


class RecordPaymentForm(DatedForm):
    """登记缴款."""

    units = {"amount_yuan": "元"}
    widths = {
        "on": "short",
        "amount_yuan": "short",
        "channel": "medium",
        "receipt_number": "medium",
    }
    cites = {"channel": Citation("行政处罚法", "67")}
    amount_yuan = YuanField(label="缴款金额", min_value=Decimal("0.01"), max_digits=14)
    channel = forms.ChoiceField(label="缴款方式", choices=[NOT_CHOSEN, *choices_of(PaymentChannel)])
    receipt_number = forms.CharField(
        label="票据号",
        max_length=60,
        help_text="罚没收入票据或者电子缴款凭证的号码。",
    )

    def arrange(self, bench: Bench) -> None:
        """What is owed today, surcharge included."""
        owed = money_owed(facts=bench.facts, on=bench.today).total_yuan
        if owed:
            self.fields["amount_yuan"].initial = owed

    def more(self) -> Mapping[str, Any]:
        """金额、方式、票据."""
        return {
            "amount_yuan": self.cleaned_data["amount_yuan"],
            "channel": PaymentChannel(self.cleaned_data["channel"]),
            "receipt_number": self.cleaned_data["receipt_number"],
        }


class RecordPerformanceForm(DatedForm):
    """登记履行情况."""

    content = TextField(label="履行情况", help_text="写明罚款以外的处罚内容如何履行、由谁核实。")

    def more(self) -> Mapping[str, Any]:
        """情况."""
        return {"content": self.cleaned_data["content"]}


class CloseForm(DatedForm):
    """结案."""

    reason = RadioField(label="结案情形", choices=choices_of(ClosingReason))
    educated = forms.BooleanField(
        label="不予处罚的，已对当事人进行教育", required=False, help_text="给予处罚的案件不勾选。"
    )
    note = TextField(
        label="结案情况", help_text="没有履行完毕即结案的，请写明理由。", required=False
    )

    def more(self) -> Mapping[str, Any]:
        """情形、教育、说明."""
        return {
            "reason": ClosingReason(self.cleaned_data["reason"]),
            "educated": self.cleaned_data["educated"],
            "note": self.cleaned_data["note"],
        }


class DismissForm(DatedForm):
    """撤案."""

    cites = {"reason": Citation("行政处罚法", "57", "1")}
    reason = RadioField(
        label="撤案情形",
        choices=choices_of(DismissalReason),
        help_text="违法事实不能成立的，应当作出不予处罚决定，不能撤案。",
    )
    note = TextField(label="事实和理由")

    def more(self) -> Mapping[str, Any]:
        """情形 and 理由."""
        return {
            "reason": DismissalReason(self.cleaned_data["reason"]),
            "note": self.cleaned_data["note"],
        }
