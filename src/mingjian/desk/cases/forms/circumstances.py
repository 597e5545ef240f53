"""The circumstances of the act (裁量情节): what the rule asks, and nothing else.

What stays unanswered is not established; where the rule cannot do without it, the law says so.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, cast

from django import forms

from mingjian.cases.assessing import Choice, rule_of
from mingjian.cases.models import Case
from mingjian.cases.offences import offence_number
from mingjian.desk.fields import DeskForm, RadioField, TextField, TicksField
from mingjian.law.answers import circumstances_of
from mingjian.law.circumstances import FLAGS, Circumstances, Relief, Subject
from mingjian.law.citation import Citation
from mingjian.law.dates import full_years
from mingjian.law.grounds import grounds
from mingjian.law.procedure import PartyKind
from mingjian.law.questions import questions_of

YES_NO = [("1", "是"), ("0", "否")]


class CircumstancesForm(DeskForm):
    """情节. Measures and facts are asked only where the rule of this violation asks for them."""

    cites = {
        "grounds": Citation("行政处罚法", "32"),
        "offence_count": Citation("行政处罚法", "34"),
        "subject": Citation("行政处罚法", "4"),
    }
    subject = RadioField(label="处罚对象")
    offence_count = forms.IntegerField(
        label="本次为第几次违法", min_value=1, max_value=99, initial=1
    )
    flags = TicksField(label="已经认定的情节", required=False, choices=list(FLAGS.items()))
    grounds = TicksField(
        label="法定情节",
        required=False,
        help_text="只选择有证据证明的情节；当事人年龄由系统按出生日期计算。",
    )
    relief = forms.ChoiceField(
        label="适用",
        required=False,
        choices=[("", "不适用从轻、减轻、从重"), *((one.value, one.value) for one in Relief)],
    )
    choice_label = forms.CharField(label="选定的裁量", max_length=80, required=False)
    choice_reasons = TextField(label="选定的理由", required=False, rows=2)

    widths = {
        "offence_count": "short",
        "relief": "medium",
        **{f"measure_{index}": "short" for index in range(10)},
    }
    units = {"offence_count": "次"}

    def __init__(self, *args: Any, case: Case, violation_id: str = "", **kwargs: Any) -> None:
        self.case = case
        self.violation_id = violation_id or case.violation_id
        self.questions = questions_of(rule=rule_of(self.violation_id))
        super().__init__(*args, **kwargs)
        self._ask_always()
        for index, label in enumerate(self.questions.measures):
            self.fields[f"measure_{index}"] = forms.DecimalField(
                label=label, min_value=Decimal(0), max_digits=16, decimal_places=4, required=False
            )
        for index, fact in enumerate(self.questions.facts):
            self.fields[f"fact_{index}"] = RadioField(
                label=fact.label,
                choices=[(one, one) for one in fact.choices] or YES_NO,
                required=False,
            )

    def _ask_always(self) -> None:
        known = [one for one in Subject if one in self.questions.subjects] or list(Subject)
        subject = cast(forms.ChoiceField, self.fields["subject"])
        subject.choices = [(one.value, one.label) for one in known]
        subject.initial = _usual_subject(self.case).value
        if self.questions.asks_offence_count:
            self.fields["offence_count"].initial = self._recorded()
        statutory = cast(forms.ChoiceField, self.fields["grounds"])
        statutory.choices = [
            (key, f"{one.title}（{one.cite}）") for key, one in grounds().items() if not one.age
        ]
        if self.questions.aggravating:
            self.fields["aggravating"] = TicksField(
                label="从重情形", required=False, choices=list(self.questions.aggravating.items())
            )

    def _recorded(self) -> int:
        """第几次 by the record, so that nobody has to count."""
        return offence_number(
            party_id=self.case.party_id,
            violation_id=self.violation_id,
            on=self.case.act_ended_on,
        )

    def clean(self) -> dict[str, Any]:
        """Circumstances that contradict each other are told at once."""
        found = super().clean() or {}
        if not self.errors:
            try:
                self.circumstances()
            except ValueError as error:
                self.add_error(None, str(error))
        return found

    def circumstances(self) -> Circumstances:
        """The established circumstances; raises ValueError with a sentence for people."""
        return circumstances_of(
            questions=self.questions, answers=self.cleaned_data, age=_age_of(self.case)
        )

    def choice(self) -> Choice:
        """Which candidate, where several fit."""
        return Choice(self.cleaned_data["choice_label"], self.cleaned_data["choice_reasons"])


def _usual_subject(case: Case) -> Subject:
    """单位 for organisations; a natural person answers for a 个体工商户."""
    is_organisation = case.party.kind == PartyKind.ORGANISATION
    return Subject.ORGANISATION if is_organisation else Subject.PERSON


def _age_of(case: Case) -> int | None:
    """周岁 when the act ended."""
    born = case.party.birth_on
    return full_years(born=born, on=case.act_ended_on) if born else None
