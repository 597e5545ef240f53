"""Forms of remedies and own correction (复议、诉讼、自行纠正)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms

from mingjian.cases.remedies import Result
from mingjian.desk.cases.forms.base import Bench, DatedForm, choices_of
from mingjian.desk.fields import DayField, RadioField, TextField
from mingjian.law.citation import Citation
from mingjian.law.procedure import RemedyKind, RemedyOutcome
from mingjian.web.forms import YuanField

_CONTESTED = [RemedyKind.RECONSIDERATION, RemedyKind.LITIGATION]


class AcceptRemedyForm(DatedForm):
    """登记复议、诉讼受理."""

    widths = {"on": "short", "body": "medium", "number": "medium", "applied_on": "short"}
    cites = {
        "kind": Citation("行政处罚法", "73", "1"),
        "applied_on": Citation("行政处罚法", "73", "3"),
    }
    kind = RadioField(label="救济途径", choices=choices_of(_CONTESTED))
    body = forms.CharField(label="复议机关或者人民法院", max_length=120)
    number = forms.CharField(label="受理（应诉）通知书文号", max_length=80, required=False)
    applied_on = DayField(
        label="申请（起诉）日期", help_text="自这一日起不计算加处罚款，到结果生效为止。"
    )

    def arrange(self, bench: Bench) -> None:
        """The body that the decision named."""
        self.fields["body"].initial = bench.case.agency.reconsideration_body
        self.fields["applied_on"].initial = bench.today

    def more(self) -> Mapping[str, Any]:
        """途径、机关、文号、日期."""
        kept = ("body", "number", "applied_on")
        kind = RemedyKind(self.cleaned_data["kind"])
        return {"kind": kind, **{name: self.cleaned_data[name] for name in kept}}


class EndRemedyForm(DatedForm):
    """登记复议、诉讼结果."""

    units = {"fine_yuan": "元"}
    widths = {
        "on": "short",
        "effective_on": "short",
        "document": "medium",
        "fine_yuan": "short",
    }
    cites = {
        "effective_on": Citation("行政复议法", "75", "2"),
        "fine_yuan": Citation("行政复议法", "63", "2"),
        "orders_redo": Citation("行政复议法", "64", "1"),
    }
    outcome = RadioField(label="结果", choices=choices_of(RemedyOutcome))
    effective_on = DayField(label="生效日期", help_text="复议决定送达之日；判决、裁定生效之日。")
    document = forms.CharField(label="文书名称和文号", max_length=120)
    fine_yuan = YuanField(
        label="变更后的罚款",
        min_value=Decimal(0),
        max_digits=14,
        required=False,
        help_text="只有罚款数额变更的才填写，应当低于原数额。",
    )
    orders_redo = forms.BooleanField(label="责令重新作出行政行为", required=False)
    on_procedure = forms.BooleanField(label="仅以违反法定程序为由撤销", required=False)
    content = TextField(label="结果的主要内容和理由")

    def arrange(self, bench: Bench) -> None:
        """Effective today unless the document says otherwise."""
        self.fields["effective_on"].initial = bench.today

    def more(self) -> Mapping[str, Any]:
        """结果."""
        data = self.cleaned_data
        return {
            "result": Result(
                outcome=RemedyOutcome(data["outcome"]),
                effective_on=data["effective_on"],
                document=data["document"],
                content=data["content"],
                fine_yuan=data["fine_yuan"],
                orders_redo=data["orders_redo"],
                on_procedure=data["on_procedure"],
            )
        }


class CorrectDecisionForm(EndRemedyForm):
    """自行纠正决定: the result is the agency's own, with its reasons."""

    cites = {**EndRemedyForm.cites, "reasons": Citation("行政处罚法", "75", "2")}
    reasons = TextField(label="错误所在和纠正理由")

    def arrange(self, bench: Bench) -> None:
        """Only what changes the decision."""
        super().arrange(bench)
        changing = [one for one in RemedyOutcome if not one.leaves_the_decision]
        self.offer("outcome", choices_of(changing))
        self.fields["orders_redo"].label = "撤销后重新作出决定"

    def more(self) -> Mapping[str, Any]:
        """结果 and 理由."""
        return {**super().more(), "reasons": self.cleaned_data["reasons"]}
