"""Agencies: checked, unique, their powers dated."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

import pytest

from mingjian.journal.ids import new_id
from mingjian.journal.models import Entry
from mingjian.law.breach import MoveRefused
from mingjian.law.roles import Role
from mingjian.law.violations import Line
from mingjian.registry.agencies import (
    NewAgency,
    end_power,
    grant_power,
    has_power,
    register_agency,
    update_agency,
)
from mingjian.registry.kinds import AgencyKind
from mingjian.registry.models import Agency
from tests.access.make import LONG_AGO, MONDAY, actor
from tests.naming import plain_id
from tests.registry.make import SYSTEM, credit_code, make_agency, make_packs

pytestmark = pytest.mark.django_db

NEW = NewAgency(
    name="测试县水务局",
    short_name="水务局",
    number_prefix="测水",
    division_code="230125",
    pack_id="binxian",
    reconsideration_body="测试县人民政府",
    court="测试县人民法院",
    since=LONG_AGO,
)
TODAY, TOMORROW = date(2026, 5, 11), date(2026, 5, 12)


def register(**changes: Any) -> Agency:
    make_packs()
    return register_agency(agency=NewAgency(**{**asdict(NEW), **changes}), by=SYSTEM, at=MONDAY)


def test_an_agency_is_registered_with_its_codes_in_normal_form() -> None:
    agency = register(division_code="2301", credit_code=credit_code(7).lower())

    assert (agency.division_code, agency.credit_code) == ("230100", credit_code(7))
    entry = Entry.objects.get(stream_id=agency.id)
    assert (entry.kind, entry.acted_on) == ("agency_registered", LONG_AGO)


def test_an_entrusted_body_has_its_letter() -> None:
    organ = make_agency()

    body = register(
        kind=AgencyKind.ENTRUSTED,
        entrusted_by_id=organ.id,
        entrustment="委托事项：……；权限：……；期限：自2026年1月1日起三年。",
    )

    assert list(organ.entrusted_bodies.all()) == [body]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"division_code": "999999"}, "行政区划代码“999999”不在区划代码表"),
        ({"credit_code": "123"}, "应为18位，现为3位"),
        ({"pack_id": "nowhere"}, "法律参数包“nowhere”尚未载入"),
        ({"number_prefix": "已用"}, "机关代字“已用”已被使用"),
        ({"name": "已有局"}, "执法主体“已有局”已登记"),
    ],
    ids=plain_id,
)
def test_a_wrong_agency_is_refused_in_a_sentence(changes: dict[str, Any], sentence: str) -> None:
    make_agency(name="已有局", number_prefix="已用")

    with pytest.raises(MoveRefused, match=sentence):
        register(**changes)

    assert Agency.objects.count() == 1


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SYSTEM_ADMIN])
def test_only_the_system_administrator_registers_agencies(role: Role) -> None:
    with pytest.raises(MoveRefused, match="不能登记执法主体"):
        register_agency(agency=NEW, by=actor(role), at=MONDAY)


def test_an_administrator_of_one_agency_registers_none_and_changes_its_own() -> None:
    agency = make_agency()
    own = actor(Role.SYSTEM_ADMIN, agency_id=agency.id)
    stranger = actor(Role.SYSTEM_ADMIN, agency_id=new_id())

    with pytest.raises(MoveRefused, match="不能为其他机关登记执法主体"):
        register_agency(agency=NEW, by=own, at=MONDAY)
    with pytest.raises(MoveRefused, match="不能为其他机关变更"):
        update_agency(agency_id=agency.id, changes={"duties": "x"}, by=stranger, at=MONDAY)

    changed = update_agency(agency_id=agency.id, changes={"duties": "职责"}, by=own, at=MONDAY)
    assert changed.duties == "职责"


def test_a_change_leaves_what_stood_before_in_the_record() -> None:
    agency = make_agency(address="旧址")

    update_agency(agency_id=agency.id, changes={"address": "新址"}, by=SYSTEM, at=MONDAY)

    entry = Entry.objects.get(stream_id=agency.id, kind="agency_changed")
    assert entry.payload == {"changes": {"address": ["旧址", "新址"]}}


@pytest.mark.parametrize("field", ["number_prefix", "division_code", "pack_id", "since", "kind"])
def test_what_numbers_and_cases_rest_on_is_not_simply_changed(field: str) -> None:
    agency = make_agency()

    with pytest.raises(ValueError, match="may not be changed"):
        update_agency(agency_id=agency.id, changes={field: "x"}, by=SYSTEM, at=MONDAY)


def test_a_power_holds_from_its_first_day_to_the_day_before_it_ends() -> None:
    agency = make_agency(lines=[])
    power: dict[str, Any] = {"agency_id": agency.id, "line": Line.WATER}
    grant_power(**power, cite="《水法》第十二条", since=TODAY, by=SYSTEM, at=MONDAY)

    end_power(**power, until=TOMORROW, by=SYSTEM, at=MONDAY)

    held = [has_power(**power, on=on) for on in (LONG_AGO, TODAY, TOMORROW)]
    assert held == [False, True, False]


def test_a_power_is_not_granted_twice_nor_ended_where_there_is_none() -> None:
    agency = make_agency(lines=[Line.WATER])

    with pytest.raises(MoveRefused, match="已有水利领域的执法权限"):
        grant_power(
            agency_id=agency.id, line=Line.WATER, cite="x", since=TODAY, by=SYSTEM, at=MONDAY
        )
    with pytest.raises(MoveRefused, match="没有市场监管领域的执法权限"):
        end_power(agency_id=agency.id, line=Line.MARKET, until=TODAY, by=SYSTEM, at=MONDAY)


def test_agencies_are_listed_by_division_and_day() -> None:
    county = make_agency(division_code="230125")
    make_agency(division_code="220100")

    assert list(Agency.objects.within("2301").in_force(on=TODAY)) == [county]
    assert not Agency.objects.within("2301").in_force(on=date(2019, 1, 1))
