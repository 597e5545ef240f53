"""The form that corrects a filing: by the receipt, or because nothing was handed in."""

from __future__ import annotations

from typing import Any

from django import forms

from mingjian.desk.fields import DayField, DeskForm, RadioField, TextField
from mingjian.dossier.filing_corrections import CorrectionDraft
from mingjian.dossier.models import FormFiling

RECEIPT, NOTHING = "receipt", "nothing"


class CorrectionForm(DeskForm):
    """更正备案登记."""

    widths = {"filed_on": "short", "filed_with": "medium", "filing_number": "medium"}
    fault = RadioField(
        label="登记有误的是",
        choices=[(RECEIPT, "报备过，日期、机关或者文号登记有误"), (NOTHING, "没有报备过")],
        initial=RECEIPT,
    )
    filed_on = DayField(label="备案日期", required=False, help_text="没有报备过的，不填。")
    filed_with = forms.CharField(label="接收备案的机关", max_length=120, required=False)
    filing_number = forms.CharField(label="备案文号或者回执编号", required=False, max_length=60)
    reason = TextField(label="更正的理由", rows=2, max_length=300)

    @staticmethod
    def known(filing: FormFiling) -> dict[str, Any]:
        """What the form begins with."""
        return {
            "fault": RECEIPT,
            "filed_on": filing.filed_on,
            "filed_with": filing.filed_with,
            "filing_number": filing.filing_number,
        }

    def clean(self) -> dict[str, Any]:
        """Who was at the organ of justice has a day and a receiver."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("fault") == RECEIPT:
            for name in ("filed_on", "filed_with"):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, "请按备案回执填写；没有报备过的，请选择“没有报备过”。")
        return said

    def draft(self) -> CorrectionDraft:
        """From a valid form."""
        said = self.cleaned_data
        return CorrectionDraft(
            reason=said["reason"],
            is_annulled=said["fault"] == NOTHING,
            filed_on=said["filed_on"],
            filed_with=said["filed_with"],
            filing_number=said["filing_number"],
        )
