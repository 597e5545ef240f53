"""Advancing the log (推进日志): place, sign, have it witnessed, release; when to stop publishing.

Run by the timetable and after each publication. Every step is safe to repeat and to interrupt.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from mingjian.ledger.checkpoints import (
    LogRefused,
    newest_checkpoint,
    require_same_history,
    serve_checkpoint,
    sign_head,
)
from mingjian.ledger.models import Checkpoint, LogHead
from mingjian.ledger.notes import BadNote
from mingjian.ledger.sequencing import BATCH, LostRace, place_waiting
from mingjian.ledger.submitting import count_waiting
from mingjian.ledger.witnesses import ask_witnesses, has_enough

log = logging.getLogger(__name__)
# 见证方联系不上时，公示最多再继续这么久。
DEGRADED_LIMIT = timedelta(hours=4)
_TRIES = 5


@dataclass(frozen=True)
class LogState:
    """日志状态, as desk and portal show it. ``fault``: why nothing is signed, "" if all is well."""

    waiting: int
    size: int
    released_size: int
    degraded_since: datetime | None
    checkpoint: Checkpoint | None
    fault: str

    def is_closed(self, *, at: datetime) -> bool:
        """暂停公示: nothing may be signed, or witnesses have been missing for too long."""
        since = self.degraded_since
        return bool(self.fault) or (since is not None and at - since > DEGRADED_LIMIT)


def advance_log(*, at: datetime) -> None:
    """推进日志 as far as it goes now; raises LogRefused where nothing may be signed."""
    try:
        require_same_history()
        _place_all()
        checkpoint = sign_head(at=at) or newest_checkpoint()
        if checkpoint is not None:
            ask_witnesses(checkpoint)
            _release(checkpoint, at=at)
            serve_checkpoint(checkpoint)
    except (OSError, BadNote) as error:
        raise LogRefused(f"不能读写日志文件：{error}") from error


def read_state() -> LogState:
    """日志状态; looks, and changes nothing."""
    head = LogHead.objects.filter(id=1).first() or LogHead()
    return LogState(
        waiting=count_waiting(),
        size=head.size,
        released_size=head.released_size,
        degraded_since=head.degraded_since,
        checkpoint=newest_checkpoint(),
        fault=_fault(),
    )


def log_degraded_since() -> datetime | None:
    """Since when wanted cosignatures are missing; None while all is well."""
    return LogHead.objects.filter(id=1).values_list("degraded_since", flat=True).first()


def _fault() -> str:
    try:
        require_same_history()
    except (LogRefused, OSError) as refused:
        return str(refused)
    return ""


def _place_all() -> None:
    lost = 0
    while lost < _TRIES:
        try:
            if place_waiting() < BATCH:
                return
        except LostRace as race:
            lost += 1
            log.info("sequencer: %s", race)
    raise LogRefused("多次未能取得日志编号。稍后自动重试；一直如此的，请报告系统管理员。")


def _release(checkpoint: Checkpoint, *, at: datetime) -> None:
    """放行: what the checkpoint covers may be seen, cosigned or, for a while, without."""
    head = LogHead.objects.get(id=1)
    since = None if has_enough(checkpoint) else head.degraded_since or at
    in_time = since is None or at - since <= DEGRADED_LIMIT
    size = max(head.released_size, checkpoint.size) if in_time else head.released_size
    if (size, since) != (head.released_size, head.degraded_since):
        own = LogHead.objects.filter(id=1, released_size__lte=size)
        own.update(released_size=size, degraded_since=since)
