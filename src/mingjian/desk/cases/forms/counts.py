"""The form of one more violation decided in the same case (并案处理): facts, range, penalty."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.http import QueryDict

from mingjian.cases.assessing import Assessed, assess_case
from mingjian.cases.counts import CountDraft
from mingjian.cases.models import Case, Proposal
from mingjian.desk.cases.forms.base import NOT_CHOSEN
from mingjian.desk.cases.forms.causes import causes_known_to, causes_of
from mingjian.desk.cases.forms.circumstances import CircumstancesForm
from mingjian.desk.fields import DeskForm, TextField, TicksField
from mingjian.law.breach import MoveRefused
from mingjian.law.penalties import PenaltyContent, PenaltyKind
from mingjian.web.forms import YuanField

MOST = 3
KINDS = [(kind.value, kind.value) for kind in PenaltyKind if kind is not PenaltyKind.DETENTION]


class CountForm(DeskForm):
    """一项并案处理的违法行为; unused while no cause is chosen."""

    units = dict.fromkeys(["fine_yuan", "confiscated_gains_yuan"], "元")
    widths = dict.fromkeys(["fine_yuan", "confiscated_gains_yuan"], "short")
    violation_id = forms.ChoiceField(label="违法行为（案由）", required=False)
    facts = TextField(label="该项违法事实", required=False, rows=4)
    kinds = TicksField(label="该项处罚种类", required=False, choices=KINDS)
    fine_yuan = YuanField(label="该项罚款数额", required=False, max_digits=14)
    confiscated_gains_yuan = YuanField(label="该项没收违法所得", required=False, max_digits=14)
    confiscated_items = TextField(label="该项没收的非法财物", required=False, rows=2)
    other = TextField(label="该项其他处罚内容", required=False, rows=2)

    def __init__(self, data: QueryDict | None, *, case: Case, number: int, **kwargs: Any) -> None:
        super().__init__(data, prefix=f"also{number}", **kwargs)
        self.case, self.number = case, number
        known = causes_of(causes_known_to(case.agency, on=case.registered_on), on=case.act_ended_on)
        field = cast(forms.ChoiceField, self.fields["violation_id"])
        field.choices = [NOT_CHOSEN, *known]
        given = data.get(self.add_prefix("violation_id")) if data else None
        chosen = str(given or self.initial.get("violation_id") or "")
        offered = {one for _, group in known for one, _ in group}
        self.chosen = chosen if chosen in offered else ""
        self.assessed: Assessed | None = None
        # 刚选定案由时还没有列出情节：shown for the first time, nothing to judge yet.
        was_shown = data is not None and self.add_prefix("subject") in data
        self.circumstances = (
            CircumstancesForm(
                data if was_shown else None,
                case=case,
                violation_id=self.chosen,
                prefix=self.prefix,
            )
            if self.chosen
            else None
        )

    def is_valid(self) -> bool:
        """Both forms, where a cause is chosen."""
        own = super().is_valid()
        return own and (self.circumstances is None or self.circumstances.is_valid())

    def kept(self) -> CountForm:
        """The same texts without judging them, beside what was calculated."""
        assert isinstance(self.data, QueryDict)  # only bound forms are calculated
        initial = texts_of(self, self.data)
        shown = CountForm(None, case=self.case, number=self.number, initial=initial)
        if self.circumstances is not None and self.circumstances.is_bound:
            shown.circumstances = self.circumstances
        shown.assessed = self.assessed
        return shown

    def clean(self) -> dict[str, Any]:
        """What a chosen cause needs."""
        found = super().clean() or {}
        if self.errors or not self.chosen:
            return found
        if self.circumstances is None or not self.circumstances.is_bound:
            self.add_error("violation_id", "请先按“计算裁量幅度”，认定该项的情节。")
        if not found["facts"]:
            self.add_error("facts", "请写明该项违法行为的时间、地点、经过。")
        try:
            found["content"] = content_of(found)
        except ValueError as error:
            self.add_error("kinds", str(error))
        return found

    def draft(self) -> CountDraft:
        """The violation as entered."""
        assert self.circumstances is not None  # only asked where a cause is chosen
        found = self.cleaned_data
        return CountDraft(
            self.chosen,
            found["facts"],
            found["content"],
            self.circumstances.circumstances(),
            self.circumstances.choice(),
        )

    def calculate(self) -> None:
        """裁量预览 of this violation alone."""
        if self.circumstances is None or not self.circumstances.is_valid():
            return
        try:
            self.assessed = assess_case(
                case=self.case,
                circumstances=self.circumstances.circumstances(),
                choice=self.circumstances.choice(),
                violation_id=self.chosen,
            )
        except (ValueError, MoveRefused) as error:
            self.circumstances.add_error(None, sentence_of(error))


def count_forms(data: QueryDict | None, *, case: Case, last: Proposal | None) -> list[CountForm]:
    """Those that are filled in, and one more."""
    kept = last.counts[1:] if last is not None else []
    found: list[CountForm] = []
    for number in range(1, MOST + 1):
        initial = _initial_from(kept[number - 1]) if number <= len(kept) else {}
        form = CountForm(data, case=case, number=number, initial=initial)
        found.append(form)
        if not form.chosen:
            break
    return found


def texts_of(form: forms.Form, data: QueryDict) -> dict[str, Any]:
    """What was typed, as first values of the form shown again."""
    return {
        name: data.getlist(key) if isinstance(field, TicksField) else data.get(key, "")
        for name, field in form.fields.items()
        if (key := form.add_prefix(name))
    }


def content_of(found: Mapping[str, Any]) -> PenaltyContent:
    """处罚内容 as entered; raises ValueError with a sentence for people."""
    return PenaltyContent(
        kinds=tuple(PenaltyKind(kind) for kind in found["kinds"]),
        fine_yuan=found["fine_yuan"] or Decimal(0),
        confiscated_gains_yuan=found["confiscated_gains_yuan"] or Decimal(0),
        confiscated_items=found["confiscated_items"],
        other=found["other"],
    )


def sentence_of(error: Exception) -> str:
    """What went wrong, in one sentence."""
    if isinstance(error, MoveRefused):
        return "；".join(map(str, error.breaches))
    return str(error)


def _initial_from(stored: Mapping[str, Any]) -> dict[str, Any]:
    fine = Decimal(stored["fine_yuan"])
    return {
        "violation_id": stored["violation"],
        "facts": stored["facts"],
        "kinds": ["罚款"] if fine else [],
        "fine_yuan": fine or None,
    }
