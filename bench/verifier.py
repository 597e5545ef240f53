"""The stand-alone verifier on a large log (``make bench NAME=verifier``): goal 1 M leaves in 30 s.

The log is made without a database: publications with two commitments each, tiles, a signed
checkpoint, the open-data file. The verifier runs as a stranger runs it, in a process of its own.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import rfc8785

from mingjian.journal.canonical import canonical_bytes
from mingjian.ledger.merkle import leaf_hash, node_hash
from mingjian.ledger.notes import SigningKey, Tree, join_note
from mingjian.ledger.tiles import WIDTH, tile_path

_KEY = SigningKey("zf.example/log", bytes(range(32)))
_PROGRAM = Path(__file__).resolve().parent.parent / "verifier" / "mingjian_verify.py"
_SALT = bytes(32)


def statements(count: int, bulk: Path) -> Iterator[bytes]:
    """One publication after the other; their records go into the open-data file."""
    with bulk.open("ab") as file:
        for number in range(count):
            content = {"party_name": f"测试县示范食品{number}号有限公司", "fine_yuan": "5000.00"}
            said = _SALT + canonical_bytes("projection", content)
            made = {name: hashlib.new(name, said).hexdigest() for name in ("sha256", "sm3")}
            who = f"record{number:016d}"
            yield canonical_bytes(
                "leaf",
                {
                    "type": "publish",
                    "id": who,
                    "version": 1,
                    "commitments": made,
                    "previous": "",
                    "effective": "2026-05-11T01:30:00.000000Z",
                    "ground": "",
                },
            )
            record = {"public_id": who, "status": "published", "version": 1, "leaf_index": number}
            record |= {"salt": _SALT.hex(), "content": content}
            file.write(rfc8785.dumps(record) + b"\n")


def write_log(folder: Path, leaves: Iterator[bytes]) -> tuple[int, bytes]:
    """Entry bundles and hash tiles of the lowest level; size and root."""
    hashes: list[bytes] = []
    place = 0
    while part := list(islice(leaves, WIDTH)):
        hashed = [leaf_hash(leaf) for leaf in part]
        bundle = b"".join(len(leaf).to_bytes(2, "big") + leaf for leaf in part)
        for level, data in (("entries", bundle), (0, b"".join(hashed))):
            path = folder / tile_path(level, place, len(part))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        hashes += hashed
        place += 1
    return len(hashes), _root(hashes)


def _root(level: list[bytes]) -> bytes:
    while len(level) > 1:
        odd = level[-1:] if len(level) % 2 else []
        pairs = zip(level[::2], level[1::2], strict=False)
        level = [node_hash(left, right) for left, right in pairs] + odd
    return level[0]


def verify(*arguments: object) -> str:
    """Seconds of the verifier and its memory; ends the measurement where it finds a fault."""
    command = [sys.executable, "-I", str(_PROGRAM), *map(str, arguments)]
    started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*command, "--key", _KEY.public.text], check=True)  # noqa: S603
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
    wall = time.perf_counter() - started
    return f"{wall:.1f} s ({busy:.1f} s of processor time, at most {used.ru_maxrss >> 10} MiB)"


def main(arguments: list[str]) -> None:
    """Make the log, verify it, print."""
    parser = argparse.ArgumentParser(description="The verifier on a large log")
    parser.add_argument("--leaves", type=int, default=1_000_000)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        folder, records = Path(scratch) / "log", Path(scratch) / "records"
        size, root = write_log(folder, statements(options.leaves, records))
        text = Tree(_KEY.name, size, root).text()
        note = join_note(text, [_KEY.sign(text)])
        (folder / "checkpoint").write_text(note, encoding="utf-8")
        bulk = folder / "decisions.jsonl"
        head = {"format": "mingjian:bulk:1", "checkpoint": note, "count": size}
        bulk.write_bytes(rfc8785.dumps(head) + b"\n" + records.read_bytes())
        log = ("--log", folder)
        root_only = verify("consistency", folder / "checkpoint", folder / "checkpoint", *log)
        print(
            f"{size:,} leaves: signature and root {root_only} (goal: 30 s a million)",
            flush=True,
        )
        whole = verify("bulk", bulk, *log)
    print(f"with every chain and every commitment of the open-data file {whole}")
