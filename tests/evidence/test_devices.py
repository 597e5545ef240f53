"""The register of recorders: who may keep it, its order, who had a device when a file was made."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from mingjian.evidence.devices import (
    devices_of,
    held_by,
    move_storage,
    standing_of,
)
from mingjian.evidence.models import Device
from mingjian.evidence.signing import Signed, signature_of
from mingjian.law.breach import MoveRefused
from mingjian.law.devices import DeviceAct, Doubt, Standing, recording_statement
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


def signing(cast: Cast, number: str = "ZF-0001") -> tuple[Device, Ed25519PrivateKey]:
    """A carried device that signs, and its key."""
    key = Ed25519PrivateKey.generate()
    public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
    return carried(cast, number, public_key=public), key


def signed(key: Ed25519PrivateKey, text: bytes) -> dict[str, str]:
    """What the device adds to its clip."""
    return {"device_signature": base64.b64encode(key.sign(text)).decode()}


def text_of(number: int, sequence: int, **more: Any) -> bytes:
    """What ZF-0001 signs of its clip, made at the usual time."""
    content = f"clip {number}".encode()
    told = {"captured_at": AT - timedelta(hours=2), "size": len(content), **more}
    sha256 = hashlib.sha256(content).hexdigest()
    return recording_statement(device="ZF-0001", sequence=sequence, sha256=sha256, **told)


def test_a_clip_signed_whole_is_a_source_without_doubt(cast: Cast) -> None:
    device, key = signing(cast)

    file = clip(device, 1, cast, **signed(key, text_of(1, 1)))

    assert (signature_of(file), file.device_doubt) == (Signed.WHOLE, "")


def test_a_device_that_signs_only_the_hash_covers_no_number_and_no_time(cast: Cast) -> None:
    device, key = signing(cast)
    digest = hashlib.sha256(b"clip 1").digest()

    file = clip(device, 1, cast, **signed(key, digest))

    assert (signature_of(file), file.device_doubt) == (Signed.CONTENT, "")


def test_a_signature_over_another_number_time_or_size_is_doubted_for_good(cast: Cast) -> None:
    device, key = signing(cast)
    texts = [
        text_of(1, 2),
        text_of(1, 1, captured_at=AT),
        text_of(1, 1, size=7),
        text_of(2, 1),
    ]

    doubts = [clip(device, 1, cast, **signed(key, one)).device_doubt for one in texts]

    assert doubts == [Doubt.WRONG_SIGNATURE] * 4


def test_another_device_or_no_signature_does_not_pass_for_one_that_signs(cast: Cast) -> None:
    device, _ = signing(cast)
    stranger = Ed25519PrivateKey.generate()

    strange = clip(device, 1, cast, **signed(stranger, text_of(1, 1)))
    spoilt = clip(device, 1, cast, device_signature="x")
    bare = clip(device, 1, cast)

    assert {strange.device_doubt, spoilt.device_doubt} == {Doubt.WRONG_SIGNATURE}
    assert (bare.device_doubt, signature_of(bare)) == (Doubt.UNSIGNED, Signed.MISSING)


def test_a_signature_without_a_registered_key_says_that_it_cannot_be_checked(cast: Cast) -> None:
    plain = carried(cast, "无钥")

    unkeyed = clip(plain, 1, cast, device_signature="x")

    assert (signature_of(unkeyed), unkeyed.device_doubt) == (Signed.NO_KEY, "")
    assert signature_of(clip(plain, 2, cast)) is Signed.NONE


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
