"""Which role a person acts in."""

from __future__ import annotations

import pytest
from django.test import Client

from mingjian.desk.acting import in_order
from mingjian.law.roles import Role
from tests.access.make import make_user, sign_in
from tests.desk.make import text_of
from tests.registry.make import make_agency

pytestmark = pytest.mark.django_db


def test_roles_are_listed_in_the_order_of_the_house() -> None:
    found = in_order(frozenset({Role.SUPERVISOR, Role.CASE_OFFICER, Role.AGENCY_HEAD}))

    assert found == [Role.CASE_OFFICER, Role.AGENCY_HEAD, Role.SUPERVISOR]


def test_without_a_choice_the_first_role_held_is_used(client: Client) -> None:
    sign_in(client, make_user(Role.AGENCY_HEAD, Role.LEGAL_REVIEWER, agency_id=make_agency().id))

    page = text_of(client.get("/account/"))

    assert "机关负责人 · 切换岗位" in page
