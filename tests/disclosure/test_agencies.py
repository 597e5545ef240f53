"""Agency pages: the public part of the register, kept up to date, one page for one agency."""

from __future__ import annotations

import pytest

from mingjian.disclosure.agencies import publish_agency
from mingjian.disclosure.models import PublicAgency
from mingjian.journal.models import Entry
from mingjian.law.breach import MoveRefused
from mingjian.law.roles import Role
from mingjian.law.violations import Line
from mingjian.registry.agencies import update_agency
from tests.access.make import actor
from tests.disclosure.make import NOW, TODAY_AT, make_office, published
from tests.registry.make import SYSTEM, make_agency

pytestmark = pytest.mark.django_db


def test_the_page_shows_what_the_register_says():
    agency = make_agency(
        lines=[Line.MARKET],
        duties="负责本县市场监督管理。",
        complaint_phone="0451-00000001",
        funding_source="财政拨款",
    )

    page = publish_agency(agency_id=agency.id, by=make_office(agency.id).clerk, **TODAY_AT)

    assert page.slug == "230125-1"
    assert (page.name, page.kind) == (agency.name, "行政机关")
    assert (page.duties, page.funding_source) == ("负责本县市场监督管理。", "财政拨款")
    assert page.division_name == "黑龙江省哈尔滨市宾县"
    assert page.powers == [{"line": "market", "title": "市场监管", "cite": "《测试条例》第一条"}]


def test_a_page_is_brought_up_to_date_under_the_same_address():
    agency = make_agency()
    clerk = make_office(agency.id).clerk
    first = publish_agency(agency_id=agency.id, by=clerk, **TODAY_AT)
    update_agency(
        agency_id=agency.id, changes={"complaint_phone": "0451-00000009"}, by=SYSTEM, at=NOW
    )

    again = publish_agency(agency_id=agency.id, by=clerk, **TODAY_AT)

    assert (again.slug, again.complaint_phone) == (first.slug, "0451-00000009")
    assert PublicAgency.objects.count() == 1
    assert Entry.objects.filter(kind="agency.published").count() == 2


def test_two_agencies_of_a_county_have_two_addresses():
    pages = [
        publish_agency(agency_id=agency.id, by=make_office(agency.id).clerk, **TODAY_AT).slug
        for agency in (make_agency(), make_agency(), make_agency(division_code="2301"))
    ]

    assert pages == ["230125-1", "230125-2", "230100-1"]


@pytest.mark.parametrize("role", [Role.CASE_OFFICER, Role.SECRECY_REVIEWER])
def test_only_the_clerk_or_the_head_publishes_the_agency(role):
    agency = make_agency()

    with pytest.raises(MoveRefused, match="不能公示执法主体"):
        publish_agency(agency_id=agency.id, by=actor(role, agency_id=agency.id), **TODAY_AT)


def test_the_first_publication_makes_the_page():
    matter, shown = published()

    assert shown.agency.name == matter.story.case.agency.name
    assert shown.agency.published_on == TODAY_AT["on"]
