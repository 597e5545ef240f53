"""Rules of every step (附随程序的共同规则): dates, persons, reasons, approval, delivery."""

from __future__ import annotations

from mingjian.law.breach import Breach
from mingjian.law.dates import long_date
from mingjian.law.procedure.states import State
from mingjian.law.proceedings.facts import Matter, ProceedingAct
from mingjian.law.proceedings.kinds import PENALTY_LAW, ProceedingMove
from mingjian.law.proceedings.refusing import refuse
from mingjian.law.roles import Actor, Role

_REQUESTS = (
    ProceedingMove.REQUEST_PRESERVATION,
    ProceedingMove.PROPOSE_TRANSFER,
    ProceedingMove.REPORT_CRIME,
    ProceedingMove.REQUEST_FREEZE,
    ProceedingMove.REQUEST_RECUSAL,
)


def apl47_dates_are_possible(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """行政机关应当依法以文字、音像等形式，对行政处罚的启动、调查取证、审核、决定、送达、执行等进行全过程记录，归档保存。"""
    last = matter.proceeding.last.on if matter.proceeding else matter.case.opened_on
    if act.on > act.entered_on:
        why = f"行为日期（{long_date(act.on)}）尚未到来"
    elif last is not None and act.on < last:
        why = f"行为日期（{long_date(act.on)}）早于上一行为或者立案（{long_date(last)}）"
    else:
        return None
    return refuse(PENALTY_LAW, "47", why, "请核对行为实际发生的日期。")


def apl47_reasons_are_written(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """行政机关应当依法以文字、音像等形式，对行政处罚的启动、调查取证、审核、决定、送达、执行等进行全过程记录，归档保存。"""
    if act.reasons.strip():
        return None
    return refuse(PENALTY_LAW, "47", "没有写明事实和理由", "请写明事实、理由和经过。")


def apl54_case_is_open(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """符合立案标准的，行政机关应当及时立案。"""
    state = matter.case.state
    if matter.case.opened_on is not None and state is not None and not state.is_final:
        return None
    return refuse(
        PENALTY_LAW,
        "54",
        "本案没有立案，或者已经办结",
        "请先立案；已经办结的，不再办理。",
        paragraph="2",
    )


def apl57_case_is_undecided(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """调查终结，行政机关负责人应当对调查结果进行审查，根据不同情况，分别作出如下决定。"""
    if matter.case.decision is None and matter.case.state is not State.DISMISSED:
        return None
    return refuse(
        PENALTY_LAW,
        "57",
        "本案已经作出决定，调查已经终结",
        "需要补充调查的，请依法自行纠正后重新办理。",
        paragraph="1",
    )


def apl42_officer_of_the_case(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """行政处罚应当由具有行政执法资格的执法人员实施。"""
    if by.role is not Role.CASE_OFFICER:
        return None
    if by.person_id in {one.person_id for one in matter.case.officers}:
        return None
    return refuse(
        PENALTY_LAW, "42", f"{by.name}不是本案承办人", "请由本案承办人办理。", paragraph="1"
    )


def apl42_two_valid_officers(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """执法人员不得少于两人，法律另有规定的除外。"""
    valid = {one.person_id for one in matter.case.officers if one.valid_on(act.on)}
    least = matter.case.terms.least_officers
    if len(valid) >= least:
        return None
    return refuse(
        PENALTY_LAW,
        "42",
        f"{long_date(act.on)}持有有效执法证件的承办人为{len(valid)}人，少于{least}人",
        "请由两名当日持有有效执法证件的承办人办理。",
        paragraph="1",
    )


def apl43_actor_is_not_recused(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """执法人员与案件有直接利害关系或者有其他关系可能影响公正执法的，应当回避。"""
    if by.person_id not in matter.case.recused_person_ids:
        return None
    return refuse(
        PENALTY_LAW,
        "43",
        f"{by.name}已经决定回避，不能{act.move.title}",
        "请由与本案没有利害关系的人员办理。",
        paragraph="1",
    )


def apl57_decided_by_another(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """调查终结，行政机关负责人应当对调查结果进行审查，根据不同情况，分别作出如下决定。"""
    asked = matter.proceeding.latest(*_REQUESTS) if matter.proceeding else None
    barred = matter.case.investigator_ids | ({asked.person_id} if asked else set())
    if by.person_id not in barred:
        return None
    return refuse(
        PENALTY_LAW,
        "57",
        f"{by.name}是呈请人或者本案承办人，不能自行批准",
        "请由没有参与调查的负责人审批。",
        paragraph="1",
    )


def apl61_paper_was_handed_over(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """行政处罚决定书应当在宣告后当场交付当事人。"""
    if act.was_told:
        return None
    return refuse(
        PENALTY_LAW,
        "61",
        "文书没有交付，或者没有登记签收人、见证人",
        "请交付文书并登记签收人；拒绝签收或者不到场的，登记见证人。",
        paragraph="1",
    )


def apl46_organ_is_named(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """证据必须经查证属实，方可作为认定案件事实的根据。"""
    if act.organ.strip():
        return None
    return refuse(
        PENALTY_LAW, "46", "没有写明受送（受托）的机关、机构", "请写明全称。", paragraph="2"
    )
