"""One round of following (随录一轮): hide first, then the log, then what may be shown.

Each step is safe to repeat: a node that was killed goes on where it was. No byte is kept that the
log's key, the root or a commitment does not bear out.
"""

from __future__ import annotations

import hashlib
import logging
import shutil
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction
from django.utils.timezone import localdate

from mingjian.disclosure.following.blocks import DIGEST
from mingjian.disclosure.following.notice import BadNotice, Notice, read_notice
from mingjian.disclosure.following.taking_in import (
    hide_ended,
    hide_told,
    known_digests,
    take_block,
)
from mingjian.disclosure.following.taking_registers import take_registers
from mingjian.disclosure.node_state import NodeState, read_node_state
from mingjian.disclosure.open_data import keep_open_data
from mingjian.ledger.files import public_folder, write_durably
from mingjian.ledger.following import (
    BytesRefused,
    LogForked,
    find_fork,
    kept_size,
    read_checkpoint,
    serve_log,
    show_size,
    take_leaves,
)
from mingjian.ledger.notes import Tree, read_tree
from mingjian.ops.node.config import Origin
from mingjian.ops.node.fetching import OriginAway, OriginFiles
from mingjian.ops.node.memory import Memory

log = logging.getLogger(__name__)
# 源站的时钟可以快一点；快得多的通告会让节点以为自己一直是新的。
_AHEAD = timedelta(minutes=5)
Say = Callable[[str], None]


class NotTaken(RuntimeError):
    """这一轮没有收取: the sentence says why; nothing of it was kept."""


@dataclass
class _Counts:
    lacking: int = 0
    refused: int = 0


class Follower:
    """Follows one origin into the database of this process and the folder of its own."""

    def __init__(self, origin: Origin, folder: Path, *, say: Say = log.info) -> None:
        self._origin, self._say = origin, say
        self._files, self.memory = OriginFiles(origin.url), Memory(folder)
        self._hearing, self._heard = threading.RLock(), float("-inf")

    def follow(self, *, at: datetime) -> NodeState:
        """One round; what goes wrong stands in the state, and is tried again in the next."""
        before = self._before()
        if not before.heard_at:
            self._tell(before)  # 首次收取期间，页面上要有话可说
        try:
            state = self._round(before, at)
        except (OriginAway, NotTaken, BadNotice, BytesRefused) as error:
            state = replace(self._before(), fault=_sentence(error))
        except LogForked as fork:
            state = replace(self._before(), fault=self._stop(fork, at))
        if state.fault and state.fault != before.fault:
            log.error("node %s: %s", self._origin.name, state.fault)
        if state.is_whole:
            keep_open_data(on=localdate(at), at=at)
        return self._tell(state)

    def hear(self, *, at: datetime) -> None:
        """只听通告: hide what is told while a round, which may take long, goes on beside."""
        if time.monotonic() - self._heard < self._origin.poll_seconds:
            return
        with self._hearing:
            notice = self._take_notice(at)
            state = self._before()
            if state.is_whole and not state.fault:
                self._tell(replace(state, heard_at=notice.at.isoformat()))

    def _tell(self, state: NodeState) -> NodeState:
        """The state for the pages; what was heard beside the round is not forgotten."""
        with self._hearing:
            known = self._before()
            if known.heard and (state.heard is None or state.heard < known.heard):
                state = replace(state, heard_at=known.heard_at)
            self.memory.tell(state)
        return state

    def _before(self) -> NodeState:
        kept = read_node_state(self.memory.folder) or NodeState("", "")
        return replace(
            kept,
            origin=self._origin.url,
            name=self._origin.trust.keys[0].name,
            warn_after=self._origin.warn_after,
            refuse_after=self._origin.refuse_after,
        )

    def _round(self, before: NodeState, at: datetime) -> NodeState:
        notice = self._take_notice(at)
        if self.memory.fork:
            raise NotTaken(self.memory.fork)
        self._take_log(at)
        # The notice was hidden, the log is the one known before: this is how current we are.
        heard = replace(before, heard_at=notice.at.isoformat(), fault="", size=kept_size())
        if before.is_whole:
            self._tell(heard)
        counts = _Counts()
        is_whole = self._take_data(notice, counts) and not counts.lacking
        show = is_whole or before.is_whole
        if is_whole:
            show_size(size=kept_size())
        return replace(
            heard,
            is_whole=show,
            lacking=counts.lacking,
            refused=counts.refused or (before.refused if not is_whole else 0),
        )

    def _take_notice(self, at: datetime) -> Notice:
        """Hiding comes first, and needs nothing but the signed notice; one thread at a time."""
        with self._hearing:
            notice = self._read_notice(at)
            self._heard = time.monotonic()
        return notice

    def _read_notice(self, at: datetime) -> Notice:
        keys = self._origin.trust.keys
        note = self._text("log/notice")
        notice = read_notice(note, keys=keys)
        if notice.origin != keys[0].name:
            raise NotTaken("通告属于另一个日志")
        last = read_notice(self.memory.notice, keys=keys) if self.memory.notice else None
        if last and notice.at < last.at:
            raise NotTaken(f"源站给出的通告（{notice.at}）比以前收到的（{last.at}）旧")
        if notice.at > at + _AHEAD:
            raise NotTaken(f"通告的时间（{notice.at}）在本机时钟之后，请核对两边的时钟")
        gone = hide_told(notice)
        if gone:
            self._say(f"按通告隐藏 {gone} 条")
        if note != self.memory.notice:
            self.memory.keep_notice(note)
            write_durably(public_folder() / "notice", note.encode())
        return notice

    def _take_log(self, at: datetime) -> None:
        trust, seen = self._origin.trust, self.memory.seen
        note = self._text("log/checkpoint")
        tree = read_checkpoint(note, trust=trust)
        if seen:
            self._refuse_going_back(seen, note, tree)
        if kept_size() < tree.size:
            self._take_leaves(note, seen, at)
        served = _served()
        if note != served:
            self.memory.see(note)
            old = read_tree(served).size if served else 0
            serve_log(note=note, trust=trust, old_size=old)

    def _refuse_going_back(self, seen: str, note: str, tree: Tree) -> None:
        """回滚与分叉: what was signed once cannot be unsaid."""
        known = read_tree(seen)
        if tree.size > known.size:
            return
        find_fork(seen=seen, told=note, fetch=self._log_file)
        if tree.size < known.size:
            raise NotTaken(
                f"源站的日志只有 {tree.size} 条，以前已签署到 {known.size} 条：源站可能恢复了旧备份"
            )

    def _take_leaves(self, note: str, seen: str, at: datetime) -> None:
        passing = read_tree(seen) if seen else None
        try:
            with transaction.atomic():
                take_leaves(
                    note=note,
                    fetch=self._tile,
                    at=at,
                    ending=hide_ended,
                    passing=passing,
                    progress=lambda done, total: self._say(f"日志 {done:,}/{total:,} 条"),
                )
                self.memory.see(note)
        except BytesRefused:
            shutil.rmtree(self.memory.incoming(), ignore_errors=True)
            if seen:
                find_fork(seen=seen, told=note, fetch=self._log_file)
            raise
        shutil.rmtree(self.memory.incoming(), ignore_errors=True)

    def _take_data(self, notice: Notice, counts: _Counts) -> bool:
        """Registers first: blocks name agencies. False where they are not of this notice."""
        if notice.registers and notice.registers != self.memory.registers:
            data = self._files.fetch("log/registers")
            if hashlib.sha256(data).hexdigest() == notice.registers:
                counts.refused += _told(self._origin.name, take_registers(data))
                self.memory.keep_registers(notice.registers)
        digests = self._files.fetch_again("log/blocks")
        if hashlib.sha256(digests).hexdigest() != notice.blocks:
            return False  # 通告写好之后又有更新，下一轮再取
        wanted = [digests[at : at + DIGEST].hex() for at in range(0, len(digests), DIGEST)]
        known = known_digests()
        changed = [place for place, digest in enumerate(wanted) if known.get(place) != digest]
        for done, place in enumerate(changed):
            self._take_block(place, wanted[place], counts)
            if len(changed) > 1:
                self._say(f"公示信息 {done + 1}/{len(changed)} 块")
        if changed and not counts.lacking:
            # 节点也可以再被别的节点随录。
            write_durably(public_folder() / "blocks", digests)
        return bool(self.memory.registers)

    def _take_block(self, place: int, digest: str, counts: _Counts) -> None:
        data = self._files.fetch(f"log/records/{place}")
        if hashlib.sha256(data).hexdigest() != digest:
            counts.lacking += 1  # 刚有内容撤下，或者途中被改动：都不收
            return
        with self._hearing:  # 与隐藏一先一后：收录时总知道已经隐藏了什么
            taken = take_block(place=place, data=data, digest=digest)
        counts.refused += _told(self._origin.name, taken.refused)

    def _tile(self, path: str) -> bytes:
        """Full tiles are kept until the root has been checked: a killed node asks only once."""
        kept = self.memory.incoming() / path.replace("/", "_")
        if kept.exists():
            return kept.read_bytes()
        data = self._log_file(path)
        if ".p" not in path:
            write_durably(kept, data)
        return data

    def _log_file(self, path: str) -> bytes:
        return self._files.fetch(f"log/{path}")

    def _stop(self, fork: LogForked, at: datetime) -> str:
        path = self.memory.keep_evidence("fork", fork.proof, at=at)
        reason = f"{fork}。已停止随录，证据保存在 {path.name}；查明以前不再收取。"
        self.memory.stop_following(reason)
        return reason

    def _text(self, path: str) -> str:
        return _decoded(self._files.fetch_again(path), path)


def _told(name: str, refused: Sequence[str]) -> int:
    for reason in refused:
        log.error("node %s: line refused: %s", name, reason)
    return len(refused)


def _decoded(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BytesRefused(f"/{path} 不是文本") from error


def _served() -> str:
    path = public_folder() / "checkpoint"
    return path.read_text("utf-8") if path.exists() else ""


def _sentence(error: Exception) -> str:
    return f"{str(error).rstrip('。')}。"
