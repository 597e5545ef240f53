"""Recorders of the demo (设备台账): carried, in repair, in store; clips that wait for a case.

The numbers of the clips leave a gap and one came late, so that there is something to answer for.
"""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
import tempfile
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from mingjian.cases.days import BEIJING
from mingjian.evidence.describing import Description
from mingjian.evidence.devices import Happening, NewDevice, move_device, register_device
from mingjian.evidence.models import Device
from mingjian.evidence.receiving import begin_upload, receive
from mingjian.evidence.signing import statement_of
from mingjian.law.devices import DeviceAct, DeviceKind
from mingjian.law.roles import Role
from mingjian.ops.demo.cast import Cast
from mingjian.ops.demo.people import SINCE

CARRIED = "记录仪07"
_DEVICES = (
    (CARRIED, DeviceKind.BODY_CAMERA, "样板 DSJ-2", "SN2024-07"),
    ("记录仪08", DeviceKind.BODY_CAMERA, "样板 DSJ-2", "SN2024-08"),
    ("照相机01", DeviceKind.CAMERA, "样板 P-100", "SN2023-01"),
)
# 段号、采集距今几日、采集后几小时上传.
_CLIPS = ((21, 3, 2), (22, 2, 30), (25, 1, 3))
# The demo's own recorder; a real one keeps its key to itself.
_KEY = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"recorder of the demo").digest())
_PUBLIC = base64.b64encode(_KEY.public_key().public_bytes_raw()).decode()
_PHOTO = ["-f", "lavfi", "-i", "testsrc2=s=320x180", "-frames:v", "1"]


def keep_register(*, cast: Cast) -> None:
    """Three devices, once: one carried by the lead officer, one in repair, one in store."""
    if Device.objects.filter(agency_id=cast.agency_id).exists():
        return
    by, at = cast.actor(Role.AGENCY_HEAD), datetime.combine(SINCE, time(10), tzinfo=BEIJING)
    made = {
        number: register_device(
            device=NewDevice(
                *(cast.agency_id, number, kind, model, serial, "装备室1号柜"),
                public_key=_PUBLIC if number == CARRIED else "",
            ),
            by=by,
            at=at,
        )
        for number, kind, model, serial in _DEVICES
    }
    issue = Happening(DeviceAct.ISSUE, at, officer_id=cast.lead.officer_id)
    repair = Happening(DeviceAct.REPAIR, at, note="电池不能充电。")
    move_device(device_id=made[CARRIED].id, happening=issue, by=by, at=at)
    move_device(device_id=made["记录仪08"].id, happening=repair, by=by, at=at)


def bring_in_clips(*, cast: Cast, today: date) -> None:
    """Photos of the carried recorder that wait for a case; where ffmpeg is installed."""
    device = Device.objects.get(agency_id=cast.agency_id, number=CARRIED)
    if device.files.filter(device_sequence__isnull=False).exists() or not shutil.which("ffmpeg"):
        return
    content, by = _photo(), cast.actor(Role.CASE_OFFICER)
    for number, days, hours in _CLIPS:
        taken = datetime.combine(today - timedelta(days=days), time(9, number), tzinfo=BEIJING)
        said = Description(
            name=f"巡查照片{number}.jpg",
            size=len(content),
            captured_at=taken,
            captured_place="样板路12号",
            captured_by=by.name,
            proves="日常巡查情况",
            device=CARRIED,
            device_sequence=number,
            sha256=hashlib.sha256(content).hexdigest(),
        )
        at = taken + timedelta(hours=hours)
        upload = begin_upload(said=signed(said), by=by, at=at)
        receive(upload_id=upload.id, offset=0, pieces=[content], by=by, at=at)


def signed(said: Description) -> Description:
    """With the signature that the carried recorder puts to its recordings."""
    text = statement_of(said, sha256=said.sha256)
    return replace(said, device_signature=base64.b64encode(_KEY.sign(text)).decode())


def _photo() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "photo.jpg"
        quiet = ["ffmpeg", "-loglevel", "error", *_PHOTO, str(path)]
        subprocess.run(quiet, check=True)  # noqa: S603  # fixed tool, our own arguments
        return path.read_bytes()
