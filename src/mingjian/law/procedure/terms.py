"""Legal terms (法律参数): the dated values of law that the rules of 普通程序 compare a case with.

The rules read this small frozen record instead of the law book, so that a test can write it down
and a case keeps the values it was opened under.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from mingjian.law.penalties import PenaltyKind
from mingjian.law.time_limits import TimeLimit
from mingjian.law.workdays import Calendar


@dataclass(frozen=True)
class LegalTerms:
    """法律参数 for one party kind on one day."""

    hearing_fine_yuan: Decimal  # 较大数额罚款，处罚法第六十三条第一款第（一）项
    hearing_confiscation_yuan: Decimal  # 没收较大数额违法所得，第（二）项
    hearing_kinds: frozenset[PenaltyKind]  # 第（三）至（六）项
    review_triggers: frozenset[str]  # 法制审核情形 in force here; statute is the floor
    deliberation_fine_yuan: Decimal  # 集体讨论的罚款数额
    deliberation_members: int  # 参加集体讨论的负责人人数下限
    defend: TimeLimit  # 陈述、申辩期限
    request_hearing: TimeLimit  # 要求听证的期限，第六十四条第（一）项
    notify_hearing: TimeLimit  # 听证通知，第六十四条第（二）项
    decide: TimeLimit  # 办案期限，第六十条
    serve: TimeLimit  # 决定书送达期限，第六十一条
    limitation: TimeLimit  # 处罚时效二年，第三十六条
    limitation_long: TimeLimit  # 处罚时效五年，第三十六条
    calendar: Calendar
