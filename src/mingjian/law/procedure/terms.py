"""Legal terms (法律参数): the dated values of law that the rules of 普通程序 compare a case with.

The rules read this small frozen record instead of the law book, so that a test can write it down
and a case keeps the values it was opened under.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from mingjian.law.lawbook import LawBook
from mingjian.law.penalties import PenaltyKind
from mingjian.law.procedure.kinds import PartyKind, SettlementWay
from mingjian.law.time_limits import TimeLimit, due_date
from mingjian.law.workdays import Calendar

# 处罚法第五十七条第二款没有规定人数；少于三人不成其为“集体”。
DELIBERATION_MEMBERS = 3
# 法律参数 review.disagreement：承办机构与审核机构意见不一致的，本地依次怎样处理。
_WAYS: dict[str, tuple[SettlementWay, ...]] = {
    "coordination": (SettlementWay.COORDINATION,),
    "consult_then_deliberate": (SettlementWay.CONSULTATION, SettlementWay.COLLECTIVE),
    "written_opinion_resubmit": (),
}


@dataclass(frozen=True)
class LegalTerms:
    """法律参数 for one kind of party on one day."""

    least_officers: int  # 第四十二条第一款
    limitation: TimeLimit  # 二年，第三十六条
    limitation_long: TimeLimit  # 五年，第三十六条
    decide: TimeLimit  # 办案期限，第六十条
    serve: TimeLimit  # 决定书送达期限，第六十一条
    defend: TimeLimit  # 陈述、申辩期限
    request_hearing: TimeLimit  # 第六十四条第一款第（一）项
    notify_hearing: TimeLimit  # 第六十四条第一款第（二）项
    hearing_kinds: frozenset[PenaltyKind]  # 第六十三条第一款第（三）至（六）项
    hearing_fine_yuan: Decimal  # 较大数额罚款
    hearing_confiscation_yuan: Decimal  # 没收较大数额违法所得、较大价值非法财物
    review_triggers: frozenset[str]  # 法制审核情形
    review_fine_yuan: Decimal  # 重大执法决定目录的罚款数额
    review_points: int  # 审核内容的项数
    settlement_ways: tuple[SettlementWay, ...]  # 审核分歧的处理方式，依次
    has_second_review: bool  # 以政府名义作出的决定，须经政府法制机构再次审核
    deliberation_fine_yuan: Decimal  # 第五十七条第二款
    deliberation_members: int
    pay: TimeLimit  # 缴纳罚款，第六十七条第三款
    surcharge_rate: Decimal  # 每日加处罚款的比例，第七十二条第一款第（一）项
    surcharge_cap_ratio: Decimal  # 加处罚款的上限与罚款之比
    await_demand: TimeLimit  # 催告书送达后，强制法第五十四条
    apply_court: TimeLimit  # 申请人民法院强制执行，强制法第五十三条
    sue: TimeLimit  # 直接起诉，行政诉讼法第四十六条
    sue_after_reconsideration: TimeLimit  # 不服复议决定起诉，行政诉讼法第四十五条
    calendar: Calendar


def legal_terms(
    *, lawbook: LawBook, on: date, party_kind: PartyKind, calendar: Calendar
) -> LegalTerms:
    """法律参数 in force on that day (the day of opening: 立案时), for that kind of party."""
    # 个体工商户以自然人论：数额较低，听证、审核、讨论的保障只会更多。
    kind = "organisation" if party_kind is PartyKind.ORGANISATION else "person"

    def yuan(key: str) -> Decimal:
        return Decimal(lawbook.value(f"{key}.{kind}", on=on).value)

    def limit(act: str) -> TimeLimit:
        return lawbook.time_limit(act, on=on)

    members = lawbook.find("deliberation.min_members", on=on)
    return LegalTerms(
        least_officers=lawbook.value("officers.min_count", on=on).value,
        limitation=limit("limitation"),
        limitation_long=limit("limitation_grave"),
        decide=limit("decide"),
        serve=limit("serve_decision"),
        defend=limit("defend"),
        request_hearing=limit("request_hearing"),
        notify_hearing=limit("notify_hearing"),
        hearing_kinds=frozenset(map(PenaltyKind, lawbook.value("hearing.kinds", on=on).value)),
        hearing_fine_yuan=yuan("hearing.fine_yuan"),
        hearing_confiscation_yuan=yuan("hearing.confiscation_yuan"),
        review_triggers=frozenset(lawbook.value("review.triggers", on=on).value),
        review_fine_yuan=yuan("review.floor_fine_yuan"),
        review_points=len(lawbook.value("review.contents", on=on).value),
        settlement_ways=_WAYS[lawbook.value("review.disagreement", on=on).value],
        has_second_review=lawbook.value("review.two_stage_for_government_name", on=on).value,
        deliberation_fine_yuan=yuan("deliberation.fine_yuan"),
        deliberation_members=members.value if members else DELIBERATION_MEMBERS,
        **_terms_of_execution(lawbook, on),
        calendar=calendar,
    )


def _terms_of_execution(lawbook: LawBook, on: date) -> dict[str, Any]:
    acts = {
        "pay": "pay_fine",
        "await_demand": "await_demand",
        "apply_court": "apply_court_execution",
        "sue": "sue",
        "sue_after_reconsideration": "sue_after_reconsideration",
    }
    limits = {field: lawbook.time_limit(act, on=on) for field, act in acts.items()}
    rate, cap = (lawbook.value(f"surcharge.{key}", on=on) for key in ("daily_rate", "cap_ratio"))
    return {
        **limits,
        "surcharge_rate": Decimal(rate.value),
        "surcharge_cap_ratio": Decimal(cap.value),
    }


@dataclass(frozen=True)
class NoticePeriods:
    """告知书给予当事人的期限: the last day of each."""

    defence_due_on: date
    hearing_due_on: date | None


def notice_periods(*, terms: LegalTerms, served_on: date, offers_hearing: bool) -> NoticePeriods:
    """陈述、申辩期限 and 要求听证期限, counted from the day of service."""
    defence = due_date(limit=terms.defend, start=served_on, calendar=terms.calendar)
    hearing = due_date(limit=terms.request_hearing, start=served_on, calendar=terms.calendar)
    return NoticePeriods(defence.on, hearing.on if offers_hearing else None)
