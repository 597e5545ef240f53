"""A log in a folder, made without a database: what a stranger would have downloaded."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import rfc8785

from mingjian.ledger import merkle
from mingjian.ledger.growing import Growth, grow
from mingjian.ledger.leaf import LeafType, Statement, commit
from mingjian.ledger.notes import SigningKey, Tree, join_note
from mingjian.ledger.tiles import WIDTH, tile_path

VERIFIER = Path(__file__).resolve().parents[2] / "verifier"
sys.path.insert(0, str(VERIFIER))

KEY = SigningKey("zf.example/log", bytes(range(32)))
BEGIN = datetime(2026, 5, 11, 1, 30, tzinfo=UTC)


def public_id(number: int) -> str:
    """22 characters."""
    return f"record{number:016d}"


def content_of(number: int, version: int = 1) -> dict[str, Any]:
    """A projection with Chinese text, a list and an emoji beyond the first plane."""
    return {
        "party_name": f"测试县示范食品{number}号有限公司",
        "kinds": ["罚款", "没收非法财物"],
        "fine_yuan": f"{number}00.00",
        "facts": f"第{version}版\n“引号”与\\反斜线 𠮷",
    }


@dataclass
class Log:
    """Leaves, the records they speak of, and the files."""

    folder: Path
    leaves: list[bytes] = field(default_factory=list)
    records: dict[str, dict[str, Any]] = field(default_factory=dict)
    last: dict[str, str] = field(default_factory=dict)

    def say(self, type: LeafType, number: int, **how: Any) -> int:
        """One more leaf; returns its place."""
        place, who = len(self.leaves), public_id(number)
        said = Statement(
            type=type,
            public_id=who,
            effective_at=BEGIN + timedelta(minutes=place),
            previous=self.last.get(who, ""),
            **how,
        )
        self.leaves.append(said.encode())
        self.last[who] = merkle.leaf_hash(self.leaves[-1]).hex()
        return place

    def publish(self, number: int, version: int = 1) -> None:
        """公示 or, from the second version on, 更正."""
        salt, content = bytes([number % 251]) * 32, content_of(number, version)
        made = commit(content=content, salt=salt, algorithms=("sha256", "sm3"))
        kind = LeafType.PUBLISH if version == 1 else LeafType.CORRECT
        ground = "" if version == 1 else "content_wrong"
        place = self.say(kind, number, version=version, commitments=made, ground=ground)
        self.records[public_id(number)] = {
            "public_id": public_id(number),
            "status": "published",
            "version": version,
            "leaf_index": place,
            "salt": salt.hex(),
            "content": content,
        }

    def withdraw(self, number: int) -> None:
        """撤下: a stub remains."""
        record = self.records[public_id(number)]
        place = self.say(LeafType.WITHDRAW, number, version=record["version"], ground="revoked")
        effective = json.loads(self.leaves[place].partition(b"\n")[2])["effective"]
        kept = {name: record[name] for name in ("public_id", "version", "leaf_index")}
        stub = {"withdrawn_leaf_index": place, "ground": "revoked", "effective": effective}
        self.records[public_id(number)] = {**kept, "status": "withdrawn", **stub}

    def tree(self, size: int | None = None) -> Tree:
        """What the log says of itself."""
        count = len(self.leaves) if size is None else size
        return Tree(KEY.name, count, self.grown().root_at(count))

    def grown(self) -> Growth:
        """The whole tree."""
        return grow(edge={}, size=0, leaves=merkle.leaf_hashes(self.leaves))

    def note(self, size: int | None = None) -> str:
        """The signed checkpoint."""
        text = self.tree(size).text()
        return join_note(text, [KEY.sign(text)])

    def write(self) -> None:
        """Checkpoint, tiles and the open-data file."""
        self._put("checkpoint", self.note().encode())
        self._put_tiles()
        self.write_bulk(sorted(self.records.values(), key=lambda each: each["leaf_index"]))

    def _put_tiles(self) -> None:
        hashes = [merkle.leaf_hash(leaf) for leaf in self.leaves]
        for start in range(0, len(self.leaves), WIDTH):
            part = self.leaves[start : start + WIDTH]
            bundle = b"".join(len(leaf).to_bytes(2, "big") + leaf for leaf in part)
            self._put(tile_path("entries", start // WIDTH, len(part)), bundle)
            joined = b"".join(hashes[start : start + WIDTH])
            self._put(tile_path(0, start // WIDTH, len(part)), joined)

    def rewrite(self, leaves: Sequence[bytes], *, signed: bool = False) -> None:
        """Other leaves in the same folder; signed again only where somebody has the key."""
        shutil.rmtree(self.folder / "tile", ignore_errors=True)
        self.leaves = list(leaves)
        self._put_tiles()
        if signed:
            self._put("checkpoint", self.note().encode())

    def write_bulk(self, records: Sequence[dict[str, Any]], **head: Any) -> None:
        """decisions.jsonl with these records in this order."""
        first = {"format": "mingjian:bulk:1", "checkpoint": self.note(), "count": len(records)}
        lines = [rfc8785.dumps(each) + b"\n" for each in [{**first, **head}, *records]]
        self._put("decisions.jsonl", b"".join(lines))

    def proof(self, number: int) -> dict[str, Any]:
        """The proof file of one record."""
        record = self.records[public_id(number)]
        ended = record.get("withdrawn_leaf_index")
        leaf = json.loads(self.leaves[record["leaf_index"]].partition(b"\n")[2])
        return {
            "format": "mingjian:proof:1",
            "public_id": record["public_id"],
            "status": record["status"],
            "algorithm": "sha256",
            "domain": "projection",
            "content": record.get("content"),
            "salt": record.get("salt"),
            "commitment": leaf["commitments"]["sha256"],
            "checkpoint": self.note(),
            "publication": self._part(record["leaf_index"]),
            "withdrawal": None if ended is None else self._part(ended),
        }

    def _part(self, place: int) -> dict[str, Any]:
        tree = self.tree()
        ranges = merkle.inclusion_ranges(index=place, size=tree.size)
        path = merkle.proof(ranges=ranges, read=self.grown().read)
        leaf = self.leaves[place]
        return {
            "leaf_index": place,
            "leaf": leaf.decode(),
            "statement": json.loads(leaf.partition(b"\n")[2]),
            "tree_size": tree.size,
            "root": tree.root.hex(),
            "path": [each.hex() for each in path],
        }

    def _put(self, name: str, data: bytes) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def small_log(folder: Path) -> Log:
    """Seven records: one corrected, one withdrawn, one corrected and withdrawn."""
    log = Log(folder)
    for number in range(1, 8):
        log.publish(number)
    log.publish(2, version=2)
    log.withdraw(3)
    log.publish(4, version=2)
    log.withdraw(4)
    log.write()
    return log
