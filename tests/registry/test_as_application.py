"""The two lowest rooms at work with the rights of the application role, each act committed.

Other tests run as owner inside one transaction; here a missing grant or a missing entry shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import psycopg
import pytest

from mingjian.access.accounts import (
    change_password,
    disable_account,
    enable_account,
    reset_password,
)
from mingjian.access.grants import end_role
from mingjian.access.subject_keys import destroy_subject_key
from mingjian.journal.verifying import verify_chains
from mingjian.law.roles import Role
from mingjian.law.violations import Line, violations
from mingjian.registry.agencies import end_power, update_agency
from mingjian.registry.credentials import return_credential, revoke_credential, suspend_credential
from mingjian.registry.items import NewItem, publish_item, withdraw_item
from mingjian.registry.kinds import ItemKind, PartyKind
from mingjian.registry.models import Party
from mingjian.registry.officers import end_office, update_officer
from mingjian.registry.packs import switch_pack
from mingjian.registry.parties import update_party
from tests.access.make import LONG_AGO, MONDAY, PASSWORD, actor, make_user
from tests.journal.make import as_application
from tests.registry.make import SYSTEM, make_agency, make_credential, make_officer, make_party

TODAY, TOMORROW = date(2026, 5, 11), date(2026, 5, 12)
SECURITY = actor(Role.SECURITY_ADMIN)


@pytest.fixture(autouse=True)
def _application(fresh_database: str) -> Iterator[None]:
    with as_application():
        yield


def test_an_account_lives_its_whole_life() -> None:
    user = make_user(Role.CASE_OFFICER, Role.LEGAL_REVIEWER)
    oneself = actor(person_id=user.person_id)
    other = "another-synthetic-password"

    change_password(user_id=user.id, old=PASSWORD, new=other, by=oneself, at=MONDAY)
    reset_password(user_id=user.id, new=PASSWORD, by=SECURITY, at=MONDAY)
    end_role(user_id=user.id, role=Role.LEGAL_REVIEWER, until=TODAY, by=SECURITY, at=MONDAY)
    disable_account(user_id=user.id, reason="调离", by=SECURITY, at=MONDAY)
    enable_account(user_id=user.id, reason="调回", by=SECURITY, at=MONDAY)

    assert (verify_chains().entries, verify_chains().faults) == (8, ())


def test_an_agency_keeps_its_lists() -> None:
    agency, one = make_agency(), violations(Line.WATER)[0]
    ids = {"agency_id": agency.id}

    update_agency(**ids, changes={"duties": "职责"}, by=SYSTEM, at=MONDAY)
    switch_pack(**ids, pack_id="qiyang", by=SYSTEM, at=MONDAY)
    new = NewItem(agency.id, "1", one.title, ItemKind.PENALTY, "依据", LONG_AGO, one.id)
    item = publish_item(item=new, by=SYSTEM, at=MONDAY)
    withdraw_item(item_id=item.id, until=TODAY, by=SYSTEM, at=MONDAY)
    end_power(**ids, line=Line.WATER, until=TODAY, by=SYSTEM, at=MONDAY)

    assert not verify_chains().faults


def test_an_officer_lives_through_office() -> None:
    officer = make_officer()
    first, second = officer.credentials.get(), make_credential(officer)

    update_officer(officer_id=officer.id, changes={"post": "科长"}, by=SYSTEM, at=MONDAY)
    suspended = suspend_credential(
        credential_id=first.id, since=TODAY, until=None, reason="调查", by=SYSTEM, at=MONDAY
    )
    return_credential(suspension_id=suspended.id, until=TOMORROW, by=SYSTEM, at=MONDAY)
    revoke_credential(credential_id=second.id, since=TODAY, reason="遗失", by=SYSTEM, at=MONDAY)
    end_office(officer_id=officer.id, until=TOMORROW, by=SYSTEM, at=MONDAY)

    assert not verify_chains().faults


def test_a_party_is_changed_read_and_forgotten() -> None:
    party = make_party(PartyKind.PERSON, phone="13800000000")

    update_party(party_id=party.id, changes={"phone": "13900000000"}, by=actor(), at=MONDAY)
    told = Party.objects.get(id=party.id).phone.open(purpose="送达", by=actor(), at=MONDAY)
    destroy_subject_key(
        subject_id=party.id, stream_kind="party", reason="期满", by=SYSTEM, at=MONDAY
    )

    assert told == "13900000000"
    assert not verify_chains().faults


@pytest.mark.parametrize("table", ["access_user", "access_sessionrecord", "registry_party"])
def test_the_portal_cannot_read_persons(
    table: str, portal_connection: psycopg.Connection[tuple[object, ...]]
) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        portal_connection.execute(f"SELECT * FROM {table}")
