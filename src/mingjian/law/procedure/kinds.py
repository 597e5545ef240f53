"""Kinds the law lists (法定种类): parties, outcomes, evidence, reasons."""

from __future__ import annotations

from mingjian.law.procedure.titles import Titled


class PartyKind(Titled):
    """当事人类型."""

    PERSON = "person", "公民"
    ORGANISATION = "organisation", "法人或者其他组织"
    INDIVIDUAL_BUSINESS = "individual_business", "个体工商户"


class Outcome(Titled):
    """处理结果: the four decisions of 行政处罚法 art. 57 first paragraph."""

    PENALTY = "penalty", "给予行政处罚"
    NO_PENALTY_MINOR = "no_penalty_minor", "依法不予行政处罚"
    NO_PENALTY_NOT_ESTABLISHED = "no_penalty_not_established", "违法事实不能成立，不予行政处罚"
    TRANSFER_JUDICIAL = "transfer_judicial", "涉嫌犯罪，移送司法机关"


class ReviewOutcome(Titled):
    """法制审核结论."""

    AGREED = "agreed", "审核同意"
    PROBLEMS = "problems", "存在问题"
    RETURNED = "returned", "退回补充材料"


class ReviewPart(Titled):
    """审核意见所指的部分: what of the case a finding speaks about."""

    FACTS = "facts", "违法事实"
    EVIDENCE = "evidence", "证据"
    BASIS = "basis", "法律依据"
    DISCRETION = "discretion", "裁量"
    CONTENT = "content", "处罚内容"
    PROCEDURE = "procedure", "执法程序"
    DOCUMENTS = "documents", "执法文书"
    TRANSFER = "transfer", "移送"


class SettlementWay(Titled):
    """分歧的处理方式, in the order in which they are tried."""

    COORDINATION = "coordination", "机关负责人协调"
    CONSULTATION = "consultation", "承办机构与审核机构协商"
    COLLECTIVE = "collective", "机关负责人集体讨论"


class SettlementResult(Titled):
    """分歧的处理结果: what the handler does next; none of them stands for a passed review."""

    FOLLOW_OPINION = "follow_opinion", "按照审核意见修改"
    KEEP_TEXT = "keep_text", "保留原意见，再次送审"
    NO_AGREEMENT = "no_agreement", "未达成一致"


class EvidenceKind(Titled):
    """证据种类: 行政处罚法 art. 46 (一)–(八)."""

    DOCUMENTARY = "documentary", "书证"
    PHYSICAL = "physical", "物证"
    AUDIOVISUAL = "audiovisual", "视听资料"
    ELECTRONIC_DATA = "electronic_data", "电子数据"
    WITNESS_TESTIMONY = "witness_testimony", "证人证言"
    PARTY_STATEMENT = "party_statement", "当事人的陈述"
    EXPERT_OPINION = "expert_opinion", "鉴定意见"
    SCENE_RECORD = "scene_record", "勘验笔录、现场笔录"


class NoticeElement(Titled):
    """告知内容: what a notice must say (行政处罚法 art. 44)."""

    CONTENT = "content", "拟作出的行政处罚内容"
    FACTS = "facts", "事实"
    REASONS = "reasons", "理由"
    BASIS = "basis", "依据"
    DEFENCE_RIGHT = "defence_right", "陈述、申辩权利及期限"


class ClosingReason(Titled):
    """结案情形."""

    PERFORMED = "performed", "行政处罚决定履行完毕"
    NO_PENALTY = "no_penalty", "不予行政处罚决定已经送达"
    TRANSFERRED = "transferred", "案件已移送司法机关"
    EXECUTION_TERMINATED = "execution_terminated", "依法终结执行"
    DECISION_REVOKED = "decision_revoked", "行政处罚决定被依法撤销"


class DismissalReason(Titled):
    """撤案情形: never a substitute for the four decisions of art. 57."""

    LIMITATION_PASSED = "limitation_passed", "违法行为已过处罚时效"
    NO_JURISDICTION = "no_jurisdiction", "不属于本机关管辖，已移送有管辖权的机关"
    PARTY_GONE = "party_gone", "当事人死亡或者终止，无权利义务承受人"


class PaymentChannel(Titled):
    """缴款方式: 行政处罚法 art. 67, 69 and 72."""

    BANK = "bank", "指定银行"
    ELECTRONIC = "electronic", "电子支付系统"
    COLLECTED_REMOTELY = "collected_remotely", "边远、水上、交通不便地区当场收缴"
    COURT_EXECUTION = "court_execution", "人民法院强制执行到位"
    COLLECTED_BY_ORGAN = "collected_by_organ", "行政机关自行收缴"
