"""The questions (情节) of one rule as a form that anybody may fill in; nothing is kept."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, cast

from django import forms

from mingjian.law.answers import circumstances_of
from mingjian.law.assessments import Assessment
from mingjian.law.benchmarks import BenchmarkItem
from mingjian.law.circumstances import FLAGS, Circumstances, Relief, Subject
from mingjian.law.discretion import assess
from mingjian.law.grounds import grounds
from mingjian.law.questions import questions_of
from mingjian.law.violations import Violation
from mingjian.web.forms import DayInput, PlainForm

_YES_NO = [("1", "是"), ("0", "否")]
_OLDEST = 150


class CalculatorForm(PlainForm):
    """情节. Measures and facts are asked only where this rule asks for them."""

    subject = forms.ChoiceField(label="处罚对象", widget=forms.RadioSelect)
    act_on = forms.DateField(label="违法行为发生日期", widget=DayInput)
    offence_count = forms.IntegerField(label="第几次违法", min_value=1, max_value=99)
    age = forms.IntegerField(
        label="当事人年龄", required=False, min_value=0, max_value=_OLDEST, help_text="只问自然人。"
    )
    flags = forms.MultipleChoiceField(
        label="情节",
        required=False,
        choices=list(FLAGS.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    grounds = forms.MultipleChoiceField(
        label="法定情节", required=False, widget=forms.CheckboxSelectMultiple
    )
    relief = forms.ChoiceField(
        label="适用",
        required=False,
        choices=[("", "不适用从轻、减轻、从重"), *((one.value, one.value) for one in Relief)],
    )

    widths = {
        **dict.fromkeys(["offence_count", "age"], "short"),
        **dict.fromkeys(["relief", "act_on"], "medium"),
        **{f"measure_{index}": "short" for index in range(10)},
    }
    units = {"offence_count": "次", "age": "周岁"}

    def __init__(self, *args: Any, rule: Violation | BenchmarkItem, **kwargs: Any) -> None:
        self.rule, self.questions = rule, questions_of(rule=rule)
        super().__init__(*args, **kwargs)
        known = [one for one in Subject if one in self.questions.subjects] or list(Subject)
        subject = cast(forms.ChoiceField, self.fields["subject"])
        subject.choices = [(one.value, one.label) for one in known]
        statutory = cast(forms.MultipleChoiceField, self.fields["grounds"])
        statutory.choices = [(key, one.title) for key, one in grounds().items() if not one.age]
        if self.questions.aggravating:
            self.fields["aggravating"] = forms.MultipleChoiceField(
                label="从重情形",
                required=False,
                choices=list(self.questions.aggravating.items()),
                widget=forms.CheckboxSelectMultiple,
            )
        self._ask_for_this_rule()

    def _ask_for_this_rule(self) -> None:
        for index, label in enumerate(self.questions.measures):
            self.fields[f"measure_{index}"] = forms.DecimalField(
                label=label, min_value=Decimal(0), max_digits=16, decimal_places=4, required=False
            )
        for index, fact in enumerate(self.questions.facts):
            self.fields[f"fact_{index}"] = forms.ChoiceField(
                label=fact.label,
                choices=[(one, one) for one in fact.choices] or _YES_NO,
                widget=forms.RadioSelect,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """Circumstances that contradict each other are told at once."""
        found = super().clean() or {}
        if not self.errors:
            try:
                self.assessment()
            except ValueError as error:
                self.add_error(None, str(error))
        return found

    def circumstances(self) -> Circumstances:
        """The circumstances as answered."""
        return circumstances_of(
            questions=self.questions, answers=self.cleaned_data, age=self.cleaned_data["age"]
        )

    def assessment(self) -> Assessment:
        """裁量结论 by the desk's own function; raises ValueError with a sentence."""
        return assess(
            rule=self.rule, circumstances=self.circumstances(), on=self.cleaned_data["act_on"]
        )
