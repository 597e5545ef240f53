"""Forms of execution (分期、催告、申请法院、中止、终结、重新办理)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms

from mingjian.desk.cases.forms.base import NOT_CHOSEN, Bench, DatedForm, choices_of
from mingjian.desk.fields import DayField, RadioField, TextField
from mingjian.law.citation import Citation
from mingjian.law.procedure import (
    CourtStep,
    DeferralKind,
    SuspensionGround,
    TerminationGround,
    money_owed,
    surcharge_owed_yuan,
)
from mingjian.law.surcharge import Instalment, equal_instalments
from mingjian.web.forms import YuanField

MOST_PARTS = 36
_COMPULSION = "行政强制法"


class ReasonedForm(DatedForm):
    """An act that owes reasons and nothing else: 不批准、恢复执行、重新办理."""

    reasons = TextField(label="事实和理由")

    def more(self) -> Mapping[str, Any]:
        """理由."""
        return {"reasons": self.cleaned_data["reasons"]}


class RequestDeferralForm(DatedForm):
    """登记延期、分期缴纳申请."""

    cites = {"kind": Citation("行政处罚法", "66", "2")}
    kind = RadioField(label="申请事项", choices=choices_of(DeferralKind))
    reasons = TextField(
        label="经济困难的情况", help_text="按照当事人的申请书填写，证明材料随案归档。"
    )

    def more(self) -> Mapping[str, Any]:
        """事项 and 理由."""
        kind = DeferralKind(self.cleaned_data["kind"])
        return {"kind": kind, "reasons": self.cleaned_data["reasons"]}


class ApproveDeferralForm(DatedForm):
    """批准延期、分期缴纳: equal parts; the amounts are computed from what is owed."""

    units = {"count": "期", "months": "个月"}
    widths = {"on": "short", "count": "short", "first_due_on": "short", "months": "short"}
    cites = {"count": Citation("行政处罚法", "66", "2")}
    count = forms.IntegerField(
        label="期数",
        min_value=1,
        max_value=MOST_PARTS,
        initial=3,
        help_text="各期金额按待缴罚款平均计算，余数计入最后一期；填 1 即为延期缴纳。",
    )
    first_due_on = DayField(label="第一期截止日期")
    months = forms.IntegerField(label="每期间隔", min_value=1, max_value=12, initial=1)
    opinion = TextField(label="审批意见", rows=3)

    def arrange(self, bench: Bench) -> None:
        """A month from now."""
        self.fields["first_due_on"].initial = bench.today + timedelta(days=30)

    def more(self) -> Mapping[str, Any]:
        """缴纳安排 and 意见."""
        return {"schedule": self._schedule(), "opinion": self.cleaned_data["opinion"]}

    def _schedule(self) -> tuple[Instalment, ...]:
        data = self.cleaned_data
        owed = money_owed(facts=self.bench.facts, on=data["on"]).fine_yuan
        if not owed:
            return ()
        return equal_instalments(
            total=owed,
            count=data["count"],
            first_due_on=data["first_due_on"],
            months=data["months"],
        )


class ReduceSurchargeForm(DatedForm):
    """减免加处罚款."""

    units = {"amount_yuan": "元"}
    widths = {"on": "short", "amount_yuan": "short"}
    cites = {"amount_yuan": Citation(_COMPULSION, "42", "1")}
    amount_yuan = YuanField(label="减免数额", min_value=Decimal("0.01"), max_digits=14)
    reasons = TextField(label="执行协议和补救措施", help_text="罚款本身不能减免。")

    def arrange(self, bench: Bench) -> None:
        """All of it."""
        owed = surcharge_owed_yuan(bench.facts, on=bench.today)
        self.fields["amount_yuan"].initial = owed or None

    def more(self) -> Mapping[str, Any]:
        """数额 and 理由."""
        return {
            "amount_yuan": self.cleaned_data["amount_yuan"],
            "reasons": self.cleaned_data["reasons"],
        }


class IssueDemandForm(DatedForm):
    """制作催告书: everything it says is taken from the case."""


class RecordResponseForm(DatedForm):
    """登记并复核催告后的意见."""

    cites = {"content": Citation(_COMPULSION, "36")}
    content = TextField(label="当事人的陈述、申辩", rows=6)
    accepted = RadioField(
        label="复核结论", choices=[("1", "事实、理由或者证据成立，予以采纳"), ("0", "不予采纳")]
    )
    reasons = TextField(label="复核情况和理由")

    def more(self) -> Mapping[str, Any]:
        """意见、结论、理由."""
        accepted = self.cleaned_data["accepted"] == "1"
        return {
            "content": self.cleaned_data["content"],
            "accepted": accepted,
            "reasons": self.cleaned_data["reasons"],
        }


class ApplyCourtForm(DatedForm):
    """申请人民法院强制执行."""

    cites = {
        "subject": Citation(_COMPULSION, "55", "1", "4"),
        "late_reasons": Citation(_COMPULSION, "53"),
    }
    subject = TextField(label="申请强制执行标的情况", help_text="写明执行内容和已知的财产线索。")
    late_reasons = TextField(
        label="逾期申请的正当理由", rows=2, required=False, help_text="在申请期限内的，不填。"
    )

    def more(self) -> Mapping[str, Any]:
        """标的 and 逾期理由."""
        return {
            "subject": self.cleaned_data["subject"],
            "late_reasons": self.cleaned_data["late_reasons"],
        }


class RecordCourtForm(DatedForm):
    """登记人民法院办理情况: only the steps that may come next."""

    widths = {"on": "short", "step": "medium", "number": "medium"}
    cites = {"step": Citation(_COMPULSION, "56", "1")}
    step = forms.ChoiceField(label="办理情况", choices=[NOT_CHOSEN, *choices_of(CourtStep)])
    number = forms.CharField(label="法院文书文号", max_length=60)
    content = TextField(label="说明", rows=3, required=False)

    def arrange(self, bench: Bench) -> None:
        """What follows the last step."""
        opened = bench.facts.open_court
        last = opened.steps[-1] if opened and opened.steps else None
        coming = [step for step in CourtStep if step.follows is last]
        self.offer("step", [NOT_CHOSEN, *choices_of(coming)])

    def more(self) -> Mapping[str, Any]:
        """步骤、文号、说明."""
        return {
            "step": CourtStep(self.cleaned_data["step"]),
            "number": self.cleaned_data["number"],
            "content": self.cleaned_data["content"],
        }


class SuspendForm(ReasonedForm):
    """中止、停止执行."""

    cites = {"ground": Citation(_COMPULSION, "39", "1")}
    ground = RadioField(
        label="情形",
        choices=choices_of(SuspensionGround),
        help_text="复议、诉讼期间不停止执行；依法停止的，请先登记受理。",
    )
    field_order = ["seen", "on", "ground", "reasons"]

    def more(self) -> Mapping[str, Any]:
        """情形 and 理由."""
        return {**super().more(), "ground": SuspensionGround(self.cleaned_data["ground"])}


class TerminateForm(ReasonedForm):
    """终结执行."""

    cites = {"ground": Citation(_COMPULSION, "40")}
    ground = RadioField(
        label="情形",
        choices=choices_of(TerminationGround),
        help_text="决定被撤销的，登记复议、诉讼结果或者自行纠正，不在此办理。",
    )
    field_order = ["seen", "on", "ground", "reasons"]

    def more(self) -> Mapping[str, Any]:
        """情形 and 理由."""
        return {**super().more(), "ground": TerminationGround(self.cleaned_data["ground"])}
