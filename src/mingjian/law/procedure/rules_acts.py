"""Rules of every act (一切办案行为): its date, its officers, their credentials, their distance."""

from __future__ import annotations

from mingjian.law.breach import Breach
from mingjian.law.dates import long_date
from mingjian.law.procedure.facts import CaseFacts, OfficerFacts
from mingjian.law.procedure.moves import Act, refuse
from mingjian.law.roles import Actor, Role


def apl42_actor_is_case_officer(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政处罚应当由具有行政执法资格的执法人员实施。"""
    if by.role is not Role.CASE_OFFICER:
        return None
    if any(officer.person_id == by.person_id for officer in officers_of(facts, act)):
        return None
    return refuse(
        "42",
        f"{by.name}不是本案承办人，不能{act.move.title}",
        "请由本案承办人办理；需要调整人员的，请先办理更换承办人。",
        paragraph="1",
    )


def apl42_credential_was_valid(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政处罚应当由具有行政执法资格的执法人员实施。"""
    for officer in officers_of(facts, act):
        if officer.person_id == by.person_id and not officer.valid_on(act.on):
            return refuse(
                "42",
                f"{officer.name}的执法证件（{officer.credential_number}）"
                f"在{long_date(act.on)}无效，不能{act.move.title}",
                "请由当日持有有效执法证件的执法人员办理，或者核对行为日期。",
                paragraph="1",
            )
    return None


def apl42_two_officers(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """执法人员不得少于两人，法律另有规定的除外。"""
    valid = {officer.person_id for officer in officers_of(facts, act) if officer.valid_on(act.on)}
    least = facts.terms.least_officers
    if len(valid) >= least:
        return None
    return refuse(
        "42",
        f"{long_date(act.on)}持有有效执法证件的承办人为{len(valid)}人，"
        f"少于{least}人，不能{act.move.title}",
        "请补足持有有效执法证件的承办人后再办理。",
        paragraph="1",
    )


def apl43_actor_is_not_recused(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """执法人员与案件有直接利害关系或者有其他关系可能影响公正执法的，应当回避。"""
    if by.person_id not in facts.recused_person_ids:
        return None
    return refuse(
        "43",
        f"{by.name}已经决定回避，不能{act.move.title}",
        "请由与本案没有利害关系的人员办理。",
        paragraph="1",
    )


def apl47_date_is_not_future(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政机关应当依法以文字、音像等形式，对行政处罚的启动、调查取证、审核、决定、送达、执行等进行全过程记录，归档保存。"""
    if act.on <= act.entered_on:
        return None
    return refuse(
        "47",
        f"行为日期（{long_date(act.on)}）晚于登记日期（{long_date(act.entered_on)}）",
        "请核对行为日期，待行为完成后再登记。",
    )


def apl47_date_follows_last_act(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政机关应当依法以文字、音像等形式，对行政处罚的启动、调查取证、审核、决定、送达、执行等进行全过程记录，归档保存。"""
    if facts.latest_act_on is None or act.on >= facts.latest_act_on:
        return None
    return refuse(
        "47",
        f"行为日期（{long_date(act.on)}）早于本案上一办案行为的日期"
        f"（{long_date(facts.latest_act_on)}）",
        "请核对行为日期；上一行为日期有误的，请先依法更正。",
    )


def apl47_reasons_are_written(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政机关应当依法以文字、音像等形式，对行政处罚的启动、调查取证、审核、决定、送达、执行等进行全过程记录，归档保存。"""
    if act.reasons.strip():
        return None
    return refuse(
        "47", f"没有写明理由，不能{act.move.title}", "请写明事实和理由，随案归档后再提交。"
    )


def officers_of(facts: CaseFacts, act: Act) -> tuple[OfficerFacts, ...]:
    """承办人: those the act itself names (核查、呈请立案), else those of the case."""
    return act.officers or facts.officers
