"""Unlawful steps with confiscated goods and storage: rule, step, wrong act, wrong matter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from mingjian.law.proceedings import rules_goods as goods
from tests.law.proceedings.store import CASE, CONFISCATING, DECISION, SERVED, M

RECEIVE, DISPOSE, STORE = M.RECEIVE_CONFISCATED, M.DISPOSE_CONFISCATED, M.RECORD_STORAGE_COST
NOT_SERVED = replace(CONFISCATING, decision=replace(CONFISCATING.decision, served_on=None))
SERVED_LATER = replace(
    CONFISCATING, decision=replace(CONFISCATING.decision or DECISION, served_on=date(2026, 3, 3))
)
UNSOLD = {"amount_yuan": None}

UNLAWFUL: list[tuple[Any, M, dict[str, Any] | None, dict[str, Any] | None]] = [
    (goods.apl74_decision_confiscates, RECEIVE, None, {"case": SERVED}),
    (goods.apl74_decision_confiscates, RECEIVE, None, {"case": CASE}),
    (goods.apl74_decision_confiscates, RECEIVE, None, {"case": NOT_SERVED}),
    (goods.apl74_decision_confiscates, RECEIVE, None, {"case": SERVED_LATER}),
    (goods.apl74_list_is_written, RECEIVE, {"items_count": 0}, None),
    (goods.apl74_items_are_kept, DISPOSE, {"items": ()}, None),
    (goods.apl74_items_are_kept, DISPOSE, {"items": (UUID(int=99),)}, None),
    (goods.apl74_way_is_lawful, DISPOSE, {"choice": "", **UNSOLD}, None),
    (goods.apl74_way_is_lawful, DISPOSE, {"choice": "released", **UNSOLD}, None),
    (goods.apl74_way_is_lawful, DISPOSE, {"choice": "destroyed", "basis": " ", **UNSOLD}, None),
    (goods.apl74_way_is_lawful, DISPOSE, {"choice": "to_treasury", "organ": "", **UNSOLD}, None),
    (goods.apl74_money_goes_to_the_treasury, DISPOSE, UNSOLD, None),
    (goods.apl74_money_goes_to_the_treasury, DISPOSE, {"subject": ""}, None),
    (goods.apl74_money_goes_to_the_treasury, DISPOSE, {"choice": "to_organ"}, None),
    (goods.acl26_goods_were_seized, STORE, None, {"case": CASE}),
    (goods.acl26_cost_is_stated, STORE, {"amount_yuan": None}, None),
    (goods.acl26_cost_is_stated, STORE, {"organ": ""}, None),
    (goods.acl26_party_does_not_pay, STORE, {"party_pays": True}, None),
]
