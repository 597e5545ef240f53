"""Kinds of documents (文书种类) and ways of service (送达方式)."""

from __future__ import annotations

from enum import StrEnum

from mingjian.law.service import ServiceMethod

__all__ = ["DocumentKind", "ServiceMethod"]


class DocumentKind(StrEnum):
    """文书种类; ``mark`` is the word in its number (文号代字)."""

    OPENING_FORM = "opening_form"
    DECLINE_FORM = "decline_form"
    INVESTIGATION_REPORT = "investigation_report"
    REVIEW_OPINION = "review_opinion"
    PENALTY_NOTICE = "penalty_notice"
    HEARING_NOTICE = "hearing_notice"
    HEARING_RECORD = "hearing_record"
    DELIBERATION_RECORD = "deliberation_record"
    PENALTY_DECISION = "penalty_decision"
    NO_PENALTY_DECISION = "no_penalty_decision"
    DEFERRAL_APPROVAL = "deferral_approval"
    SURCHARGE_REDUCTION = "surcharge_reduction"
    DEMAND = "demand"
    COURT_APPLICATION = "court_application"
    SUSPENSION = "suspension"
    RESUMPTION = "resumption"
    TERMINATION = "termination"
    CORRECTION = "correction"
    REDO_ORDER = "redo_order"
    CLOSING_REPORT = "closing_report"
    SUMMARY_DECISION = "summary_decision"
    SEIZURE_DECISION = "seizure_decision"
    SEIZURE_EXTENSION = "seizure_extension"
    GOODS_TEST_NOTICE = "goods_test_notice"
    SEIZURE_RELEASE = "seizure_release"
    PRESERVATION_NOTICE = "preservation_notice"
    PRESERVATION_OUTCOME = "preservation_outcome"
    SAMPLING_RECORD = "sampling_record"
    TEST_COMMISSION = "test_commission"
    TEST_NOTICE = "test_notice"
    CORRECTION_ORDER = "correction_order"
    RECUSAL_DECISION = "recusal_decision"
    CASE_TRANSFER = "case_transfer"
    CRIME_REFERRAL = "crime_referral"
    CRIME_HANDOVER = "crime_handover"
    RESULT_LETTER = "result_letter"
    CONFISCATION_LIST = "confiscation_list"
    CONFISCATION_DISPOSAL = "confiscation_disposal"
    FREEZE_NOTICE = "freeze_notice"
    FREEZE_DECISION = "freeze_decision"
    FREEZE_EXTENSION = "freeze_extension"
    FREEZE_RELEASE = "freeze_release"
    SURCHARGE_DECISION = "surcharge_decision"
    ENFORCEMENT_DECISION = "enforcement_decision"
    SUBSTITUTE_DECISION = "substitute_decision"
    SUBSTITUTE_DEMAND = "substitute_demand"
    ADDRESS_CONFIRMATION = "address_confirmation"
    SCENE_RECORD = "scene_record"
    INQUIRY_RECORD = "inquiry_record"
    DEFENCE_RECORD = "defence_record"
    SERVICE_RECEIPT = "service_receipt"
    GOODS_LIST = "goods_list"
    SERVICE_ANNOUNCEMENT = "service_announcement"

    @property
    def title(self) -> str:  # type: ignore[override]  # 文书名称, hides str.title()
        """The name printed on the document."""
        return _DOCUMENTS[self][0]

    @property
    def mark(self) -> str:
        """文号代字: 立、罚告、听通、罚、不罚、罚催…; empty where the document carries no number."""
        return _DOCUMENTS[self][1]

    @property
    def is_external(self) -> bool:
        """Whether it binds the party and is served (对外文书); the rest stays in the 副卷."""
        return _DOCUMENTS[self][2]


_DOCUMENTS = {
    DocumentKind.OPENING_FORM: ("立案审批表", "立", False),
    DocumentKind.DECLINE_FORM: ("不予立案审批表", "", False),
    DocumentKind.INVESTIGATION_REPORT: ("案件调查终结报告", "", False),
    DocumentKind.REVIEW_OPINION: ("法制审核意见书", "法审", False),
    DocumentKind.PENALTY_NOTICE: ("行政处罚事先告知书", "罚告", True),
    DocumentKind.HEARING_NOTICE: ("行政处罚听证通知书", "听通", True),
    DocumentKind.HEARING_RECORD: ("听证笔录", "", False),
    DocumentKind.DELIBERATION_RECORD: ("行政处罚案件集体讨论记录", "", False),
    DocumentKind.PENALTY_DECISION: ("行政处罚决定书", "罚", True),
    DocumentKind.NO_PENALTY_DECISION: ("不予行政处罚决定书", "不罚", True),
    DocumentKind.DEFERRAL_APPROVAL: ("延期（分期）缴纳罚款批准书", "罚缴", True),
    DocumentKind.SURCHARGE_REDUCTION: ("加处罚款减免审批表", "", False),
    DocumentKind.DEMAND: ("行政处罚决定履行催告书", "罚催", True),
    DocumentKind.COURT_APPLICATION: ("强制执行申请书", "强执申", False),
    DocumentKind.SUSPENSION: ("中止（停止）执行审批表", "", False),
    DocumentKind.RESUMPTION: ("恢复执行审批表", "", False),
    DocumentKind.TERMINATION: ("终结执行审批表", "", False),
    DocumentKind.CORRECTION: ("行政处罚决定纠正审批表", "", False),
    # 重新办理的案件以此立案，编号与立案审批表同一簿
    DocumentKind.REDO_ORDER: ("重新办理审批表", "立", False),
    DocumentKind.CLOSING_REPORT: ("结案审批表", "", False),
    DocumentKind.SUMMARY_DECISION: ("当场行政处罚决定书", "当罚", True),
    DocumentKind.SEIZURE_DECISION: ("查封（扣押）决定书", "强措", True),
    DocumentKind.SEIZURE_EXTENSION: ("延长查封（扣押）期限通知书", "强延", True),
    DocumentKind.GOODS_TEST_NOTICE: ("检测（检验）期间告知书", "强检", True),
    DocumentKind.SEIZURE_RELEASE: ("解除查封（扣押）决定书", "强解", True),
    DocumentKind.PRESERVATION_NOTICE: ("先行登记保存证据通知书", "登保", True),
    DocumentKind.PRESERVATION_OUTCOME: ("先行登记保存证据处理通知书", "登处", True),
    DocumentKind.SAMPLING_RECORD: ("抽样取证记录", "抽", True),
    DocumentKind.TEST_COMMISSION: ("检测（检验、鉴定）委托书", "检委", False),
    DocumentKind.TEST_NOTICE: ("检测（检验、鉴定）期间告知书", "检告", True),
    DocumentKind.CORRECTION_ORDER: ("责令改正通知书", "责改", True),
    DocumentKind.RECUSAL_DECISION: ("回避申请决定书", "回决", True),
    DocumentKind.CASE_TRANSFER: ("案件移送函", "案移", True),
    DocumentKind.CRIME_REFERRAL: ("涉嫌犯罪案件移送书", "罪移", True),
    DocumentKind.CRIME_HANDOVER: ("涉案物品移交告知书", "物移", True),
    DocumentKind.RESULT_LETTER: ("案件处理结果通报函", "结通", True),
    DocumentKind.CONFISCATION_LIST: ("没收财物清单", "没单", True),
    DocumentKind.CONFISCATION_DISPOSAL: ("没收财物处理记录", "", False),
    DocumentKind.FREEZE_NOTICE: ("协助冻结存款（汇款）通知书", "冻通", True),
    DocumentKind.FREEZE_DECISION: ("冻结存款（汇款）决定书", "冻", True),
    DocumentKind.FREEZE_EXTENSION: ("延长冻结期限通知书", "冻延", True),
    DocumentKind.FREEZE_RELEASE: ("解除冻结决定书", "冻解", True),
    DocumentKind.SURCHARGE_DECISION: ("加处罚款决定书", "加罚", True),
    DocumentKind.ENFORCEMENT_DECISION: ("强制执行决定书", "强执", True),
    DocumentKind.SUBSTITUTE_DECISION: ("代履行决定书", "代履", True),
    DocumentKind.SUBSTITUTE_DEMAND: ("代履行催告书", "代催", True),
    # 由当事人填写签名，不盖章、不编号，也不另行送达
    DocumentKind.ADDRESS_CONFIRMATION: ("送达地址确认书", "", False),
    # 笔录由在场的人签名，不盖章、不送达
    DocumentKind.SCENE_RECORD: ("现场笔录", "", False),
    DocumentKind.INQUIRY_RECORD: ("询问笔录", "", False),
    DocumentKind.DEFENCE_RECORD: ("陈述申辩笔录", "", False),
    # 送达的凭证由签收的人签名；清单随附所属的文书；公告盖章后张贴、刊登，都不再另行送达
    DocumentKind.SERVICE_RECEIPT: ("送达回证", "", False),
    DocumentKind.GOODS_LIST: ("场所、设施、财物清单", "", False),
    DocumentKind.SERVICE_ANNOUNCEMENT: ("文书送达公告", "送公", False),
}
