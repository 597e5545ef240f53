"""第二版 of 普通程序: what the first version left to care, the second refuses.

A new version is written as what it adds to the one before, which stays as it is: cases that were
begun under the first are judged by it to their end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from mingjian.law.procedure import ordinary
from mingjian.law.procedure import rules_hearing as hearing
from mingjian.law.procedure import rules_proceedings as proceedings
from mingjian.law.procedure import rules_recusal as recusal
from mingjian.law.procedure.moves import Move, Rule, Table

VERSION = "ordinary-penalty/2"

# 填写以前就能判断的规则
_RULES: Mapping[Move, tuple[Rule, ...]] = {
    Move.DECIDE: (proceedings.apl27_passed_threshold_is_answered,),
    Move.HOLD_HEARING: (hearing.apl64_notice_was_served_in_time,),
}
# 对填写内容的规则
_DETAILS: Mapping[Move, tuple[Rule, ...]] = {
    Move.WAIVE_HEARING: (hearing.apl64_absent_party_was_told,),
    Move.DELIBERATE: (recusal.apl43_members_are_not_recused,),
    Move.SETTLE_DISAGREEMENT: (recusal.apl43_members_are_not_recused,),
    Move.DISMISS: (proceedings.apl25_another_organ_has_taken_it,),
}

TABLE: Table = MappingProxyType(
    {
        move: replace(
            transition,
            rules=(*transition.rules, *_RULES.get(move, ())),
            details=(*transition.details, *_DETAILS.get(move, ())),
        )
        for move, transition in ordinary.TABLE.items()
    }
)
