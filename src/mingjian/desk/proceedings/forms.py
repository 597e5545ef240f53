"""The form of a step (附随程序): built from what the step asks for."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from mingjian.cases.measures.acting import Handing
from mingjian.cases.measures.papers import goods_words
from mingjian.cases.models import Case, ProceedingItem
from mingjian.cases.proceedings.acting import StepDraft
from mingjian.desk.cases.forms.base import choices_of
from mingjian.desk.fields import DayField, DeskForm, RadioField, TextField, TicksField
from mingjian.desk.measures.lines import GoodsField
from mingjian.desk.proceedings.fields import ASKED, Asked
from mingjian.law.proceedings import ProceedingMove
from mingjian.web.forms import MomentInput, YuanField

_LINES = (
    "一行一项：名称 规格 数量 单位 价值（元），各项之间空一格；规格、价值可以不填，"
    "其后可写照片编号。例：账册 2 本"
)


class StepForm(DeskForm):
    """One step; only the fields that it needs."""

    # 逐项确认由办案规则核对：缺了的，说明理由和依据。
    owed = ("ticks",)
    widths = {"on": "short", "due_on": "short", "amount_yuan": "short", "at": "medium"}
    units = {"amount_yuan": "元", "days": "日"}

    def __init__(
        self,
        *args: Any,
        move: ProceedingMove,
        case: Case,
        items: list[ProceedingItem],
        known: dict[str, str],
    ) -> None:
        self.move, self.case = move, case
        asked = ASKED[move]
        fields = {
            **_days(asked),
            **_choices(asked, case, items),
            **_texts(asked),
            **_hands(asked),
        }
        for name, field in fields.items():
            if name in known and field.initial is None:
                field.initial = known[name]
        # Read by Django before the form's own fields are made: their messages are then completed.
        self.base_fields = fields  # type: ignore[misc]  # Django reads it from the instance
        super().__init__(*args)

    def clean_at(self) -> datetime:
        """A moment that has come."""
        moment: datetime = self.cleaned_data["at"]
        if moment > timezone.now() + timedelta(minutes=1):
            raise forms.ValidationError("时刻尚未到来，请核对。")
        return moment

    def draft(self) -> StepDraft:
        """What was filled in."""
        data = dict(self.cleaned_data)
        at = data.get("at")
        data["on"] = timezone.localtime(at).date() if at else data.pop("on")
        person = next((one for one in _people(self.case) if one[0] == data.get("person_id")), None)
        if person is not None:
            data |= {"person_id": UUID(person[0]), "subject": person[1]}
        data["handing"] = Handing(data.pop("receiver", ""), data.pop("witness", ""))
        data["ticks"] = frozenset(data.pop("ticks", ()))
        data["items"] = [UUID(one) for one in data.pop("items", ())]
        data["days"] = data.pop("days", 0) or 0
        return StepDraft(self.move, **data)


def _days(asked: Asked) -> dict[str, forms.Field]:
    if asked.moment:
        now = timezone.localtime().replace(second=0, microsecond=0)
        field = forms.DateTimeField(
            label="时间", widget=MomentInput, input_formats=["%Y-%m-%dT%H:%M"], initial=now
        )
        return {"at": field}
    label = "行为日期"
    return {"on": DayField(label=label, initial=timezone.localdate(), help_text="实际发生的日期。")}


def _choices(asked: Asked, case: Case, items: list[ProceedingItem]) -> dict[str, forms.Field]:
    found: dict[str, forms.Field] = {}
    if asked.person:
        found["person_id"] = RadioField(label="被申请回避的人员", choices=_people(case))
    if asked.items:
        named = [(str(one.id), goods_words(one).rstrip("。")) for one in items]
        found["items"] = TicksField(
            label="物品", choices=named, initial=[value for value, _ in named]
        )
    if asked.choices:
        label = "处理方式" if asked.items else "结果"
        found["choice"] = RadioField(label=label, choices=choices_of(asked.choices))
    return found


def _texts(asked: Asked) -> dict[str, forms.Field]:
    found: dict[str, forms.Field] = {}
    for name, label, most in (
        ("basis", asked.basis, 200),
        ("organ", asked.organ, 120),
        ("subject", asked.subject, 500),
    ):
        if label:
            found[name] = forms.CharField(
                label=label, max_length=most, required=name not in asked.optional
            )
    if asked.amount:
        # 判处罚金的才有罚金，公开拍卖的才有价款。
        found["amount_yuan"] = YuanField(
            label=asked.amount, max_digits=14, required=not asked.choices
        )
    if asked.days:
        found["days"] = forms.IntegerField(label=asked.days, min_value=1, max_value=999)
    if asked.due:
        found["due_on"] = DayField(label=asked.due)
    if asked.due_if_any:
        found["due_on"] = DayField(label=asked.due_if_any, required=False)
    if asked.goods:
        found["goods"] = GoodsField(label="清单", rows=4, help_text=_LINES)
    found["reasons"] = TextField(label=asked.reasons, rows=3)
    return found


def _hands(asked: Asked) -> dict[str, forms.Field]:
    found: dict[str, forms.Field] = {}
    if asked.ticks:
        found["ticks"] = TicksField(label="逐项确认", choices=asked.ticks, required=False)
    if asked.urgent:
        found["is_urgent"] = forms.BooleanField(label="情况紧急", required=False)
    if asked.handed:
        found["receiver"] = forms.CharField(
            label="签收人", max_length=80, required=False, help_text="拒绝签收的，不填。"
        )
        found["witness"] = forms.CharField(
            label="见证人",
            max_length=80,
            required=False,
            help_text="不到场或者拒绝签收的，必须填写。",
        )
    return found


def _people(case: Case) -> list[tuple[str, str]]:
    """Whom the party may ask to withdraw: officers, and the host of a hearing."""
    officers = [one for one in (case.lead_officer, case.assisting_officer) if one is not None]
    found = {str(one.person_id): f"{one.name}（承办人）" for one in officers}
    for hearing in case.hearings.all():
        found[str(hearing.presiding_person_id)] = f"{hearing.presiding_name}（听证主持人）"
    for review in case.reviews.all():
        found[str(review.reviewer_person_id)] = f"{review.reviewer_name}（法制审核人员）"
    return list(found.items())
