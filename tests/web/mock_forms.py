"""Forms of the mocks, with every kind of field."""

from __future__ import annotations

from django import forms

from mingjian.law.citation import Citation
from mingjian.web.forms import DayInput, PlainForm, YuanField


class LoginForm(PlainForm):
    """登录."""

    username = forms.CharField(
        label="账号", widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label="密码", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )


class LeadForm(PlainForm):
    """线索登记."""

    units = {"amount": "元"}
    cites = {"found_on": Citation("行政处罚法", "36"), "kind": Citation("行政处罚法", "54")}
    widths = {"found_on": "short", "amount": "short", "agency": "medium"}
    legends = {
        "线索": ("title", "found_on", "kind"),
        "情况": ("amount", "agency", "detail", "paper"),
    }

    title = forms.CharField(
        label="线索名称", help_text="写明当事人和行为，例如“某店经营过期食品”。"
    )
    found_on = forms.DateField(
        label="发现日期", widget=DayInput(), help_text="追责时效自违法行为发生之日起算。"
    )
    kind = forms.ChoiceField(
        label="线索来源",
        choices=[("1", "日常检查"), ("2", "投诉举报"), ("3", "上级交办"), ("4", "其他机关移送")],
        widget=forms.RadioSelect,
    )
    amount = YuanField(label="涉案金额", required=False, help_text="尚未查清的，可以不填。")
    agency = forms.ChoiceField(
        label="承办机构", choices=[("", "请选择"), ("1", "食品安全监督管理股"), ("2", "执法稽查股")]
    )
    detail = forms.CharField(label="简要情况", widget=forms.Textarea, required=False)
    paper = forms.FileField(
        label="线索材料", required=False, help_text="照片、录像或者文书，单个不超过 200 MB。"
    )
    sure = forms.BooleanField(label="已核对当事人名称与证照一致")
