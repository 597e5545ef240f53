"""Camps."""

from __future__ import annotations

from mingjian.access.camps import CAMP_OF_ROLE, Camp
from mingjian.law.roles import Role


def test_every_role_belongs_to_one_camp_and_each_administrator_stands_alone() -> None:
    assert set(CAMP_OF_ROLE) == set(Role)
    for camp in (Camp.SYSTEM, Camp.SECURITY, Camp.AUDIT):
        assert [role for role, its in CAMP_OF_ROLE.items() if its is camp] == [f"{camp}_admin"]
