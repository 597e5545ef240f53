"""Every rule of seizure: it alone refuses its unlawful act, and struck out lets it pass."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest

from mingjian.law.citation import Citation
from mingjian.law.measures import (
    AUTHORITIES,
    TABLE,
    GoodsOutcome,
    GoodsTestFacts,
    MeasureKind,
    MeasureMove,
    ReleaseGround,
    find_measure_warnings,
)
from mingjian.law.measures import rules_holding as holding
from mingjian.law.measures import rules_taking as taking
from mingjian.law.measures.identity import HeldGoods
from mingjian.law.procedure import CaseFacts, Outcome, PartyFacts, PartyKind
from mingjian.law.provisions import StatuteKind, provision_text, statute
from mingjian.law.roles import Actor, Role
from tests.law.measures.store import (
    ASKED,
    CASE,
    FLOUR,
    HELD,
    NOON,
    OVEN,
    TUESDAY,
    act_of,
    codes,
    decided,
    matter_for,
)
from tests.law.procedure.people import LI, MONDAY, SUN, WANG, ZHANG, an_officer, as_role

REQUEST, APPROVE, TAKE = MeasureMove.REQUEST, MeasureMove.APPROVE, MeasureMove.TAKE
URGENT, EXTEND, SELL = MeasureMove.TAKE_URGENTLY, MeasureMove.EXTEND, MeasureMove.SELL
TEST, END_TEST = MeasureMove.START_TEST, MeasureMove.END_TEST
DISPOSE, RELEASE = MeasureMove.DISPOSE, MeasureMove.RELEASE
AFTER = MONDAY + timedelta(days=31)
CLOSED_TEST = (GoodsTestFacts(MONDAY, TUESDAY, MONDAY),)
OPEN_TEST = (GoodsTestFacts(MONDAY, TUESDAY),)
RETURNED = replace(FLOUR, outcome=GoodsOutcome.RELEASED, outcome_on=MONDAY)
ALL_BACK = (RETURNED, replace(OVEN, outcome=GoodsOutcome.RELEASED, outcome_on=MONDAY))


@dataclass(frozen=True)
class Unlawful:
    """One act that breaks exactly one rule."""

    rule: Any
    move: MeasureMove
    act: dict[str, Any] | None = None
    matter: dict[str, Any] | None = None
    by: Any = None


def scene(**changes: Any) -> dict[str, Any]:
    return {"scene": changes}


def without(person: Actor) -> CaseFacts:
    """The case after this person was recused (the successor is not entered yet)."""
    return replace(CASE, recused_person_ids=frozenset({person.person_id}))


HELD_BY_OTHERS = HeldGoods("样板县公安局", "样公扣〔2026〕1号", MONDAY, "扣押", "轿车", "LSV0001")
UNLAWFUL = [
    Unlawful(taking.acl23_not_held_already, TAKE, scene(same_held=(HELD_BY_OTHERS,))),
    Unlawful(taking.acl23_likeness_is_answered, TAKE, scene(like_held=(HELD_BY_OTHERS,))),
    Unlawful(
        taking.acl23_likeness_is_answered,
        URGENT,
        scene(like_held=(HELD_BY_OTHERS,), difference="不同"),
    ),
    Unlawful(taking.acl10_provision_allows_it, REQUEST, {"authority": None}),
    Unlawful(taking.acl10_provision_allows_it, REQUEST, {"authority": Citation("某市办法", "3")}),
    Unlawful(
        taking.acl10_provision_allows_it,
        REQUEST,
        {"authority": Citation("食品安全法", "110", "1", "5")},
    ),
    Unlawful(
        taking.acl16_case_is_under_investigation,
        REQUEST,
        matter={"case": replace(CASE, opened_on=None)},
    ),
    Unlawful(taking.acl16_case_is_under_investigation, TAKE, matter={"case": decided()}),
    Unlawful(taking.acl17_officer_of_the_case, TAKE, by=SUN),
    Unlawful(taking.acl18_head_approved_before, TAKE, matter={"approved": None}),
    Unlawful(taking.acl18_head_approved_before, TAKE, matter={"approved": False}),
    Unlawful(taking.acl18_head_approved_before, TAKE, {"taken_at": NOON - timedelta(minutes=1)}),
    Unlawful(taking.acl18_head_approved_before, TAKE, matter={"decided_on": TUESDAY}),
    Unlawful(taking.acl18_approver_is_another, APPROVE, by=as_role(ZHANG, Role.AGENCY_HEAD)),
    Unlawful(taking.acl18_approver_is_another, APPROVE, by=as_role(LI, Role.AGENCY_HEAD)),
    Unlawful(taking.acl18_two_valid_officers, TAKE, scene(officers=(an_officer(ZHANG),))),
    Unlawful(
        taking.acl18_two_valid_officers,
        TAKE,
        scene(officers=(an_officer(ZHANG), an_officer(LI, valid_until=date(2026, 3, 1)))),
    ),
    Unlawful(taking.apl43_nobody_is_recused, TEST, matter={"case": without(ZHANG)}),
    Unlawful(taking.apl43_nobody_is_recused, TAKE, matter={"case": without(LI)}),
    Unlawful(taking.apl43_nobody_is_recused, APPROVE, matter={"case": without(WANG)}),
    Unlawful(taking.acl18_cards_were_shown, TAKE, scene(cards_were_shown=False)),
    Unlawful(taking.acl18_party_or_witness_is_there, TAKE, scene(party_was_present=False)),
    Unlawful(taking.acl18_party_was_told, TAKE, scene(party_was_told=False)),
    Unlawful(taking.acl18_party_was_heard, TAKE, scene(party_was_heard=False)),
    Unlawful(taking.acl18_record_was_made, TAKE, scene(record_was_made=False)),
    Unlawful(taking.acl18_refusal_is_witnessed, TAKE, scene(refused_to_sign=True)),
    Unlawful(taking.acl23_goods_belong_to_the_case, TAKE, scene(is_connected=False)),
    Unlawful(taking.acl23_necessities_are_spared, TAKE, scene(is_no_necessity=False)),
    Unlawful(taking.acl23_not_sealed_by_others, TAKE, scene(is_not_sealed_by_others=False)),
    Unlawful(taking.acl24_list_is_written, TAKE, scene(goods_count=0)),
    Unlawful(taking.acl24_was_delivered, TAKE, scene(was_delivered=False)),
    Unlawful(taking.acl24_reasons_are_written, REQUEST, {"reasons": " "}),
    Unlawful(
        taking.acl26_detained_goods_stay_with_the_organ, TAKE, scene(kept_by_third_party=True)
    ),
    Unlawful(holding.acl24_dates_are_possible, END_TEST, {"on": MONDAY - timedelta(days=1)}),
    Unlawful(holding.acl24_dates_are_possible, TAKE, {"on": TUESDAY, "entered_on": MONDAY}),
    Unlawful(holding.acl24_not_taken_yet, TAKE, matter={"taken_on": MONDAY}),
    Unlawful(holding.acl19_decided_once, APPROVE, matter={"approved": True}),
    Unlawful(holding.acl19_approval_came_first, EXTEND, matter={"approved": None}),
    Unlawful(holding.acl25_within_the_period, EXTEND, {"on": AFTER}),
    Unlawful(
        holding.acl25_extended_once, EXTEND, matter={"extended_on": MONDAY, "extension_days": 9}
    ),
    Unlawful(holding.acl25_extension_is_short_enough, EXTEND, {"days": 31}),
    Unlawful(holding.acl25_extension_is_short_enough, EXTEND, {"days": 0}),
    Unlawful(holding.acl25_reasons_are_told, EXTEND, {"was_told": False}),
    Unlawful(holding.acl25_reasons_are_told, EXTEND, {"reasons": ""}),
    Unlawful(holding.acl25_test_is_definite, TEST, {"test_due_on": None}),
    Unlawful(holding.acl25_test_is_definite, TEST, {"was_told": False}),
    Unlawful(holding.acl25_one_test_at_a_time, TEST, matter={"tests": OPEN_TEST}),
    Unlawful(holding.acl25_test_is_open, END_TEST, matter={"tests": CLOSED_TEST}),
    Unlawful(holding.acl27_items_are_held, RELEASE, {"goods": ()}),
    Unlawful(holding.acl27_items_are_held, RELEASE, matter={"goods": (RETURNED, OVEN)}),
    Unlawful(holding.acl27_goods_are_held, TEST, matter={"goods": ALL_BACK}),
    Unlawful(holding.acl27_outcome_has_its_decision, DISPOSE, matter={"case": CASE}),
    Unlawful(
        holding.acl27_outcome_has_its_decision, DISPOSE, {"outcome": GoodsOutcome.TRANSFERRED}
    ),
    Unlawful(holding.acl27_outcome_has_its_decision, DISPOSE, {"outcome": None}),
    Unlawful(holding.acl27_outcome_has_its_decision, DISPOSE, {"outcome": GoodsOutcome.RELEASED}),
    Unlawful(
        holding.acl27_outcome_has_its_decision,
        DISPOSE,
        {"outcome": GoodsOutcome.DESTROYED, "reasons": ""},
    ),
    Unlawful(
        holding.acl27_decided_in_the_period,
        DISPOSE,
        {"on": AFTER},
        {"case": decided(on=AFTER)},
    ),
    Unlawful(holding.acl28_only_perishables_are_sold, SELL, {"is_perishable": False}),
    Unlawful(
        holding.acl28_sold_once, SELL, matter={"goods": (replace(FLOUR, sold_on=MONDAY), OVEN)}
    ),
    Unlawful(holding.acl28_release_has_its_ground, RELEASE, {"ground": None}),
    Unlawful(holding.acl28_release_has_its_ground, RELEASE, {"ground": ReleaseGround.DECIDED}),
    Unlawful(holding.acl28_release_has_its_ground, RELEASE, {"ground": ReleaseGround.EXPIRED}),
    Unlawful(holding.acl28_release_has_its_ground, RELEASE, {"ground": ReleaseGround.NOT_APPROVED}),
    Unlawful(holding.acl28_release_has_its_ground, RELEASE, {"reasons": ""}),
    Unlawful(holding.acl28_goods_are_returned, RELEASE, {"was_told": False}),
]


@pytest.mark.parametrize("case", UNLAWFUL, ids=lambda one: one.rule.__name__)
def test_the_rule_alone_refuses_and_without_it_the_act_passes(case):
    matter, act = (
        matter_for(case.move, **(case.matter or {})),
        act_of(case.move, **(case.act or {})),
    )
    code = case.rule.__name__.split("_")[0].upper()

    assert codes(matter, act, case.by) == [code]
    assert codes(matter, act, case.by, _without(case.rule)) == []


@pytest.mark.parametrize("move", MeasureMove)
def test_the_lawful_act_passes_and_only_in_its_role(move):
    assert codes(matter_for(move), act_of(move)) == []
    stranger = as_role(ZHANG, Role.DISCLOSURE_CLERK)

    assert "ROLE" in codes(matter_for(move), act_of(move), stranger)


def test_every_rule_has_its_unlawful_act_and_speaks_the_law():
    rules = {rule for line in TABLE.values() for rule in (*line.rules, *line.details)}

    assert rules == {case.rule for case in UNLAWFUL}
    assert all(rule.__doc__ and rule.__doc__.endswith("。") for rule in rules)


def test_acl19_a_late_report_is_told_and_not_refused():
    matter, last = matter_for(URGENT), NOON + timedelta(hours=24)
    in_time = act_of(URGENT, entered_at=last)
    late = act_of(URGENT, entered_at=last + timedelta(seconds=1))

    assert find_measure_warnings(matter=matter, act=in_time, by=ZHANG) == ()
    found = find_measure_warnings(matter=matter, act=late, by=ZHANG)
    assert [one.code for one in found] == ["ACL19"]
    assert codes(matter, late) == []


def test_acl23_an_organisation_has_no_necessities_of_life():
    firm = replace(CASE, party=PartyFacts(PartyKind.ORGANISATION))

    assert codes(matter_for(TAKE, case=firm), act_of(TAKE, **scene(is_no_necessity=False))) == []


def test_acl18_a_witness_stands_for_the_party():
    absent = scene(party_was_present=False, witness="钱十", party_was_told=False)

    assert codes(matter_for(TAKE), act_of(TAKE, **absent)) == []


def test_acl26_what_is_sealed_in_place_may_be_kept_by_a_third_party():
    sealed = matter_for(TAKE, kind=MeasureKind.SEAL)

    assert codes(sealed, act_of(TAKE, **scene(kept_by_third_party=True))) == []


def test_acl28_after_the_period_goods_go_back_and_are_not_confiscated():
    late = {"on": AFTER}
    release = act_of(RELEASE, ground=ReleaseGround.EXPIRED, **late)

    assert codes(matter_for(RELEASE), release) == []
    assert codes(matter_for(DISPOSE, case=decided(on=AFTER)), act_of(DISPOSE, **late)) == ["ACL27"]


def test_acl21_goods_move_with_a_transfer_to_the_police():
    transferred = decided(Outcome.TRANSFER_JUDICIAL)
    act = act_of(DISPOSE, outcome=GoodsOutcome.TRANSFERRED)

    assert codes(matter_for(DISPOSE, case=transferred), act) == []


def test_acl10_every_authority_is_law_in_force_and_names_the_measure():
    for cite, kinds in AUTHORITIES.items():
        text = provision_text(cite) or ""
        assert statute(cite.law).kind in {StatuteKind.LAW, StatuteKind.REGULATION}
        assert all(kind.title in text for kind in kinds), cite


def test_the_head_may_release_at_once():
    assert codes(matter_for(RELEASE), act_of(RELEASE), WANG) == []
    assert HELD.is_running
    assert not ASKED.is_running


def _without(rule):
    def rest(rules):
        return tuple(one for one in rules if one is not rule)

    return {
        move: replace(line, rules=rest(line.rules), details=rest(line.details))
        for move, line in TABLE.items()
    }
