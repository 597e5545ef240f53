"""Forms of joint parties (共同违法): the day and the reasons; the party has a form of its own."""

from __future__ import annotations

from datetime import date
from typing import Any

from mingjian.desk.cases.forms.lead import PartyForm
from mingjian.desk.fields import DayField, DeskForm, TextField
from mingjian.law.citation import Citation
from mingjian.law.joint import FAIRNESS


class _Reasoned(DeskForm):
    """A day, today unless changed, and reasons."""

    widths = {"on": "short"}
    on = DayField(label="行为日期", help_text="行为实际发生的日期；补登的，请改为当日。")

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": on, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)


class JoinForm(_Reasoned):
    """增加共同当事人."""

    cites = {"reasons": Citation("行政处罚法", "44")}
    reasons = TextField(
        label="列为共同当事人的理由",
        rows=3,
        help_text="写明在违法行为中的作用，例如直接负责的主管人员、共同经营者。",
    )


class OtherPartyForm(PartyForm):
    """第二名当事人 on the form of the lead: nothing is asked where no number is filled in."""

    prefix = "other"
    reasons = TextField(
        label="列为共同当事人的理由",
        rows=2,
        required=False,
        help_text="写明在违法行为中的作用，例如直接负责的主管人员、共同经营者。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("party_kind", "party_code"):
            self.fields[name].required = False

    @property
    def is_filled(self) -> bool:
        """Whether there is a second party."""
        return self.is_bound and any(self[name].data for name in ("party_code", "name", "reasons"))

    def clean(self) -> dict[str, Any]:
        """The party whole, with the reasons; or nothing."""
        if not self.is_filled:
            return self.cleaned_data
        for name in ("party_kind", "party_code", "reasons"):
            if not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, f"有第二名当事人的，请填写{self.fields[name].label}。")
        return super().clean() if not self.errors else self.cleaned_data


class SeparateForm(_Reasoned):
    """分案办理."""

    cites = {"reasons": FAIRNESS}
    reasons = TextField(
        label="分案办理的理由",
        rows=3,
        help_text="写明该当事人为什么不能与其他当事人同日决定，例如下落不明须公告送达。",
    )
