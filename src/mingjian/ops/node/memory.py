"""Memory (节点记忆): what must outlive the database: the last checkpoint, evidence, the state.

The database of a node can be thrown away and made again; what the log once signed cannot be
forgotten, or an old backup would pass for the truth.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from mingjian.disclosure.node_state import NodeState, state_file
from mingjian.ledger.files import write_durably


class Memory:
    """Files of one origin: ``seen``, ``notice``, ``state.json``, ``evidence/``, ``incoming/``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def seen(self) -> str:
        """The last checkpoint that was accepted, "" before the first."""
        return self._text("seen")

    def see(self, note: str) -> None:
        """Keep it before anything rests on it."""
        write_durably(self.folder / "seen", note.encode())

    @property
    def notice(self) -> str:
        """The last notice that was accepted."""
        return self._text("notice")

    def keep_notice(self, note: str) -> None:
        """So that an older one is known for what it is, after a restart too."""
        write_durably(self.folder / "notice", note.encode())

    @property
    def registers(self) -> str:
        """Digest of the registers that were taken in."""
        return self._text("registers")

    def keep_registers(self, digest: str) -> None:
        """After they were taken in."""
        write_durably(self.folder / "registers", digest.encode())

    def forget_database(self) -> None:
        """The database is made anew: what it held has to be taken in again."""
        (self.folder / "registers").unlink(missing_ok=True)

    @property
    def fork(self) -> str:
        """Why the log is not followed any more; the operator removes ``forked`` in the end."""
        return self._text("forked")

    def keep_evidence(self, kind: str, proof: Mapping[str, Any], *, at: datetime) -> Path:
        """证据: never overwritten."""
        path = self.folder / "evidence" / f"{kind}-{at:%Y%m%dT%H%M%S%f}.json"
        write_durably(path, json.dumps(proof, ensure_ascii=False, indent=1).encode())
        return path

    def stop_following(self, reason: str) -> None:
        """分叉: nothing more is taken from this log until a person has looked."""
        write_durably(self.folder / "forked", reason.encode())

    def tell(self, state: NodeState) -> None:
        """What the pages of the node say about themselves."""
        write_durably(state_file(self.folder), state.text().encode())

    def incoming(self) -> Path:
        """Tiles on their way in; thrown away once the leaves are kept, or were wrong."""
        return self.folder / "incoming"

    def _text(self, name: str) -> str:
        try:
            return (self.folder / name).read_text("utf-8")
        except FileNotFoundError:
            return ""
