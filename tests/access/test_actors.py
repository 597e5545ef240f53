"""Actors: one account, one role, one purpose at a time."""

from __future__ import annotations

from datetime import date

import pytest

from mingjian.access.actors import NoSuchRole, actor_for, actor_in_any_role
from mingjian.journal.ids import new_id
from mingjian.law.roles import Actor, Role
from tests.access.make import make_user

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 11)


def test_an_account_acts_as_its_person_in_a_role_held_that_day() -> None:
    agency_id = new_id()
    user = make_user(Role.CASE_OFFICER, agency_id=agency_id, name="王五")

    by = actor_for(user=user, role=Role.CASE_OFFICER, purpose="办理案件", on=TODAY)

    assert by == Actor(user.person_id, "王五", Role.CASE_OFFICER, agency_id, "办理案件")


def test_a_role_not_held_is_refused_in_a_sentence() -> None:
    user = make_user(Role.CASE_OFFICER)

    with pytest.raises(NoSuchRole, match="您目前不担任机关负责人"):
        actor_for(user=user, role=Role.AGENCY_HEAD, purpose="审批", on=TODAY)
    with pytest.raises(NoSuchRole):
        actor_for(user=user, role=Role.CASE_OFFICER, purpose="办理案件", on=date(2019, 1, 1))


def test_without_any_role_nobody_acts() -> None:
    with pytest.raises(NoSuchRole, match="没有任何岗位"):
        actor_in_any_role(user=make_user(), purpose="登录系统", on=TODAY)
