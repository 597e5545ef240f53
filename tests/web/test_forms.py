"""Forms speak whole sentences and lose nothing that was typed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django import forms

from mingjian.web.forms import DayInput, PlainForm, YuanField


class FineForm(PlainForm):
    fine = YuanField(label="罚款金额")
    on = forms.DateField(label="决定日期", widget=DayInput())
    kind = forms.ChoiceField(label="种类", choices=[("1", "罚款")])
    sure = forms.BooleanField(label="已核对")


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("fine", "请填写罚款金额。"),
        ("on", "请填写决定日期。"),
        ("kind", "请选择种类。"),
        ("sure", "请确认：已核对。"),
    ],
)
def test_a_missing_field_is_asked_for_by_its_name(field: str, sentence: str):
    assert FineForm({}).errors[field] == [sentence]


@pytest.mark.parametrize("typed", ["1234.5", "1,234.50", "¥1,234.50", "1，234.50"])
def test_an_amount_may_be_typed_as_people_write_it(typed: str):
    form = FineForm({"fine": typed, "on": "2026-05-11", "kind": "1", "sure": "on"})

    assert form.is_valid()
    assert form.cleaned_data["fine"] == Decimal("1234.50")


def test_a_negative_amount_is_refused():
    assert "fine" in FineForm({"fine": "-1"}).errors


def test_an_unreadable_amount_stays_in_the_field():
    form = FineForm({"fine": "五千"})

    assert 'value="五千"' in str(form["fine"])
    assert form.errors["fine"] == ["罚款金额应当是数字，请只填写阿拉伯数字和小数点。"]


def test_a_day_is_shown_as_the_browser_reads_it():
    assert 'type="date"' in str(FineForm()["on"])


def test_a_vanished_choice_asks_to_choose_again():
    assert FineForm({"kind": "9"}).errors["kind"] == ["种类的选项已经失效，请重新选择。"]
