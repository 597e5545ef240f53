"""The parts that several lines of the table share."""

from mingjian.law.procedure import State
from mingjian.law.procedure import ordinary_parts as parts


def test_the_states_from_opening_to_decision():
    closed = parts.AFTER_DECISION | {state for state in State if state.is_final}
    before = {State.REGISTERED, State.VERIFIED, State.OPENING_REQUESTED}

    assert set(State) - closed - before == parts.UNDECIDED


def test_a_case_in_hand_is_not_in_somebody_elses():
    assert State.IN_REVIEW not in parts.IN_HAND
    assert State.HEARING not in parts.IN_HAND
    assert parts.IN_HAND < parts.UNDECIDED


def test_more_officers_mean_more_rules():
    assert set(parts.EVERY_ACT) < set(parts.ONE_OFFICER) < set(parts.TWO_OFFICERS)
