"""A file of over a thousand pieces in the object store (part of ``make faults NAME=evidence``).

The store cuts at 1 MB here, so 1,100 MB have as many pieces as 4.4 GB have otherwise. Each replica
is read by itself and must be whole; one piece lost on one server must show.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from mingjian.evidence.hashing import sha256_of
from mingjian.evidence.s3 import ObjectStore, key_of, s3_store
from tests.faults.seaweed import seaweed

PIECES, PIECE = 1_100, 1 << 20


def main() -> int:
    """How much was found that must not be: a replica not whole, a lost piece not seen."""
    digest = hashlib.sha256()
    for piece in _pieces():
        digest.update(piece)
    sha256 = digest.hexdigest()
    with (
        tempfile.TemporaryDirectory(prefix="mingjian-pieces-") as folder,
        seaweed(Path(folder) / "weed", piece_mb=1) as cluster,
    ):
        store = s3_store(name="pieces", address=cluster.address, **cluster.behind)
        store.put(sha256=sha256, pieces=_pieces(), size=PIECES * PIECE)
        whole = _whole(store, sha256)
        cluster.spoil_one_replica(key_of(sha256))
        hurt = _whole(store, sha256)
    print(f"pieces: {PIECES} in one file, replicas whole: {whole}", flush=True)
    is_found = not all(hurt)
    print(f"   planted lost piece: {'found' if is_found else 'NOT FOUND'}", flush=True)
    return whole.count(False) + (len(whole) < 3) + (not is_found)


def _whole(store: ObjectStore, sha256: str) -> list[bool]:
    """Gateway and each replica; what cannot be read is not whole."""
    found = []
    for reading in store.readings(sha256=sha256):
        try:
            found.append(sha256_of(reading) == sha256)
        except OSError:
            found.append(False)
    return found


def _pieces() -> Iterator[bytes]:
    """No two alike, so that a piece in the wrong place shows."""
    for number in range(PIECES):
        yield number.to_bytes(4, "big") * (PIECE // 4)
