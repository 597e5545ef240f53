"""Rules of 先行登记保存、抽样、检测、责令改正、回避: 行政处罚法 arts. 28, 43, 46, 56."""

from __future__ import annotations

from datetime import date

from mingjian.law.breach import Breach
from mingjian.law.dates import long_date
from mingjian.law.penalties import PenaltyKind
from mingjian.law.proceedings.choices import CorrectionState, ItemOutcome, RecusalAnswer
from mingjian.law.proceedings.facts import Matter, ProceedingAct
from mingjian.law.proceedings.kinds import PENALTY_LAW, ProceedingMove
from mingjian.law.proceedings.refusing import refuse
from mingjian.law.roles import Actor
from mingjian.law.time_limits import due_date


def preservation_due(matter: Matter, start: date) -> date:
    """七日（工作日）届满日: 处罚法 arts. 56, 85."""
    terms = matter.terms
    limit = terms.limit("preserve_evidence")
    return due_date(limit=limit, start=start, calendar=terms.calendar).on


def apl56_head_approved(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """在证据可能灭失或者以后难以取得的情况下，经行政机关负责人批准，可以先行登记保存。"""
    approved = matter.begun.latest(ProceedingMove.APPROVE_PRESERVATION)
    early = (
        approved is not None
        and act.at is not None
        and approved.on == act.on
        and act.at < approved.at.replace(second=0, microsecond=0)
    )
    if approved is not None and approved.on <= act.on and not early:
        return None
    return refuse(
        PENALTY_LAW,
        "56",
        "没有经过行政机关负责人批准，或者登记保存早于批准",
        "请先呈请批准，批准以后再实施。",
    )


def apl56_evidence_may_be_lost(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """在证据可能灭失或者以后难以取得的情况下，经行政机关负责人批准，可以先行登记保存。"""
    if "may_be_lost" in act.ticks:
        return None
    return refuse(
        PENALTY_LAW,
        "56",
        "没有确认证据可能灭失或者以后难以取得",
        "请核对；不符合的，以其他方法收集证据。",
    )


def apl56_list_is_written(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """行政机关在收集证据时，可以采取抽样取证的方法。"""
    if act.items_count:
        return None
    return refuse(PENALTY_LAW, "56", "清单上没有物品", "请逐行填写名称、规格、数量、单位。")


def apl56_items_are_preserved(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """应当在七日内及时作出处理决定。"""
    held = {one.id for one in matter.begun.held}
    if act.items and held.issuperset(act.items):
        return None
    return refuse(
        PENALTY_LAW,
        "56",
        "没有选择仍在登记保存的物品",
        "请在清单上选择尚未处理的物品。",
    )


def apl56_something_is_held(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """应当在七日内及时作出处理决定。"""
    if matter.begun.held:
        return None
    return refuse(PENALTY_LAW, "56", "登记保存的物品已经全部处理", "请返回案件查看清单。")


def apl56_decided_in_seven_days(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """应当在七日内及时作出处理决定。"""
    due = _due_on(matter)
    if due is None or act.on <= due:
        return None
    return refuse(
        PENALTY_LAW,
        "56",
        f"没有在{long_date(due)}以前作出处理决定，登记保存已经自动失效",
        "请登记逾期失效并立即退还；需要继续保全的，依法查封、扣押。",
    )


def apl56_term_has_ended(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """应当在七日内及时作出处理决定。"""
    due = _due_on(matter)
    if due is not None and act.on > due:
        return None
    return refuse(
        PENALTY_LAW,
        "56",
        "登记保存的期限尚未届满",
        "期限届满以前，请作出处理决定；不再需要的，解除登记保存。",
    )


def apl56_way_is_lawful(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """应当在七日内及时作出处理决定。"""
    way = next((one for one in ItemOutcome if one == act.choice and one.is_decision), None)
    decision = matter.case.decision
    kinds = decision.content.kinds if decision and decision.content else ()
    if way is None:
        why, what = "没有选择处理方式", "请从所列方式中选择。"
    elif way is ItemOutcome.SEIZED and not matter.case.goods_held:
        why, what = "本案没有查封、扣押的财物", "请先在“强制措施”中依法查封、扣押。"
    elif way is ItemOutcome.CONFISCATED and PenaltyKind.CONFISCATION_OF_PROPERTY not in kinds:
        why, what = "本案没有没收非法财物的处罚决定", "请先作出决定；不应当没收的，解除并退还。"
    else:
        return None
    return refuse(PENALTY_LAW, "56", why, what)


def apl56_samples_were_signed(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """行政机关在收集证据时，可以采取抽样取证的方法。"""
    if {"sealed", "signed"} <= act.ticks:
        return None
    return refuse(
        PENALTY_LAW,
        "56",
        "样品没有当场加封，或者没有由当事人（见证人）和执法人员签名",
        "请当场加封、制作抽样记录并签名后登记。",
    )


def apl46_test_is_definite(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """证据包括：鉴定意见。"""
    if act.due_on is not None and act.due_on >= act.on and act.subject.strip():
        return None
    return refuse(
        PENALTY_LAW,
        "46",
        "没有写明检测、鉴定的事项或者截止日期",
        "请写明事项和明确的期间；没有书面告知当事人的期间不从办案期限中扣除。",
        paragraph="1",
        item="7",
    )


def apl46_result_was_told(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """证据必须经查证属实，方可作为认定案件事实的根据。"""
    if "told" in act.ticks:
        return None
    return refuse(
        PENALTY_LAW,
        "46",
        "检测、检验、鉴定结果没有告知当事人",
        "请将结果书面告知当事人，听取意见后登记。",
        paragraph="2",
    )


def apl28_correction_is_definite(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """行政机关实施行政处罚时，应当责令当事人改正或者限期改正违法行为。"""
    has_day = act.due_on is not None and act.due_on >= act.on
    if has_day and act.subject.strip() and act.basis.strip():
        return None
    return refuse(
        PENALTY_LAW,
        "28",
        "没有写明违反的条款、改正的要求或者改正期限",
        "请写明条款、要求和期限；立即改正的，期限填写当日。",
        paragraph="1",
    )


def apl28_recheck_has_result(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """行政机关实施行政处罚时，应当责令当事人改正或者限期改正违法行为。"""
    if act.choice in set(CorrectionState):
        return None
    return refuse(
        PENALTY_LAW,
        "28",
        "没有选择复查结论",
        "请选择已经改正、部分改正或者没有改正。",
        paragraph="1",
    )


def apl28_not_yet_corrected(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """行政机关实施行政处罚时，应当责令当事人改正或者限期改正违法行为。"""
    last = matter.begun.latest(ProceedingMove.RECHECK_CORRECTION)
    if last is None or last.choice != CorrectionState.CORRECTED:
        return None
    return refuse(PENALTY_LAW, "28", "已经复查为改正", "请返回案件查看。", paragraph="1")


def apl43_person_is_named(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """当事人认为执法人员与案件有直接利害关系或者有其他关系可能影响公正执法的，有权申请回避。"""
    if act.person_id is not None:
        return None
    return refuse(
        PENALTY_LAW, "43", "没有写明被申请回避的人员", "请选择被申请回避的人员。", paragraph="2"
    )


def apl43_answer_has_effect(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """当事人提出回避申请的，行政机关应当依法审查，由行政机关负责人决定。"""
    asked = matter.begun.steps[0].choice
    recused = {str(one) for one in matter.case.recused_person_ids}
    if act.choice not in set(RecusalAnswer):
        why, what = "没有作出决定", "请选择决定回避或者驳回申请。"
    elif act.choice == RecusalAnswer.GRANTED and asked not in recused:
        why, what = "被申请人尚未退出本案", "请先办理“决定回避”（指定接办人员），再登记本决定。"
    elif act.choice == RecusalAnswer.REFUSED and asked in recused:
        why, what = "被申请人已经决定回避", "请选择决定回避。"
    else:
        return None
    return refuse(PENALTY_LAW, "43", why, what, paragraph="3")


def apl43_head_is_not_concerned(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """当事人提出回避申请的，行政机关应当依法审查，由行政机关负责人决定。"""
    if matter.begun.steps[0].choice != str(by.person_id):
        return None
    return refuse(
        PENALTY_LAW,
        "43",
        f"{by.name}是被申请回避的人，不能自行决定",
        "请由其他负责人决定。",
        paragraph="3",
    )


def _due_on(matter: Matter) -> date | None:
    taken = matter.begun.latest(ProceedingMove.PRESERVE)
    return taken.due_on if taken else None
