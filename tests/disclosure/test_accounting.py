"""The account of numbers: every number once, as the books have it, and the database insists."""

from __future__ import annotations

from datetime import timedelta

import psycopg
import pytest

from mingjian.disclosure.accounting import count_numbers
from mingjian.disclosure.models import NumberAccount
from mingjian.disclosure.publishing import withhold_publication
from tests.disclosure.make import (
    NOW,
    TODAY_AT,
    a_choice,
    approve,
    decided,
    prepared,
    published,
)

FIGURES = ("issued", "published", "withheld", "voided", "waiting", "overdue", "other")


def figures() -> dict[str, int]:
    """What the only account says, without zeros."""
    account = NumberAccount.objects.get()
    return {name: getattr(account, name) for name in FIGURES if getattr(account, name)}


@pytest.mark.django_db
def test_a_number_is_waiting_then_overdue_then_published():
    matter = decided()
    due = matter.duty.due_on
    seen = []
    for day in (due, due + timedelta(days=1)):
        count_numbers(on=day, at=NOW)
        seen.append(figures())
    published(matter)
    count_numbers(on=due, at=NOW)

    assert seen == [{"issued": 1, "waiting": 1}, {"issued": 1, "overdue": 1}]
    assert figures() == {"issued": 1, "published": 1}


@pytest.mark.django_db
def test_what_is_not_published_stands_there_with_its_ground():
    matter = decided()
    text = approve(prepared(matter, social_effect=False), matter.office)
    withhold_publication(preparation_id=text.id, by=matter.office.clerk, **TODAY_AT)

    count_numbers(on=TODAY_AT["on"], at=NOW)

    assert figures() == {"issued": 1, "withheld": 1}
    assert NumberAccount.objects.get().withheld_by == [["不具有一定社会影响", 1]]
    assert a_choice().social_effect


@pytest.mark.parametrize(
    "change",
    [
        "issued = 0, published = 0, waiting = 0, overdue = 0",
        "issued = 5, other = 4",
        "published = published + 1",
        "mark = '不罚'",
        "year = 2020",
        "book = gen_random_uuid()",
    ],
)
def test_no_number_can_be_left_out(app_connection, change):
    decided()
    count_numbers(on=TODAY_AT["on"], at=NOW)

    with pytest.raises(psycopg.errors.IntegrityError):
        app_connection.execute(f"UPDATE disclosure_numberaccount SET {change}")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app_connection.execute("DELETE FROM disclosure_numberaccount")
