"""Agencies and items: everybody reads, the system administrator keeps."""

from __future__ import annotations

from datetime import date

import pytest

from mingjian.law.roles import Role
from mingjian.law.violations import Line
from mingjian.registry.agencies import has_power
from mingjian.registry.items import NewItem, publish_item
from mingjian.registry.kinds import ItemKind
from mingjian.registry.models import Agency
from tests.access.make import MONDAY
from tests.desk.counting import queries_for
from tests.desk.make import follow, stranger, text_of
from tests.registry.make import SYSTEM, make_agency, make_officer, make_packs

pytestmark = pytest.mark.django_db
LIST, ITEMS = "/registry/", "/registry/items/"


def page_of(agency: Agency, form: str = "") -> str:
    return f"/registry/agencies/{agency.id}/{form}"


def filled(agency: Agency, **changes: str) -> dict[str, str]:
    names = ("name", "short_name", "credit_code", "legal_representative", "duties", "staffing")
    names += ("funding_source", "address", "complaint_phone", "reconsideration_body", "court")
    return {**{name: getattr(agency, name) for name in names}, **changes}


@pytest.mark.parametrize("role", list(Role))
def test_every_member_of_staff_reads_the_registers(role: Role) -> None:
    agency = make_agency()
    reader = stranger(role)

    assert agency.name in text_of(reader.get(LIST))
    assert "《测试条例》第一条" in text_of(reader.get(page_of(agency)))
    assert reader.get(ITEMS).status_code == 200


def test_the_list_counts_officers_in_office_without_assistants() -> None:
    agency = make_agency()
    make_officer(agency)
    make_officer(agency, is_assistant=True)

    page = text_of(stranger(Role.CASE_OFFICER).get(LIST, {"q": agency.name}))

    assert "1 人" in page
    assert "水利" in page


def test_many_agencies_need_no_more_queries_than_one() -> None:
    make_agency()
    reader = stranger(Role.CASE_OFFICER)
    one = queries_for(reader, LIST)
    for _ in range(4):
        make_agency()

    assert queries_for(reader, LIST) == one <= 11


def test_an_unknown_name_finds_nothing_and_says_so() -> None:
    reader = stranger(Role.CASE_OFFICER)

    assert "没有符合条件的执法主体" in text_of(reader.get(LIST, {"q": "查无此局"}))


def test_changed_facts_are_saved_and_nothing_else() -> None:
    agency, keeper = make_agency(), stranger(Role.SYSTEM_ADMIN)

    answer = keeper.post(page_of(agency, "edit/"), filled(agency, address="测试县新址路2号"))

    agency.refresh_from_db()
    assert agency.address == "测试县新址路2号"
    assert "执法主体信息已变更" in text_of(follow(keeper, answer))


def test_a_form_without_changes_is_refused() -> None:
    agency, keeper = make_agency(), stranger(Role.SYSTEM_ADMIN)

    answer = keeper.post(page_of(agency, "edit/"), filled(agency))

    assert answer.status_code == 409
    assert "没有需要变更的内容" in text_of(answer)


def test_a_power_is_granted_and_ended() -> None:
    agency, keeper = make_agency(lines=()), stranger(Role.SYSTEM_ADMIN)
    typed = {"line": "water", "cite": "《水法》第十二条", "since": "2026-01-01"}

    keeper.post(page_of(agency, "power/"), typed)
    keeper.post(page_of(agency, "power/water/end/"), {"until": "2026-07-01"})

    held = [
        has_power(agency_id=agency.id, line=Line.WATER, on=day)
        for day in (date(2026, 6, 30), date(2026, 7, 1))
    ]
    assert held == [True, False]


def test_the_same_power_twice_is_refused_with_what_was_typed() -> None:
    agency, keeper = make_agency(), stranger(Role.SYSTEM_ADMIN)
    typed = {"line": "water", "cite": "《水法》第十二条", "since": "2026-01-01"}

    answer = keeper.post(page_of(agency, "power/"), typed)

    assert answer.status_code == 409
    assert "已有水利领域的执法权限" in text_of(answer)
    assert "《水法》第十二条" in text_of(answer)


@pytest.mark.parametrize("form", ["edit/", "power/", "power/water/end/"])
def test_others_do_not_keep_agencies(form: str) -> None:
    agency, other = make_agency(), make_agency()

    assert stranger(Role.SUPERVISOR).get(page_of(agency, form)).status_code == 403
    keeper = stranger(Role.SYSTEM_ADMIN, agency_id=other.id)
    assert keeper.get(page_of(agency, form)).status_code == 404
    assert keeper.post(page_of(agency, form), {}).status_code == 404


def test_items_are_listed_by_kind_and_word() -> None:
    agency = make_agency()
    item = NewItem(
        agency_id=agency.id,
        code="JC-01",
        title="取水许可监督检查",
        kind=ItemKind.INSPECTION,
        basis="《水法》第六十条",
        since=date(2026, 1, 1),
    )
    publish_item(item=item, by=SYSTEM, at=MONDAY)
    reader = stranger(Role.CASE_OFFICER)

    assert "取水许可监督检查" in text_of(reader.get(ITEMS, {"kind": "inspection"}))
    assert "没有符合条件的执法事项" in text_of(reader.get(ITEMS, {"kind": "permit"}))
    assert "JC-01" in text_of(reader.get(ITEMS, {"q": "水法"}))


def test_an_agency_that_does_not_exist_is_not_found() -> None:
    make_packs()

    url = "/registry/agencies/00000000-0000-0000-0000-000000000001/"
    assert stranger(Role.CASE_OFFICER).get(url).status_code == 404
