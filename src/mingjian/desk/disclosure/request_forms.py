"""The form of 处理意见 on a request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from mingjian.desk.fields import DeskForm, TextField, TicksField
from mingjian.disclosure.requests.handling import Answer
from mingjian.law.publication_requests import RequestKind, RequestOutcome, outcomes_of


class AnswerForm(DeskForm):
    """提出处理意见: outcome, public reasons, how it was checked."""

    outcome = forms.ChoiceField(label="处理意见", widget=forms.RadioSelect)
    confirmed = TicksField(
        label="逐项核实", required=False, help_text="有材料证明的才勾选；缺一项就不能提前停止公示。"
    )
    shown_text = TextField(
        label="公开的说明",
        rows=5,
        max_length=2000,
        required=False,
        help_text="从当事人的说明中摘出，隐去个人信息；决定后公开在该条信息旁边。",
    )
    reasons = TextField(
        label="向社会公开的理由",
        rows=3,
        max_length=300,
        help_text="显示在申请的状态页上，请勿写入申请人姓名和任何个人信息。",
    )
    checked = TextField(
        label="核实的情况",
        rows=3,
        max_length=1000,
        help_text="核对了哪些材料、怎样核实申请人的身份。不公开。",
    )

    def __init__(
        self, *args: Any, kind: RequestKind, conditions: Sequence[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        outcome, confirmed = self.fields["outcome"], self.fields["confirmed"]
        assert isinstance(outcome, forms.ChoiceField)
        assert isinstance(confirmed, forms.ChoiceField)
        outcome.choices = [(one.value, one.title) for one in outcomes_of(kind)]
        confirmed.choices = [(text, text) for text in conditions]
        if kind is not RequestKind.RESTORATION:
            del self.fields["confirmed"]
        if kind is not RequestKind.REPLY:
            del self.fields["shown_text"]

    def answer(self) -> Answer:
        """The answer, from a valid form."""
        data = self.cleaned_data
        return Answer(
            outcome=RequestOutcome(data["outcome"]),
            reasons=data["reasons"],
            checked=data["checked"],
            shown_text=data.get("shown_text", ""),
            confirmed=tuple(data.get("confirmed", ())),
        )
