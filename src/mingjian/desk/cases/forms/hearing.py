"""Forms of the hearing (听证)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms

from mingjian.desk.cases.forms.base import NOT_CHOSEN, Bench, DatedForm
from mingjian.desk.cases.forms.people import presiding_choices
from mingjian.desk.fields import VERY_LONG, DayField, RadioField, TextField
from mingjian.law.citation import Citation


class RequestHearingForm(DatedForm):
    """登记听证申请."""

    cites = {"content": Citation("行政处罚法", "64", "1", "1")}
    content = TextField(
        label="听证申请的内容", help_text="录入申请的事项和理由，注明书面或者口头提出。"
    )

    def more(self) -> Mapping[str, Any]:
        """内容."""
        return {"content": self.cleaned_data["content"]}


class WaiveHearingForm(DatedForm):
    """登记放弃听证."""

    cites = {"reason": Citation("行政处罚法", "64", "1", "6")}
    reason = RadioField(
        label="放弃听证的情形",
        choices=[
            ("declared", "当事人书面声明放弃听证"),
            ("absent", "当事人无正当理由拒不出席，或者未经许可中途退出听证"),
        ],
    )
    content = TextField(label="声明原文或者情况记录")

    def more(self) -> Mapping[str, Any]:
        """声明, or that the party stayed away."""
        is_absent = self.cleaned_data["reason"] == "absent"
        return {"content": self.cleaned_data["content"], "party_absent": is_absent}


class NotifyHearingForm(DatedForm):
    """通知听证."""

    widths = {"on": "short", "scheduled_on": "short", "presiding": "medium"}
    cites = {
        "scheduled_on": Citation("行政处罚法", "64", "1", "2"),
        "presiding": Citation("行政处罚法", "64", "1", "4"),
    }
    scheduled_on = DayField(
        label="听证日期", help_text="举行听证的七个工作日前通知当事人及有关人员。"
    )
    place = forms.CharField(label="听证地点", max_length=200)
    presiding = forms.ChoiceField(label="听证主持人", help_text="由非本案调查人员主持。")

    def arrange(self, bench: Bench) -> None:
        """Presiding officers of the agency."""
        known = presiding_choices(agency_id=bench.case.agency_id, on=bench.today)
        self.named = dict(known)
        self.offer("presiding", [NOT_CHOSEN, *known])

    def more(self) -> Mapping[str, Any]:
        """When, where and under whom."""
        chosen = self.cleaned_data["presiding"]
        return {
            "scheduled_on": self.cleaned_data["scheduled_on"],
            "place": self.cleaned_data["place"],
            "presiding_person_id": UUID(chosen),
            "presiding_name": self.named[chosen],
        }


class HoldHearingForm(DatedForm):
    """登记听证笔录."""

    cites = {"record": Citation("行政处罚法", "65")}
    record = TextField(
        label="听证笔录",
        rows=16,
        max_length=VERY_LONG,
        help_text="交当事人或者代理人核对无误后签字；听证结束后，根据听证笔录作出决定。",
    )

    def more(self) -> Mapping[str, Any]:
        """笔录."""
        return {"record": self.cleaned_data["record"]}
