"""Forms of the clock and of a change of officers (期限、回避、更换承办人)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms

from mingjian.desk.cases.forms.base import NOT_CHOSEN, Bench, DatedForm
from mingjian.desk.cases.forms.people import officer_choices
from mingjian.desk.fields import RadioField, TextField
from mingjian.law.citation import Citation

LONGEST_EXTENSION = 365


class ExtendForm(DatedForm):
    """延长办案期限: the provision that allows it is named."""

    units = {"days": "日", "basis_article": "条", "basis_paragraph": "款"}
    widths = {
        "on": "short",
        "days": "short",
        "basis_law": "medium",
        "basis_article": "short",
        "basis_paragraph": "short",
    }
    cites = {"days": Citation("行政处罚法", "60")}
    days = forms.IntegerField(label="延长天数", min_value=1, max_value=LONGEST_EXTENSION)
    basis_law = forms.CharField(
        label="准予延长的法律、法规、规章",
        max_length=80,
        help_text="写全称或者通用简称，不加书名号，例如“市场监督管理行政处罚程序规定”。",
    )
    basis_article = forms.IntegerField(label="第几条", min_value=1, max_value=2000)
    basis_paragraph = forms.IntegerField(label="第几款", min_value=1, max_value=50, required=False)
    reasons = TextField(label="延长的理由")

    def clean_basis_law(self) -> str:
        """Plain title: the outer 《》 are set by the citation itself."""
        title = str(self.cleaned_data["basis_law"]).strip("《》 ")
        if not title:
            raise forms.ValidationError("请填写准予延长的法律、法规、规章的名称。")
        return title.replace("《", "〈").replace("》", "〉")

    def more(self) -> Mapping[str, Any]:
        """天数、依据、理由."""
        found = self.cleaned_data
        paragraph = str(found["basis_paragraph"] or "")
        basis = Citation(found["basis_law"], str(found["basis_article"]), paragraph)
        return {"days": found["days"], "basis": basis, "reasons": found["reasons"]}


class PauseForm(DatedForm):
    """中止计算期限."""

    reasons = TextField(
        label="中止的事由", help_text="听证、检测、检验、鉴定、公告送达等依法不计入办案期限的事由。"
    )

    def more(self) -> Mapping[str, Any]:
        """事由."""
        return {"reasons": self.cleaned_data["reasons"]}


class ResumeForm(DatedForm):
    """恢复计算期限."""


class ExchangeForm(DatedForm):
    """决定回避、更换承办人: who withdraws, who takes over."""

    widths = {"on": "short", "replacement_id": "medium"}
    cites = {"person_id": Citation("行政处罚法", "43")}
    person_id = RadioField(label="退出本案的承办人")
    replacement_id = forms.ChoiceField(
        label="接办人员", help_text="审批、审核过本案或者主持过听证的人员不能接办。"
    )
    reasons = TextField(label="理由")

    def arrange(self, bench: Bench) -> None:
        """The case's officers, and everybody else who may enforce."""
        case = bench.case
        here = [one for one in (case.lead_officer, case.assisting_officer) if one]
        known = officer_choices(agency_id=case.agency_id, on=bench.today)
        taken = {str(one.id) for one in here}
        free = [choice for choice in known if choice[0] not in taken]
        self.offer("person_id", [(str(one.person_id), one.name) for one in here])
        self.offer("replacement_id", [NOT_CHOSEN, *free])

    def more(self) -> Mapping[str, Any]:
        """Who, by whom, why."""
        return {
            "person_id": UUID(self.cleaned_data["person_id"]),
            "replacement_id": UUID(self.cleaned_data["replacement_id"]),
            "reasons": self.cleaned_data["reasons"],
        }
