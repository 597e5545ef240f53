"""Fields of the desk's forms: days that can be, texts that end, messages that say what to do."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from mingjian.web.forms import DayInput, PlainForm

# 行政处罚法（2021年修订）施行之日：普通程序的行为不能在此以前。
FIRST_DAY = date(2021, 7, 15)
LONG_AGO = date(1990, 1, 1)
FAR_AWAY = date(2099, 12, 31)
LONG = 5000
VERY_LONG = 20000


class DayField(forms.DateField):
    """A day that can be meant: a slip of the year is told at the field."""

    widget = DayInput

    def __init__(self, *, earliest: date = FIRST_DAY, latest: date = FAR_AWAY, **kwargs: Any):
        super().__init__(**kwargs)
        self.validators.append(MinValueValidator(earliest))
        self.validators.append(MaxValueValidator(latest))


class TextField(forms.CharField):
    """Several lines of text."""

    widget = forms.Textarea

    def __init__(self, *, rows: int = 4, max_length: int = LONG, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)
        self.widget.attrs["rows"] = rows
        # The server says how much is too much; the browser would cut what was pasted.
        self.widget.attrs.pop("maxlength", None)


class TicksField(forms.MultipleChoiceField):
    """Any number of choices, each with its box."""

    widget = forms.CheckboxSelectMultiple


class RadioField(forms.ChoiceField):
    """One of a few choices, all in sight."""

    widget = forms.RadioSelect


class DeskForm(PlainForm):
    """A form whose every message is a whole sentence."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.error_messages.update(_limits_of(field, str(field.label or name)))


def _limits_of(field: forms.Field, word: str) -> dict[str, str]:
    if isinstance(field, forms.DateField):
        return {
            "min_value": f"{word}不能早于%(limit_value)s，请核对年份。",
            "max_value": f"{word}不能晚于%(limit_value)s，请核对年份。",
        }
    if isinstance(field, forms.DecimalField | forms.IntegerField):
        return {
            "min_value": f"{word}不能小于%(limit_value)s，请核对。",
            "max_value": f"{word}不能大于%(limit_value)s，请核对。",
            "max_digits": f"{word}的位数过多，请核对。",
            "max_whole_digits": f"{word}的位数过多，请核对。",
            "max_decimal_places": f"{word}最多两位小数，请核对。",
        }
    return {
        "max_length": f"{word}最多 %(limit_value)d 字，现有 %(show_value)d 字，请精简后再提交。",
        "null_characters_not_allowed": f"{word}含有不能保存的控制字符，请删去后再提交。",
    }
