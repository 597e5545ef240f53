"""Appends a second of the public log (``make bench NAME=ledger``), against their limits.

Everything in one run, alternated, medians of five. The log: submitted, placed, hashed again, tiles
written, signed with Ed25519, all of it durable, on an embedded PostgreSQL with fsync on.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from tests.ledger.make import published

from mingjian.ledger.advancing import advance_log
from mingjian.ledger.growing import grow
from mingjian.ledger.log import current_size, prove_inclusion
from mingjian.ledger.merkle import Subtree, leaf_hashes
from mingjian.ledger.submitting import submit_statements

ROUNDS = 5
_BATCH = 10_000
_IN_C = "limit: C over libcrypto"


def rate(count: int, work: Callable[[], None]) -> float:
    """How many a second."""
    start = time.perf_counter()
    work()
    return count / (time.perf_counter() - start)


def hash_tree(count: int) -> None:
    """The limit in Python: leaf hashes and nodes of a tree, nothing kept, nothing written."""
    level = [hashlib.sha256(b"\0" + each.to_bytes(64, "big")).digest() for each in range(count)]
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=False)
        level = [hashlib.sha256(b"\1" + left + right).digest() for left, right in pairs]


def our_tree(count: int) -> None:
    """The same work by the ledger's own tree, which also keeps its edge: batches of 10,000."""
    edge: dict[Subtree, bytes] = {}
    for start in range(0, count, _BATCH):
        data = (each.to_bytes(64, "big") for each in range(start, start + _BATCH))
        grown = grow(edge=edge, size=start, leaves=leaf_hashes(data))
        edge = grown.edge_at(grown.size)


def our_tree_on_disk(count: int) -> None:
    """The same, each batch's leaves and hashes written to a file, with one fsync a batch."""
    with tempfile.NamedTemporaryFile(dir=settings.DATA_DIR) as file:
        edge: dict[Subtree, bytes] = {}
        for start in range(0, count, _BATCH):
            data = [each.to_bytes(64, "big") for each in range(start, start + _BATCH)]
            grown = grow(edge=edge, size=start, leaves=leaf_hashes(data))
            edge = grown.edge_at(grown.size)
            file.write(b"".join(data) + b"".join(grown.ended))
            file.flush()
            os.fsync(file.fileno())


def tree_in_c(count: int) -> float | None:
    """The limit: the same tree by a loop in C over libcrypto; None without a compiler."""
    compiler = shutil.which("cc")
    if compiler is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "tree"
        source = Path(__file__).with_name("tree.c")
        build = [compiler, "-O2", "-w", "-o", str(program), str(source), "-lcrypto"]
        if subprocess.run(build, check=False).returncode:  # noqa: S603  # our own source
            return None
        said = subprocess.run([program, str(count)], check=True, capture_output=True)  # noqa: S603
    return float(said.stdout)


def append_batches(count: int, batch: int) -> None:
    """The whole way of ``count`` statements, ``batch`` in a transaction and under a signature."""
    for _ in range(count // batch):
        with transaction.atomic():
            submit_statements(statements=[published() for _ in range(batch)])
        advance_log(at=timezone.now())


def prove(count: int) -> None:
    """Inclusion proofs from the database."""
    size = current_size()
    for turn in range(count):
        prove_inclusion(index=turn * 7919 % size, size=size)


def file_and_fsync(count: int) -> None:
    """The limit of one durable append a call: 64 bytes and an fsync."""
    with tempfile.NamedTemporaryFile(dir=settings.DATA_DIR) as file:
        for _ in range(count):
            file.write(bytes(64))
            file.flush()
            os.fsync(file.fileno())


def measure(*, size: int) -> dict[str, float]:
    """Medians of all rows, alternated."""
    work: dict[str, tuple[int, Callable[[int], None]]] = {
        "limit: hashlib tree, nothing kept": (200_000, hash_tree),
        "our tree in memory": (200_000, our_tree),
        "our tree, written and synced": (200_000, our_tree_on_disk),
        "log, batches of 500": (size, lambda count: append_batches(count, 500)),
        "log, batches of 50": (size // 5, lambda count: append_batches(count, 50)),
        "log, one a call": (40, lambda count: append_batches(count, 1)),
        "limit: 64 bytes and fsync a call": (500, file_and_fsync),
        "inclusion proofs": (300, prove),
    }
    found: dict[str, list[float]] = {name: [] for name in [*work, _IN_C]}
    for _ in range(ROUNDS):
        found[_IN_C].append(tree_in_c(2_000_000) or float("nan"))
        for name, (count, run) in work.items():
            found[name].append(rate(count, partial(run, count)))
    return {name: statistics.median(rates) for name, rates in found.items()}


def main(arguments: list[str]) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Appends a second of the public log")
    parser.add_argument("--size", type=int, default=10_000, help="statements a round")
    options = parser.parse_args(arguments)
    found = measure(size=options.size)
    for name, value in found.items():
        print(f"{name:38} {value:12,.0f} /s")
    tree, limit = found["our tree in memory"], found["limit: hashlib tree, nothing kept"]
    print(f"our tree / hashlib tree: {tree / limit:.2f}")
    synced = found["our tree, written and synced"]
    print(
        f"our tree / C: {tree / found[_IN_C]:.2f}, with file and fsync {synced / found[_IN_C]:.2f}"
    )
    one, sync = found["log, one a call"], found["limit: 64 bytes and fsync a call"]
    print(f"one durable signed append / one fsync: {one / sync:.3f}")
