"""Forms of joint parties (共同违法): the day and the reasons; the party has a form of its own."""

from __future__ import annotations

from datetime import date
from typing import Any

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


class SeparateForm(_Reasoned):
    """分案办理."""

    cites = {"reasons": FAIRNESS}
    reasons = TextField(
        label="分案办理的理由",
        rows=3,
        help_text="写明该当事人为什么不能与其他当事人同日决定，例如下落不明须公告送达。",
    )
