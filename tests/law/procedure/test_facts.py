"""The picture of a case that the rules judge."""

from datetime import date
from decimal import Decimal

import pytest

from mingjian.law.procedure import Move, Outcome
from tests.law.procedure.clerk import a_case, a_proposal, heard, notified
from tests.law.procedure.people import LARGE, LI, SMALL, ZHANG, an_officer


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2023, 12, 31), False),
        (date(2024, 1, 1), True),
        (date(2026, 4, 30), True),
        (date(2026, 5, 1), False),
        (date(2026, 5, 31), False),
        (date(2026, 6, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_a_credential_is_valid_through_its_last_day_but_for_suspensions(day, expected):
    officer = an_officer(ZHANG, suspensions=((date(2026, 5, 1), date(2026, 6, 1)),))

    assert officer.valid_on(day) is expected


def test_a_credential_without_end_is_valid_until_it_is_revoked():
    officer = an_officer(LI, valid_until=None, suspensions=((date(2028, 1, 1), None),))

    assert officer.valid_on(date(2027, 12, 31))
    assert not officer.valid_on(date(2040, 1, 1))


def test_after_a_revision_nothing_of_the_old_text_counts():
    clerk = heard(LARGE).do(Move.RECORD_DEFENCE).do(Move.REVISE_PROPOSAL)

    facts = clerk.facts

    assert facts.current_notice is None
    assert facts.current_review is None
    assert facts.current_hearing is None
    assert facts.current_deliberation is None
    assert facts.notices
    assert facts.reviews
    assert facts.hearings


def test_a_waiver_counts_only_for_the_text_it_was_given_for():
    clerk = notified().do(Move.WAIVE_DEFENCE)
    assert clerk.facts.has_waived_defence

    clerk.do(Move.REVISE_PROPOSAL)

    assert not clerk.facts.has_waived_defence


def test_a_proposal_without_penalty_has_no_fine_and_no_range():
    proposal = a_proposal(
        None, outcome=Outcome.NO_PENALTY_NOT_ESTABLISHED, range_minimum=Decimal(1)
    )

    assert proposal.fine_yuan == 0
    assert not proposal.is_outside_range


@pytest.mark.parametrize(
    ("low", "high", "outside"),
    [(None, None, False), (2_000, 2_000, False), (2_001, None, True), (None, 1_999, True)],
)
def test_a_fine_outside_its_tier_is_seen(low, high, outside):
    tier = {
        "range_minimum": Decimal(low) if low else None,
        "range_maximum": Decimal(high) if high else None,
    }

    assert a_proposal(SMALL, **tier).is_outside_range is outside


def test_a_case_without_proposal_has_nothing_current():
    facts = a_case()

    assert facts.current_notice is None
    assert facts.open_pause is None
    assert facts.investigator_ids == frozenset()
