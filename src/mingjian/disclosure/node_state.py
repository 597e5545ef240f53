"""State of a node (节点状态): since when it has heard nothing, and what it may still show."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True)
class NodeState:
    """节点状态. ``heard_at``: the signed time up to which hiding is known; "" before the first.

    ``is_whole``: the first taking in is complete; ``fault``: why nothing new is taken, "" if all
    is well; ``lacking``: blocks that could not be taken in yet; ``refused``: lines that the log
    does not bear out.
    """

    origin: str
    name: str
    heard_at: str = ""
    size: int = 0
    is_whole: bool = False
    fault: str = ""
    lacking: int = 0
    refused: int = 0
    warn_after: int = 600
    refuse_after: int = 14_400

    def text(self) -> str:
        """As the file says it."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    @property
    def heard(self) -> datetime | None:
        """The time up to which this node knows what was hidden."""
        return datetime.fromisoformat(self.heard_at) if self.heard_at else None

    def is_quiet(self, *, at: datetime) -> bool:
        """Nothing heard for so long that readers have to be told."""
        return self._older_than(self.warn_after, at)

    def is_silent(self, *, at: datetime) -> bool:
        """Nothing heard for so long that nobody knows what still stands in public."""
        return not self.is_whole or self._older_than(self.refuse_after, at)

    def _older_than(self, seconds: int, at: datetime) -> bool:
        return self.heard is None or at - self.heard > timedelta(seconds=seconds)


def state_file(folder: Path) -> Path:
    """Where the follower writes it."""
    return folder / "state.json"


def read_node_state(folder: Path) -> NodeState | None:
    """The state as it stands; None before the follower has begun."""
    path = state_file(folder)
    try:
        return _read(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        return None


@lru_cache(maxsize=8)
def _read(path: Path, changed: int) -> NodeState:
    return NodeState(**json.loads(path.read_text("utf-8")))
