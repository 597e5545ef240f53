"""Words (用语) for what the packs say in slugs: events, bearers, quality, choices."""

from __future__ import annotations

from mingjian.law.pack_entries import Value
from mingjian.law.time_limits import Bearer, TimeLimit
from mingjian.web.parts import Tone

EVENTS = {
    "act_known": "知道或者应当知道行政行为",
    "act_made": "行政行为作出",
    "announced": "发出公告",
    "archived": "归档",
    "cash_collected": "收缴罚款",
    "cash_handed_in": "收到执法人员交来的罚款",
    "closed": "结案",
    "complaint_received": "收到起诉状副本",
    "consultation_received": "收到征求意见书",
    "court_accepted": "人民法院受理",
    "court_applied": "接到强制执行申请",
    "decided": "作出决定",
    "decision_overturned": "撤销、变更、确认违法或者无效的文书生效",
    "decision_served": "收到处罚决定书",
    "demand_served": "催告书送达",
    "disclosure_request_received": "收到公开申请",
    "duty_requested": "接到履行职责的申请",
    "evidence_preserved": "先行登记保存",
    "executed": "执行完毕",
    "execution_suspended": "中止执行",
    "false_material_found": "发现提供虚假材料",
    "finding_made": "发现线索",
    "fraud_decided": "认定以不正当手段取得许可",
    "frozen": "冻结",
    "hearing_held": "举行听证",
    "inspection_ended": "检查结束",
    "lead_registered": "登记案源",
    "measure_taken": "实施强制措施",
    "notice_served": "告知书送达",
    "opened": "立案",
    "permit_accepted": "受理许可申请",
    "permit_decided": "作出许可决定",
    "permit_expires": "许可有效期届满",
    "permit_hearing_held": "举行许可听证",
    "permit_hearing_requested": "收到许可听证申请",
    "permit_notice_served": "被告知许可听证权利",
    "permit_received": "收到许可申请材料",
    "police_filed": "公安机关立案",
    "police_received": "公安机关收到移送材料",
    "police_reconsideration_received": "公安机关收到复议申请",
    "police_reconsidered": "收到公安机关复议决定",
    "police_refused": "收到不予立案通知",
    "procuratorate_letter_received": "收到人民检察院的移送文书",
    "publication_request_received": "收到公示申请",
    "published": "公示",
    "push_received": "收到推送的处罚信息",
    "reconsideration_accepted": "受理复议申请",
    "reconsideration_copy_received": "收到复议申请书副本",
    "reconsideration_decision_received": "收到复议决定书",
    "reconsideration_opinion_received": "收到复议意见书",
    "reconsideration_received": "收到复议申请",
    "recorded": "完成音像记录",
    "review_requested": "送审",
    "ruling_received": "收到裁定",
    "seizure_decided": "作出查封、扣押决定",
    "substitute_performance": "代履行",
    "suit_period_ended": "起诉期限届满",
    "summary_decided": "作出当场处罚决定",
    "supervision_decision_received": "收到监督决定书",
    "supervision_opinion_received": "收到监督意见书",
    "supervision_recheck_requested": "收到复核申请",
    "supplement_notice_received": "收到补正通知",
    "surcharge_started": "开始加处罚款",
    "transfer_approved": "批准移送",
    "transfer_reported": "收到移送报告",
    "violation_ended": "违法行为终了",
}
BEARERS = {Bearer.PARTY: "当事人", Bearer.ORGAN: "行政机关", Bearer.OFFICER: "执法人员"}
# 五档来源，见 packs 说明；只有“有出处”的已经核实。
QUALITIES = {
    "sourced": ("有出处", Tone.GOOD),
    "memory, high": ("凭记忆，较有把握", Tone.WARN),
    "memory, medium": ("凭记忆，待核", Tone.WARN),
    "local practice": ("个别地方的做法", Tone.INFO),
    "assumption": ("本系统的假定", Tone.WARN),
}
_SLUGS = {
    "public_interest": "涉及重大公共利益",
    "major_rights": "直接关系重大权益",
    "after_hearing": "经过听证程序",
    "complex": "疑难复杂、涉及多个法律关系",
    "by_law": "法律、法规、规章规定",
    "every_penalty": "全部行政处罚",
    "every_compulsion": "全部行政强制",
    "coordination": "协调机制",
    "written_opinion_resubmit": "按书面意见处理后再次报送",
    "consult_then_deliberate": "协商不成的集体讨论决定",
    "legal_profession_for_first_time": "初次从事审核的，应当取得法律职业资格",
    "agency_head": "行政执法主体负责人",
    "main_head": "行政主要负责人",
    "social_impact": "具有一定社会影响的",
    "every_decision": "全部处罚决定",
    "arrival_in_party_system": "到达当事人特定系统之日",
    "date_on_receipt": "回执注明的收件日期",
}


def value_text(value: Value) -> str:
    """The value in words; a slug by its meaning."""
    if value.unit == "yuan" and not value.value:
        return "不论数额"
    if value.unit != "slug":
        return value.text
    slugs = value.value if isinstance(value.value, tuple) else (value.value,)
    return "；".join(_SLUGS.get(str(slug), str(slug)) for slug in slugs)


def start_text(limit: TimeLimit) -> str:
    """起算: 自作出决定之日起，当日不计入."""
    event = EVENTS.get(limit.starts_from, limit.starts_from)
    if limit.backwards:
        return f"在{event}以前计算，{event}当日不计入"
    return f"自{event}之日起计算，当日不计入"
