"""Rules of remedies and own correction (复议、诉讼、自行纠正), and of redoing a decision."""

from __future__ import annotations

from decimal import Decimal

from mingjian.law.amounts import format_yuan
from mingjian.law.breach import Breach
from mingjian.law.procedure.duties import (
    content_in_force,
    is_overturned,
    money_owed_yuan,
    owes_other_performance,
    owes_redo,
)
from mingjian.law.procedure.facts import NOTHING, CaseFacts
from mingjian.law.procedure.kinds_execution import (
    RECONSIDERATION_LAW,
    RemedyKind,
    RemedyOutcome,
)
from mingjian.law.procedure.moves import Act, refuse
from mingjian.law.procedure.states import State
from mingjian.law.roles import Actor

_LEAST = Decimal("0.01")


def apl73_no_remedy_is_open(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """当事人对行政处罚决定不服，申请行政复议或者提起行政诉讼的，行政处罚不停止执行，法律另有规定的除外。"""
    remedy = facts.open_remedy
    if remedy is None:
        return None
    return refuse(
        "73",
        f"本决定的{remedy.kind.title}尚未终结",
        "请先登记其结果。",
        paragraph="1",
    )


def apl73_remedy_is_described(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """当事人对行政处罚决定不服，申请行政复议或者提起行政诉讼的。"""
    remedy, decision = act.remedy, facts.decision
    served_on = decision.served_on if decision else None
    is_whole = (
        remedy is not None
        and remedy.kind is not RemedyKind.OWN_CORRECTION
        and served_on is not None
        and served_on <= remedy.applied_on <= act.on
    )
    if is_whole:
        return None
    return refuse(
        "73",
        "没有写明复议或者诉讼，或者申请日期不在决定书送达之日与受理之日之间",
        "请按照受理通知书、应诉通知书填写。",
        paragraph="1",
    )


def apl73_remedy_is_open(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """当事人申请行政复议或者提起行政诉讼的，加处罚款的数额在行政复议或者行政诉讼期间不予计算。"""
    if facts.open_remedy is not None:
        return None
    return refuse(
        "73",
        "没有尚未终结的复议、诉讼",
        "请先登记受理；本机关发现决定有错误的，请办理自行纠正决定。",
        paragraph="3",
    )


def arl75_result_took_effect(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政复议决定书一经送达，即发生法律效力。"""
    remedy = act.remedy
    effective_on = remedy.effective_on if remedy and remedy.outcome else None
    if remedy and effective_on and remedy.applied_on <= effective_on <= act.on:
        return None
    return refuse(
        "75",
        "没有写明结果，或者结果尚未生效",
        "请在复议决定送达、判决或者裁定生效以后登记，并按照文书填写生效日期。",
        paragraph="2",
        law=RECONSIDERATION_LAW,
    )


def arl63_new_fine_is_lower(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政复议机关不得作出对申请人更为不利的变更决定，但是第三人提出相反请求的除外。"""
    remedy, content = act.remedy, content_in_force(facts)
    if remedy is None or remedy.outcome is None or content is None:
        return None
    fine, old = remedy.fine_yuan, content.fine_yuan
    if not remedy.outcome.sets_a_fine:
        fits = fine is None
    elif fine is None:
        fits = remedy.outcome is RemedyOutcome.PARTLY_REVOKED
    else:
        least = NOTHING if len(content.kinds) > 1 or content.other.strip() else _LEAST
        fits = least <= fine < old
    if fits:
        return None
    return refuse(
        "63",
        f"变更后的罚款数额应当低于原罚款{format_yuan(old)}元，没有变更的不填写",
        "请按照文书填写；罚款全部撤销而没有其他处罚的，请选择撤销。",
        paragraph="2",
        law=RECONSIDERATION_LAW,
    )


def arl64_redo_follows_revocation(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政复议机关决定撤销或者部分撤销该行政行为，并可以责令被申请人在一定期限内重新作出行政行为。"""
    remedy = act.remedy
    if remedy is None or not remedy.orders_redo:
        return None
    if remedy.outcome is not None and remedy.outcome.ends_the_decision:
        return None
    return refuse(
        "64",
        "决定没有被撤销，不能登记责令重新作出",
        "请核对文书；部分撤销、变更的，按照结果直接执行。",
        paragraph="1",
        law=RECONSIDERATION_LAW,
    )


def apl75_error_is_described(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政机关应当认真审查，发现有错误的，应当主动改正。"""
    remedy = act.remedy
    is_whole = (
        remedy is not None
        and remedy.kind is RemedyKind.OWN_CORRECTION
        and remedy.outcome is not None
        and not remedy.outcome.leaves_the_decision
    )
    if is_whole and act.reasons.strip():
        return None
    return refuse(
        "75",
        "没有写明决定的错误和如何改正",
        "请选择撤销、部分撤销、变更、确认违法或者无效，并写明事实和理由。",
        paragraph="2",
    )


def apl75_decision_still_stands(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政机关应当认真审查，发现有错误的，应当主动改正。"""
    if not is_overturned(facts):
        return None
    return refuse(
        "75",
        "本案决定已经撤销或者确认无效",
        "请办理结案；责令重新作出的，请办理重新办理。",
        paragraph="2",
    )


def arl64_redo_is_opened(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政复议机关决定撤销或者部分撤销该行政行为，并可以责令被申请人在一定期限内重新作出行政行为。"""
    if not owes_redo(facts):
        return None
    return refuse(
        "64",
        "责令重新作出行政行为，尚未重新办理，不能结案",
        "请由机关负责人办理重新办理，再结案。",
        paragraph="1",
        law=RECONSIDERATION_LAW,
    )


def arl64_redone_decision_differs(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政复议机关责令被申请人重新作出行政行为的，被申请人不得以同一事实和理由作出与被申请行政复议的行政行为相同或者基本相同的行政行为，但是行政复议机关以违反法定程序为由决定撤销或者部分撤销的除外。"""
    old, proposal = facts.redoes, facts.proposal
    if old is None or old.on_procedure or proposal is None:
        return None
    is_same = proposal.content == old.content and proposal.grounding == old.grounding
    if not is_same:
        return None
    return refuse(
        "64",
        "拟作出的决定与被撤销的决定事实、理由和内容都相同",
        "请重新认定事实、理由，修改拟处理意见后再决定。",
        paragraph="2",
        law=RECONSIDERATION_LAW,
    )


def apl75_case_can_be_reopened(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """发现有错误的，应当主动改正。"""
    if facts.state is State.CLOSED:
        fits = bool(money_owed_yuan(facts)) or owes_other_performance(facts)
        why = "本案没有尚未履行的内容"
    else:
        fits, why = facts.redo_opened_on is None, "本案已经另立案件重新办理"
    if fits:
        return None
    return refuse("75", f"{why}，不能重新办理", "请查看案件的执行与结案情况。", paragraph="2")
