"""Forms of evidence (证据): entered as it is taken, verified or excluded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms

from mingjian.cases.investigation import EvidenceDraft
from mingjian.desk.cases.forms.base import NOT_CHOSEN, ActForm, Bench, DatedForm, choices_of
from mingjian.desk.fields import DayField, RadioField, TextField, TicksField
from mingjian.law.citation import Citation
from mingjian.law.procedure import EvidenceKind

BOTH_OR_NONE = (0, 2)


class AddEvidenceForm(ActForm):
    """登记证据."""

    widths = {"kind": "medium", "collected_on": "short"}
    cites = {
        "kind": Citation("行政处罚法", "46", "1"),
        "collector_ids": Citation("行政处罚法", "42", "1"),
    }
    kind = forms.ChoiceField(label="证据种类", choices=[NOT_CHOSEN, *choices_of(EvidenceKind)])
    is_interview = forms.BooleanField(label="这是询问笔录", required=False)
    title = forms.CharField(
        label="证据名称", max_length=120, help_text="例如“现场笔录”“进货单据 3 页”。"
    )
    collected_on = DayField(label="取得日期")
    place = forms.CharField(label="取得地点", max_length=200, required=False)
    collector_ids = TicksField(
        label="收集人",
        required=False,
        help_text="执法人员收集的，选择两人；当事人或者他人提供的，不选。",
    )
    proves = TextField(label="证明内容", help_text="写明该证据证明本案的哪一事实。")
    verified = forms.BooleanField(label="已经查证属实", required=False)

    def arrange(self, bench: Bench) -> None:
        """The two officers of the case collect, unless the party handed it in."""
        case = bench.case
        officers = [one for one in (case.lead_officer, case.assisting_officer) if one]
        named = [(str(one.id), one.name) for one in officers]
        self.offer("collector_ids", named, initial=[value for value, _ in named])
        self.fields["collected_on"].initial = bench.today

    def clean_collector_ids(self) -> tuple[UUID, ...]:
        """Two or none."""
        chosen = tuple(UUID(one) for one in self.cleaned_data["collector_ids"])
        if len(chosen) not in BOTH_OR_NONE:
            raise forms.ValidationError(
                "执法人员收集证据不得少于两人，请选择两名收集人；当事人或者他人提供的，不要选择收集人。"
            )
        return chosen

    def details(self) -> Mapping[str, Any]:
        """One draft."""
        found = {key: value for key, value in self.cleaned_data.items() if key != "seen"}
        return {"draft": EvidenceDraft(**{**found, "kind": EvidenceKind(found["kind"])})}


class VerifyEvidenceForm(DatedForm):
    """查证证据."""

    cites = {"accepted": Citation("行政处罚法", "46", "2")}
    evidence_id = RadioField(label="证据")
    accepted = RadioField(
        label="查证结论",
        choices=[("1", "查证属实，可以作为认定案件事实的根据"), ("0", "不予采信，不作为根据")],
    )
    reasons = TextField(label="查证经过和理由")

    def arrange(self, bench: Bench) -> None:
        """What nobody has judged yet; evidence verified at entry can still be excluded."""
        waiting = bench.case.evidence.filter(verdict__isnull=True)
        named = [
            (str(item.id), f"{item.title}（{'已查证' if item.verified else '待查证'}）")
            for item in waiting.order_by("verified", "collected_on", "id")
        ]
        self.offer("evidence_id", named, initial=named[0][0] if len(named) == 1 else None)

    def more(self) -> Mapping[str, Any]:
        """Which evidence, and how it ended."""
        return {
            "evidence_id": UUID(self.cleaned_data["evidence_id"]),
            "accepted": self.cleaned_data["accepted"] == "1",
            "reasons": self.cleaned_data["reasons"],
        }
