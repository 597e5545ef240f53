"""Forms of submission, deliberation and decision (送审、集体讨论、决定)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from mingjian.cases.deliberation import Member
from mingjian.desk.cases.forms.base import Bench, DatedForm
from mingjian.desk.fields import VERY_LONG, RadioField, TextField
from mingjian.law.citation import Citation

MOST_MEMBERS = 5
_PARTS = ("name", "post", "agrees", "opinion")


class DeliberateForm(DatedForm):
    """登记集体讨论: up to five members, each with an opinion; dissent is kept."""

    cites = {"agrees": Citation("行政处罚法", "57", "2")}
    minutes = TextField(label="讨论情况", rows=8, max_length=VERY_LONG)
    agrees = RadioField(
        label="讨论结论",
        choices=[("1", "同意拟处理意见"), ("0", "不同意拟处理意见，退回重新研究")],
    )

    def arrange(self, bench: Bench) -> None:
        """Rows of members."""
        for row in range(1, MOST_MEMBERS + 1):
            self.fields[f"name_{row}"] = forms.CharField(
                label=f"第{row}人姓名", max_length=80, required=False
            )
            self.fields[f"post_{row}"] = forms.CharField(
                label=f"第{row}人职务", max_length=80, required=False
            )
            self.fields[f"agrees_{row}"] = forms.ChoiceField(
                label=f"第{row}人意见", choices=[("1", "同意"), ("0", "不同意")], required=False
            )
            self.fields[f"opinion_{row}"] = forms.CharField(
                label=f"第{row}人发言要点", max_length=500, required=False
            )

    @property
    def member_rows(self) -> list[list[BoundField]]:
        """The rows of the table."""
        return [[self[f"{part}_{row}"] for part in _PARTS] for row in range(1, MOST_MEMBERS + 1)]

    def clean(self) -> dict[str, Any]:
        """A name needs a post, nobody is named twice, somebody was there."""
        found = super().clean() or {}
        names = []
        for row in range(1, MOST_MEMBERS + 1):
            name, post = found.get(f"name_{row}", ""), found.get(f"post_{row}", "")
            if bool(name) != bool(post):
                missing = f"post_{row}" if name else f"name_{row}"
                self.add_error(missing, f"请填写{self.fields[missing].label}。")
            if name and name in names:
                self.add_error(f"name_{row}", f"{name}已经列出，请勿重复。")
            names.append(name)
        if not any(names):
            self.add_error("name_1", "请填写参加讨论的负责人。")
        return found

    def more(self) -> Mapping[str, Any]:
        """Members, minutes and conclusion."""
        found = self.cleaned_data
        members = tuple(
            Member(
                found[f"name_{row}"],
                found[f"post_{row}"],
                found[f"agrees_{row}"] == "1",
                found[f"opinion_{row}"],
            )
            for row in range(1, MOST_MEMBERS + 1)
            if found[f"name_{row}"]
        )
        return {"members": members, "minutes": found["minutes"], "agrees": found["agrees"] == "1"}


class DecideForm(DatedForm):
    """作出决定."""

    cites = {"reasons": Citation("行政处罚法", "57", "1")}
    reasons = TextField(
        label="审查意见",
        required=False,
        help_text="决定的内容为现行拟处理意见；需要改变的，请退回承办人修改，不能在此更改。",
    )

    def more(self) -> Mapping[str, Any]:
        """意见."""
        return {"reasons": self.cleaned_data["reasons"]}
