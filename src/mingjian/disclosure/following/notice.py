"""The notice (公示通告): what is hidden right now, and which public data belong together, signed.

A node asks for it every few seconds. It is written in the moment of a withdrawal, before the log
has a leaf for it; the timetable signs it anew, so that its age says how current a node can be.
It is a signed note under the log's own keys; its first line keeps it apart from a checkpoint.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import rfc8785

from mingjian.ledger.notes import BadNote, PublicKey, SigningKey, join_note, signed_by, split_note

FORMAT = "mingjian:notice:1"


class BadNotice(ValueError):
    """The text is no notice of this log, or nobody trusted signed it."""


@dataclass(frozen=True)
class Notice:
    """通告. ``size``: leaves that are released; ``blocks``, ``registers``: SHA-256 of each.

    ``hidden``: stubs of what was withdrawn a moment ago; ``erased``: public id → the version that
    is awaited, for corrections whose new text waits for the log.
    """

    origin: str
    at: datetime
    size: int
    blocks: str
    registers: str
    hidden: tuple[Mapping[str, Any], ...] = ()
    erased: Mapping[str, int] = field(default_factory=dict)

    def text(self) -> str:
        """What is signed."""
        said: dict[str, Any] = {
            "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "size": self.size,
            "blocks": self.blocks,
            "registers": self.registers,
            "hidden": [dict(each) for each in self.hidden],
            "erased": dict(self.erased),
        }
        return f"{FORMAT}\n{self.origin}\n{rfc8785.dumps(said).decode()}\n"

    def signed(self, keys: Iterable[SigningKey]) -> str:
        """The note that is handed out."""
        return join_note(self.text(), [key.sign(self.text()) for key in keys])


def read_notice(note: str, *, keys: Iterable[PublicKey]) -> Notice:
    """The notice, if one of ``keys`` signed it; raises BadNotice otherwise."""
    try:
        text, _ = split_note(note)
        if not any(signed_by(note, key) for key in keys):
            raise BadNotice("通告没有可信任的日志签名")
        kind, origin, line = text.rstrip("\n").split("\n")
        if kind != FORMAT:
            raise BadNotice(f"不认识的通告格式 {kind[:40]!r}")
        said = json.loads(line)
        return Notice(
            origin=origin,
            at=datetime.fromisoformat(said["at"]),
            size=int(said["size"]),
            blocks=str(said["blocks"]),
            registers=str(said["registers"]),
            hidden=tuple(dict(each) for each in said["hidden"]),
            erased={str(name): int(version) for name, version in said["erased"].items()},
        )
    except BadNotice:
        raise
    except (BadNote, KeyError, TypeError, AttributeError, ValueError) as error:
        raise BadNotice(f"不是公示通告：{error}") from error
