"""What every form of a legal act shares: the case it speaks of, the record it has seen, the day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django import forms
from django.http import QueryDict

from mingjian.cases.models import Case
from mingjian.desk.fields import DayField, DeskForm
from mingjian.law.procedure import CaseFacts, Move
from mingjian.law.procedure.titles import Titled
from mingjian.law.roles import Actor

Choices = list[tuple[str, str]]
OUT_OF_DATE = "本页已经失效，请返回案件重新打开。"
_WAYS_TO_FAIL = ("required", "invalid", "min_value", "max_value")
NOT_CHOSEN = ("", "请选择")


@dataclass(frozen=True)
class Bench:
    """办理台: the case as the form was shown, who acts, which move, today."""

    case: Case
    facts: CaseFacts
    move: Move
    by: Actor
    today: date
    seen: int


class ActForm(DeskForm):
    """办案行为: hidden ``seen`` is the number of the last record when the form was shown.

    ``details()`` are the arguments of the act besides case, actor and time.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**9)

    def __init__(self, data: QueryDict | None = None, *, bench: Bench, **kwargs: Any) -> None:
        self.bench = bench
        kwargs["initial"] = {"seen": bench.seen, **kwargs.get("initial", {})}
        super().__init__(data, **kwargs)
        self.fields["seen"].error_messages.update(dict.fromkeys(_WAYS_TO_FAIL, OUT_OF_DATE))
        self.arrange(bench)

    def arrange(self, bench: Bench) -> None:
        """Choices and first values that depend on the case."""

    def offer(self, name: str, choices: Choices, *, initial: Any = None) -> None:
        """Fill the choices of a field, and which of them stands chosen."""
        field = cast(forms.ChoiceField, self.fields[name])
        field.choices = choices
        field.initial = initial

    def details(self) -> Mapping[str, Any]:
        """Arguments of the act, from valid fields."""
        return {}

    def refresh_seen(self, seen: int) -> None:
        """Somebody acted meanwhile: what was typed stays, the record seen is the new one."""
        data = cast(QueryDict, self.data).copy()
        data["seen"] = str(seen)
        self.data = data


class DatedForm(ActForm):
    """An act with its business date, today unless it is entered later."""

    on = DayField(label="行为日期", help_text="行为实际发生的日期；补登的，请改为当日。")
    widths = {"on": "short"}

    def __init__(self, data: QueryDict | None = None, *, bench: Bench, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": bench.today, **kwargs.get("initial", {})}
        super().__init__(data, bench=bench, **kwargs)

    def details(self) -> Mapping[str, Any]:
        """The date, and what the act adds."""
        return {"on": self.cleaned_data["on"], **self.more()}

    def more(self) -> Mapping[str, Any]:
        """Arguments besides the date."""
        return {}


def choices_of(kinds: Iterable[Titled]) -> Choices:
    """Value and Chinese title of every member of a ``Titled`` kind."""
    return [(kind.value, kind.title) for kind in kinds]
