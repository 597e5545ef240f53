"""What no account can be, tried past every line of our code."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from mingjian.access.camps import CAMP_OF_ROLE, Camp
from mingjian.access.models import RoleGrant, User
from mingjian.journal.ids import new_id
from mingjian.law.roles import Role
from tests.access.make import LONG_AGO, make_user
from tests.conftest import url_for
from tests.naming import plain_id

ADMINISTRATORS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)


def run(statement: str, *values: Any) -> None:
    """Run it and check what would be checked at commit, except that it was journalled."""
    with transaction.atomic(), connection.cursor() as sql:
        sql.execute(statement, values)
        sql.execute("SET CONSTRAINTS grant_in_camp_of_user IMMEDIATE")


def insert_grant(user: User, wanted: Role, **changes: Any) -> None:
    values = {
        "id": new_id(),
        "user_id": user.id,
        "camp": user.camp,
        "person_id": user.person_id,
        "role": wanted.value,
        "since": LONG_AGO,
        "until": None,
        "granted_by_person_id": new_id(),
        **changes,
    }
    marks = ", ".join(["%s"] * len(values))
    run(f"INSERT INTO access_rolegrant ({', '.join(values)}) VALUES ({marks})", *values.values())


def test_there_is_no_superuser_column() -> None:
    columns = {field.column for field in User._meta.concrete_fields}

    assert not columns & {"is_superuser", "is_staff", "last_login"}


@pytest.mark.django_db
@pytest.mark.parametrize(("held", "wanted"), list(combinations(ADMINISTRATORS, 2)), ids=plain_id)
def test_nobody_unites_two_of_the_three_administrators(held: Role, wanted: Role) -> None:
    user = make_user(held)

    for camp in (user.camp, CAMP_OF_ROLE[wanted]):
        with pytest.raises(DatabaseError, match=r"grant_role_of_camp|grant_in_camp_of_user"):
            insert_grant(user, wanted, camp=str(camp))


@pytest.mark.django_db
@pytest.mark.parametrize("held", ADMINISTRATORS)
@pytest.mark.parametrize("wanted", [role for role in Role if role not in ADMINISTRATORS])
def test_no_administrator_does_business(held: Role, wanted: Role) -> None:
    user = make_user(held)

    for camp in (user.camp, Camp.BUSINESS):
        with pytest.raises(DatabaseError, match=r"grant_role_of_camp|grant_in_camp_of_user"):
            insert_grant(user, wanted, camp=str(camp))


@pytest.mark.django_db
def test_a_second_account_of_the_same_person_is_refused() -> None:
    first = make_user(Role.AUDIT_ADMIN)
    second = make_user(Role.CASE_OFFICER)

    with pytest.raises(DatabaseError, match="person_id"):
        run(
            "INSERT INTO access_user (id, person_id, username, name, staff_number, division_code,"
            " camp, is_active, password) SELECT %s, %s, 'second', name, '', '', camp, true, ''"
            " FROM access_user WHERE id = %s",
            *(new_id(), first.person_id, second.id),
        )


@pytest.mark.django_db
def test_a_grant_names_the_person_of_its_account() -> None:
    user = make_user(Role.CASE_OFFICER)

    with pytest.raises(DatabaseError, match="grant_in_camp_of_user"):
        insert_grant(user, Role.AGENCY_HEAD, person_id=new_id())


@pytest.mark.django_db
def test_nobody_grants_a_role_to_oneself() -> None:
    user = make_user(Role.SECURITY_ADMIN)

    with pytest.raises(DatabaseError, match="grant_not_to_oneself"):
        insert_grant(user, Role.SECURITY_ADMIN, granted_by_person_id=user.person_id)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"until": "2019-12-31"}, "grant_ends_after_start"),
        ({"role": "case_officer"}, "grant_open_once"),
        ({"role": "emperor"}, "grant_role_of_camp"),
    ],
    ids=plain_id,
)
def test_an_impossible_grant_is_refused(changes: dict[str, Any], constraint: str) -> None:
    user = make_user(Role.CASE_OFFICER)

    with pytest.raises(DatabaseError, match=constraint):
        insert_grant(user, Role.AGENCY_HEAD, **changes)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("camp = 'audit'", "frozen once set"),
        ("person_id = gen_random_uuid()", "frozen once set"),
        ("username = 'Zhang San'", "user_username_plain"),
        ("name = ''", "user_has_name"),
        ("division_code = '23x'", "user_division_code_shape"),
    ],
)
def test_an_impossible_account_is_refused(change: str, constraint: str) -> None:
    user = make_user(Role.CASE_OFFICER)

    with pytest.raises(DatabaseError, match=constraint):
        run(f"UPDATE access_user SET {change} WHERE id = %s", user.id)


@pytest.mark.parametrize("table", ["access_user", "access_rolegrant", "access_subjectkey"])
def test_accounts_grants_and_keys_never_go(table: str, fresh_database: str) -> None:
    with (
        psycopg.connect(url_for("mingjian_owner", fresh_database)) as owner,
        pytest.raises(psycopg.Error, match="append-only"),
    ):
        owner.execute(f"TRUNCATE {table} CASCADE")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    ["role = 'agency_head'", "since = '2021-01-01'", "granted_by_person_id = gen_random_uuid()"],
)
def test_a_grant_is_ended_and_never_rewritten(change: str) -> None:
    make_user(Role.CASE_OFFICER)

    with pytest.raises(DatabaseError, match="frozen once set"):
        run(f"UPDATE access_rolegrant SET {change}")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE access_user SET is_active = false",
        "UPDATE access_rolegrant SET until = '2026-01-01'",
    ],
)
def test_nothing_changes_without_an_entry(
    statement: str, app_connection: psycopg.Connection[tuple[object, ...]]
) -> None:
    make_user(Role.CASE_OFFICER)

    with pytest.raises(psycopg.Error, match="without a journal entry"):
        app_connection.execute(statement)

    assert User.objects.get().is_active
    assert RoleGrant.objects.get().until is None
