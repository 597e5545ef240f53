"""Form of the statement that two acts are not one (一事不二罚): the day and the difference."""

from __future__ import annotations

from datetime import date
from typing import Any

from mingjian.desk.fields import DayField, DeskForm, TextField
from mingjian.law.same_act import ONCE


class DistinctForm(DeskForm):
    """非同一违法行为的说明."""

    widths = {"on": "short"}
    cites = {"reasons": ONCE}
    on = DayField(label="行为日期", help_text="作出说明的日期。")
    reasons = TextField(
        label="为什么不是同一个违法行为",
        rows=4,
        help_text="写明时间、地点、行为、对象上的区别，以及证明的证据。",
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        kwargs["initial"] = {"on": on, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
