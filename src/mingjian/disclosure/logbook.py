"""The logbook (入日志): what waits is placed and signed, then publications appear.

Publishing waits for the log; hiding never does. Run after each publication and by the timetable.
"""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import connection

from mingjian.access.duties import refusal
from mingjian.law.citation import Citation
from mingjian.ledger.advancing import advance_log, read_state
from mingjian.ledger.checkpoints import LogRefused

log = logging.getLogger(__name__)

_SHOW = """
UPDATE disclosure_publicrecord r SET status = 'published', leaf_index = l.index
FROM disclosure_release e, ledger_leaf l, ledger_loghead h
WHERE r.status = 'pending' AND e.public_id = r.public_id AND e.version = r.version
  AND l.hash = e.leaf_hash AND l.index < h.released_size
"""
# 撤下的存根补上两处编号：公示记在何处、撤下记在何处。
_NUMBER_STUBS = """
UPDATE disclosure_publicrecord r SET leaf_index = l.index, withdrawn_leaf_index = w.index
FROM disclosure_release e, ledger_leaf l, ledger_leaf w
WHERE r.status = 'withdrawn' AND r.withdrawn_leaf_index IS NULL
  AND e.public_id = r.public_id AND e.version = r.version AND l.hash = e.leaf_hash
  AND w.public_id = r.public_id AND w.type IN ('withdraw', 'expire')
  AND w.index < (SELECT max(size) FROM ledger_checkpoint)
"""


def keep_log(*, at: datetime) -> bool:
    """推进日志 and show what it covers; False where the log refuses; the reason is logged."""
    try:
        advance_log(at=at)
    except LogRefused as refused:
        log.error("public log: %s", refused)
        return False
    finally:
        with connection.cursor() as sql:
            sql.execute(_SHOW)
            sql.execute(_NUMBER_STUBS)
    return True


def require_open_log(*, at: datetime) -> None:
    """Refuse to publish while the log cannot be signed or has been unwitnessed for too long."""
    state = read_state()
    if not state.is_closed(at=at):
        return
    reason = state.fault or "公开日志已有四个小时以上没有取得规定数目的见证签名"
    raise refusal(
        code="LOG",
        message=f"暂停公示：{reason.rstrip('。')}",
        cite=Citation("行政处罚法", "48", "1"),
        remedy="请联系系统管理员恢复公开日志后再公示；撤下不受影响，可以照常办理。",
    )
