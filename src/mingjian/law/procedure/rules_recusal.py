"""Rules of a change of officers (回避、更换承办人)."""

from __future__ import annotations

from mingjian.law.breach import Breach
from mingjian.law.procedure.facts import CaseFacts
from mingjian.law.procedure.moves import Act, refuse
from mingjian.law.roles import Actor


def apl42_two_officers_remain(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """执法人员不得少于两人，法律另有规定的除外。"""
    if act.person_id not in {officer.person_id for officer in facts.officers}:
        return None
    successors = (act.replacement,) if act.replacement else ()
    after = {o.person_id for o in (*facts.officers, *successors) if o.valid_on(act.on)}
    least = facts.terms.least_officers
    if len(after - {act.person_id}) >= least:
        return None
    return refuse(
        "42",
        f"承办人退出后，持有有效执法证件的承办人少于{least}人",
        "请同时指定持有有效执法证件的人员接办。",
        paragraph="1",
    )


def apl42_person_is_case_officer(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政处罚应当由具有行政执法资格的执法人员实施。"""
    if act.person_id in {officer.person_id for officer in facts.officers}:
        return None
    return refuse(
        "42", "被更换的人员不是本案承办人", "请从本案承办人中选择被更换的人员。", paragraph="1"
    )


def apl43_person_is_named(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """当事人提出回避申请的，行政机关应当依法审查，由行政机关负责人决定。"""
    if act.person_id is not None and act.person_id != by.person_id:
        return None
    return refuse(
        "43",
        "没有写明退出办理的人员，或者由本人决定本人退出",
        "请写明退出人员，并由其他负责人决定。",
        paragraph="3",
    )


def apl43_successor_is_neutral(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """执法人员与案件有直接利害关系或者有其他关系可能影响公正执法的，应当回避。"""
    if act.replacement is None:
        return None
    # 审核过本案、主持过听证的人不得转为调查人员，否则审核、听证与调查不再分离。
    barred = {act.person_id, facts.opening_approved_by, *facts.recused_person_ids}
    barred |= {review.reviewer_id for review in facts.reviews}
    barred |= {hearing.presiding_officer_id for hearing in facts.hearings}
    if act.replacement.person_id not in barred:
        return None
    return refuse(
        "43",
        f"{act.replacement.name}应当回避，或者审批、审核过本案、主持过听证，不能接办",
        "请另行指定接办人员。",
        paragraph="1",
    )


def apl43_members_are_not_recused(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """执法人员与案件有直接利害关系或者有其他关系可能影响公正执法的，应当回避。"""
    barred = sorted(act.member_names & facts.recused_names)
    if not barred:
        return None
    return refuse(
        "43",
        f"{'、'.join(barred)}已经决定回避，不能参加本案的{act.move.title.removeprefix('登记')}",
        "请由其他负责人参加；同名的另一人，请在姓名后注明职务。",
        paragraph="1",
    )
