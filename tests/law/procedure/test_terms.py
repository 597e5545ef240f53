"""The values of law the rules compare with."""

from datetime import date
from decimal import Decimal

import pytest

from mingjian.law.lawbook import load_lawbook, pack_ids
from mingjian.law.penalties import PenaltyKind
from mingjian.law.procedure import LegalTerms, PartyKind, legal_terms, notice_periods
from mingjian.law.workdays import national_calendar
from tests.law.procedure.people import TERMS


def terms_of(pack_id: str, kind: PartyKind) -> LegalTerms:
    return legal_terms(
        lawbook=load_lawbook(pack_id),
        on=date(2026, 3, 2),
        party_kind=kind,
        calendar=national_calendar(),
    )


@pytest.mark.parametrize("pack_id", pack_ids())
def test_every_pack_states_the_terms_of_the_procedure(pack_id):
    terms = terms_of(pack_id, PartyKind.PERSON)

    assert terms.least_officers == 2
    assert terms.decide.length == 90
    assert terms.deliberation_members >= 2
    assert terms.review_points == 7
    assert PenaltyKind.LICENSE_REVOCATION in terms.hearing_kinds
    assert {"public_interest", "after_hearing"} <= terms.review_triggers


def test_the_amounts_depend_on_the_kind_of_party():
    person = terms_of("binxian", PartyKind.PERSON)
    organisation = terms_of("binxian", PartyKind.ORGANISATION)

    assert person.hearing_fine_yuan == Decimal(10_000)
    assert organisation.hearing_fine_yuan == Decimal(100_000)


def test_an_individual_business_is_protected_like_a_person():
    business = terms_of("binxian", PartyKind.INDIVIDUAL_BUSINESS)

    assert business == terms_of("binxian", PartyKind.PERSON)


def test_where_every_penalty_is_reviewed_no_fine_is_too_small():
    assert terms_of("guangyuan-civil", PartyKind.PERSON).review_fine_yuan == 0


def test_the_periods_of_a_notice_skip_the_holidays():
    periods = notice_periods(terms=TERMS, served_on=date(2026, 4, 30), offers_hearing=True)

    assert periods.defence_due_on == date(2026, 5, 11)
    assert periods.hearing_due_on == date(2026, 5, 11)


def test_a_notice_without_hearing_right_has_no_period_to_ask_for_one():
    periods = notice_periods(terms=TERMS, served_on=date(2026, 4, 30), offers_hearing=False)

    assert periods.hearing_due_on is None
