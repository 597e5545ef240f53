"""Rules of taking (实施查封、扣押): authority, approval, officers, scene, what may be seized."""

from __future__ import annotations

from mingjian.law.breach import Breach
from mingjian.law.citation import Citation
from mingjian.law.dates import long_date
from mingjian.law.measures.authorities import authorities_for
from mingjian.law.measures.facts import Matter, MeasureAct, SceneFacts
from mingjian.law.measures.kinds import MeasureKind
from mingjian.law.measures.refusing import refuse
from mingjian.law.procedure.kinds import PartyKind
from mingjian.law.review_points import is_perfunctory
from mingjian.law.roles import Actor
from mingjian.law.time_limits import due_moment

UNDO = "请当场补办；不能补办的，不得实施查封、扣押。"


def acl10_provision_allows_it(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """法律、法规以外的其他规范性文件不得设定行政强制措施。"""
    if act.kind is not None and act.authority in authorities_for(act.kind):
        return None
    what = act.kind.title if act.kind else "强制措施"
    named = f"{act.authority}没有规定可以{what}" if act.authority else f"没有写明可以{what}的依据"
    return refuse("10", named, "请选择法律、法规规定可以采取该措施的条款；没有的，不得实施。")


def acl16_case_is_under_investigation(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """行政机关履行行政管理职责，依照法律、法规的规定，实施行政强制措施。"""
    if matter.case.opened_on is not None and matter.case.decision is None:
        return None
    return refuse(
        "16",
        "本案没有立案，或者已经作出处理决定",
        "查封、扣押应当在调查中实施；决定作出以后请办理财物的处理或者解除。",
        paragraph="1",
    )


def acl18_head_approved_before(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """实施前须向行政机关负责人报告并经批准。"""
    measure = matter.measure
    if measure is not None and measure.approved_before(act.taken_at, on=act.on):
        return None
    return refuse(
        "18",
        "没有经过行政机关负责人批准，或者实施时间早于批准时间",
        "请先呈请批准；情况紧急需要当场实施的，请办理“紧急情况当场实施”，二十四小时内补办批准。",
        item="1",
    )


def acl18_approver_is_another(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """实施前须向行政机关负责人报告并经批准。"""
    measure = matter.measure
    asked = {measure.requested_by} if measure else set()
    if by.person_id not in asked | matter.case.investigator_ids:
        return None
    return refuse(
        "18",
        f"{by.name}是本项措施的呈请人或者本案承办人，不能自行批准",
        "请由其他负责人审批。",
        item="1",
    )


def acl18_two_valid_officers(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """由两名以上行政执法人员实施。"""
    valid = {one.person_id for one in _scene(act).officers if one.valid_on(act.on)}
    least = matter.terms.least_officers
    if len(valid) >= least:
        return None
    return refuse(
        "18",
        f"{long_date(act.on)}持有有效执法证件的承办人为{len(valid)}人，少于{least}人",
        "请由两名当日持有有效执法证件的执法人员实施。",
        item="2",
    )


def acl17_officer_of_the_case(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """行政强制措施应当由行政机关具备资格的行政执法人员实施，其他人员不得实施。"""
    if by.person_id in {one.person_id for one in matter.case.officers}:
        return None
    return refuse("17", f"{by.name}不是本案承办人", "请由本案承办人办理。", paragraph="3")


def apl43_nobody_is_recused(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """执法人员与案件有直接利害关系或者有其他关系可能影响公正执法的，应当回避。"""
    on_scene = {one.person_id: one.name for one in act.scene.officers} if act.scene else {}
    named = {by.person_id: by.name, **on_scene}
    barred = [name for one, name in named.items() if one in matter.case.recused_person_ids]
    if not barred:
        return None
    return Breach(
        "APL43",
        f"{'、'.join(barred)}已经决定回避，不能{act.move.title}",
        Citation("行政处罚法", "43", "1"),
        "请由与本案没有利害关系的人员办理。",
    )


def acl18_cards_were_shown(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """出示执法身份证件。"""
    if _scene(act).cards_were_shown:
        return None
    return refuse("18", "没有出示执法身份证件", UNDO, item="3")


def acl18_party_or_witness_is_there(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """当事人不到场的，邀请见证人到场，由见证人和行政执法人员在现场笔录上签名或者盖章。"""
    scene = _scene(act)
    if scene.party_was_present or scene.witness.strip():
        return None
    return refuse(
        "18", "当事人没有到场，也没有写明见证人", "请邀请见证人到场并写明其姓名。", item="9"
    )


def acl18_party_was_told(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """当场告知当事人采取行政强制措施的理由、依据以及当事人依法享有的权利、救济途径。"""
    scene = _scene(act)
    if scene.party_was_told or not scene.party_was_present:
        return None
    return refuse("18", "没有当场告知当事人理由、依据、权利和救济途径", UNDO, item="5")


def acl18_party_was_heard(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """听取当事人的陈述和申辩。"""
    scene = _scene(act)
    if scene.party_was_heard or not scene.party_was_present:
        return None
    return refuse("18", "没有听取当事人的陈述和申辩", UNDO, item="6")


def acl18_record_was_made(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """制作现场笔录。"""
    if _scene(act).record_was_made:
        return None
    return refuse("18", "没有制作现场笔录", UNDO, item="7")


def acl18_refusal_is_witnessed(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """现场笔录由当事人和行政执法人员签名或者盖章，当事人拒绝的，在笔录中予以注明。"""
    scene = _scene(act)
    if not scene.refused_to_sign or scene.witness.strip():
        return None
    return refuse(
        "18",
        "当事人拒绝签名，没有写明见证人",
        "请在笔录和清单上注明拒签情况，并写明见证人。",
        item="8",
    )


def acl19_reported_in_time(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """情况紧急，需要当场实施行政强制措施的，行政执法人员应当在二十四小时内向行政机关负责人报告，并补办批准手续。"""
    report, taken, entered = matter.terms.report, act.taken_at, act.entered_at
    if taken is None or entered is None or entered <= due_moment(limit=report, start=taken):
        return None
    return refuse(
        "19",
        f"实施后超过{report.length}小时才向负责人报告",
        "请负责人立即审查是否批准，并在案卷中说明迟延原因；不应当采取的，立即解除。",
    )


def acl23_goods_belong_to_the_case(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """查封、扣押限于涉案的场所、设施或者财物，不得查封、扣押与违法行为无关的场所、设施或者财物。"""
    if _scene(act).is_connected:
        return None
    return refuse(
        "23",
        "没有确认所列财物均与本案违法行为有关",
        "请逐项核对，删去与违法行为无关的财物。",
        paragraph="1",
    )


def acl23_necessities_are_spared(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """不得查封、扣押公民个人及其所扶养家属的生活必需品。"""
    is_organisation = matter.case.party.kind is PartyKind.ORGANISATION
    if is_organisation or _scene(act).is_no_necessity:
        return None
    return refuse(
        "23",
        "没有确认所列财物不是公民个人及其所扶养家属的生活必需品",
        "请逐项核对，删去生活必需品。",
        paragraph="1",
    )


def acl23_not_sealed_by_others(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """当事人的场所、设施或者财物已被其他国家机关依法查封的，不得重复查封。"""
    if _scene(act).is_not_sealed_by_others:
        return None
    return refuse(
        "23",
        "没有确认所列财物未被其他国家机关查封",
        "请核对；已被其他国家机关查封的，不得重复查封。",
        paragraph="2",
    )


def acl23_not_held_already(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """当事人的场所、设施或者财物已被其他国家机关依法查封的，不得重复查封。"""
    if not _scene(act).same_held:
        return None
    return refuse(
        "23",
        "；".join(one.sentence for one in _scene(act).same_held),
        "不得重复查封、扣押，请从清单上删去；需要该财物作证据的，请商请该机关提供，"
        "编号有误的，请更正编号。",
        paragraph="2",
    )


def acl23_likeness_is_answered(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """当事人的场所、设施或者财物已被其他国家机关依法查封的，不得重复查封。"""
    scene = _scene(act)
    if not scene.like_held or not is_perfunctory(scene.difference):
        return None
    return refuse(
        "23",
        "；".join(one.sentence for one in scene.like_held) + "，可能是同一财物",
        "是同一财物的，请从清单上删去；不是的，请填写编号，或者写明从数量、规格、存放地点上如何区别。",
        paragraph="2",
    )


def acl24_list_is_written(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """制作并当场交付查封、扣押决定书和清单。"""
    if _scene(act).goods_count:
        return None
    return refuse("24", "清单上没有财物", "请逐行填写名称、规格、数量、单位。", paragraph="1")


def acl24_was_delivered(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """制作并当场交付查封、扣押决定书和清单。"""
    if _scene(act).was_delivered:
        return None
    return refuse("24", "决定书和清单没有当场交付", "请当场交付决定书和清单。", paragraph="1")


def acl24_reasons_are_written(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """查封、扣押决定书应当载明查封、扣押的理由、依据和期限。"""
    if act.reasons.strip():
        return None
    return refuse("24", "没有写明理由", "请写明理由。", paragraph="2", item="2")


def acl26_detained_goods_stay_with_the_organ(
    matter: Matter, act: MeasureAct, by: Actor
) -> Breach | None:
    """对查封的场所、设施或者财物，行政机关可以委托第三人保管。"""
    kind = matter.measure.kind if matter.measure else act.kind
    if kind is MeasureKind.SEAL or not _scene(act).kept_by_third_party:
        return None
    return refuse(
        "26",
        "扣押的财物不能委托第三人保管",
        "扣押的财物由行政机关妥善保管；需要就地封存的，请改为查封。",
        paragraph="2",
    )


def _scene(act: MeasureAct) -> SceneFacts:
    if act.scene is None:
        raise ValueError("taking a measure needs its scene")
    return act.scene
