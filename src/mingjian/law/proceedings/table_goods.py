"""没收的财物、保管费用 as data: received, disposed of; every cost on the organ."""

from __future__ import annotations

from mingjian.law.proceedings import rules_goods as goods
from mingjian.law.proceedings.lines import (
    ALWAYS,
    HEAD,
    HEADS_WORD,
    KIND,
    MOVE,
    OFFICER,
    REASONED,
    SCENE,
    Table,
    line,
)

GOODS: Table = {
    MOVE.RECEIVE_CONFISCATED: line(
        KIND.CONFISCATION,
        OFFICER,
        details=(*SCENE, goods.apl74_decision_confiscates, goods.apl74_list_is_written),
        on_scene=True,
    ),
    MOVE.DISPOSE_CONFISCATED: line(
        KIND.CONFISCATION,
        HEAD,
        *(MOVE.RECEIVE_CONFISCATED, MOVE.DISPOSE_CONFISCATED),
        rules=HEADS_WORD,
        details=(
            *REASONED,
            goods.apl74_items_are_kept,
            goods.apl74_way_is_lawful,
            goods.apl74_money_goes_to_the_treasury,
        ),
    ),
    MOVE.RECORD_STORAGE_COST: line(
        KIND.STORAGE,
        OFFICER,
        rules=(*ALWAYS, goods.acl26_goods_were_seized),
        details=(*REASONED, goods.acl26_cost_is_stated, goods.acl26_party_does_not_pay),
    ),
}
