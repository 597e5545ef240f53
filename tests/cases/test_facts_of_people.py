"""Officers and their cards: valid on the day of the act, renewed, stopped, with gaps between."""

from __future__ import annotations

from datetime import date

import pytest

from mingjian.cases.facts_of_people import officer_facts, party_facts
from mingjian.law.procedure import OfficerFacts, PartyKind
from mingjian.ops.demo.story import Person
from mingjian.registry.credentials import (
    NewCredential,
    cancel_credential,
    issue_credential,
    suspend_credential,
)
from mingjian.registry.models import Credential, Officer, Party
from tests.cases.story import EARLY, an_administrator, hire, make_cast, make_plot

pytestmark = pytest.mark.django_db


def an_officer() -> Person:
    """Somebody with one card, valid from 2024 to the end of 2028."""
    return hire(make_cast().agency_id, "钱八")


def renew(person: Person, *, since: date, until: date = date(2030, 12, 31)) -> None:
    """A further card."""
    card = NewCredential(
        number=f"续{person.name}{since:%Y%m%d}",
        category="市场监管",
        area="230125",
        issued_by="测试用：省人民政府",
        valid_from=since,
        valid_until=until,
    )
    issue_credential(officer_id=person.officer_id, credential=card, by=an_administrator(), at=EARLY)


def card_of(person: Person) -> Credential:
    """The first card."""
    return Credential.objects.filter(officer_id=person.officer_id).earliest("valid_from")


def facts(person: Person) -> OfficerFacts:
    """As the rules see the officer."""
    return officer_facts(Officer.objects.get(id=person.officer_id))


def test_a_card_is_good_from_its_first_to_its_last_day() -> None:
    seen = facts(an_officer())

    days = [date(2023, 12, 31), date(2024, 1, 1), date(2028, 12, 31), date(2029, 1, 1)]
    assert [seen.valid_on(day) for day in days] == [False, True, True, False]


def test_a_person_without_a_card_is_good_on_no_day() -> None:
    clerk = hire(make_cast().agency_id, "钱八", enforces=False)

    assert not facts(clerk).valid_on(date(2026, 3, 2))


def test_a_suspension_covers_its_days_only() -> None:
    officer = an_officer()
    suspend_credential(
        credential_id=card_of(officer).id,
        since=date(2026, 3, 1),
        until=date(2026, 4, 1),
        reason="年度考核不合格。",
        by=an_administrator(),
        at=EARLY,
    )

    seen = facts(officer)

    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1)]
    assert [seen.valid_on(day) for day in days] == [True, False, False, True]


def test_a_cancelled_card_makes_room_for_the_next_one() -> None:
    officer = an_officer()
    cancel_credential(
        credential_id=card_of(officer).id,
        since=date(2026, 3, 1),
        reason="换发新证。",
        by=an_administrator(),
        at=EARLY,
    )

    assert not facts(officer).valid_on(date(2026, 3, 2))
    renew(officer, since=date(2026, 4, 1))
    assert [facts(officer).valid_on(date(2026, month, 1)) for month in (2, 3, 4)] == [
        True,
        False,
        True,
    ]


def test_days_between_two_cards_do_not_count() -> None:
    officer = an_officer()
    renew(officer, since=date(2029, 2, 1))

    seen = facts(officer)

    assert seen.valid_on(date(2028, 12, 31))
    assert not seen.valid_on(date(2029, 1, 31))
    assert seen.valid_on(date(2029, 2, 1))


def test_a_party_is_seen_with_its_kind() -> None:
    plot = make_plot(make_cast())

    assert party_facts(Party.objects.get(id=plot.party_id)).kind is PartyKind.ORGANISATION
