"""Rules of suspending, resuming and terminating execution (中止、恢复、终结执行)."""

from __future__ import annotations

from mingjian.law.breach import Breach
from mingjian.law.dates import add_months, long_date
from mingjian.law.procedure.duties import owes_other_performance
from mingjian.law.procedure.facts import CaseFacts
from mingjian.law.procedure.kinds_execution import (
    COMPULSION_LAW,
    LITIGATION_LAW,
    RECONSIDERATION_LAW,
    RemedyKind,
    SuspensionGround,
    TerminationGround,
)
from mingjian.law.procedure.money import money_owed
from mingjian.law.procedure.moves import Act, refuse
from mingjian.law.roles import Actor

_THREE_YEARS = 36  # 行政强制法第三十九条第二款


def acl39_execution_can_be_suspended(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """有下列情形之一的，中止执行。"""
    if facts.open_suspension is None and _is_owed(facts, act):
        return None
    return refuse(
        "39",
        "本案没有待执行的内容，或者已经中止、停止执行",
        "请查看执行情况。",
        paragraph="1",
        law=COMPULSION_LAW,
    )


def acl39_suspension_has_ground(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """有下列情形之一的，中止执行。"""
    if act.suspension_ground is not None:
        return None
    return refuse(
        "39",
        "没有选择中止、停止执行的情形",
        "请按照法定情形选择。",
        paragraph="1",
        law=COMPULSION_LAW,
    )


def arl42_stay_needs_reconsideration(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政复议期间行政行为不停止执行；但是有下列情形之一的，应当停止执行。"""
    is_stay = act.suspension_ground is SuspensionGround.RECONSIDERATION
    if not is_stay or _is_open(facts, RemedyKind.RECONSIDERATION):
        return None
    return refuse(
        "42",
        "本案没有正在进行的行政复议，不能以此停止执行",
        "请先登记复议受理，或者选择其他情形。",
        law=RECONSIDERATION_LAW,
    )


def asl56_stay_needs_litigation(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """诉讼期间，不停止行政行为的执行。但有下列情形之一的，裁定停止执行。"""
    is_stay = act.suspension_ground is SuspensionGround.LITIGATION
    if not is_stay or _is_open(facts, RemedyKind.LITIGATION):
        return None
    return refuse(
        "56",
        "本案没有正在进行的行政诉讼，不能以此停止执行",
        "请先登记诉讼受理，或者选择其他情形。",
        paragraph="1",
        law=LITIGATION_LAW,
    )


def acl39_execution_is_suspended(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """中止执行的情形消失后，行政机关应当恢复执行。"""
    if facts.open_suspension is not None:
        return None
    return refuse(
        "39",
        "本案没有中止、停止执行，不必恢复",
        "请直接办理执行事项。",
        paragraph="2",
        law=COMPULSION_LAW,
    )


def acl40_execution_can_be_terminated(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """有下列情形之一的，终结执行。"""
    if facts.terminated_on is None and _is_owed(facts, act):
        return None
    return refuse(
        "40",
        "本案没有待执行的内容，或者已经终结执行",
        "履行完毕或者已经终结执行的，请办理结案。",
        law=COMPULSION_LAW,
    )


def acl40_termination_has_ground(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """有下列情形之一的，终结执行。"""
    if act.termination_ground is not None:
        return None
    return refuse("40", "没有选择终结执行的情形", "请按照法定情形选择。", law=COMPULSION_LAW)


def acl39_three_years_have_passed(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """当事人确无能力履行，中止执行满三年未恢复执行的，行政机关不再执行。"""
    if act.termination_ground is not TerminationGround.NOT_RESUMED:
        return None
    stopped = facts.open_suspension
    since = stopped.since if stopped and stopped.ground is SuspensionGround.NO_MEANS else None
    if since is not None and act.on > add_months(since, _THREE_YEARS):
        return None
    until = f"，至{long_date(add_months(since, _THREE_YEARS))}满三年" if since else ""
    return refuse(
        "39",
        f"因当事人没有履行能力而中止执行尚不满三年{until}",
        "请选择其他终结情形，或者期满后办理。",
        paragraph="2",
        law=COMPULSION_LAW,
    )


def _is_owed(facts: CaseFacts, act: Act) -> bool:
    return bool(money_owed(facts=facts, on=act.on).total_yuan) or owes_other_performance(facts)


def _is_open(facts: CaseFacts, kind: RemedyKind) -> bool:
    return facts.open_remedy is not None and facts.open_remedy.kind is kind
