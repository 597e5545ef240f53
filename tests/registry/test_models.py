"""What the registry's tables refuse, tried past every line of our code."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connection, models, transaction

from mingjian.law.violations import Line, violations
from mingjian.registry.credentials import suspend_credential
from mingjian.registry.items import NewItem, publish_item
from mingjian.registry.kinds import ItemKind, PartyKind
from mingjian.registry.models import (
    Agency,
    AgencyPower,
    Credential,
    CredentialSuspension,
    EnforcementItem,
    LawPack,
    Officer,
    Party,
)
from tests.access.make import LONG_AGO, MONDAY
from tests.naming import plain_id
from tests.registry.make import SYSTEM, make_agency, make_officer, make_party

pytestmark = pytest.mark.django_db


def make_item() -> EnforcementItem:
    one = violations(Line.WATER)[0]
    item = NewItem(make_agency().id, "1", one.title, ItemKind.PENALTY, "依据", LONG_AGO, one.id)
    return publish_item(item=item, by=SYSTEM, at=MONDAY)


def make_suspension() -> CredentialSuspension:
    card = make_officer().credentials.get()
    return suspend_credential(
        credential_id=card.id, since=LONG_AGO, until=None, reason="调查", by=SYSTEM, at=MONDAY
    )


MAKERS: dict[type[models.Model], Any] = {
    Agency: make_agency,
    AgencyPower: lambda: make_agency().powers.all()[0],
    EnforcementItem: make_item,
    Officer: make_officer,
    Credential: lambda: make_officer().credentials.get(),
    CredentialSuspension: make_suspension,
    Party: make_party,
    LawPack: lambda: LawPack.objects.get(pack_id=make_agency().pack_id),
}

CHANGES = [
    (Agency, "name = ''", "agency_is_named"),
    (Agency, "number_prefix = ''", "agency_is_named"),
    (Agency, "court = ''", "agency_names_remedies"),
    (Agency, "reconsideration_body = ''", "agency_names_remedies"),
    (Agency, "division_code = ''", "agency_division_shape"),
    (Agency, "division_code = '23012'", "agency_division_shape"),
    (Agency, "credit_code = '9123012500000001IO'", "agency_credit_code_shape"),
    (Agency, "kind = 'other'", "agency_kind_known"),
    (Agency, "kind = 'entrusted'", "agency_entrusted_has_letter"),
    (Agency, "entrustment = '委托书'", "agency_entrusted_has_letter"),
    (Agency, "until = since", "agency_ends_after_start"),
    (Agency, "since = '2021-01-01'", "frozen once set"),
    (AgencyPower, "line = ''", "frozen once set"),
    (AgencyPower, "until = since", "power_ends_after_start"),
    (EnforcementItem, "until = since", "item_ends_after_start"),
    (EnforcementItem, "basis = ''", "frozen once set"),
    (Officer, "name = ''", "officer_is_named"),
    (Officer, "until = since", "officer_ends_after_start"),
    (Officer, "reviewer_since = '2018-01-01'", "officer_reviewer_qualified"),
    (Officer, "is_assistant = true", "credential_of_no_assistant"),
    (Officer, "person_id = gen_random_uuid()", "frozen once set"),
    (Credential, "valid_until = valid_from - 1", "credential_ends_after_start"),
    (Credential, "is_assistant = true", "credential_not_for_assistant"),
    (Credential, "number = 'x'", "frozen once set"),
    (CredentialSuspension, "reason = ''", "frozen once set"),
    (CredentialSuspension, "until = since", "suspension_ends_after_start"),
    (Party, "name = ''", "party_is_named"),
    (Party, "kind = 'person'", "frozen once set"),
    (Party, "credit_code = ''", "party_business_has_code"),
    (Party, "credit_code = '123'", "party_credit_code_shape"),
    (Party, "gender = '男'", "party_organisation_has_no_body"),
    (Party, "birth_on = '1990-01-01'", "party_organisation_has_no_body"),
    (Party, "id_number = '\\x01'", "party_id_is_whole"),
    (LawPack, "content = '{}'", "append-only"),
]


def execute(statement: str, *values: Any) -> None:
    with transaction.atomic(), connection.cursor() as sql:
        sql.execute(statement, values)
        sql.execute("SET CONSTRAINTS ALL IMMEDIATE")


def key(row: models.Model) -> tuple[str, Any]:
    assert row._meta.pk
    return str(row._meta.pk.column), row.pk


@pytest.mark.parametrize(
    ("model", "change", "constraint"),
    CHANGES,
    ids=lambda value: getattr(value, "__name__", value),
)
def test_an_impossible_change_is_refused(
    model: type[models.Model], change: str, constraint: str
) -> None:
    column, value = key(MAKERS[model]())

    with pytest.raises(DatabaseError, match=constraint):
        execute(f"UPDATE {model._meta.db_table} SET {change} WHERE {column} = %s", value)


@pytest.mark.parametrize("model", MAKERS, ids=lambda model: model.__name__)
def test_no_row_ever_goes(model: type[models.Model]) -> None:
    column, value = key(MAKERS[model]())

    with pytest.raises(DatabaseError, match="append-only"):
        execute(f"DELETE FROM {model._meta.db_table} WHERE {column} = %s", value)


def copy_of(row: models.Model, **changes: Any) -> None:
    """Insert a copy with a new id."""
    columns = [field.column for field in row._meta.concrete_fields if not field.primary_key]
    picked = ", ".join(f"%({name})s" if name in changes else f'"{name}"' for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    with transaction.atomic(), connection.cursor() as sql:
        sql.execute(
            f"INSERT INTO {row._meta.db_table} (id, {names})"
            f" SELECT gen_random_uuid(), {picked} FROM {row._meta.db_table} WHERE id = %(id)s",
            {**changes, "id": row.pk},
        )
        sql.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize(
    ("model", "changes", "constraint"),
    [
        (Agency, {}, "agency_prefix_once"),
        (Agency, {"number_prefix": "另"}, "agency_name_once"),
        (AgencyPower, {}, "power_open_once"),
        (AgencyPower, {"line": ""}, "power_has_line_and_source"),
        (AgencyPower, {"cite": ""}, "power_has_line_and_source"),
        (EnforcementItem, {}, "item_code_once"),
        (EnforcementItem, {"basis": ""}, "item_is_named"),
        (EnforcementItem, {"kind": "other"}, "item_kind_known"),
        (EnforcementItem, {"violation_id": ""}, "item_penalty_names_violation"),
        (Officer, {}, "person_id"),
        (Credential, {}, "number"),
        (Credential, {"number": ""}, "credential_is_complete"),
        (Credential, {"area": "x"}, "credential_area_shape"),
        (CredentialSuspension, {"reason": ""}, "suspension_has_reason"),
        (CredentialSuspension, {"kind": "other"}, "suspension_kind_known"),
        (
            CredentialSuspension,
            {"kind": "revoked", "until": "2027-01-01"},
            "suspension_only_ends_if_temporary",
        ),
        (Party, {}, "party_code_once"),
        (Party, {"kind": "other"}, "party_kind_known"),
        (Party, {"kind": "person"}, "party_person_has_id_only"),
    ],
    ids=plain_id,
)
def test_an_impossible_row_is_refused(
    model: type[models.Model], changes: dict[str, Any], constraint: str
) -> None:
    row = MAKERS[model]()

    with pytest.raises(DatabaseError, match=constraint):
        copy_of(row, **changes)


def test_a_suspension_belongs_to_the_officer_of_its_card() -> None:
    row, other = make_suspension(), make_officer()

    with pytest.raises(DatabaseError, match="suspension_of_officers_credential"):
        copy_of(row, officer_id=other.id)


def test_an_assistant_holds_no_card_even_by_hand() -> None:
    card, assistant = make_officer().credentials.get(), make_officer(is_assistant=True)

    with pytest.raises(DatabaseError, match="credential_of_no_assistant"):
        copy_of(card, officer_id=assistant.id, number="by hand")


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        (
            {"id_number_index": "", "id_number": b"", "id_kind": ""},
            "party_person_has_id_only",
        ),
        ({"credit_code": "91230125MA0000001X"}, "party_person_has_id_only"),
        ({"is_micro": True}, "party_person_has_id_only"),
        ({"id_kind": "other"}, "party_id_is_whole"),
        ({"id_number": b""}, "party_id_is_whole"),
        ({"gender": "x"}, "party_gender_known"),
        ({}, "party_person_once"),
    ],
    ids=plain_id,
)
def test_an_impossible_person_is_refused(change: dict[str, Any], constraint: str) -> None:
    person = make_party(PartyKind.PERSON)

    with pytest.raises(DatabaseError, match=constraint):
        copy_of(person, **change)


@pytest.mark.parametrize("change", [{"hash": "xyz"}, {"version": ""}])
def test_an_impossible_pack_is_refused(change: dict[str, str]) -> None:
    values = {"hash": "0" * 64, "pack_id": "x", "version": "1", "name": "x"}

    with pytest.raises(DatabaseError, match="law_pack_"), transaction.atomic():
        LawPack.objects.create(**{**values, **change}, content={}, loaded_at=MONDAY)
