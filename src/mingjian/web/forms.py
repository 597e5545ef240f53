"""Forms check shape, law checks legality: fields whose messages are whole Chinese sentences."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django import forms

from mingjian.law.citation import Citation


class DayInput(forms.DateInput):
    """A day, with the browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """A day and a time, with the browser's own picker."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%dT%H:%M")


class YuanField(forms.DecimalField):
    """An amount in yuan and fen, never negative; thousands separators may be typed.

    A text input: number inputs throw away what they cannot read, and what was typed is never lost.
    """

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("min_value", Decimal(0))
        kwargs.setdefault("max_digits", 16)
        super().__init__(decimal_places=2, **kwargs)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # stubs say int
        """Read 1,234.00 and ¥1234 alike."""
        if isinstance(value, str):
            value = value.translate(str.maketrans("", "", ",，¥￥ "))
        return super().to_python(value)


class PlainForm(forms.Form):
    """A form in the register's words.

    ``units``, ``cites``, ``widths`` (short, medium, long) and ``legends`` are read by the
    `{% form_fields %}` tag; all are optional and keyed by field name (``legends`` by its title).
    """

    units: ClassVar[dict[str, str]] = {}
    cites: ClassVar[dict[str, Citation]] = {}
    widths: ClassVar[dict[str, str]] = {}
    legends: ClassVar[dict[str, tuple[str, ...]]] = {}

    # The browser would stop the form with its own words before ours are heard.
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            word = field.label or name
            field.error_messages.update(_messages(field, str(word)))


def _messages(field: forms.Field, word: str) -> dict[str, str]:
    """What happened and what to do, for the mistakes a field can find by itself."""
    chosen = isinstance(field, forms.ChoiceField | forms.ModelChoiceField | forms.FileField)
    messages = {"required": f"请{'选择' if chosen else '填写'}{word}。"}
    if isinstance(field, forms.BooleanField):
        messages["required"] = f"请确认：{word}。"
    if isinstance(field, forms.DateField):
        messages["invalid"] = f"{word}不是有效的日期，请按 2026-05-11 的样式填写。"
    elif isinstance(field, forms.DateTimeField):
        messages["invalid"] = f"{word}不是有效的时间，请按 2026-05-11 10:32 的样式填写。"
    elif isinstance(field, forms.IntegerField):
        messages["invalid"] = f"{word}应当是数字，请只填写阿拉伯数字和小数点。"
    elif isinstance(field, forms.ChoiceField):
        messages["invalid_choice"] = f"{word}的选项已经失效，请重新选择。"
    return messages
