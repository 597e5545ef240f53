"""Entries show when their page exists and the role may enter."""

from __future__ import annotations

import pytest

from mingjian.desk.navigation import ENTRIES, page_for
from mingjian.law.roles import Role


def test_a_page_nobody_has_built_has_no_address() -> None:
    assert page_for("nowhere", role=Role.CASE_OFFICER) == ""


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN])
def test_the_three_administrators_have_no_way_to_cases(role: Role) -> None:
    assert page_for("cases", role=role) == ""
    assert page_for("todo", role=role) == ""


def test_case_roles_have_a_way_to_cases() -> None:
    assert page_for("cases", role=Role.LEGAL_REVIEWER) == "/cases/"


def test_no_two_entries_share_words_or_an_icon() -> None:
    assert len({entry.label for entry in ENTRIES}) == len(ENTRIES)
    assert len({entry.icon for entry in ENTRIES}) == len(ENTRIES)
