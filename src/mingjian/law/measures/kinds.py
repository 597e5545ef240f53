"""Kinds of coercive measures (行政强制措施): seizure, its acts, grounds to release, outcomes."""

from __future__ import annotations

from mingjian.law.procedure.titles import Titled

COMPULSION_LAW = "行政强制法"


class MeasureKind(Titled):
    """强制措施种类 of 行政强制法 art. 9 (二)(三); freezing and custody are not ours."""

    SEAL = "seal", "查封"
    DETAIN = "detain", "扣押"


class MeasureMove(Titled):
    """强制措施的行为. Slugs differ from those of the penalty procedures: one journal holds all."""

    REQUEST = "request_measure", "呈请查封、扣押"
    APPROVE = "approve_measure", "批准查封、扣押"
    DECLINE = "decline_measure", "不批准查封、扣押"
    TAKE = "take_measure", "实施查封、扣押"
    TAKE_URGENTLY = "take_measure_urgently", "紧急情况当场实施查封、扣押"
    EXTEND = "extend_measure", "延长查封、扣押期限"
    START_TEST = "start_goods_test", "告知检测（检验）期间"
    END_TEST = "end_goods_test", "登记检测（检验）结束"
    SELL = "sell_perishable_goods", "变卖不易保管的财物"
    DISPOSE = "dispose_of_goods", "登记财物处理结果"
    RELEASE = "release_goods", "解除查封、扣押"


class ReleaseGround(Titled):
    """解除情形: the five of 行政强制法 art. 28 first paragraph, and art. 19."""

    NO_VIOLATION = "no_violation", "当事人没有违法行为"
    UNRELATED = "unrelated", "查封、扣押的场所、设施或者财物与违法行为无关"
    DECIDED = "decided", "行政机关对违法行为已经作出处理决定，不再需要查封、扣押"
    EXPIRED = "expired", "查封、扣押期限已经届满"
    NOT_NEEDED = "not_needed", "其他不再需要采取查封、扣押措施的情形"
    NOT_APPROVED = "not_approved", "行政机关负责人认为不应当采取行政强制措施"


class GoodsOutcome(Titled):
    """财物处理结果: 行政强制法 arts. 21, 27, 28."""

    RELEASED = "released", "解除并退还"
    CONFISCATED = "confiscated", "没收"
    DESTROYED = "destroyed", "销毁"
    TRANSFERRED = "transferred", "随案移送"
