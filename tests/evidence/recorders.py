"""Recorders for tests of the register: registered, handed out, with clips of theirs."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from mingjian.evidence.covert import rule_on_covert
from mingjian.evidence.devices import Happening, NewDevice, move_device, register_device
from mingjian.evidence.models import CovertRuling, Device, DeviceEvent, EvidenceFile
from mingjian.law.devices import DeviceAct, DeviceKind
from mingjian.law.roles import Actor, Role
from mingjian.ops.demo.cast import Cast
from tests.access.make import make_user
from tests.evidence.make import AT, received

LATER = AT + timedelta(days=1)
ISSUED = AT - timedelta(days=3)


def head_of(cast: Cast) -> Actor:
    """Who keeps the devices in these tests."""
    return cast.actor(Role.AGENCY_HEAD)


def officer_of(cast: Cast) -> Actor:
    """Who carries them."""
    return cast.actor(Role.CASE_OFFICER)


def a_device(cast: Cast, number: str = "ZF-0001", **more: Any) -> Device:
    """A body camera of the agency, in store."""
    said = {"kind": DeviceKind.BODY_CAMERA, "model": "样板型", "serial": f"SN{number}", **more}
    device = NewDevice(agency_id=cast.agency_id, number=number, storage_place="202室1柜", **said)
    return register_device(device=device, by=head_of(cast), at=ISSUED)


def move(
    device: Device,
    act: DeviceAct,
    cast: Cast,
    *,
    at: datetime = ISSUED,
    by: Actor | None = None,
    officer: Any = None,
    note: str = "",
) -> DeviceEvent:
    """One event; 领用 goes to the lead officer where nobody is named."""
    who = (officer or cast.lead).officer_id if act is DeviceAct.ISSUE else None
    happening = Happening(act, at, officer_id=who, note=note)
    return move_device(device_id=device.id, happening=happening, by=by or head_of(cast), at=LATER)


def carried(cast: Cast, number: str = "ZF-0001", **more: Any) -> Device:
    """A device that the lead officer has."""
    device = a_device(cast, number, **more)
    move(device, DeviceAct.ISSUE, cast)
    return device


def clip(of: Device, number: int, cast: Cast, **more: Any) -> EvidenceFile:
    """One clip of the device, brought in by the lead officer."""
    said = {"device": of.number, "device_sequence": number, **more}
    return received(f"clip {number}".encode(), by=officer_of(cast), **said)


def head_account(cast: Cast) -> None:
    """The head's account with its role, for what only a real account may approve."""
    head = cast.head
    make_user(Role.AGENCY_HEAD, agency_id=cast.agency_id, person_id=head.person_id, name=head.name)


def covertly(cast: Cast, **more: Any) -> dict[str, Any]:
    """What is said of a covert recording that may be."""
    return {
        "is_covert": True,
        "covert_basis": "行政处罚法第五十四条第一款（全面、客观、公正地调查，收集有关证据）",
        "covert_approver": cast.head.name,
        "covert_approver_person_id": cast.head.person_id,
        **more,
    }


def confirm(file: EvidenceFile, cast: Cast, *, confirmed: bool = True) -> CovertRuling:
    """The head who was asked says so himself."""
    said = {"opinion": "5月10日批准。", "by": head_of(cast), "at": LATER}
    return rule_on_covert(file_id=file.id, confirmed=confirmed, **said)
