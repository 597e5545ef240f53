"""Signatures of recorders (设备签名): Ed25519 with the key of the register, over a defined text.

The text (``law.devices.recording_statement``) names device, sequence, time, size and SHA-256. A
recorder that can only sign the hash may do so; what then is not covered is told.
"""

from __future__ import annotations

import base64
from datetime import datetime
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from mingjian.evidence.models import EvidenceFile
from mingjian.law.devices import recording_statement
from mingjian.law.procedure.titles import Titled


class Signed(Titled):
    """What the check of a signature found."""

    NONE = "none", ""
    MISSING = "missing", "没有签名，而设备登记了公钥"
    NO_KEY = "no_key", "有签名，设备没有登记公钥，不能核对"
    WHOLE = "whole", "签名相符：内容、设备编号、段号、采集时间均由设备签名"
    CONTENT = "content", "签名相符：设备只签了内容，没有签段号和采集时间"
    WRONG = "wrong", "签名与内容不符，请查明原因"


class Signable(Protocol):
    """A description before the file is there, or the file."""

    @property
    def device(self) -> str: ...
    @property
    def device_sequence(self) -> int | None: ...
    @property
    def device_signature(self) -> str: ...
    @property
    def captured_at(self) -> datetime: ...
    @property
    def size(self) -> int: ...


def check_signature(*, key: str, file: Signable, sha256: str) -> Signed:
    """Whether the holder of this key (base64, "": none) signed these bytes, and what else."""
    if not file.device_signature:
        return Signed.MISSING if key else Signed.NONE
    if not key:
        return Signed.NO_KEY
    for text, found in (
        (statement_of(file, sha256=sha256), Signed.WHOLE),
        (bytes.fromhex(sha256), Signed.CONTENT),
    ):
        if _holds(key, file.device_signature, text):
            return found
    return Signed.WRONG


def statement_of(file: Signable, *, sha256: str) -> bytes:
    """签名原文 of this recording."""
    return recording_statement(
        device=file.device,
        sequence=file.device_sequence,
        captured_at=file.captured_at,
        size=file.size,
        sha256=sha256,
    )


def signature_of(file: EvidenceFile) -> Signed:
    """设备签名, checked now."""
    key = file.source.public_key if file.source else ""
    return check_signature(key=key, file=file, sha256=file.sha256)


def _holds(key: str, signature: str, text: bytes) -> bool:
    try:
        loaded = Ed25519PublicKey.from_public_bytes(base64.b64decode(key))
        loaded.verify(base64.b64decode(signature, validate=True), text)
    except (InvalidSignature, ValueError):
        return False
    return True
