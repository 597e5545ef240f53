"""Rules of the decision and its clock (决定、集体讨论、办案期限、撤案)."""

from __future__ import annotations

from mingjian.law.breach import Breach
from mingjian.law.dates import long_date
from mingjian.law.procedure.duties import deliberation_reasons, has_deliberated
from mingjian.law.procedure.facts import CaseFacts
from mingjian.law.procedure.moves import Act, refuse
from mingjian.law.roles import Actor
from mingjian.law.time_limits import DueDate, due_date


def apl57_decider_did_not_investigate(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """调查终结，行政机关负责人应当对调查结果进行审查，根据不同情况，分别作出如下决定。"""
    if by.person_id not in facts.investigator_ids:
        return None
    return refuse(
        "57",
        f"{by.name}是本案调查人员，不能对调查结果作出决定",
        "请由没有参与调查的负责人审查决定。",
        paragraph="1",
    )


def apl57_decision_is_the_proposal(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政机关负责人应当对调查结果进行审查，根据不同情况，分别作出如下决定。"""
    # 审核、告知、讨论的是哪一文本，决定的就是哪一文本。
    if act.proposal is not None and act.proposal == facts.proposal:
        return None
    return refuse(
        "57",
        "决定的内容与经过告知、审核的拟处理意见不一致",
        "请按照现行拟处理意见作出决定；需要改变的，请先修改拟处理意见并重新告知、审核。",
        paragraph="1",
    )


def apl57_heads_deliberated(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """对情节复杂或者重大违法行为给予行政处罚，行政机关负责人应当集体讨论决定。"""
    reasons = deliberation_reasons(facts)
    if not reasons or has_deliberated(facts):
        return None
    return refuse(
        "57",
        f"本案应当由负责人集体讨论决定（{'；'.join(reasons)}），现行文本尚未讨论同意",
        "请组织集体讨论并登记讨论记录；讨论不同意的，请修改拟处理意见。",
        paragraph="2",
    )


def apl57_enough_heads_took_part(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政机关负责人应当集体讨论决定。"""
    if act.member_count >= facts.terms.deliberation_members:
        return None
    return refuse(
        "57",
        f"参加集体讨论的负责人为{act.member_count}人，"
        f"少于规定的{facts.terms.deliberation_members}人",
        "请由规定人数以上的负责人参加讨论。",
        paragraph="2",
    )


def apl57_dismissal_is_lawful(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政机关负责人应当对调查结果进行审查，根据不同情况，分别作出如下决定。"""
    # 撤案不得代替第五十七条规定的四种决定。
    if act.dismissal_reason is not None:
        return None
    return refuse(
        "57",
        "没有选择依法可以撤案的情形",
        "违法事实不能成立或者轻微的，请作出不予行政处罚决定；涉嫌犯罪的，请移送司法机关。",
        paragraph="1",
    )


def apl60_decided_in_ninety_days(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政机关应当自行政处罚案件立案之日起九十日内作出行政处罚决定。法律、法规、规章另有规定的，从其规定。"""
    due = decision_due(facts, act)
    if due is None or act.on <= due.on:
        return None
    return refuse(
        "60",
        f"办案期限已于{long_date(due.on)}届满",
        "请尽快作出决定，并在案卷中说明超期原因；超期情况将报送执法监督机构。",
    )


def apl60_extension_has_basis(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """法律、法规、规章另有规定的，从其规定。"""
    if act.days > 0 and act.basis is not None:
        return None
    return refuse(
        "60",
        "延长办案期限没有写明天数，或者没有法律、法规、规章依据",
        "请填写延长天数，并注明准予延长的条款。",
    )


def apl60_extension_is_in_time(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政机关应当自行政处罚案件立案之日起九十日内作出行政处罚决定。"""
    due = decision_due(facts, act)
    if due is None or act.on <= due.on:
        return None
    return refuse(
        "60",
        f"办案期限已于{long_date(due.on)}届满，届满后不能延长",
        "请尽快作出决定，并在案卷中说明超期原因。",
    )


def apl60_clock_is_running(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政机关应当自行政处罚案件立案之日起九十日内作出行政处罚决定。法律、法规、规章另有规定的，从其规定。"""
    pause = facts.open_pause
    if pause is None:
        return None
    return refuse(
        "60",
        f"本案自{long_date(pause.since)}起中止计算期限（{pause.reason}），不能{act.move.title}",
        "请先恢复计算期限。",
    )


def apl60_clock_is_stopped(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政机关应当自行政处罚案件立案之日起九十日内作出行政处罚决定。法律、法规、规章另有规定的，从其规定。"""
    if facts.open_pause is not None:
        return None
    return refuse("60", "本案的期限没有中止，无需恢复", "请直接办理下一步。")


def decision_due(facts: CaseFacts, act: Act) -> DueDate | None:
    """办案期限届满日 as known on the day of the act; None before opening."""
    if facts.opened_on is None:
        return None
    return due_date(
        limit=facts.terms.decide,
        start=facts.opened_on,
        calendar=facts.terms.calendar,
        pauses=(*facts.pauses, *facts.excluded),
        extension_days=sum(extension.days for extension in facts.extensions),
        as_of=act.on,
    )
