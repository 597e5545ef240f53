"""What is expected next (下一步): the step that somebody owes after the last one; for the to-do."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from mingjian.law.proceedings.kinds import ProceedingMove
from mingjian.law.proceedings.table import TABLE
from mingjian.law.roles import Role

_MOVE = ProceedingMove
# 上一步 → 应当办理的下一步；等待外单位的（公安机关、检验机构、受移送机关）不在其内。
EXPECTED: Mapping[ProceedingMove, ProceedingMove] = MappingProxyType(
    {
        _MOVE.REQUEST_PRESERVATION: _MOVE.APPROVE_PRESERVATION,
        _MOVE.APPROVE_PRESERVATION: _MOVE.PRESERVE,
        _MOVE.PRESERVE: _MOVE.DISPOSE_PRESERVED,
        _MOVE.DISPOSE_PRESERVED: _MOVE.DISPOSE_PRESERVED,
        _MOVE.RECEIVE_CONFISCATED: _MOVE.DISPOSE_CONFISCATED,
        _MOVE.DISPOSE_CONFISCATED: _MOVE.DISPOSE_CONFISCATED,
        _MOVE.REQUEST_RECUSAL: _MOVE.ANSWER_RECUSAL,
        _MOVE.PROPOSE_TRANSFER: _MOVE.APPROVE_TRANSFER,
        _MOVE.APPROVE_TRANSFER: _MOVE.SEND_CASE,
        _MOVE.REPORT_CRIME: _MOVE.APPROVE_REFERRAL,
        _MOVE.APPROVE_REFERRAL: _MOVE.SEND_REFERRAL,
        _MOVE.REQUEST_FREEZE: _MOVE.APPROVE_FREEZE,
        _MOVE.APPROVE_FREEZE: _MOVE.FREEZE,
        _MOVE.FREEZE: _MOVE.DELIVER_FREEZE,
        _MOVE.DECIDE_ENFORCEMENT: _MOVE.ENFORCE,
        _MOVE.DECIDE_SUBSTITUTE: _MOVE.URGE_PERFORMANCE,
        _MOVE.URGE_PERFORMANCE: _MOVE.PERFORM_SUBSTITUTE,
    }
)
# 清单上还有未处理的物品，才有下一步。
OF_ITEMS = (
    *(_MOVE.PRESERVE, _MOVE.DISPOSE_PRESERVED),
    *(_MOVE.RECEIVE_CONFISCATED, _MOVE.DISPOSE_CONFISCATED),
)


def last_moves_for(role: Role) -> list[ProceedingMove]:
    """The last steps after which this role owes the next one."""
    return [last for last, move in EXPECTED.items() if role in TABLE[move].roles]
