"""Kinds of proceedings inside a case (附随程序) and their steps."""

from __future__ import annotations

from mingjian.law.procedure.titles import Titled

PENALTY_LAW = "行政处罚法"
COMPULSION_LAW = "行政强制法"
REFERRAL_RULES = "行政执法机关移送涉嫌犯罪案件的规定"


class ProceedingKind(Titled):
    """附随程序: none of them moves the case by itself."""

    PRESERVATION = "preservation", "先行登记保存"
    SAMPLING = "sampling", "抽样取证"
    TESTING = "testing", "检测、检验、鉴定"
    CORRECTION = "correction_order", "责令改正"
    RECUSAL = "recusal", "回避申请"
    HEARING = "hearing_notice", "听证通知送达"
    JURISDICTION = "jurisdiction", "移送管辖"
    REFERRAL = "referral", "涉嫌犯罪案件移送"
    FROM_JUSTICE = "from_justice", "司法机关移送"
    FREEZE = "freeze", "冻结存款、汇款"
    SURCHARGE = "surcharge", "加处罚款"
    ENFORCEMENT = "enforcement", "行政机关强制执行"
    SUBSTITUTE = "substitute", "代履行"
    CONFISCATION = "confiscation", "没收财物"
    STORAGE = "storage", "查封、扣押财物的保管费用"


class ProceedingMove(Titled):
    """附随程序的行为. Slugs differ from every other move: one journal holds all."""

    # 先行登记保存：处罚法第五十六条
    REQUEST_PRESERVATION = "request_preservation", "呈请先行登记保存"
    APPROVE_PRESERVATION = "approve_preservation", "批准先行登记保存"
    DECLINE_PRESERVATION = "decline_preservation", "不批准先行登记保存"
    PRESERVE = "preserve_evidence", "先行登记保存证据"
    DISPOSE_PRESERVED = "dispose_of_preserved", "处理先行登记保存的证据"
    RECORD_LAPSE = "record_lapse", "登记逾期失效并退还"
    # 抽样取证、检测鉴定、责令改正
    SAMPLE = "take_samples", "抽样取证"
    RECORD_SAMPLE_RESULT = "record_sample_result", "登记抽样检验结果"
    COMMISSION_TEST = "commission_test", "委托检测、检验、鉴定"
    RECORD_TEST_RESULT = "record_test_result", "登记检测、检验、鉴定结果"
    ORDER_CORRECTION = "order_correction", "责令改正"
    RECHECK_CORRECTION = "recheck_correction", "复查改正情况"
    # 回避：处罚法第四十三条
    REQUEST_RECUSAL = "request_recusal", "登记回避申请"
    ANSWER_RECUSAL = "answer_recusal", "决定回避申请"
    # 听证通知：处罚法第六十四条
    SERVE_HEARING_NOTICE = "serve_hearing_notice", "送达听证通知书"
    # 移送管辖：处罚法第二十五条
    PROPOSE_TRANSFER = "propose_transfer", "呈请移送管辖"
    APPROVE_TRANSFER = "approve_transfer", "批准移送管辖"
    DECLINE_TRANSFER = "decline_transfer", "不批准移送管辖"
    SEND_CASE = "send_case", "移送案件"
    RECORD_RECEIPT = "record_receipt", "登记接收回执"
    REPORT_DISPUTE = "report_dispute", "报请指定管辖"
    RECORD_DESIGNATION = "record_designation", "登记指定管辖"
    # 行刑衔接：移送规定
    REPORT_CRIME = "report_crime", "提出移送涉嫌犯罪案件报告"
    APPROVE_REFERRAL = "approve_referral", "批准移送公安机关"
    DECLINE_REFERRAL = "decline_referral", "不批准移送公安机关"
    SEND_REFERRAL = "send_referral", "移送公安机关"
    RECORD_ANSWER = "record_police_answer", "登记司法机关反馈"
    ASK_RECONSIDERATION = "ask_police_again", "提请公安机关复议"
    HAND_OVER_GOODS = "hand_over_goods", "移交涉案物品和材料"
    TAKE_BACK = "take_case_back", "接收反向移送并继续办理"
    # 反向移送：处罚法第二十七条第一款
    RECEIVE_FROM_JUSTICE = "receive_from_justice", "登记司法机关移送"
    ANSWER_JUSTICE = "answer_justice", "向司法机关通报处理结果"
    # 冻结：强制法第二十九条至第三十三条
    REQUEST_FREEZE = "request_freeze", "呈请冻结"
    APPROVE_FREEZE = "approve_freeze", "批准冻结"
    DECLINE_FREEZE = "decline_freeze", "不批准冻结"
    FREEZE = "freeze", "实施冻结"
    DELIVER_FREEZE = "deliver_freeze", "交付冻结决定书"
    EXTEND_FREEZE = "extend_freeze", "延长冻结期限"
    RELEASE_FREEZE = "release_freeze", "解除冻结"
    # 强制执行：强制法第三十四条至第四十六条
    DECIDE_SURCHARGE = "decide_surcharge", "作出加处罚款决定"
    DECIDE_ENFORCEMENT = "decide_enforcement", "作出强制执行决定"
    ENFORCE = "enforce", "实施强制执行"
    STOP_ENFORCEMENT = "stop_enforcement", "登记强制执行结束"
    # 代履行：强制法第五十条至第五十二条
    DECIDE_SUBSTITUTE = "decide_substitute", "作出代履行决定"
    URGE_PERFORMANCE = "urge_performance", "代履行前催告"
    STOP_SUBSTITUTE = "stop_substitute", "当事人履行，停止代履行"
    PERFORM_SUBSTITUTE = "perform_substitute", "实施代履行"
    PERFORM_AT_ONCE = "perform_at_once", "立即实施代履行"
    # 没收的财物：处罚法第七十四条
    RECEIVE_CONFISCATED = "receive_confiscated", "接收没收的财物"
    DISPOSE_CONFISCATED = "dispose_of_confiscated", "处理没收的财物"
    # 保管费用：强制法第二十六条第三款
    RECORD_STORAGE_COST = "record_storage_cost", "登记保管费用"
