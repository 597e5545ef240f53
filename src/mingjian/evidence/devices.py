"""Device register (设备台账): register a recorder, hand it out and take it back, say who had it."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Prefetch, QuerySet

from mingjian.access.duties import refusal, require_own_agency, require_role
from mingjian.evidence.describing import Description
from mingjian.evidence.models import Device, DeviceEvent
from mingjian.evidence.signing import Signed, check_signature
from mingjian.journal.ids import new_id
from mingjian.journal.writing import write_entry
from mingjian.law.dates import long_date
from mingjian.law.devices import (
    ALLOWED,
    RECORD_LAW,
    DeviceAct,
    DeviceKind,
    Doubt,
    Standing,
    standing_after,
)
from mingjian.law.roles import Actor, Role
from mingjian.registry.models import Officer

STREAM = "device"
KEEPERS = (Role.SYSTEM_ADMIN, Role.AGENCY_HEAD)
# 领用、归还由本人办理，或者由管理设备的人办理；其余只由管理设备的人办理。
_OWN_ACTS = {DeviceAct.ISSUE, DeviceAct.RETURN}


@dataclass(frozen=True)
class NewDevice:
    """登记设备."""

    agency_id: UUID
    number: str
    kind: DeviceKind
    model: str
    serial: str
    storage_place: str
    public_key: str = ""


@dataclass(frozen=True)
class Happening:
    """台账事项: ``officer_id`` only for 领用."""

    act: DeviceAct
    happened_at: datetime
    officer_id: UUID | None = None
    note: str = ""


def register_device(*, device: NewDevice, by: Actor, at: datetime) -> Device:
    """登记设备: under the number that its files carry."""
    require_role(by=by, roles=KEEPERS, act="登记执法记录设备")
    require_own_agency(by=by, agency_id=device.agency_id, act="登记执法记录设备")
    _check_new(device)
    row = Device(
        **{**vars(device), "kind": device.kind.value},
        id=new_id(),
        registered_at=at,
        registered_by_person_id=by.person_id,
        registered_by_name=by.name,
    )
    with transaction.atomic():
        row.save(force_insert=True)
        told = {"agency": row.agency_id, "number": row.number, "serial": row.serial}
        _record(row, "registered", by, at, told)
    return row


def move_device(*, device_id: UUID, happening: Happening, by: Actor, at: datetime) -> DeviceEvent:
    """领用、归还、送修、修复入库、报废."""
    act = happening.act
    require_role(by=by, roles={*KEEPERS, Role.CASE_OFFICER}, act=f"办理设备{act.title}")
    with transaction.atomic():
        row = Device.objects.select_for_update().get(id=device_id)
        require_own_agency(by=by, agency_id=row.agency_id, act=f"办理设备{act.title}")
        last = row.events.select_related("officer").order_by("serial").last()
        officer = _officer_in(happening, row)
        _check_move(row, last, happening, at)
        if by.role not in KEEPERS:
            _check_own(act, officer if officer else (last.officer if last else None), by)
        event = DeviceEvent.objects.create(
            device=row,
            serial=(last.serial if last else 0) + 1,
            act=act.value,
            officer=officer,
            note=happening.note.strip(),
            happened_at=happening.happened_at,
            entered_at=at,
            entered_by_person_id=by.person_id,
            entered_by_name=by.name,
        )
        named = {"act": act.title, "officer": officer.name if officer else "", "note": event.note}
        _record(row, "moved", by, at, {**named, "happened_at": event.happened_at.isoformat()})
    return event


def move_storage(*, device_id: UUID, storage_place: str, by: Actor, at: datetime) -> Device:
    """变更存放地点."""
    require_role(by=by, roles=KEEPERS, act="变更设备存放地点")
    if not storage_place.strip():
        raise _no("STORAGE", "没有填写存放地点。", "请写明存放的房间、柜号。")
    with transaction.atomic():
        row = Device.objects.select_for_update().get(id=device_id)
        require_own_agency(by=by, agency_id=row.agency_id, act="变更设备存放地点")
        before, row.storage_place = row.storage_place, storage_place.strip()
        row.save(update_fields=["storage_place"])
        told = {"before": before, "after": row.storage_place}
        _record(row, "storage_moved", by, at, told)
    return row


def devices_of(*, agency_ids: Iterable[UUID]) -> QuerySet[Device]:
    """The devices of these agencies with their events."""
    events = Prefetch("events", DeviceEvent.objects.select_related("officer").order_by("serial"))
    found = Device.objects.filter(agency_id__in=agency_ids).select_related("agency")
    return found.prefetch_related(events).order_by("agency__name", "number")


def standing_of(device: Device) -> tuple[Standing, DeviceEvent | None]:
    """Where it stands, and by which event; of a device read by ``devices_of``."""
    last = max(device.events.all(), key=lambda one: one.serial, default=None)
    return standing_after(DeviceAct(last.act) if last else None), last


def held_by(*, person_id: UUID, agency_id: UUID | None) -> list[Device]:
    """Devices that this person has now."""
    found = devices_of(agency_ids=[agency_id] if agency_id else [])
    return [one for one in found if _holder(standing_of(one)[1]) == person_id]


def holder_at(*, device: Device, at: datetime) -> Officer | None:
    """Who had the device at that moment, by the register as it stands now."""
    before = device.events.filter(happened_at__lte=at).select_related("officer")
    last = before.order_by("serial").last()
    return last.officer if last else None


def source_of(
    *, said: Description, sha256: str, agency_id: UUID | None, by: UUID
) -> tuple[Device | None, str]:
    """The registered device it names, and why it is doubted as the source ("": it is not)."""
    if not said.device:
        return None, ""
    named = Device.objects.filter(agency_id=agency_id, number=said.device) if agency_id else None
    device = named.first() if named is not None else None
    if device is None:
        return None, Doubt.UNREGISTERED.value
    signed = check_signature(key=device.public_key, file=said, sha256=sha256)
    if signed is Signed.WRONG:
        return device, Doubt.WRONG_SIGNATURE.value
    holder = holder_at(device=device, at=said.captured_at)
    if holder is None or (holder.person_id != by and holder.name != said.captured_by):
        return device, Doubt.NOT_HELD.value
    return device, Doubt.UNSIGNED.value if signed is Signed.MISSING else ""


def _holder(last: DeviceEvent | None) -> UUID | None:
    return last.officer.person_id if last and last.officer else None


def _check_new(device: NewDevice) -> None:
    told = {"设备编号": device.number, "型号": device.model, "出厂序列号": device.serial}
    for title, value in {**told, "存放地点": device.storage_place}.items():
        if not value.strip():
            raise _no("INCOMPLETE", f"没有填写{title}。", f"请填写{title}后再登记。")
    if Device.objects.filter(agency_id=device.agency_id, number=device.number).exists():
        remedy = "请核对机身编号；计数从头开始的设备，请换一个编号登记。"
        raise _no("NUMBER", f"设备编号{device.number}已经登记。", remedy)
    if device.public_key and not _is_key(device.public_key):
        remedy = "请填写厂家提供的 Ed25519 公钥（32字节，base64），没有的可以不填。"
        raise _no("KEY", "设备公钥的格式不正确。", remedy)


def _is_key(text: str) -> bool:
    try:
        return len(base64.b64decode(text, validate=True)) == 32
    except (binascii.Error, ValueError):
        return False


def _officer_in(happening: Happening, device: Device) -> Officer | None:
    if happening.act is not DeviceAct.ISSUE:
        return None
    on = happening.happened_at.date()
    serving = Officer.objects.in_office(on=on).filter(agency_id=device.agency_id)
    chosen = happening.officer_id
    officer = serving.filter(id=chosen).first() if chosen else None
    if officer is None:
        remedy = "请选择本机关在岗的执法人员。"
        raise _no("OFFICER", "领用人不是本机关当日在岗的执法人员。", remedy)
    return officer


def _check_move(
    device: Device, last: DeviceEvent | None, happening: Happening, at: datetime
) -> None:
    standing = standing_after(DeviceAct(last.act) if last else None)
    act = happening.act
    if act not in ALLOWED[standing]:
        able = "、".join(one.title for one in ALLOWED[standing])
        remedy = f"现在可以办理：{able}。" if able else "请登记新的设备。"
        raise _no("ORDER", f"设备{device.number}{standing.title}，不能办理{act.title}。", remedy)
    if happening.happened_at > at or (last and happening.happened_at < last.happened_at):
        since = f"不早于上一事项（{long_date(last.happened_at.date())}）、" if last else ""
        remedy = f"请填写实际时间，{since}不晚于现在。"
        raise _no("TIME", f"{act.title}时间与台账的先后不符。", remedy)
    if act in {DeviceAct.REPAIR, DeviceAct.RETIRE} and not happening.note.strip():
        raise _no("REASONS", f"没有写明{act.title}的情况。", "请写明故障、报废或者遗失的情况。")


def _check_own(act: DeviceAct, officer: Officer | None, by: Actor) -> None:
    if act not in _OWN_ACTS or officer is None or officer.person_id != by.person_id:
        remedy = "请由系统管理员或者机关负责人办理；本人的领用、归还可以自己办理。"
        raise _no("OWN", f"不能为他人办理设备{act.title}。", remedy)


def _no(code: str, message: str, remedy: str) -> Exception:
    return refusal(code=f"DEVICE_{code}", message=message, remedy=remedy, cite=RECORD_LAW)


def _record(row: Device, kind: str, by: Actor, at: datetime, told: Mapping[str, object]) -> None:
    write_entry(
        stream_id=row.id,
        stream_kind=STREAM,
        kind=f"{STREAM}.{kind}",
        by=by,
        at=at,
        payload=told,
    )
