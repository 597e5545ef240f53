"""What is chosen in a step (选项): outcomes of items, answers of other organs, states found."""

from __future__ import annotations

from mingjian.law.procedure.titles import Titled


class ItemOutcome(Titled):
    """登记保存证据的处理: seven ways within the term, and the lapse after it."""

    RECORDED = "recorded", "以记录、复制、拍照、录像等方式固定后退还"
    TESTED = "tested", "送交检测、检验、鉴定"
    SEIZED = "seized", "依法查封、扣押"
    CONFISCATED = "confiscated", "依法没收"
    DESTROYED = "destroyed", "依法销毁"
    TRANSFERRED = "transferred", "移送有权处理的机关"
    RELEASED = "released", "解除登记保存并退还"
    LAPSED = "lapsed", "逾期未处理，登记保存自动失效，已退还"
    # 没收的财物（处罚法第七十四条第一款）
    AUCTIONED = "auctioned", "公开拍卖，价款上缴国库"
    TO_TREASURY = "to_treasury", "移交财政部门处理"
    TO_ORGAN = "to_organ", "移交有关主管机关、专营单位处理"

    @property
    def is_decision(self) -> bool:
        """Whether it is one of the seven ways; a lapse happens by itself."""
        return self is not ItemOutcome.LAPSED and self not in _OF_CONFISCATED


_OF_CONFISCATED = (ItemOutcome.AUCTIONED, ItemOutcome.TO_TREASURY, ItemOutcome.TO_ORGAN)
# 没收的财物的处理方式。
CONFISCATED_WAYS = (*_OF_CONFISCATED, ItemOutcome.DESTROYED)


class PoliceAnswer(Titled):
    """司法机关反馈: 处罚法 art. 27, 35; 移送规定 arts. 8, 10, 13."""

    FILED = "filed", "公安机关决定立案"
    NOT_FILED = "not_filed", "公安机关决定不予立案"
    WITHDRAWN = "withdrawn", "公安机关撤销案件"
    NOT_PROSECUTED = "not_prosecuted", "人民检察院决定不起诉"
    ACQUITTED = "acquitted", "人民法院判决无罪"
    EXEMPTED = "exempted", "人民法院免予刑事处罚"
    CONVICTED = "convicted", "人民法院判处刑罚"

    @property
    def comes_back(self) -> bool:
        """Whether the penalty procedure may go on (不需要追究刑事责任或者免予刑事处罚)."""
        return self not in {PoliceAnswer.FILED, PoliceAnswer.CONVICTED}


class JusticeReply(Titled):
    """通报的内容: 处罚法 art. 27, 刑事诉讼法 art. 177 third paragraph."""

    RESULT = "result", "处理结果"
    PROGRESS = "progress", "办理情况（尚未作出处理）"


# 案件因此移送行政机关处理：不需要追究刑事责任或者免予刑事处罚。
GROUNDS = tuple(one for one in PoliceAnswer if one.comes_back)


class TransferReceipt(Titled):
    """移送回执: what the organ answers to which the case was sent."""

    ACCEPTED = "accepted", "受移送机关接收案件"
    REFUSED = "refused", "受移送机关不接收，认为不属于其管辖"


class CaseReceipt(Titled):
    """指定管辖的结果."""

    OURS = "ours", "指定本机关管辖"
    THEIRS = "theirs", "指定受移送机关管辖"


class CorrectionState(Titled):
    """复查结论."""

    CORRECTED = "corrected", "已经改正"
    PARTLY = "partly", "部分改正"
    NOT_CORRECTED = "not_corrected", "没有改正"


class RecusalAnswer(Titled):
    """回避决定."""

    GRANTED = "granted", "决定回避"
    REFUSED = "refused", "驳回回避申请"


class ReleaseReason(Titled):
    """解除冻结的情形: 强制法 art. 33 first paragraph."""

    NO_VIOLATION = "no_violation", "当事人没有违法行为"
    UNRELATED = "unrelated", "冻结的存款、汇款与违法行为无关"
    DECIDED = "decided", "对违法行为已经作出处理决定，不再需要冻结"
    EXPIRED = "expired", "冻结期限已经届满"
    NOT_NEEDED = "not_needed", "其他不再需要采取冻结措施的情形"
