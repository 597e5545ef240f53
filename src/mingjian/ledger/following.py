"""Following a log (随录日志): a node takes in another's leaves, and believes no byte unchecked.

Leaves are read from tiles, hashed onto the edge of what was verified before, and kept only if the
root is the one that the log signed; so the new tree goes on from the old one or nothing is taken.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from django.db import DataError, IntegrityError, transaction
from django.db.models import Max

from mingjian.ledger import merkle
from mingjian.ledger.files import public_folder, write_durably
from mingjian.ledger.growing import Growth, grow
from mingjian.ledger.leaf import DOMAIN, LARGEST, LeafType
from mingjian.ledger.log import current_root, read_edge
from mingjian.ledger.merkle import HASH, Subtree
from mingjian.ledger.models import Checkpoint, Cosignature, Leaf, LogHead
from mingjian.ledger.notes import (
    BadNote,
    PublicKey,
    Tree,
    cosigned_at,
    join_note,
    read_tree,
    signed_by,
    split_note,
)
from mingjian.ledger.tiles import HEIGHT, WIDTH, tile_path, write_tiles
from mingjian.ledger.trust import Trust

_BATCH = 2_000
_PREFIX = f"mingjian:{DOMAIN}:1\n".encode()
Fetch = Callable[[str], bytes]
Progress = Callable[[int, int], None]
Ending = Callable[[list[Leaf]], None]


class BytesRefused(RuntimeError):
    """The bytes are not those that the log signed; nothing of them was kept."""


class LogForked(RuntimeError):
    """The log signed two histories; ``proof`` is what shows it."""

    def __init__(self, message: str, proof: dict[str, Any]) -> None:
        super().__init__(message)
        self.proof = proof


def read_checkpoint(note: str, *, trust: Trust) -> Tree:
    """检查点 of the log itself, cosigned as wanted; raises BytesRefused."""
    try:
        tree = read_tree(note)
        if tree.origin != trust.keys[0].name or not any(signed_by(note, k) for k in trust.keys):
            raise BytesRefused("检查点没有可信任的日志签名")
        given = sum(_has_cosigned(note, witness) for witness in trust.witnesses)
    except (BadNote, UnicodeError) as error:
        raise BytesRefused(f"不是检查点：{error}") from error
    if given < trust.needed:
        raise BytesRefused(f"检查点只有 {given} 个见证签名，要求 {trust.needed} 个")
    return tree


def take_leaves(
    *,
    note: str,
    fetch: Fetch,
    at: datetime,
    ending: Ending,
    passing: Tree | None = None,
    progress: Progress | None = None,
) -> None:
    """收取日志叶 up to the checkpoint, in one transaction.

    ``ending``: told of the final and correcting leaves, batch by batch. ``passing``: a tree seen
    before, possibly larger than what is kept here; the way leads through it. Raises BytesRefused;
    the caller asks ``find_fork`` why.
    """
    tree, size = read_tree(note), kept_size()
    with transaction.atomic():
        edge = read_edge(size)
        for batch in _batches(_read_leaves(fetch, size, tree.size)):
            grown = grow(edge=edge, size=size, leaves=merkle.leaf_hashes(batch))
            _check_passing(passing, grown)
            rows = [_row(data, size + n, grown.ended[n]) for n, data in enumerate(batch)]
            _keep_rows(rows)
            ending([row for row in rows if _ends_something(row)])
            size, edge = grown.size, grown.edge_at(grown.size)
            if progress is not None:
                progress(size, tree.size)
        if size != tree.size or merkle.root_at(size=size, read=edge.__getitem__) != tree.root:
            raise BytesRefused(f"日志叶与已签署的 {tree.size} 条的根不符")
        _keep_checkpoint(note, tree, at)


def _keep_rows(rows: list[Leaf]) -> None:
    """The database has an opinion of its own on what may follow what."""
    try:
        Leaf.objects.bulk_create(rows, batch_size=_BATCH)
    except (IntegrityError, DataError) as error:
        raise BytesRefused(f"第 {rows[0].index} 号以后的日志叶不合格式：{error}") from error


def kept_size() -> int:
    """How many verified leaves there are."""
    newest = Leaf.objects.order_by("-index").values_list("index", flat=True).first()
    return 0 if newest is None else newest + 1


def show_size(*, size: int) -> None:
    """放行: everything up to there was taken in; readers and the index go on from here."""
    head, _ = LogHead.objects.get_or_create(id=1)
    if head.size < size:
        LogHead.objects.filter(id=1).update(size=size, released_size=size)


def serve_log(*, note: str, trust: Trust, old_size: int) -> None:
    """Hand out the same files as the origin: keys, tiles, checkpoint last."""
    _keep_cosignatures(note, trust)
    keys = "".join(f"{key.text}\n" for key in trust.keys)
    write_tiles(old_size=old_size, new_size=read_tree(note).size)
    for name, text in (("keys", keys), ("checkpoint", note)):
        path = public_folder() / name
        if not path.exists() or path.read_text("utf-8") != text:
            write_durably(path, text.encode())


def find_fork(*, seen: str, told: str, fetch: Fetch) -> None:
    """分叉: raise LogForked where ``told`` does not go on from ``seen``, shown by its own tiles."""
    old, new = read_tree(seen), read_tree(told)
    if old.size == new.size:
        if old.root != new.root:
            raise LogForked(f"日志对 {old.size} 条签署了两个不同的根", _proof(seen, told))
        return
    small, large = sorted((old, new), key=lambda tree: tree.size)
    read = tile_reader(fetch, old.size if large is old else new.size)
    if large is old:
        if kept_size() >= small.size and current_root(size=small.size) != small.root:
            raise LogForked(f"日志对前 {small.size} 条签署了另一个根", _proof(seen, told))
        return
    ranges = merkle.consistency_ranges(old_size=old.size, new_size=new.size)
    path = merkle.proof(ranges=ranges, read=read)
    if merkle.root_at(size=new.size, read=read) != new.root:
        return  # its tiles do not fit its own root: damaged bytes prove nothing
    if merkle.root_at(size=old.size, read=read) != old.root:
        proof = _proof(seen, told) | {"path": [each.hex() for each in path]}
        raise LogForked(f"日志的前 {old.size} 条与以前签署的根不符", proof)


def tile_reader(fetch: Fetch, size: int) -> Callable[[Subtree], bytes]:
    """Read subtrees from hash tiles, each tile fetched once."""
    tiles: dict[tuple[int, int], bytes] = {}

    def read(part: Subtree) -> bytes:
        level, up = divmod(part.level, HEIGHT)
        first = part.place << up
        place, offset = divmod(first, WIDTH)
        if (level, place) not in tiles:
            width = min(WIDTH, (size >> (HEIGHT * level)) - place * WIDTH)
            tiles[level, place] = fetch(tile_path(level, place, width))
        hashes = tiles[level, place][offset * HASH : (offset + (1 << up)) * HASH]
        row = [hashes[each : each + HASH] for each in range(0, len(hashes), HASH)]
        while len(row) > 1:
            row = [merkle.node_hash(*pair) for pair in zip(row[::2], row[1::2], strict=True)]
        return row[0] if row else b""

    return read


def _keep_cosignatures(note: str, trust: Trust) -> None:
    text, lines = split_note(note)
    size = read_tree(note).size
    for witness in trust.witnesses:
        for line in lines:
            time = cosigned_at(text=text, line=line, key=witness)
            if time is not None:
                Cosignature.objects.get_or_create(
                    checkpoint_id=size,
                    witness=witness.name,
                    defaults={"line": line, "signed_at": datetime.fromtimestamp(time, UTC)},
                )


def _proof(seen: str, told: str) -> dict[str, Any]:
    return {"format": "mingjian:fork:1", "seen": seen, "told": told}


def _has_cosigned(note: str, witness: PublicKey) -> bool:
    text, lines = split_note(note)
    return any(cosigned_at(text=text, line=line, key=witness) is not None for line in lines)


def _read_leaves(fetch: Fetch, start: int, end: int) -> Iterator[bytes]:
    for place in range(start // WIDTH, -(-end // WIDTH)):
        width = min(WIDTH, end - place * WIDTH)
        leaves = list(_split(fetch(tile_path("entries", place, width))))
        if len(leaves) != width:
            raise BytesRefused(f"第 {place} 个日志文件应有 {width} 条，实有 {len(leaves)} 条")
        yield from leaves[max(0, start - place * WIDTH) :]


def _split(bundle: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(bundle):
        length = int.from_bytes(bundle[at : at + 2], "big")
        data = bundle[at + 2 : at + 2 + length]
        if len(data) != length or length > LARGEST:
            raise BytesRefused("日志文件不完整")
        yield data
        at += 2 + length


def _batches(leaves: Iterable[bytes]) -> Iterator[list[bytes]]:
    found = iter(leaves)
    while batch := list(islice(found, _BATCH)):
        yield batch


def _row(data: bytes, index: int, subtrees: bytes) -> Leaf:
    said = _statement(data, index)
    return Leaf(
        index=index,
        previous_index=index - 1 if index else None,
        data=data,
        hash=subtrees[:HASH].hex(),
        subtrees=subtrees,
        **said,
    )


def _statement(data: bytes, index: int) -> dict[str, Any]:
    if not data.startswith(_PREFIX):
        raise BytesRefused(f"第 {index} 号日志叶的格式不认识")
    try:
        said = json.loads(data[len(_PREFIX) :])
        return {
            "type": LeafType(said["type"]).value,
            "public_id": str(said["id"]),
            "version": int(said["version"]),
            "previous_hash": said["previous"] or None,
            "effective_at": datetime.fromisoformat(said["effective"]),
            "ground": str(said["ground"]),
        }
    except (KeyError, TypeError, ValueError) as error:
        raise BytesRefused(f"第 {index} 号日志叶不能读：{error}。可能需要升级本程序。") from error


def _ends_something(row: Leaf) -> bool:
    return row.type == LeafType.CORRECT or LeafType(row.type).is_final


def _check_passing(passing: Tree | None, grown: Growth) -> None:
    if passing is None or not grown.start < passing.size <= grown.size:
        return
    if grown.root_at(passing.size) != passing.root:
        raise BytesRefused(f"日志叶不经过以前见过的 {passing.size} 条的根")


def _keep_checkpoint(note: str, tree: Tree, at: datetime) -> None:
    text, lines = split_note(note)
    own = [line for line in lines if line.startswith(f"— {tree.origin} ")]
    Checkpoint.objects.create(
        size=tree.size,
        previous_size=Checkpoint.objects.aggregate(last=Max("size"))["last"],
        root=tree.root.hex(),
        note=join_note(text, own),
        signed_at=at,
    )
