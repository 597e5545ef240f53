"""Checkpoints (检查点): the head, computed again from the bytes and signed; and the fork guard.

What was signed last stands in the database and, outside it, in ``<log>/signed``. A tree that does
not go on from both is refused: a database restored from an old backup, or rewritten, signs nothing.
"""

from __future__ import annotations

from datetime import datetime
from itertools import islice
from pathlib import Path

from django.db import IntegrityError, transaction

from mingjian.ledger import merkle
from mingjian.ledger.files import alone, folder, public_folder, write_durably
from mingjian.ledger.growing import grow
from mingjian.ledger.keys import KeyRefused, make_key_once, read_keys
from mingjian.ledger.log import current_root, read_edge
from mingjian.ledger.merkle import HASH, leaf_hashes
from mingjian.ledger.models import Checkpoint, Leaf, LogHead
from mingjian.ledger.notes import BadNote, SigningKey, Tree, join_note, read_tree, signed_by
from mingjian.ledger.tiles import TileDiffers, write_tiles

_BATCH = 2_000


class LogRefused(RuntimeError):
    """拒绝签署: the tree at hand is not the one that was signed before. The reason is Chinese."""


def sign_head(*, at: datetime) -> Checkpoint | None:
    """签署检查点: sign the head if it grew; None where there is nothing new.

    Order: guard, re-hash, tiles, signature, file, database; a stop anywhere is made good by the
    next call. Raises LogRefused rather than sign what cannot be right.
    """
    with alone():
        head = LogHead.objects.filter(id=1).first()
        require_same_history()
        last = newest_checkpoint()
        if head is None or head.size == (last.size if last else 0):
            return None
        root = _rehash(last, head.size)
        _write_tiles(last.size if last else 0, head.size)
        return _sign(Tree(_keys()[0].name, head.size, root), last, at)


def newest_checkpoint() -> Checkpoint | None:
    """最近的检查点."""
    return Checkpoint.objects.order_by("-size").first()


def require_same_history() -> None:
    """防分叉: the log holds everything that was signed before, or LogRefused."""
    size = LogHead.objects.values_list("size", flat=True).filter(id=1).first() or 0
    signed = _signed_before()
    for tree, source in signed.items():
        if size < tree.size:
            raise LogRefused(
                f"{source}已签署到 {tree.size} 条，数据库只有 {size} 条："
                "数据库可能是从旧备份恢复的。请恢复更新的备份；不得删除已签署的检查点。"
            )
        if current_root(size=tree.size) != tree.root:
            raise LogRefused(
                f"数据库前 {tree.size} 条与{source}签署的根不符：日志被改写过。请报告审计管理员。"
            )
    if signed and not mark_file().exists():
        raise LogRefused(
            f"数据目录中没有最近签署的检查点（{mark_file().name}）。请从备份、见证方或者公开的"
            "检查点取回后放入。"
        )


def mark_file() -> Path:
    """Where the last signed checkpoint stands outside the database."""
    return folder() / "signed"


def served_checkpoint() -> str:
    """The checkpoint as it is served, "" before the first."""
    path = public_folder() / "checkpoint"
    return path.read_text(encoding="utf-8") if path.exists() else ""


def note_of(checkpoint: Checkpoint) -> str:
    """The signed note with all cosignatures, as it is handed out."""
    lines = checkpoint.cosigned.order_by("witness").values_list("line", flat=True)
    return f"{checkpoint.note}{''.join(lines)}"


def served_keys() -> tuple[str, ...]:
    """The public keys (vkey) as they are served, none before the first checkpoint."""
    path = public_folder() / "keys"
    return tuple(path.read_text(encoding="utf-8").split()) if path.exists() else ()


def serve_checkpoint(checkpoint: Checkpoint) -> None:
    """Put checkpoint, cosignatures and keys where everybody fetches them."""
    note = note_of(checkpoint)
    path = public_folder() / "checkpoint"
    keys = "".join(f"{key.public.text}\n" for key in _keys())
    for target, text in ((public_folder() / "keys", keys), (path, note)):
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            write_durably(target, text.encode())


def _keys() -> tuple[SigningKey, ...]:
    # 只在从未签署过时生成：密钥丢失须由人处理，不能悄悄换一把。
    if not mark_file().exists() and not Checkpoint.objects.exists():
        make_key_once()
    try:
        return read_keys()
    except (KeyRefused, BadNote) as error:
        raise LogRefused(str(error)) from error


def _signed_before() -> dict[Tree, str]:
    """The last signed trees, with where they are kept: one, or two while the two places differ."""
    found = {}
    last = newest_checkpoint()
    if last:
        found[read_tree(last.note)] = "数据库"
    if mark_file().exists():
        try:
            found[read_tree(mark_file().read_text(encoding="utf-8"))] = "数据目录"
        except (BadNote, UnicodeDecodeError) as error:
            raise LogRefused("数据目录中的检查点已损坏。请从备份或者公开的检查点取回。") from error
    return found


def _rehash(last: Checkpoint | None, size: int) -> bytes:
    """The root, from the bytes: the old tree's own edge, then every leaf since."""
    start = last.size if last else 0
    edge = read_edge(start)
    old_root = merkle.root_at(size=start, read=edge.__getitem__)
    if last and old_root.hex() != last.root:
        raise LogRefused(f"前 {start} 条的根与签署过的不符：日志被改写过。请报告审计管理员。")
    leaves = Leaf.objects.filter(index__gte=start, index__lt=size).order_by("index")
    rows = leaves.values_list("index", "hash", "subtrees", "data").iterator(_BATCH)
    count = start
    while batch := list(islice(rows, _BATCH)):
        grown = grow(edge=edge, size=count, leaves=leaf_hashes(bytes(row[3]) for row in batch))
        for (index, hashed, subtrees, _), ended in zip(batch, grown.ended, strict=True):
            if (index, hashed, bytes(subtrees)) != (count, ended[:HASH].hex(), ended):
                raise LogRefused(f"第 {index} 号日志叶与其校验码不符。请报告审计管理员。")
            count += 1
        edge = grown.edge_at(count)
    if count != size:
        raise LogRefused(f"日志头为 {size} 条，实有 {count} 条。请报告审计管理员。")
    return merkle.root_at(size=size, read=edge.__getitem__)


def _write_tiles(old_size: int, new_size: int) -> None:
    try:
        write_tiles(old_size=old_size, new_size=new_size)
    except TileDiffers as error:
        raise LogRefused(
            f"数据目录中的日志文件与数据库不符（{error}）。请报告审计管理员。"
        ) from error


def _sign(tree: Tree, last: Checkpoint | None, at: datetime) -> Checkpoint:
    """Outside the database first: what may have been signed is never forgotten."""
    note = _signed_note(tree)
    write_durably(mark_file(), note.encode())
    checkpoint = Checkpoint(
        size=tree.size,
        previous_size=last.size if last else None,
        root=tree.root.hex(),
        note=note,
        signed_at=at,
    )
    try:
        with transaction.atomic(durable=True):
            checkpoint.save(force_insert=True)
    except IntegrityError as error:
        raise LogRefused(f"已有更新的检查点，{tree.size} 条的不再登记。稍后自动重试。") from error
    return checkpoint


def _signed_note(tree: Tree) -> str:
    """Signed by every key of the file; the same tree already signed keeps its note."""
    keys = _keys()
    if mark_file().exists():
        kept = mark_file().read_text(encoding="utf-8")
        if read_tree(kept) == tree and all(signed_by(kept, key.public) for key in keys):
            return kept
    return join_note(tree.text(), [key.sign(tree.text()) for key in keys])
