"""Words (用语): what the slugs of the packs are called on a public page."""

from __future__ import annotations

from typing import Any

from mingjian.law.pack_entries import LimitEntry, Value, show_value

# 取值为代码的参数。
CHOICES = {
    "social_impact": "具有一定社会影响的",
    "every_decision": "全部处罚决定",
    "agency_head": "行政执法主体负责人",
    "main_head": "行政主要负责人",
    "coordination": "协调机制",
    "written_opinion_resubmit": "按照书面意见处理后再次报送审核",
    "consult_then_deliberate": "先协商，协商不成的提请集体讨论决定",
    "legal_profession_for_first_time": "初次从事审核的，应当取得法律职业资格",
    "arrival_in_party_system": "到达当事人特定系统的日期",
    "date_on_receipt": "回执上注明的收件日期",
    "public_interest": "涉及重大公共利益",
    "major_rights": "直接关系当事人或者第三人重大权益",
    "after_hearing": "经过听证程序",
    "complex": "案件情况疑难复杂、涉及多个法律关系",
    "by_law": "法律、法规规定应当审核的其他情形",
    "every_penalty": "全部行政处罚",
    "every_compulsion": "全部行政强制",
}
QUALITIES = {
    "sourced": "有出处",
    "memory, high": "条目序号待核对",
    "memory, medium": "待核对",
    "local practice": "个别地方的做法",
    "assumption": "本平台的设定",
}
# 参数名的第一段。
GROUPS = {
    "disclosure": "公示期限和范围",
    "publication": "公示前审查和撤下",
    "credit_restoration": "信用修复",
    "disclosure_term": "公示期",
    "disclosure_report": "公示情况报送",
    "annual_report": "年度报告",
    "progress_report": "工作情况报告",
    "result": "执法结果公开的内容",
    "agency": "执法主体公开的内容",
    "officer": "执法人员公开的内容",
    "officers": "执法人员",
    "item_list": "执法事项清单",
    "random_list": "随机抽查事项清单",
    "random_result": "随机抽查结果",
    "joint_inspection": "联合抽查",
    "guide": "服务指南",
    "board": "岗位信息公示牌",
    "inspection": "行政检查",
    "enterprise": "涉企检查",
    "lead": "案源",
    "case": "案件",
    "procedure": "程序种类",
    "act": "执法行为",
    "summary": "简易程序",
    "evidence": "证据",
    "measure": "行政强制措施",
    "recusal": "回避",
    "review": "法制审核",
    "hearing": "听证",
    "deliberation": "集体讨论",
    "decision": "处罚决定",
    "penalty": "处罚种类和数额",
    "extension": "办案期限的延长",
    "service": "送达",
    "execution": "执行",
    "collection": "罚款收缴",
    "surcharge": "加处罚款",
    "credit": "信用信息",
    "permit": "行政许可",
    "commitment": "告知承诺",
    "party": "当事人",
    "id_document": "身份证件",
    "secrecy": "保密",
    "record": "文字记录",
    "av": "音像记录",
    "archive": "归档",
    "template": "文书格式",
    "training": "培训",
}
# 期限从哪一事件的次日起算。
EVENTS = {
    "accepted_by_police": "公安机关受理移送",
    "act_known": "知道或者应当知道行政行为",
    "act_made": "作出行政行为",
    "announced": "发出公告",
    "archived": "归档",
    "cash_collected": "当场收缴罚款",
    "cash_handed_in": "交至行政机关",
    "closed": "执法行为终结、结案",
    "complaint_received": "收到起诉状副本",
    "consultation_received": "收到征求意见书",
    "court_accepted": "人民法院受理",
    "court_applied": "向人民法院提出申请",
    "decided": "作出决定",
    "decision_overturned": "决定被依法变更、撤销、确认违法或者无效",
    "decision_served": "收到决定书",
    "demand_served": "送达催告书",
    "disclosure_request_received": "收到信息公开申请",
    "duty_requested": "提出履行职责的申请",
    "evidence_preserved": "先行登记保存",
    "executed": "执行完毕",
    "execution_suspended": "中止执行",
    "false_material_found": "因隐瞒情况、提供虚假材料不予受理或者不予许可",
    "finding_made": "发现问题",
    "fraud_decided": "因欺骗、贿赂取得的许可被撤销",
    "frozen": "冻结",
    "hearing_held": "举行听证",
    "inspection_ended": "检查结束",
    "lead_registered": "登记案源",
    "measure_taken": "实施强制措施",
    "notice_served": "送达告知书",
    "opened": "立案",
    "permit_accepted": "受理许可申请",
    "permit_decided": "作出许可决定",
    "permit_expires": "许可有效期届满",
    "permit_hearing_held": "举行许可听证",
    "permit_hearing_requested": "提出许可听证申请",
    "permit_notice_served": "被告知许可听证权利",
    "permit_received": "收到许可申请",
    "police_filed": "公安机关立案",
    "police_received": "公安机关收到材料",
    "police_reconsidered": "公安机关作出复议决定",
    "police_reconsideration_received": "公安机关收到复议申请",
    "police_refused": "收到不予立案通知",
    "procuratorate_letter_received": "收到人民检察院的移送文书",
    "publication_request_received": "收到更正、异议等公示申请",
    "published": "公示",
    "push_received": "收到推送的信息",
    "reconsideration_accepted": "受理复议申请",
    "reconsideration_copy_received": "收到复议申请书副本",
    "reconsideration_decision_received": "收到复议决定书",
    "reconsideration_opinion_received": "收到复议意见书",
    "reconsideration_received": "收到复议申请",
    "recorded": "音像记录制作完成",
    "review_requested": "送审",
    "ruling_received": "收到裁定",
    "seizure_decided": "决定查封、扣押",
    "substitute_performance": "实施代履行",
    "suit_period_ended": "起诉期限届满",
    "summary_decided": "当场作出处罚决定",
    "supervision_decision_received": "收到监督决定书",
    "supervision_opinion_received": "收到监督意见书",
    "supervision_recheck_requested": "提出复核申请",
    "supplement_notice_received": "收到补正通知",
    "surcharge_started": "开始加处罚款",
    "transfer_approved": "批准移送",
    "transfer_reported": "提出移送报告",
    "violation_ended": "违法行为终了",
}


def value_in_words(value: Value) -> str:
    """The value as a page shows it, slugs by their Chinese names."""
    if value.unit != "slug":
        return value.text
    return chosen_in_words(value.value)


def chosen_in_words(chosen: Any) -> str:
    """One slug or several."""
    slugs = chosen if isinstance(chosen, tuple) else (chosen,)
    return "；".join(CHOICES[slug] for slug in slugs)


def limit_in_words(entry: LimitEntry) -> str:
    """自作出决定之日起7个工作日内 / 听证举行7日前."""
    limit = entry.limit
    event = EVENTS[limit.starts_from]
    length = show_value(limit.length, unit=limit.unit.value)
    return f"{event}{length}前" if limit.backwards else f"自{event}之日起{length}"


def group_of(key: str) -> str:
    """The heading a parameter stands under."""
    return GROUPS[key.partition(".")[0]]
