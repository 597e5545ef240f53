"""The form of 更换承办人 for several cases at once."""

from __future__ import annotations

from datetime import date
from typing import Any, cast
from uuid import UUID

from django import forms

from mingjian.desk.cases.forms.base import NOT_CHOSEN
from mingjian.desk.cases.forms.people import officer_choices
from mingjian.desk.fields import DayField, DeskForm, RadioField, TextField
from mingjian.law.citation import Citation


class AssignForm(DeskForm):
    """Who hands over, who takes over, from when, why."""

    widths = {"on": "short"}
    cites = {"officer_id": Citation("行政处罚法", "42", "1")}
    place = RadioField(label="更换", choices=[("lead", "主办人员"), ("assisting", "协办人员")])
    officer_id = forms.ChoiceField(label="接办人员")
    on = DayField(label="行为日期")
    reasons = TextField(label="更换的理由", rows=3)

    def __init__(self, *args: Any, agency_id: UUID | None, on: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": on, "place": "lead"}, **kwargs)
        known = officer_choices(agency_id=agency_id, on=on) if agency_id else []
        cast(forms.ChoiceField, self.fields["officer_id"]).choices = [NOT_CHOSEN, *known]
