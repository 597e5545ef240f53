"""Rules of the service of a hearing notice (送达听证通知书): 行政处罚法 art. 64 (二)."""

from __future__ import annotations

from mingjian.law.breach import Breach
from mingjian.law.dates import long_date
from mingjian.law.proceedings.facts import Matter, ProceedingAct
from mingjian.law.proceedings.kinds import PENALTY_LAW
from mingjian.law.proceedings.refusing import refuse
from mingjian.law.roles import Actor
from mingjian.law.time_limits import due_date


def apl64_hearing_was_notified(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """行政机关应当在举行听证的七日前，通知当事人及有关人员听证的时间、地点。"""
    hearing = matter.case.current_hearing
    if hearing is not None and hearing.scheduled_on is not None and hearing.held_on is None:
        return None
    return refuse(PENALTY_LAW, "64", "没有尚未举行的听证通知", "请先办理“通知听证”。", item="2")


def apl64_not_yet_served(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """行政机关应当在举行听证的七日前，通知当事人及有关人员听证的时间、地点。"""
    hearing = matter.case.current_hearing
    if hearing is None or hearing.served_on is None:
        return None
    return refuse(PENALTY_LAW, "64", "听证通知书已经送达", "请返回案件查看。", item="2")


def apl64_served_seven_days_before(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """行政机关应当在举行听证的七日前，通知当事人及有关人员听证的时间、地点。"""
    hearing, terms = matter.case.current_hearing, matter.case.terms
    if hearing is None or hearing.scheduled_on is None:
        return None
    start = hearing.scheduled_on
    latest = due_date(limit=terms.notify_hearing, start=start, calendar=terms.calendar).on
    if act.on <= latest:
        return None
    return refuse(
        PENALTY_LAW,
        "64",
        f"送达晚于{long_date(latest)}，距离听证不足七日",
        "请推迟听证，重新通知当事人。",
        item="2",
    )
