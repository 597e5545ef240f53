"""Forms of appraisal."""

from __future__ import annotations

from typing import Any

from django import forms

from mingjian.desk.fields import DayField, DeskForm, TextField, TicksField
from mingjian.law.appraisal import item_sets
from mingjian.law.violations import LINE_LABELS
from mingjian.registry.models import Agency
from mingjian.supervision.appraisal.campaigns import ORDINARY, SUMMARY, NewCampaign

_EITHER = "按件数或者按比例，二者填一项。"


class CampaignForm(DeskForm):
    """制定评查方案."""

    units = {"sample_size": "件", "sample_percent": "%", "appeal_days": "日"}
    widths = {"sample_size": "short", "sample_percent": "short", "appeal_days": "short"}
    legends = {
        "评查范围": ("title", "agencies", "line", "procedure", "decided_from", "decided_to"),
        "抽取和评分": (
            *("item_set_id", "sample_size", "sample_percent", "reviewers_each", "appeal_days"),
        ),
    }

    title = forms.CharField(label="活动名称", max_length=120)
    agencies = TicksField(
        label="执法主体", required=False, help_text="不选，为本区划全部执法主体。"
    )
    line = forms.ChoiceField(
        label="执法领域",
        required=False,
        choices=[("", "全部领域"), *((line.value, label) for line, label in LINE_LABELS.items())],
    )
    procedure = forms.ChoiceField(
        label="程序",
        required=False,
        choices=[("", "全部"), (ORDINARY, "普通程序"), (SUMMARY, "简易程序")],
    )
    decided_from = DayField(label="决定日期自")
    decided_to = DayField(label="决定日期至")
    item_set_id = forms.ChoiceField(
        label="评查标准", choices=lambda: [(one.id, one.name) for one in item_sets()]
    )
    sample_size = forms.IntegerField(
        label="抽取件数", required=False, min_value=1, max_value=1000, help_text=_EITHER
    )
    sample_percent = forms.IntegerField(
        label="抽取比例", required=False, min_value=1, max_value=100, help_text=_EITHER
    )
    reviewers_each = forms.TypedChoiceField(
        label="每件评查人数", coerce=int, choices=[(1, "一人"), (2, "二人，分别评分")]
    )
    appeal_days = forms.IntegerField(label="申诉期", min_value=3, max_value=60, initial=15)

    def __init__(self, *args: Any, agencies: list[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ticks = self.fields["agencies"]
        assert isinstance(ticks, TicksField)
        ticks.choices = [(str(one.id), one.name) for one in agencies]

    def clean(self) -> dict[str, Any]:
        """Either number or share; the period in order."""
        data = super().clean() or self.cleaned_data
        if "sample_size" in data and "sample_percent" in data:
            given = [name for name in ("sample_size", "sample_percent") if data[name]]
            if len(given) != 1:
                self.add_error("sample_size", _EITHER)
        since, until = data.get("decided_from"), data.get("decided_to")
        if since and until and until < since:
            self.add_error("decided_to", "截止日早于起始日。请核对决定日期的起止。")
        return data

    def plan(self, *, division_code: str) -> NewCampaign:
        """What was typed, as the act wants it."""
        data = dict(self.cleaned_data)
        agencies = tuple(data.pop("agencies"))
        return NewCampaign(division_code=division_code, agency_ids=agencies, **data)


class ReasonsForm(DeskForm):
    """回避理由."""

    reasons = TextField(label="理由", rows=2)


class ItemsForm(DeskForm):
    """申诉、答复: which items, and why."""

    numbers = TicksField(label="项目", required=False)
    reasons = TextField(label="理由", rows=4)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ticks = self.fields["numbers"]
        assert isinstance(ticks, TicksField)
        ticks.choices = choices
