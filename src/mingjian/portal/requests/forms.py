"""The form of a request (公示申请表): who asks, what about, what shows it."""

from __future__ import annotations

from typing import Any

from django import forms

from mingjian.disclosure.projection import FIELD_TITLES
from mingjian.law.publication_requests import Capacity, RequestKind
from mingjian.web.forms import PlainForm

LONGEST = 2000
_WORDS = {
    RequestKind.CORRECTION: ("哪里不准确，应当是什么", "写明现在的内容和应当更正成的内容。"),
    RequestKind.OBJECTION: (
        "异议和理由",
        "写明对公示本身的异议，例如不应公示、超期公示、公示错了人。",
    ),
    RequestKind.REPLY: (
        "您的说明",
        "经核对后，说明的文字会公开在这条决定旁边；请不要写入个人信息。",
    ),
    RequestKind.RESTORATION: ("纠正和履行的情况", "写明义务何时履行完毕、违法行为怎样改正。"),
}
_ASKED_FIELDS = ("party_name", "credit_code", "cause", "facts", "basis", "penalty", "decided_on")


class RequestForm(PlainForm):
    """更正、异议、当事人说明、信用修复: one form, worded for the kind."""

    widths = {"applicant": "medium", "contact": "medium", "field": "medium"}

    token = forms.CharField(widget=forms.HiddenInput, max_length=400)
    capacity = forms.ChoiceField(label="您是", widget=forms.RadioSelect)
    applicant = forms.CharField(label="姓名或者单位名称", max_length=120)
    contact = forms.CharField(
        label="联系电话或者地址", max_length=120, help_text="只供受理机关核实和答复，不公开。"
    )
    field = forms.ChoiceField(label="涉及的栏目", required=False)
    content = forms.CharField(widget=forms.Textarea(attrs={"rows": 6}), max_length=LONGEST)
    evidence = forms.CharField(
        label="证据材料",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写明有哪些材料；原件请按机关要求当面或者邮寄提交。请勿填写身份证号、银行账号。",
    )

    def __init__(self, *args: Any, kind: RequestKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [one for one in Capacity if one is not Capacity.OTHER or not kind.is_for_the_party]
        self._choices("capacity", [(one.value, one.title) for one in own])
        asked = [(name, FIELD_TITLES[name]) for name in _ASKED_FIELDS]
        self._choices("field", [("", "不限于一栏"), *asked])
        if kind is not RequestKind.CORRECTION:
            del self.fields["field"]
        label, hint = _WORDS[kind]
        self.fields["content"].label, self.fields["content"].help_text = label, hint
        self.fields["content"].widget.attrs.pop("maxlength", None)
        for name in ("content", "evidence", "applicant", "contact"):
            self.fields[name].error_messages.update(
                required=f"请填写{self.fields[name].label}。",
                max_length=f"{self.fields[name].label}最多 %(limit_value)d 字，现有"
                " %(show_value)d 字，请精简后再提交。",
            )

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
