"""Rules of demand and application to the court (催告、申请人民法院强制执行)."""

from __future__ import annotations

from mingjian.law.breach import Breach
from mingjian.law.dates import long_date
from mingjian.law.procedure.court_window import court_window
from mingjian.law.procedure.duties import owes_other_performance
from mingjian.law.procedure.facts import NOTHING, CaseFacts
from mingjian.law.procedure.kinds_execution import (
    COMPULSION_LAW,
    RECONSIDERATION_LAW,
    CourtPaper,
    RemedyKind,
)
from mingjian.law.procedure.money import money_owed, overdue_yuan
from mingjian.law.procedure.moves import Act, refuse
from mingjian.law.roles import Actor


def apl72_performance_is_overdue(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """当事人逾期不履行行政处罚决定的，作出行政处罚决定的行政机关可以采取下列措施。"""
    owed = money_owed(facts=facts, on=act.on)
    is_late = overdue_yuan(facts, on=act.on) > NOTHING or owed.surcharge_yuan > NOTHING
    if is_late or owes_other_performance(facts):
        return None
    return refuse(
        "72",
        "当事人没有逾期不履行的内容，不能催告、申请强制执行",
        "缴款期限或者批准的延期、分期届满仍不履行的，方可办理。",
        paragraph="1",
    )


def acl35_no_demand_waits(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政机关作出强制执行决定前，应当事先催告当事人履行义务。"""
    last = facts.last_demand
    if last is None or last.served_on is not None:
        return None
    return refuse(
        "35",
        f"{long_date(last.issued_on)}制作的催告书尚未送达",
        "请先送达该催告书，不必重复制作。",
        law=COMPULSION_LAW,
    )


def acl35_demand_was_issued(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """催告应当以书面形式作出。"""
    last = facts.last_demand
    if last is not None and last.served_on is None:
        return None
    return refuse("35", "没有待送达的催告书", "请先制作催告书。", law=COMPULSION_LAW)


def acl36_demand_was_served(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """当事人收到催告书后有权进行陈述和申辩。"""
    if any(one.served_on for one in facts.demands):
        return None
    return refuse("36", "催告书尚未送达当事人", "请先送达催告书。", law=COMPULSION_LAW)


def acl36_response_is_answered(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政机关应当充分听取当事人的意见，对当事人提出的事实、理由和证据，应当进行记录、复核。"""
    if act.accepted is not None and act.reasons.strip():
        return None
    return refuse(
        "36",
        "没有写明对当事人意见的复核结果和理由",
        "请写明采纳或者不采纳及其理由。",
        law=COMPULSION_LAW,
    )


def acl39_execution_is_not_suspended(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """中止执行的情形消失后，行政机关应当恢复执行。"""
    stopped = facts.open_suspension
    if stopped is None:
        return None
    return refuse(
        "39",
        f"本案自{long_date(stopped.since)}起中止、停止执行（{stopped.ground.title}）",
        "情形消失后，请先办理恢复执行。",
        paragraph="2",
        law=COMPULSION_LAW,
    )


def acl53_remedies_have_ended(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """当事人在法定期限内不申请行政复议或者提起行政诉讼，又不履行行政决定的，没有行政强制执行权的行政机关可以自期限届满之日起三个月内，依照本章规定申请人民法院强制执行。"""
    window = court_window(facts)
    if window is not None and act.on >= window.opens_on:
        return None
    if window is None:
        why = "当事人的复议、诉讼尚未终结"
        remedy = "请在结果生效并登记后申请。"
    else:
        why = f"当事人的救济期限或者批准的缴款期限至{long_date(window.counted_from)}才届满"
        remedy = f"可以申请的期间为{long_date(window.opens_on)}至{long_date(window.closes_on)}。"
    return refuse("53", f"{why}，现在不能申请强制执行", remedy, law=COMPULSION_LAW)


def acl53_application_is_in_time(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """没有行政强制执行权的行政机关可以自期限届满之日起三个月内，依照本章规定申请人民法院强制执行。"""
    window = court_window(facts)
    if window is None or act.on <= window.closes_on or act.reasons.strip():
        return None
    return refuse(
        "53",
        f"申请期限已于{long_date(window.closes_on)}届满，没有写明逾期的正当理由",
        "逾期申请且没有正当理由的，人民法院不予受理；确有正当理由的，请写明。",
        law=COMPULSION_LAW,
    )


def acl53_no_application_is_open(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """可以自期限届满之日起三个月内，依照本章规定申请人民法院强制执行。"""
    if facts.open_court is None:
        return None
    return refuse(
        "53",
        f"{long_date(facts.open_court.applied_on)}的强制执行申请人民法院尚未办结",
        "请登记人民法院的办理情况，不必重复申请。",
        law=COMPULSION_LAW,
    )


def acl54_demand_has_expired(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政机关申请人民法院强制执行前，应当催告当事人履行义务。催告书送达十日后当事人仍未履行义务的，行政机关可以向所在地有管辖权的人民法院申请强制执行。"""
    last = facts.last_demand
    if last is not None and last.due_on is not None and act.on > last.due_on:
        return None
    if last is None or last.due_on is None:
        why, remedy = "没有催告当事人履行义务", "请先制作并送达催告书。"
    else:
        why = f"催告书送达后的十日（工作日）至{long_date(last.due_on)}届满"
        remedy = "期满后当事人仍不履行的，方可申请。"
    return refuse("54", f"{why}，现在不能申请强制执行", remedy, law=COMPULSION_LAW)


def acl55_papers_are_complete(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政机关向人民法院申请强制执行，应当提供下列材料。"""
    missing = [paper.title for paper in CourtPaper if paper not in act.papers]
    if not missing:
        return None
    return refuse(
        "55",
        f"申请材料不齐，缺少：{'、'.join(missing)}",
        "请补齐材料后申请。",
        paragraph="1",
        law=COMPULSION_LAW,
    )


def acl56_application_is_open(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """人民法院接到行政机关强制执行的申请，应当在五日内受理。"""
    if facts.open_court is not None:
        return None
    return refuse(
        "56",
        "没有人民法院正在办理的强制执行申请",
        "请先申请人民法院强制执行。",
        paragraph="1",
        law=COMPULSION_LAW,
    )


def acl56_step_follows(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """人民法院接到行政机关强制执行的申请，应当在五日内受理。"""
    if facts.open_court is None:
        return None
    step, done = act.court_step, facts.open_court.steps
    if step is not None and step not in done and step.follows == (done[-1] if done else None):
        return None
    return refuse(
        "56",
        "人民法院办理情况与已经登记的不衔接",
        "先登记受理或者不予受理，再登记裁定，准予执行的再登记执行结果。",
        paragraph="1",
        law=COMPULSION_LAW,
    )


def arl78_changed_decision_is_not_ours(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """变更行政行为的行政复议决定书，由行政复议机关依法强制执行，或者申请人民法院强制执行。"""
    changed = [
        one
        for one in facts.remedies
        if one.kind is RemedyKind.RECONSIDERATION and one.outcome and one.outcome.sets_a_fine
    ]
    if not changed:
        return None
    return refuse(
        "78",
        "本决定已由行政复议决定变更，本机关不能申请强制执行",
        "请将执行情况函告行政复议机关，由其强制执行或者申请人民法院强制执行。",
        item="2",
        law=RECONSIDERATION_LAW,
    )
