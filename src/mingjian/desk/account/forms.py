"""Forms of the account room."""

from __future__ import annotations

from django import forms

from mingjian.web.forms import PlainForm


def _password(label: str, *, autocomplete: str, help_text: str = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(
        label=label, strip=False, max_length=200, widget=widget, help_text=help_text
    )


class LoginForm(PlainForm):
    """登录."""

    username = forms.CharField(
        label="账号",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = _password("密码", autocomplete="current-password")


class PasswordForm(PlainForm):
    """修改密码."""

    widths = {"old": "medium", "new": "medium", "again": "medium"}

    old = _password("原密码", autocomplete="current-password")
    new = _password(
        "新密码",
        autocomplete="new-password",
        help_text="不少于 12 个字符，不用常见密码。修改后各处登录都会退出，请用新密码重新登录。",
    )
    again = _password("再次填写新密码", autocomplete="new-password")

    def clean_again(self) -> str:
        """Both times the same."""
        again = str(self.cleaned_data["again"])
        if again != self.cleaned_data.get("new"):
            raise forms.ValidationError("两次填写的新密码不一致，请重新填写。")
        return again
