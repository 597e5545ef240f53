"""The register of recorders: who may keep it, its order, who had a device when a file was made."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from mingjian.evidence.devices import (
    devices_of,
    held_by,
    move_storage,
    signature_words,
    standing_of,
)
from mingjian.law.breach import MoveRefused
from mingjian.law.devices import DeviceAct, Doubt, Standing
from mingjian.law.roles import Role
from mingjian.ops.demo.cast import Cast
from tests.access.make import actor
from tests.cases.story import make_cast
from tests.evidence.make import AT
from tests.evidence.recorders import (
    ISSUED,
    LATER,
    a_device,
    carried,
    clip,
    covertly,
    head_account,
    head_of,
    move,
    officer_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return make_cast()


def code_of(act: Callable[[], object]) -> list[str]:
    """Why it was refused."""
    with pytest.raises(MoveRefused) as refused:
        act()
    return [one.code for one in refused.value.breaches]


def test_a_device_goes_out_comes_back_is_mended_and_ends(cast: Cast) -> None:
    device, seen = a_device(cast), []
    for act in DeviceAct:
        move(device, act, cast, note="屏幕不亮。")
        found = devices_of(agency_ids=[cast.agency_id]).get()
        seen.append(standing_of(found)[0])

    assert seen == [
        *(Standing.ISSUED, Standing.IN_STORE, Standing.IN_REPAIR),
        *(Standing.IN_STORE, Standing.RETIRED),
    ]
    assert code_of(lambda: move(device, DeviceAct.ISSUE, cast)) == ["DEVICE_ORDER"]


def test_an_officer_takes_and_returns_for_nobody_else(cast: Cast) -> None:
    device, own = a_device(cast), officer_of(cast)

    other = {"by": own, "officer": cast.assisting}
    assert code_of(lambda: move(device, DeviceAct.ISSUE, cast, **other)) == ["DEVICE_OWN"]
    move(device, DeviceAct.ISSUE, cast, by=own)
    assert [one.id for one in held_by(person_id=own.person_id, agency_id=own.agency_id)] == [
        device.id
    ]
    said = {"by": own, "note": "坏了。"}
    assert code_of(lambda: move(device, DeviceAct.RETIRE, cast, **said)) == ["DEVICE_OWN"]
    move(device, DeviceAct.RETURN, cast, by=own)
    assert held_by(person_id=own.person_id, agency_id=own.agency_id) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"at": LATER + timedelta(hours=1)}, "DEVICE_TIME"),
        ({"at": ISSUED - timedelta(hours=1)}, "DEVICE_TIME"),
        ({"by": actor(Role.SUPERVISOR)}, "DUTY"),
        ({"by": actor(Role.SYSTEM_ADMIN, agency_id=actor().person_id)}, "OWN_AGENCY"),
    ],
)
def test_the_register_keeps_its_time_and_its_people(
    cast: Cast, change: dict[str, object], code: str
) -> None:
    device = carried(cast)

    assert code_of(lambda: move(device, DeviceAct.RETURN, cast, **change)) == [code]


def test_what_a_device_needs(cast: Cast) -> None:
    device = a_device(cast)

    assert code_of(lambda: a_device(cast)) == ["DEVICE_NUMBER"]
    assert code_of(lambda: a_device(cast, "2", model=" ")) == ["DEVICE_INCOMPLETE"]
    assert code_of(lambda: a_device(cast, "3", public_key="x")) == ["DEVICE_KEY"]
    assert code_of(lambda: move(device, DeviceAct.REPAIR, cast)) == ["DEVICE_REASONS"]
    stranger = make_cast().lead
    given = {"officer": stranger}
    assert code_of(lambda: move(device, DeviceAct.ISSUE, cast, **given)) == ["DEVICE_OFFICER"]


def test_the_place_of_storage_can_change(cast: Cast) -> None:
    moved = {"by": head_of(cast), "at": LATER}
    device = a_device(cast)

    kept = move_storage(device_id=device.id, storage_place="203室", **moved)

    assert kept.storage_place == "203室"
    place = {"storage_place": " "}
    assert code_of(lambda: move_storage(device_id=device.id, **place, **moved)) == [
        "DEVICE_STORAGE"
    ]


def test_a_device_in_custody_is_a_source_without_doubt(cast: Cast) -> None:
    device = carried(cast)
    own = clip(device, 1, cast)
    named = clip(device, 2, cast, captured_by=cast.lead.name)
    early = clip(device, 3, cast, captured_at=ISSUED - timedelta(days=1))
    move(device, DeviceAct.RETURN, cast, at=AT - timedelta(hours=3))
    after = clip(device, 4, cast)

    doubts = [one.device_doubt for one in (own, named, early, after)]
    assert doubts == ["", "", Doubt.NOT_HELD, Doubt.NOT_HELD]
    assert {one.source_id for one in (own, named, early, after)} == {device.id}


def test_a_device_that_nobody_registered_is_doubted(cast: Cast) -> None:
    file = clip(a_device(cast), 1, cast, device="不在册")

    assert (file.device_doubt, file.source) == (Doubt.UNREGISTERED, None)


def test_the_signature_of_a_device_is_checked_with_its_key(cast: Cast) -> None:
    key = Ed25519PrivateKey.generate()
    public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
    device = carried(cast, public_key=public)
    file = clip(device, 1, cast)
    assert signature_words(file) == "没有签名"

    file.device_signature = base64.b64encode(key.sign(bytes.fromhex(file.sha256))).decode()
    assert signature_words(file) == "签名相符"
    file.sha256 = "0" * 64
    assert signature_words(file).startswith("签名与内容不符")
    file.device_signature, file.source = "x", a_device(cast, "无钥")
    assert "没有登记公钥" in signature_words(file)


def covert(cast: Cast, **more: object) -> Callable[[], object]:
    """A covert recording, to be tried."""
    device = a_device(cast, "暗访")
    return lambda: clip(device, 1, cast, **covertly(cast, **more))


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"covert_basis": "领导口头交代"}, "EVIDENCE_COVERT_BASIS"),
        ({"covert_approver_person_id": None}, "EVIDENCE_HIDDEN"),
        ({"covert_approver": "李四"}, "EVIDENCE_COVERT_APPROVER"),
        ({}, ""),
    ],
)
def test_a_covert_recording_needs_a_clause_and_another_head(
    cast: Cast, more: dict[str, object], code: str
) -> None:
    head_account(cast)
    attempt = covert(cast, **more)

    if code:
        assert code_of(attempt) == [code]
    else:
        assert attempt().covert_approver == cast.head.name


def test_who_recorded_or_sends_does_not_approve(cast: Cast) -> None:
    head_account(cast)

    recorded = covert(cast, captured_by=cast.head.name)

    assert code_of(recorded) == ["EVIDENCE_COVERT_SELF"]


def test_without_an_account_of_a_head_nothing_is_approved(cast: Cast) -> None:
    assert code_of(covert(cast)) == ["EVIDENCE_COVERT_APPROVER"]
