"""Scopes: a further role never takes away, a narrower scope never adds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.access.accounts import disable_account
from mingjian.access.models import User
from mingjian.access.scopes import REACH_OF_ROLE, Scope, division_prefix, may_see, scope_of, seen_by
from mingjian.journal.ids import new_id
from mingjian.law.roles import Role
from tests.access.make import MONDAY, actor, make_user

AGENCIES = [UUID(int=number) for number in (1, 2, 3)]
CODES = ["230125", "230126", "230199", "220101", "2301", "23"]
ROLES = st.frozensets(st.sampled_from(Role))
SCOPES = st.builds(
    Scope,
    person_id=st.just(UUID(int=9)),
    agency_id=st.none() | st.sampled_from(AGENCIES),
    division_prefix=st.sampled_from(["", "23", "2301", "230125", "22"]),
    roles=ROLES,
)
THINGS = st.fixed_dictionaries(
    {"agency_id": st.none() | st.sampled_from(AGENCIES), "division_code": st.sampled_from(CODES)}
)
THE_THINGS: list[dict[str, Any]] = [
    {"agency_id": agency, "division_code": code} for agency in [None, *AGENCIES] for code in CODES
]


def seen(scope: Scope) -> list[dict[str, Any]]:
    return [thing for thing in THE_THINGS if may_see(scope, **thing)]


@given(SCOPES, st.sampled_from(Role))
def test_adding_a_role_never_removes(scope: Scope, role: Role) -> None:
    wider = replace(scope, roles=scope.roles | {role})

    assert all(thing in seen(wider) for thing in seen(scope))


@given(SCOPES, st.sampled_from(["230125", "23012", "2301", "23"]))
def test_narrowing_the_division_never_adds(scope: Scope, longer: str) -> None:
    if scope.division_prefix and longer.startswith(scope.division_prefix):
        narrower = replace(scope, division_prefix=longer)
        assert all(thing in seen(scope) for thing in seen(narrower))


@given(SCOPES)
def test_taking_agency_or_division_away_never_adds(scope: Scope) -> None:
    for narrower in (replace(scope, agency_id=None), replace(scope, division_prefix="")):
        assert all(thing in seen(scope) for thing in seen(narrower))


@given(SCOPES, THINGS)
def test_without_a_role_nobody_sees_anything(scope: Scope, thing: dict[str, Any]) -> None:
    assert not may_see(replace(scope, roles=frozenset()), **thing)


def test_an_empty_division_means_none_and_not_the_whole_country() -> None:
    scope = Scope(new_id(), roles=frozenset({Role.SUPERVISOR}))

    assert not seen(scope)


@pytest.mark.parametrize(
    ("role", "count"),
    [
        (Role.CASE_OFFICER, 6),
        (Role.AGENCY_HEAD, 6),
        (Role.LEGAL_REVIEWER, 6),
        (Role.SUPERVISOR, 16),
        (Role.SYSTEM_ADMIN, 0),
        (Role.SECURITY_ADMIN, 0),
        (Role.AUDIT_ADMIN, 0),
    ],
)
def test_each_role_reaches_so_far(role: Role, count: int) -> None:
    scope = Scope(new_id(), AGENCIES[0], "2301", frozenset({role}))

    assert len(seen(scope)) == count


def test_every_role_has_a_reach() -> None:
    assert set(REACH_OF_ROLE) == set(Role)


@pytest.mark.parametrize(
    ("code", "prefix"),
    [
        ("230000", "23"),
        ("230100", "2301"),
        ("230125", "230125"),
        ("23", "23"),
        ("2301", "2301"),
        ("", ""),
    ],
)
def test_a_division_code_becomes_the_prefix_of_all_below(code: str, prefix: str) -> None:
    assert division_prefix(code) == prefix


@pytest.mark.django_db
def test_the_scope_of_an_account_is_what_it_holds_that_day() -> None:
    user = make_user(Role.SUPERVISOR, agency_id=AGENCIES[0], division_code="230100")

    assert scope_of(user, on=MONDAY.date()) == Scope(
        user.person_id, AGENCIES[0], "2301", frozenset({Role.SUPERVISOR})
    )
    assert scope_of(user, on=date(2019, 1, 1)).roles == frozenset()


@pytest.mark.django_db
def test_a_disabled_account_sees_nothing() -> None:
    user = make_user(Role.CASE_OFFICER, agency_id=AGENCIES[0])
    disable_account(user_id=user.id, reason="调离", by=actor(Role.SECURITY_ADMIN), at=MONDAY)

    assert not seen(scope_of(User.objects.get(id=user.id), on=MONDAY.date()))


@pytest.mark.django_db
def test_the_filter_agrees_with_the_function() -> None:
    users = [
        make_user(agency_id=agency, division_code=code)
        for agency in (None, *AGENCIES)
        for code in ("", "230125", "220102")
    ]
    scopes = [
        Scope(new_id(), agency, prefix, frozenset({role}))
        for agency in (None, AGENCIES[0])
        for prefix in ("", "23", "230125")
        for role in Role
    ]

    for scope in scopes:
        wanted = {
            user.id
            for user in users
            if may_see(scope, agency_id=user.agency_id, division_code=user.division_code)
        }
        found = User.objects.filter(seen_by(scope, agency="agency_id", division="division_code"))
        assert set(found.values_list("id", flat=True)) == wanted
