"""What stands around every page."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from mingjian.desk.context import calendar_note
from mingjian.law.roles import Role
from tests.access.make import make_user, sign_in
from tests.desk.make import stranger, text_of
from tests.registry.make import make_agency

pytestmark = pytest.mark.django_db


def test_the_top_bar_names_agency_law_pack_person_and_role(client: Client) -> None:
    agency = make_agency()
    sign_in(client, make_user(Role.CASE_OFFICER, agency_id=agency.id, name="钱七"))

    page = text_of(client.get("/account/"))

    assert agency.name in page
    assert "宾县法律参数" in page
    assert "钱七" in page
    assert "执法人员 · 本人账号" in page


def test_a_supervisor_of_no_agency_sees_the_division(client: Client) -> None:
    sign_in(client, make_user(Role.SUPERVISOR, division_code="2301"))

    page = text_of(client.get("/account/"))

    assert "黑龙江省哈尔滨市" in page


def test_administrators_have_no_case_entries() -> None:
    page = text_of(stranger(Role.SYSTEM_ADMIN).get("/account/"))

    assert 'href="/todo/"' not in page
    assert 'href="/cases/"' not in page


def test_officers_see_to_do_and_cases() -> None:
    page = text_of(stranger(Role.CASE_OFFICER, agency_id=make_agency().id).get("/account/"))

    assert 'href="/todo/"' in page
    assert 'href="/cases/"' in page


def test_a_year_without_notice_is_called_provisional() -> None:
    assert calendar_note(date(2026, 5, 11)) == "日历：国务院办公厅2026年放假通知"
    assert calendar_note(date(2031, 5, 12)) == "2031年放假安排未公布，工作日暂定"
