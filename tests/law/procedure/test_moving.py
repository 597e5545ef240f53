"""Refusing with every reason, and offering what can be done."""

from dataclasses import replace

import pytest

from mingjian.law.breach import MoveRefused
from mingjian.law.procedure import TABLE, Act, Move, State, find_warnings, next_state, open_moves
from tests.law.procedure.clerk import Clerk, a_case, decidable, investigating, notified, performed
from tests.law.procedure.people import LARGE, MONDAY, SUN, WANG, ZHANG


def options(clerk, by):
    return {option.move: option for option in open_moves(facts=clerk.facts, on=clerk.today, by=by)}


def test_a_refusal_names_every_breach_at_once():
    clerk = investigating()
    act = Act(Move.DECIDE, on=MONDAY, entered_on=MONDAY)

    with pytest.raises(MoveRefused) as refused:
        next_state(facts=clerk.facts, act=act, by=ZHANG)

    codes = [breach.code for breach in refused.value.breaches]
    assert codes == ["STATE", "ROLE", "APL57", "APL40", "APL57"]


def test_a_refusal_for_the_state_says_where_the_act_belongs():
    clerk = investigating()
    act = Act(Move.SERVE_DECISION, on=MONDAY, entered_on=MONDAY)

    with pytest.raises(MoveRefused) as refused:
        next_state(facts=clerk.facts, act=act, by=ZHANG)

    assert str(refused.value) == (
        "案件现为“调查取证”，不能送达决定书。本行为应当在“已决定”时办理。"
    )


def test_a_case_is_registered_once():
    clerk = Clerk().do(Move.REGISTER_LEAD)
    act = clerk.act(Move.REGISTER_LEAD)

    with pytest.raises(MoveRefused, match="案件现为“案源已登记”，不能登记案源"):
        next_state(facts=clerk.facts, act=act, by=ZHANG)


def test_only_registration_creates_a_case():
    act = Act(Move.VERIFY_LEAD, on=MONDAY, entered_on=MONDAY)

    with pytest.raises(MoveRefused, match="案件现为“尚未登记”"):
        next_state(facts=a_case(), act=act, by=ZHANG)


def test_before_a_case_exists_its_registration_is_all_that_is_open():
    (only,) = open_moves(facts=a_case(), on=MONDAY, by=ZHANG)

    assert only.move is Move.REGISTER_LEAD
    assert only.allowed
    assert only.is_next


def test_open_moves_show_what_cannot_be_done_yet_with_the_article():
    clerk = notified()

    decide = options(clerk, WANG)[Move.DECIDE]

    assert not decide.allowed
    assert decide.is_next
    assert [str(breach.cite) for breach in decide.breaches] == ["《行政处罚法》第六十二条"]


def test_open_moves_leave_the_details_to_the_form():
    found = options(notified(), ZHANG)

    assert found[Move.WAIVE_DEFENCE].allowed
    assert found[Move.RECORD_DEFENCE].allowed


def test_open_moves_tell_whose_task_it_is():
    found = options(decidable(), ZHANG)

    assert found[Move.ADD_EVIDENCE].is_mine
    assert not found[Move.DECIDE].is_mine
    assert "ROLE" in {breach.code for breach in found[Move.DECIDE].breaches}


def test_open_moves_contain_no_move_that_has_no_place_in_the_state():
    clerk = notified(LARGE)

    found = options(clerk, SUN)

    assert set(found) == {
        move for move, transition in TABLE.items() if State.NOTIFIED in transition.sources
    }


def test_exactly_one_option_is_next_until_the_end():
    clerk = performed()
    assert [o.move for o in options(clerk, WANG).values() if o.is_next] == [Move.CLOSE]

    clerk.do(Move.CLOSE)

    assert not [o for o in options(clerk, WANG).values() if o.is_next]


def test_warnings_are_found_only_for_the_move_they_belong_to():
    clerk = decidable()
    act = clerk.act(Move.ADD_EVIDENCE)

    assert find_warnings(facts=clerk.facts, act=act, by=ZHANG) == ()


def test_a_table_that_leaves_a_case_without_state_is_a_fault_of_the_table():
    broken = {**TABLE, Move.REGISTER_LEAD: replace(TABLE[Move.REGISTER_LEAD], target=None)}
    act = Act(Move.REGISTER_LEAD, on=MONDAY, entered_on=MONDAY)

    with pytest.raises(ValueError, match="register_lead"):
        next_state(facts=a_case(), act=act, by=ZHANG, table=broken)
