"""An agency at work: its newest pack and its powers of the day, as their own queries say."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from mingjian.law.violations import Line
from mingjian.registry.models import AgencyPower
from mingjian.registry.offices import find_office
from mingjian.registry.packs import PackNotLoaded, current_pack
from tests.access.make import MONDAY
from tests.registry.make import make_agency

pytestmark = pytest.mark.django_db
TODAY = MONDAY.date()


def test_an_office_is_its_agency_with_pack_and_powers_in_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    agency = make_agency(lines=tuple(Line)[:2])

    with django_assert_num_queries(1):
        office = find_office(agency_id=agency.id, on=TODAY)

    assert office is not None
    assert office.agency == agency
    assert office.pack_hash == current_pack(agency).hash
    assert office.lines == {line.value for line in tuple(Line)[:2]}


def test_a_power_counts_on_its_days_only() -> None:
    agency = make_agency(lines=[next(iter(Line))])
    since = AgencyPower.objects.get(agency=agency).since

    office = find_office(agency_id=agency.id, on=since - timedelta(days=1))

    assert office is not None
    assert office.lines == frozenset()


def test_there_is_no_office_without_an_agency_and_no_case_without_a_pack() -> None:
    agency = make_agency()
    type(agency).objects.filter(id=agency.id).update(pack_id="none")

    assert find_office(agency_id=None, on=TODAY) is None
    with pytest.raises(PackNotLoaded):
        find_office(agency_id=agency.id, on=TODAY)
