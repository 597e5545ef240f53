"""Legal terms of the summary procedure (简易程序的法律参数), dated and cited in the packs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mingjian.law.lawbook import LawBook
from mingjian.law.procedure.kinds import PartyKind
from mingjian.law.time_limits import TimeLimit
from mingjian.law.workdays import Calendar


@dataclass(frozen=True)
class SummaryTerms:
    """法律参数 for one kind of party on one day. ``major_yuan``: from here on review, hearing or
    deliberation is due, whatever the cap says. ``file`` None: no pack sets a period for filing.
    """

    least_officers: int  # 第四十二条第一款
    cap_yuan: Decimal  # 第五十一条
    spot_cash_yuan: Decimal  # 第六十八条第（一）项
    major_yuan: Decimal  # 第五十七条、第五十八条、第六十三条
    hand_in: TimeLimit  # 第七十一条
    bank: TimeLimit  # 第七十一条
    pay: TimeLimit  # 第六十七条第三款
    file: TimeLimit | None  # 第五十二条第三款
    calendar: Calendar


def summary_terms(
    *, lawbook: LawBook, on: date, party_kind: PartyKind, calendar: Calendar
) -> SummaryTerms:
    """法律参数 in force on the day of the decision, for that kind of party."""
    # 个体工商户以公民论：限额较低，不会超出第五十一条。
    kind = "organisation" if party_kind is PartyKind.ORGANISATION else "person"

    def yuan(key: str) -> Decimal:
        return Decimal(lawbook.value(key, on=on).value)

    floors = ("hearing.fine_yuan", "review.floor_fine_yuan", "deliberation.fine_yuan")
    return SummaryTerms(
        least_officers=lawbook.value("officers.min_count", on=on).value,
        cap_yuan=yuan(f"summary.fine_yuan.{kind}"),
        spot_cash_yuan=yuan("collection.on_the_spot_yuan"),
        major_yuan=min(yuan(f"{key}.{kind}") for key in floors),
        hand_in=lawbook.time_limit("hand_in_cash_fine", on=on),
        bank=lawbook.time_limit("bank_cash_fine", on=on),
        pay=lawbook.time_limit("pay_fine", on=on),
        file=lawbook.find_time_limit("file_summary_case", on=on),
        calendar=calendar,
    )
