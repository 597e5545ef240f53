"""States of a case (案件状态) and the stages of the stage bar (阶段).

A state exists only if some move is lawful in it and not in its neighbour; everything finer
(放弃申辩, 听证通知, 集体讨论…) is a fact of the case, not a state.
"""

from __future__ import annotations

from mingjian.law.procedure.titles import Titled


class State(Titled):
    """案件状态: where the case stands in 普通程序."""

    REGISTERED = "registered", "案源已登记"
    VERIFIED = "verified", "已核查"
    OPENING_REQUESTED = "opening_requested", "待立案审批"
    DECLINED = "declined", "不予立案"
    INVESTIGATING = "investigating", "调查取证"
    REPORTED = "reported", "调查终结"
    IN_REVIEW = "in_review", "法制审核中"
    RETURNED = "returned", "退回补充"
    REVIEW_PROBLEMS = "review_problems", "审核有问题（待整改）"
    REVIEWED = "reviewed", "审核通过"
    NOTIFIED = "notified", "已告知"
    HEARING = "hearing", "听证中"
    DECIDED = "decided", "已决定"
    SERVED = "served", "已送达"
    PERFORMED = "performed", "履行完毕"
    REVOKED = "revoked", "决定已被撤销"
    CLOSED = "closed", "已结案"
    DISMISSED = "dismissed", "已撤案"

    @property
    def is_final(self) -> bool:
        """Whether the case has ended: 不予立案、已结案、已撤案. A remedy or an order of the head
        can still move a closed one."""
        return self in FINAL_STATES


FINAL_STATES = frozenset({State.DECLINED, State.CLOSED, State.DISMISSED})


class Stage(Titled):
    """阶段: the parts of the stage bar, in the order of the law."""

    OPENING = "opening", "立案"
    INVESTIGATION = "investigation", "调查"
    REVIEW = "review", "审核"
    NOTICE = "notice", "告知"
    HEARING = "hearing", "听证"
    DECISION = "decision", "决定"
    SERVICE = "service", "送达"
    EXECUTION = "execution", "执行"
    CLOSING = "closing", "结案"


class StageStatus(Titled):
    """阶段进度. not_due may still become owed: a hearing that is asked for, a trigger declared."""

    DONE = "done", "已完成"
    NOW = "now", "办理中"
    OWED = "owed", "待办理"
    NOT_DUE = "not_due", "目前不需要"
