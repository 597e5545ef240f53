"""Rules after the decision, one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mingjian.law.breach import MoveRefused
from mingjian.law.procedure import PaymentChannel
from mingjian.law.roles import Role
from mingjian.law.summary import (
    PaymentWay,
    SummaryMove,
    find_summary_warnings,
    next_summary_state,
)
from tests.law.procedure.people import MONDAY, SUN, WANG, ZHANG, as_role
from tests.law.summary.street import act_of, actor_of, codes_of, decided, done, nothing_yet

COLLECT, HAND_IN, BANK = SummaryMove.COLLECT, SummaryMove.HAND_IN, SummaryMove.BANK
PAY, FILE = SummaryMove.PAY, SummaryMove.FILE
BY_BANK, BY_CASH = decided(), decided(PaymentWay.SMALL)
COLLECTED = done(BY_CASH, act_of(COLLECT, BY_CASH))
HANDED_IN = done(COLLECTED, act_of(HAND_IN, COLLECTED))
WARNED = decided(fine=0)
FILED = done(BY_BANK, act_of(FILE, BY_BANK))
TUESDAY, WEEK_LATER = date(2026, 3, 3), date(2026, 3, 9)
SUNDAY_BEFORE = date(2026, 3, 1)


def refusals(facts, act, by=None) -> list[str]:
    """The codes of every rule that refuses."""
    try:
        next_summary_state(facts=facts, act=act, by=by or actor_of(act.move))
    except MoveRefused as refused:
        return codes_of(refused.breaches)
    return []


REFUSED = {
    "APL42 another officer collects": ("APL42", BY_CASH, COLLECT, {}, SUN),
    "APL47 before the decision": ("APL47", BY_BANK, PAY, {"on": SUNDAY_BEFORE}, None),
    "APL52 filed twice": ("APL52", FILED, FILE, {}, None),
    "APL52 filed by the officer": ("APL52", BY_BANK, FILE, {}, as_role(ZHANG, Role.AGENCY_HEAD)),
    "APL67 not to the organ": (
        "APL67",
        BY_BANK,
        PAY,
        {"channel": PaymentChannel.COLLECTED_BY_ORGAN},
        None,
    ),
    "APL67 collected already": ("APL67", COLLECTED, PAY, {}, None),
    "APL67 collected twice": ("APL67", COLLECTED, COLLECT, {}, None),
    "APL68 no ground": ("APL68", BY_BANK, COLLECT, {}, None),
    "APL68 not on the spot": ("APL68", BY_CASH, COLLECT, {"on": TUESDAY}, None),
    "APL70 no receipt": ("APL70", BY_CASH, COLLECT, {"receipt_number": " "}, None),
    "APL71 not collected": ("APL71", BY_CASH, HAND_IN, {}, None),
    "APL71 handed in twice": ("APL71", HANDED_IN, HAND_IN, {}, None),
    "APL71 not handed in": ("APL71", COLLECTED, BANK, {}, None),
    "APL74 less than the fine": ("APL74", BY_BANK, PAY, {"amount_yuan": 99}, None),
    "STATE a warning owes no money": ("STATE", WARNED, COLLECT, {}, None),
}


@pytest.mark.parametrize(("code", "facts", "move", "changes", "by"), REFUSED.values(), ids=REFUSED)
def test_an_act_that_breaks_a_rule_is_refused_by_it(code, facts, move, changes, by):
    assert code in refusals(facts, act_of(move, facts, **changes), by)


def test_apl47_an_act_of_tomorrow_is_not_done_yet():
    act = replace(act_of(PAY, BY_BANK), on=TUESDAY, entered_on=MONDAY)

    assert refusals(BY_BANK, act) == ["APL47"]


def test_apl47_cash_goes_on_in_order():
    collected = replace(COLLECTED, collected_on=TUESDAY)
    handed_in = replace(HANDED_IN, handed_in_on=TUESDAY)

    assert "APL47" in refusals(collected, act_of(HAND_IN, collected, on=MONDAY))
    assert "APL47" in refusals(handed_in, act_of(BANK, handed_in, on=MONDAY))


def test_the_head_may_bank_what_the_officers_handed_in():
    assert refusals(HANDED_IN, act_of(BANK, HANDED_IN), WANG) == []


def test_apl67_a_choice_of_cash_does_not_keep_the_party_from_the_bank():
    assert refusals(BY_CASH, act_of(PAY, BY_CASH)) == []


def test_before_a_decision_nothing_can_follow():
    facts = nothing_yet()

    for move in (COLLECT, HAND_IN, BANK, PAY, FILE):
        assert "STATE" in refusals(facts, act_of(move, facts))


LATE = {
    "handed in": (COLLECTED, HAND_IN, "APL71"),
    "banked": (HANDED_IN, BANK, "APL71"),
    "filed": (BY_BANK, FILE, "APL52"),
}


@pytest.mark.parametrize(("facts", "move", "code"), LATE.values(), ids=LATE)
def test_what_is_late_is_told_and_not_refused(facts, move, code):
    in_time, late = act_of(move, facts, on=TUESDAY), act_of(move, facts, on=date(2026, 3, 20))

    assert find_summary_warnings(facts=facts, act=in_time, by=actor_of(move)) == ()
    found = find_summary_warnings(facts=facts, act=late, by=actor_of(move))
    assert codes_of(found) == [code]
    assert refusals(facts, late) == []


def test_without_a_period_in_the_packs_filing_is_never_late():
    facts = replace(BY_BANK, terms=replace(BY_BANK.terms, file=None))
    late = act_of(FILE, facts, on=WEEK_LATER.replace(year=2027))

    assert find_summary_warnings(facts=facts, act=late, by=WANG) == ()
    assert find_summary_warnings(facts=nothing_yet(), act=late, by=WANG) == ()
