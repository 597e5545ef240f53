"""Forms of verification and opening (核查、立案)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms

from mingjian.desk.cases.forms.base import NOT_CHOSEN, Bench, DatedForm
from mingjian.desk.cases.forms.people import officer_choices, officer_id_of
from mingjian.desk.fields import TextField, TicksField
from mingjian.law.citation import Citation


class VerifyLeadForm(DatedForm):
    """核查."""

    cites = {"officer_ids": Citation("行政处罚法", "42", "1")}
    officer_ids = TicksField(label="核查人员", help_text="执法人员不得少于两人。")
    conclusion = TextField(
        label="核查情况和结论", rows=6, help_text="写明核查经过、查明的事实，以及是否建议立案。"
    )

    def arrange(self, bench: Bench) -> None:
        """Officers of the agency; who enters it is one of them."""
        known = officer_choices(agency_id=bench.case.agency_id, on=bench.today)
        self.offer("officer_ids", known, initial=[officer_id_of(person_id=bench.by.person_id)])

    def more(self) -> Mapping[str, Any]:
        """核查人员 and 结论."""
        chosen = tuple(UUID(one) for one in self.cleaned_data["officer_ids"])
        return {"officer_ids": chosen, "conclusion": self.cleaned_data["conclusion"]}


class RequestOpeningForm(DatedForm):
    """呈请立案."""

    widths = {"on": "short", "lead_officer_id": "medium", "assisting_officer_id": "medium"}
    cites = {"reasons": Citation("行政处罚法", "54", "2")}
    lead_officer_id = forms.ChoiceField(label="主办人员")
    assisting_officer_id = forms.ChoiceField(
        label="协办人员", help_text="主办、协办共同承担本案调查，不能为同一人。"
    )
    reasons = TextField(
        label="呈请理由", rows=6, help_text="写明初步查明的事实和符合立案标准的理由。"
    )

    def arrange(self, bench: Bench) -> None:
        """Officers of the agency; who enters it leads, the other verifier assists."""
        known = officer_choices(agency_id=bench.case.agency_id, on=bench.today)
        own = officer_id_of(person_id=bench.by.person_id)
        other = officer_id_of(person_id=_other_verifier(bench))
        self.offer("lead_officer_id", [NOT_CHOSEN, *known], initial=own)
        self.offer("assisting_officer_id", [NOT_CHOSEN, *known], initial=other)

    def clean(self) -> dict[str, Any]:
        """Two different persons."""
        found = super().clean() or {}
        if found.get("lead_officer_id") and found["lead_officer_id"] == found.get(
            "assisting_officer_id"
        ):
            self.add_error("assisting_officer_id", "主办、协办不能为同一人，请另选一名协办人员。")
        return found

    def more(self) -> Mapping[str, Any]:
        """Both officers and the reasons."""
        return {
            "lead_officer_id": UUID(self.cleaned_data["lead_officer_id"]),
            "assisting_officer_id": UUID(self.cleaned_data["assisting_officer_id"]),
            "reasons": self.cleaned_data["reasons"],
        }


def _other_verifier(bench: Bench) -> UUID | None:
    """Who verified the lead besides the one who enters the request."""
    verification = getattr(bench.case, "verification", None)
    verified_by = [UUID(one) for one in verification.officer_person_ids] if verification else []
    return next((one for one in verified_by if one != bench.by.person_id), None)


class ApproveOpeningForm(DatedForm):
    """批准立案."""

    cites = {"reasons": Citation("行政处罚法", "54", "2")}
    reasons = TextField(
        label="审批意见", required=False, help_text="批准后编立案号，办案期限自当日起算。"
    )

    def more(self) -> Mapping[str, Any]:
        """审批意见."""
        return {"reasons": self.cleaned_data["reasons"]}


class DeclineOpeningForm(DatedForm):
    """不予立案."""

    reasons = TextField(label="不予立案的理由", help_text="不予立案的，应当写明理由。")

    def more(self) -> Mapping[str, Any]:
        """理由."""
        return {"reasons": self.cleaned_data["reasons"]}
