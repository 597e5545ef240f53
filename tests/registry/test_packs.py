"""Law packs: every snapshot kept, the running ones untouched by a switch."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mingjian.journal.models import Entry
from mingjian.law.breach import MoveRefused
from mingjian.law.lawbook import load_lawbook, pack_ids
from mingjian.law.roles import Role
from mingjian.registry.models import LawPack
from mingjian.registry.packs import (
    PackNotLoaded,
    current_pack,
    lawbook_by_hash,
    load_packs,
    switch_pack,
)
from tests.access.make import MONDAY, actor
from tests.registry.make import SYSTEM, make_agency

pytestmark = pytest.mark.django_db


def test_every_shipped_pack_is_kept_once() -> None:
    first = load_packs(by=SYSTEM, at=MONDAY)
    second = load_packs(by=SYSTEM, at=MONDAY)

    assert [pack.pack_id for pack in first] == list(pack_ids())
    assert second == []
    assert Entry.objects.filter(kind="pack_loaded").count() == len(pack_ids())


def test_a_kept_law_book_comes_back_whole() -> None:
    load_packs(by=SYSTEM, at=MONDAY)
    book = load_lawbook("qiyang")
    lawbook_by_hash.cache_clear()

    kept = lawbook_by_hash(book.hash)

    assert kept == book
    assert kept.values(on=MONDAY.date()) == book.values(on=MONDAY.date())


def test_an_unknown_hash_is_a_mistake_of_ours() -> None:
    with pytest.raises(PackNotLoaded, match="no law pack with hash"):
        lawbook_by_hash("0" * 64)


def test_an_agency_works_under_the_snapshot_loaded_last() -> None:
    agency = make_agency(pack_id="binxian")
    newer = LawPack.objects.create(
        hash="1" * 64,
        pack_id="binxian",
        version="next",
        name="宾县",
        content={},
        loaded_at=MONDAY + timedelta(days=1),
    )

    assert current_pack(agency) == newer


def test_a_superseded_snapshot_does_not_come_back_silently() -> None:
    load_packs(by=SYSTEM, at=MONDAY)
    LawPack.objects.create(
        hash="1" * 64,
        pack_id="binxian",
        version="next",
        name="宾县",
        content={},
        loaded_at=MONDAY + timedelta(days=1),
    )

    with pytest.raises(ValueError, match="was superseded by next"):
        load_packs(by=SYSTEM, at=MONDAY)


def test_a_pack_never_loaded_is_named() -> None:
    agency = make_agency()
    agency.pack_id = "nowhere"

    with pytest.raises(PackNotLoaded, match="'nowhere' was never loaded"):
        current_pack(agency)


def test_a_switch_is_for_new_cases_and_recorded() -> None:
    agency = make_agency(pack_id="binxian")
    before = current_pack(agency)

    switched = switch_pack(agency_id=agency.id, pack_id="qiyang", by=SYSTEM, at=MONDAY)

    assert current_pack(switched).pack_id == "qiyang"
    assert lawbook_by_hash(before.hash).id == "binxian"
    entry = Entry.objects.get(stream_id=agency.id, kind="pack_switched")
    assert (entry.payload["before"], entry.payload["after"]) == ("binxian", "qiyang")


@pytest.mark.parametrize(
    ("pack_id", "sentence"),
    [("binxian", "已在使用该法律参数包"), ("nowhere", "尚未载入")],
)
def test_a_switch_to_the_same_or_to_nothing_is_refused(pack_id: str, sentence: str) -> None:
    agency = make_agency(pack_id="binxian")

    with pytest.raises(MoveRefused, match=sentence):
        switch_pack(agency_id=agency.id, pack_id=pack_id, by=SYSTEM, at=MONDAY)


@pytest.mark.parametrize("role", [Role.AGENCY_HEAD, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN])
def test_only_the_system_administrator_loads_and_switches(role: Role) -> None:
    agency = make_agency()

    with pytest.raises(MoveRefused, match="不能载入法律参数包"):
        load_packs(by=actor(role), at=MONDAY)
    with pytest.raises(MoveRefused, match="不能更换法律参数包"):
        switch_pack(agency_id=agency.id, pack_id="qiyang", by=actor(role), at=MONDAY)
