"""Telling (告知节点): the origin writes its notice, at once after hiding and by the timetable."""

from __future__ import annotations

import fcntl
import hashlib
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from mingjian.disclosure.following.blocks import blocks_digest, keep_blocks, stub_line
from mingjian.disclosure.following.notice import BadNotice, Notice, read_notice
from mingjian.disclosure.following.registers import registers_bytes
from mingjian.disclosure.kinds import RecordStatus
from mingjian.disclosure.models import PublicRecord
from mingjian.ledger.checkpoints import mark_file
from mingjian.ledger.files import folder, public_folder, write_durably
from mingjian.ledger.keys import KeyRefused, read_keys
from mingjian.ledger.leaf import LeafType
from mingjian.ledger.models import Leaf, LogHead
from mingjian.ledger.notes import BadNote, SigningKey

log = logging.getLogger(__name__)
# 刚入日志的撤下仍在通告中列出：落后的节点不必等到读完日志才隐藏。
_STILL_TOLD = 2_000
_FINAL = [each.value for each in LeafType if each.is_final]


def tell_followers(*, at: datetime) -> bool:
    """告知节点: sign what is hidden now; False, and an entry in the server's log, if it cannot."""
    return _tell(at)


def keep_followers_informed(*, at: datetime) -> bool:
    """更新随录数据: digests of the public data as well; for the timetable."""
    digests = keep_blocks(), hashlib.sha256(registers_bytes()).hexdigest()
    return _tell(at, digests)


def notice_file() -> Path:
    """Where the notice is served from."""
    return public_folder() / "notice"


def _tell(at: datetime, digests: tuple[str, str] | None = None) -> bool:
    if not mark_file().exists():
        return False  # 日志尚未签署过，没有可以随录的内容
    try:
        keys = read_keys()
        with _one_at_a_time():
            notice = _compose(keys, at, digests)
            write_durably(notice_file(), notice.signed(keys).encode())
    except (OSError, KeyRefused, BadNote) as error:
        log.error("notice to nodes: %s", error)
        return False
    return True


def _compose(keys: tuple[SigningKey, ...], at: datetime, digests: tuple[str, str] | None) -> Notice:
    last = _last(keys)
    blocks, registers = digests or (
        (last.blocks, last.registers) if last else (blocks_digest(), "")
    )
    head = LogHead.objects.filter(id=1).first() or LogHead()
    return Notice(
        origin=keys[0].name,
        at=max(at, last.at) if last else at,
        size=head.released_size,
        blocks=blocks,
        registers=registers,
        hidden=tuple(stub_line(record) for record in _hidden(head.released_size)),
        erased=_erased(),
    )


def _hidden(size: int) -> list[PublicRecord]:
    """Withdrawn and not in the released log, or only just in it."""
    waiting = PublicRecord.objects.hidden_unlogged().filter(status=RecordStatus.WITHDRAWN.value)
    late = Leaf.objects.filter(index__gte=size - _STILL_TOLD, type__in=_FINAL)
    recent = PublicRecord.objects.filter(
        public_id__in=list(late.values_list("public_id", flat=True))
    )
    found = {record.public_id: record for record in (*waiting, *recent)}
    return [found[public_id] for public_id in sorted(found)]


def _erased() -> dict[str, int]:
    waiting = PublicRecord.objects.hidden_unlogged().filter(
        status=RecordStatus.PENDING.value, version__gt=1
    )
    return dict(waiting.values_list("public_id", "version"))


def _last(keys: tuple[SigningKey, ...]) -> Notice | None:
    try:
        note = notice_file().read_text(encoding="utf-8")
        return read_notice(note, keys=[key.public for key in keys])
    except (FileNotFoundError, BadNotice):
        return None


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Not the signer's lock: that may be held for as long as a batch takes."""
    with (folder() / "notice.lock").open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
