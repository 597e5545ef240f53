"""Forms of the administrators."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django import forms

from mingjian.access.accounts import NewAccount
from mingjian.access.camps import Camp
from mingjian.desk.fields import LONG_AGO, DayField, DeskForm, TextField
from mingjian.law.roles import Role

Choices = list[tuple[str, str]]
# 与 AUTH_PASSWORD_VALIDATORS 一致：先在表单里说，免得白填一遍。
SHORTEST = 12


def _password(label: str, help_text: str = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(
        label=label,
        strip=False,
        min_length=SHORTEST,
        max_length=200,
        widget=widget,
        help_text=help_text,
        error_messages={"min_length": f"{label}不足 {SHORTEST} 个字符，请设置更长的密码。"},
    )


class AccountForm(DeskForm):
    """开立账号."""

    widths = {
        **dict.fromkeys(["username", "name", "staff_number", "agency", "camp"], "medium"),
        **dict.fromkeys(["division_code"], "short"),
        **dict.fromkeys(["password", "again"], "medium"),
    }
    legends = {
        "人员": ("name", "username", "staff_number"),
        "阵营和所属": ("camp", "agency", "division_code"),
        "初始密码": ("password", "again"),
    }

    name = forms.CharField(label="姓名", max_length=80)
    username = forms.RegexField(
        r"^[A-Za-z0-9._-]{3,40}$",
        label="用户名",
        max_length=40,
        help_text="三至四十个字母、数字、点、横线。",
        error_messages={"invalid": "用户名应当是三至四十个字母、数字、点、横线，请重新填写。"},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    staff_number = forms.CharField(label="工号", required=False, max_length=40)
    camp = forms.ChoiceField(
        label="阵营",
        choices=[(camp.value, camp.title) for camp in Camp],
        help_text="开立后不能更改：三员与业务人员不得兼任。",
    )
    agency = forms.ChoiceField(
        label="执法主体", required=False, help_text="本机关人员应当选择；监督人员、平台管理员不选。"
    )
    division_code = forms.RegexField(
        r"^(\d{2}|\d{4}|\d{6})$",
        label="监督的行政区划",
        required=False,
        help_text="执法监督人员填写二位、四位或者六位区划代码。",
        error_messages={"invalid": "行政区划代码应当是二位、四位或者六位数字，请核对。"},
    )
    password = _password("初始密码", "不少于 12 个字符。请当面告知本人，由本人登录后立即修改。")
    again = _password("再次填写初始密码")

    def __init__(self, *args: Any, agencies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["agency"]).choices = [("", "不属于机关"), *agencies]

    def clean_again(self) -> str:
        """Both times the same."""
        again = str(self.cleaned_data["again"])
        if again != self.cleaned_data.get("password"):
            raise forms.ValidationError("两次填写的密码不一致，请重新填写。")
        return again

    def account(self) -> NewAccount:
        """The account as entered, from a valid form."""
        data = self.cleaned_data
        return NewAccount(
            username=data["username"],
            name=data["name"],
            password=data["password"],
            camp=Camp(data["camp"]),
            staff_number=data["staff_number"],
            agency_id=UUID(data["agency"]) if data["agency"] else None,
            division_code=data["division_code"],
        )


class GrantForm(DeskForm):
    """授予岗位."""

    widths = {"role": "medium", "since": "short"}

    role = forms.ChoiceField(label="岗位")
    since = DayField(label="起始日期", earliest=LONG_AGO)

    def __init__(self, *args: Any, roles: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["role"]).choices = [("", "请选择"), *roles]

    def details(self) -> dict[str, Any]:
        """Arguments of the act, from a valid form."""
        return {"role": Role(self.cleaned_data["role"]), "since": self.cleaned_data["since"]}


class EndGrantForm(DeskForm):
    """终止岗位."""

    widths = {"until": "short"}
    until = DayField(
        label="终止日期",
        earliest=LONG_AGO,
        help_text="自该日起不再担任；今天终止的，立即退出登录。",
    )


class ReasonForm(DeskForm):
    """停用、恢复账号."""

    reason = TextField(label="理由", rows=3, max_length=500)


class ResetForm(DeskForm):
    """重置密码."""

    widths = {"new": "medium", "again": "medium"}

    new = _password("新密码", "不少于 12 个字符。请当面告知本人，由本人登录后立即修改。")
    again = _password("再次填写新密码")

    def clean_again(self) -> str:
        """Both times the same."""
        again = str(self.cleaned_data["again"])
        if again != self.cleaned_data.get("new"):
            raise forms.ValidationError("两次填写的密码不一致，请重新填写。")
        return again
