"""Rules of the scene, one by one: what each refuses, and the nearest thing it allows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mingjian.law.breach import MoveRefused
from mingjian.law.penalties import PenaltyContent, PenaltyKind
from mingjian.law.procedure import PartyKind
from mingjian.law.summary import (
    Enforcer,
    Leniency,
    PaymentWay,
    SummaryAct,
    SummaryMove,
    next_summary_state,
    summary_terms,
)
from mingjian.law.workdays import national_calendar
from tests.law.procedure.people import LI, MONDAY, SUN, ZHANG, an_officer
from tests.law.summary.street import BOOK, TEAM, codes_of, content, imposing, nothing_yet, scene

ORGANISATION = summary_terms(
    lawbook=BOOK, on=MONDAY, party_kind=PartyKind.ORGANISATION, calendar=national_calendar()
)
OF_A_FIRM = nothing_yet(terms=ORGANISATION, party_kind=PartyKind.ORGANISATION)
OF_A_STALL = nothing_yet(party_kind=PartyKind.INDIVIDUAL_BUSINESS)
SUSPENDED = Enforcer(an_officer(LI, suspensions=((date(2026, 1, 1), None),)), "230125")
ELSEWHERE = Enforcer(an_officer(LI), "440300")
NO_CARD = Enforcer(an_officer(LI), "")
CONFISCATION = PenaltyContent((PenaltyKind.CONFISCATION_OF_PROPERTY,), confiscated_items="香烟一条")
CHILD, YOUTH = date(2014, 1, 1), date(2009, 1, 1)


def refusals(facts=None, act=None, by=ZHANG) -> list[str]:
    """The codes of every rule that refuses; empty if the law allows it."""
    try:
        next_summary_state(facts=facts or nothing_yet(), act=act or imposing(), by=by)
    except MoveRefused as refused:
        return codes_of(refused.breaches)
    return []


REFUSED = {
    "APL28 no order was disobeyed": ("APL28", {"needs_order": True}),
    "APL30 a child": ("APL30", {"party_born_on": CHILD}),
    "APL30 a youth": ("APL30", {"party_born_on": YOUTH}),
    "APL33 slight": ("APL33", {"leniency": Leniency.SLIGHT}),
    "APL33 first and spared": ("APL33", {"leniency": Leniency.FIRST_SPARED}),
    "APL42 one officer": ("APL42", {"enforcers": TEAM[:1]}),
    "APL42 one officer twice": ("APL42", {"enforcers": (TEAM[0], TEAM[0])}),
    "APL42 a suspended card": ("APL42", {"enforcers": (TEAM[0], SUSPENDED)}),
    "APL42 a card of elsewhere": ("APL42", {"enforcers": (TEAM[0], ELSEWHERE)}),
    "APL42 no card": ("APL42", {"enforcers": (TEAM[0], NO_CARD)}),
    "APL44 not told": ("APL44", {"told": None}),
    "APL45 not heard": ("APL45", {"party_was_heard": False}),
    "APL45 not answered": ("APL45", {"statement": "冤枉。"}),
    "APL45 answered nothing": ("APL45", {"answer": "不采纳。"}),
    "APL45 heavier": ("APL45", {"told": content(50)}),
    "APL51 in doubt": ("APL51", {"facts_are_certain": False}),
    "APL51 no evidence": ("APL51", {"evidence": frozenset()}),
    "APL51 other kinds": ("APL51", {"content": CONFISCATION}),
    "APL51 over the cap": ("APL51", {"content": content("200.01")}),
    "APL52 no card shown": ("APL52", {"cards_were_shown": False}),
    "APL52 not handed over": ("APL52", {"was_delivered": False}),
    "APL57 complex": ("APL57", {"is_complex": True}),
    "APL68 more than the small sum": ("APL68", {"content": content(101), "way": PaymentWay.SMALL}),
    "APL68 nothing to collect": (
        "APL68",
        {"content": content(warned=True), "way": PaymentWay.HARD_LATER},
    ),
}
ALLOWED = {
    "an order was disobeyed": {"needs_order": True, "order_was_disobeyed": True},
    "of age since yesterday": {"party_born_on": date(2008, 3, 1)},
    "first, considered, punished": {"leniency": Leniency.FIRST_PUNISHED},
    "three officers": {"enforcers": (*TEAM, Enforcer(an_officer(SUN), "23"))},
    "statement and answer": {"statement": "冤枉。", "answer": "不采纳。"},
    "lighter than told": {"told": content(200), "content": content(100)},
    "the cap itself": {"content": content(200)},
    "a warning alone": {"content": content(warned=True)},
    "warning and fine": {"content": content(200, warned=True)},
    "the small sum in cash": {"content": content(100), "way": PaymentWay.SMALL},
    "more in cash where hard later": {"content": content(200), "way": PaymentWay.HARD_LATER},
    "remote, at the party's wish": {"content": content(200), "way": PaymentWay.REMOTE},
}


@pytest.mark.parametrize(("code", "changes"), REFUSED.values(), ids=REFUSED)
def test_a_scene_that_breaks_one_rule_is_refused_by_it_alone(code, changes):
    assert refusals(act=imposing(**changes)) in ([code], [code, code])


@pytest.mark.parametrize("changes", ALLOWED.values(), ids=ALLOWED)
def test_the_nearest_lawful_scene_is_allowed(changes):
    assert refusals(act=imposing(**changes)) == []


def test_apl51_caps_differ_by_party():
    most = imposing(content=content(3000))

    assert refusals(OF_A_FIRM, most) == []
    assert refusals(OF_A_FIRM, imposing(content=content(3001))) == ["APL51"]
    assert refusals(OF_A_STALL, imposing(content=content(201))) == ["APL51"]


def test_apl57_a_fine_that_a_jurisdiction_calls_major_is_not_for_the_spot():
    strict = replace(OF_A_FIRM, terms=replace(ORGANISATION, major_yuan=Decimal(2000)))

    assert refusals(strict, imposing(content=content(1999))) == []
    assert refusals(strict, imposing(content=content(2000))) == ["APL57"]


def test_apl52_the_form_is_filled_in_on_the_day():
    late = replace(imposing(), on=date(2026, 3, 1))

    assert "APL52" in refusals(act=late)


def test_apl42_the_officer_on_the_spot_decides_himself():
    assert refusals(by=SUN) == ["APL42"]


def test_apl30_speaks_of_natural_persons_only():
    assert refusals(OF_A_STALL, imposing(party_born_on=CHILD)) == []


def test_every_reason_is_named_at_once():
    bad = imposing(told=None, cards_were_shown=False, facts_are_certain=False)

    assert sorted(refusals(act=bad)) == ["APL44", "APL51", "APL52"]


def test_a_decision_without_its_scene_is_a_programming_fault():
    act = SummaryAct(SummaryMove.IMPOSE, MONDAY, MONDAY)

    with pytest.raises(ValueError, match="needs its scene"):
        refusals(act=act)


def test_the_scene_of_the_tests_is_lawful():
    assert refusals() == []
    assert scene().content.fine_yuan == 100
