"""The letter of a case that justice sends (司法机关移送): asked beside the lead."""

from __future__ import annotations

from typing import Any

from django import forms

from mingjian.cases.justice import BACK, TransferDraft
from mingjian.desk.cases.forms.base import NOT_CHOSEN, choices_of
from mingjian.desk.fields import DayField, DeskForm, TextField
from mingjian.law.proceedings import GROUNDS
from mingjian.law.proceedings.rules_justice import SOURCE

_ASKED = f"案件来源为“{SOURCE}”的，必须填写。"
_NEEDED = ("organ", "title", "number", "written_on", "received_on", "ground", "materials")


class TransferForm(DeskForm):
    """移送文书; nothing is asked where the lead has another source."""

    prefix = "transfer"
    widths = {
        "title": "medium",
        "number": "medium",
        "written_on": "short",
        "received_on": "short",
        "answer_due_on": "short",
    }
    cites = {"organ": BACK}
    organ = forms.CharField(
        label="移送机关",
        max_length=120,
        required=False,
        help_text="公安机关、人民检察院或者人民法院的全称。",
    )
    title = forms.CharField(
        label="移送文书的名称", max_length=60, required=False, help_text="例如检察意见书。"
    )
    number = forms.CharField(label="移送文书的文号", max_length=60, required=False)
    written_on = DayField(label="移送文书的日期", required=False)
    received_on = DayField(label="收到日期", required=False)
    ground = forms.ChoiceField(
        label="司法机关的决定", choices=[NOT_CHOSEN, *choices_of(GROUNDS)], required=False
    )
    answer_due_on = DayField(
        label="回复期限",
        required=False,
        help_text="按照移送文书填写；没有写明的不填，人民检察院移送的按九十日计算。",
    )
    materials = TextField(label="移送的材料和处理意见", rows=3, required=False)

    def __init__(self, *args: Any, source: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.source = source

    def clean(self) -> dict[str, Any]:
        """All of it, or nothing."""
        found = super().clean() or {}
        if self.source == SOURCE:
            for name in _NEEDED:
                if not found.get(name) and name not in self.errors:
                    self.add_error(name, f"请填写{self.fields[name].label}。")
        return found

    def draft(self) -> TransferDraft | None:
        """The letter, if one is written down."""
        data = self.cleaned_data
        if self.source != SOURCE and not any(data.get(name) for name in _NEEDED):
            return None
        return TransferDraft(**data)
