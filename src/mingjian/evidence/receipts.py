"""Receipts (回执): signed notes (C2SP) that anyone can check who has the public key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from mingjian.evidence.keys import signing_keys
from mingjian.evidence.kinds import ReceiptKind
from mingjian.evidence.models import EvidenceFile, Receipt
from mingjian.ledger.notes import BadNote, PublicKey, join_note, signed_by, split_note

_HEAD = "mingjian:receipt:1"
_LINES = 8


@dataclass(frozen=True)
class Promise:
    """What a receipt says."""

    kind: ReceiptKind
    file_id: UUID
    size: int
    sha256: str
    sm3: str
    at: datetime


def issue_receipt(*, file: EvidenceFile, kind: ReceiptKind, at: datetime) -> Receipt:
    """Sign and keep a receipt, in the transaction of the step that it is for."""
    keys = signing_keys()
    text = "\n".join(
        [
            keys[0].name,
            _HEAD,
            kind.value,
            str(file.id),
            str(file.size),
            f"sha256:{file.sha256}",
            f"sm3:{file.sm3 or '-'}",
            at.astimezone(UTC).isoformat(timespec="seconds"),
            "",
        ]
    )
    note = join_note(text, [key.sign(text) for key in keys])
    return Receipt.objects.create(
        file=file, kind=kind.value, sha256=file.sha256, note=note, issued_at=at
    )


def read_receipt(*, note: str, key: PublicKey) -> Promise:
    """What the receipt says; raises BadNote where the key did not sign it."""
    if not signed_by(note, key):
        raise BadNote("the receipt is not signed with this key")
    lines = split_note(note)[0].split("\n")
    if len(lines) != _LINES + 1 or lines[1] != _HEAD:
        raise BadNote(f"not a receipt: {note[:60]!r}")
    return Promise(
        kind=ReceiptKind(lines[2]),
        file_id=UUID(lines[3]),
        size=int(lines[4]),
        sha256=lines[5].removeprefix("sha256:"),
        sm3=lines[6].removeprefix("sm3:").removeprefix("-"),
        at=datetime.fromisoformat(lines[7]),
    )
