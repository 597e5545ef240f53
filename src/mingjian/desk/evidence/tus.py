"""The tus protocol, version 1.0 (断点续传): core, creation, checksum, termination.

Ordinary clients work as they are; they send the session's cookie and ``X-CSRFToken``. Metadata of a
creation: ``filename``, ``case``, ``captured_at``, ``place``, ``collector``, ``proves``, ``device``,
``device_sequence``, ``device_signature``, ``clock_offset``, ``covert_basis``, ``covert_approver``,
``sha256``, ``sm3``. Of the five tags four fill themselves.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from mingjian.access.gate import scope_here
from mingjian.cases.models import Case
from mingjian.desk.cases.case_file import case_for
from mingjian.evidence.covert import head_named
from mingjian.evidence.describing import Description
from mingjian.evidence.disk import DiskFull
from mingjian.evidence.docks import index_of_name
from mingjian.evidence.receiving import (
    NoSuchUpload,
    OffsetDiffers,
    TooManyBytes,
    WrongContent,
)
from mingjian.evidence.spool import Checksum, SpoolBusy, SpoolSuspect, WrongChecksum
from mingjian.law.breach import MoveRefused
from mingjian.law.roles import Actor

VERSION = "1.0.0"
BYTES = "application/offset+octet-stream"
ALGORITHMS = {"sha256": "sha256", "sm3": "sm3", "sha1": "sha1"}
PIECE = 1 << 20
# What went wrong → status of the protocol, and the sentence for whoever looks at it.
_FAULTS: tuple[tuple[type[Exception], int, str], ...] = (
    (NoSuchUpload, 404, "没有这次上传，可能已经放弃或者不是由您开始的。请重新选择文件上传。"),
    (SpoolBusy, 423, "同一文件正在由另一个页面上传。请稍候，或者关闭其他页面后重试。"),
    (OffsetDiffers, 409, "续传的位置与服务器收到的不一致。请按服务器告知的位置续传。"),
    (WrongChecksum, 460, "这一块的校验值不符，没有收下。请重新发送这一块。"),
    (WrongContent, 422, "收到的文件与申报的校验值不符，没有收存。请检查设备上的原件后重新上传。"),
    (TooManyBytes, 413, "发送的内容多于申报的大小，没有收下。请重新选择文件上传。"),
    (DiskFull, 507, "服务器存储空间不足，没有收下。请勿删除设备上的原件，并联系系统管理员。"),
    (SpoolSuspect, 503, "存放证据的磁盘出现写入错误，已停止接收。请保留原件并联系系统管理员。"),
)


@dataclass(frozen=True)
class BadRequest(Exception):
    """The request is not what the protocol asks for."""

    status: int
    said: str


def answer(do: Callable[[], HttpResponse], request: HttpRequest) -> HttpResponse:
    """Do it, and tell what went wrong in the words of the protocol."""
    try:
        if request.method != "OPTIONS" and request.headers.get("Tus-Resumable") != VERSION:
            raise BadRequest(412, "本服务使用 tus 1.0.0。")
        response = do()
    except MoveRefused as refused:
        said = "".join(f"{one.message}{one.remedy}" for one in refused.breaches)
        response = _text(422, said)
    except BadRequest as bad:
        response = _text(bad.status, bad.said)
    except tuple(kind for kind, _, _ in _FAULTS) as fault:
        status, said = next((s, t) for kind, s, t in _FAULTS if isinstance(fault, kind))
        response = _text(status, said)
    response["Tus-Resumable"] = VERSION
    return response


def capabilities(largest: int) -> HttpResponse:
    """OPTIONS."""
    response = HttpResponse(status=204)
    response["Tus-Version"] = VERSION
    response["Tus-Max-Size"] = str(largest)
    response["Tus-Extension"] = "creation,checksum,termination"
    response["Tus-Checksum-Algorithm"] = ",".join(ALGORITHMS)
    return response


def description_in(request: HttpRequest, by: Actor) -> Description:
    """What the client says of the file; the case must be one that the person may see."""
    said = _metadata(request.headers.get("Upload-Metadata", ""))
    case = _case(request, said.get("case", ""))
    captured_at = _moment(said.get("captured_at", ""))
    return Description(
        name=said.get("filename", ""),
        size=_number(request.headers.get("Upload-Length", ""), "Upload-Length"),
        captured_at=captured_at,
        captured_place=said.get("place", "") or (case.place if case else ""),
        captured_by=said.get("collector", "") or by.name,
        proves=said.get("proves", ""),
        case_id=case.id if case else None,
        case_number=(case.number or case.lead_number.text) if case else None,
        device=said.get("device", ""),
        device_sequence=_number(said["device_sequence"], "device_sequence")
        if said.get("device_sequence")
        else None,
        device_signature=said.get("device_signature", ""),
        device_index=index_of_name(said.get("filename", "")) if said.get("device") else {},
        clock_offset_seconds=_signed(said.get("clock_offset", "0")),
        **_covertness(said, by, captured_at),
        sha256=said.get("sha256", "").lower(),
        sm3=said.get("sm3", "").lower(),
    )


def offset_in(request: HttpRequest) -> int:
    """Where the piece begins; the body must be bytes."""
    if request.content_type != BYTES:
        raise BadRequest(415, f"内容类型应当是 {BYTES}。")
    return _number(request.headers.get("Upload-Offset", ""), "Upload-Offset")


def checksum_in(request: HttpRequest) -> Checksum | None:
    """Upload-Checksum of the piece."""
    header = request.headers.get("Upload-Checksum", "")
    if not header:
        return None
    name, _, encoded = header.partition(" ")
    if name not in ALGORITHMS:
        raise BadRequest(400, f"校验算法应当是 {'、'.join(ALGORITHMS)} 之一。")
    try:
        return Checksum(ALGORITHMS[name], base64.b64decode(encoded, validate=True))
    except binascii.Error as error:
        raise BadRequest(400, "校验值不是 base64。") from error


def pieces_of(request: HttpRequest) -> Iterator[bytes]:
    """The body as it comes; where the line breaks, what came before still counts."""
    while True:
        try:
            piece = request.read(PIECE)
        except OSError:
            return
        if not piece:
            return
        yield piece


def _covertness(said: dict[str, str], by: Actor, captured_at: datetime) -> dict[str, Any]:
    """隐蔽录制: ``covert_approver`` is the person id of a head; anything else names nobody."""
    basis, asked = said.get("covert_basis", ""), said.get("covert_approver", "")
    if not (basis or asked):
        return {}
    try:
        person_id: UUID | None = UUID(asked)
    except ValueError:
        person_id = None
    on = timezone.localtime(captured_at).date()
    name = head_named(agency_id=by.agency_id, person_id=person_id, on=on)
    return {
        "is_covert": True,
        "covert_basis": basis,
        "covert_approver": name,
        "covert_approver_person_id": person_id if name else None,
    }


def _metadata(header: str) -> dict[str, str]:
    found = {}
    for pair in filter(None, (one.strip() for one in header.split(","))):
        key, _, encoded = pair.partition(" ")
        try:
            found[key] = base64.b64decode(encoded, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError) as error:
            raise BadRequest(400, f"元数据“{key}”不是 base64 编码的文字。") from error
    return found


def _case(request: HttpRequest, text: str) -> Case | None:
    if not text:
        return None
    try:
        return case_for(scope=scope_here(request), case_id=UUID(text))
    except ValueError as error:
        raise BadRequest(400, "案件的标识不正确。") from error
    except Http404 as error:
        raise BadRequest(404, "没有这个案件，或者您不能查看。请从案件页上传。") from error


def _moment(text: str) -> datetime:
    if not text:
        return timezone.now()
    try:
        found = parse_datetime(text)
    except ValueError:
        found = None
    if found is None:
        raise BadRequest(400, "采集时间的格式不正确。")
    return found if timezone.is_aware(found) else timezone.make_aware(found)


def _number(text: str, name: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise BadRequest(400, f"{name} 应当是不小于零的整数。")
    return int(text)


def _signed(text: str) -> int:
    return -_number(text[1:], "clock_offset") if text[:1] == "-" else _number(text, "clock_offset")


def _text(status: int, said: str) -> HttpResponse:
    return HttpResponse(said, status=status, content_type="text/plain; charset=utf-8")
