"""A file of very many pieces in the object store (part of ``make faults NAME=evidence``).

The store cuts at 1 MB here, so 1,100 MB have as many pieces as 4.4 GB have otherwise. Each replica
is read by itself and must be whole; one piece lost on one server must show.

``make faults NAME=evidence_pieces`` goes on to 10,100 pieces (10.6 GB, twice that on the disk):
from 10,000 on the filer keeps the pieces in lists of their own. It must have made such a list, the
replicas must be whole, and a list lost on one server must show, too.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from mingjian.evidence.hashing import sha256_of
from mingjian.evidence.s3 import ObjectStore, key_of, s3_store
from tests.faults.seaweed import Seaweed, seaweed

PIECES, PIECE = 1_100, 1 << 20
# SeaweedFS makes a list of every ten thousand pieces.
LISTED = 10_100


def main(pieces: int = PIECES) -> int:
    """How much was found that must not be: a replica not whole, a lost piece not seen."""
    sha256 = sha256_of(_pieces(pieces))
    with (
        tempfile.TemporaryDirectory(prefix="mingjian-pieces-") as folder,
        seaweed(Path(folder) / "weed", piece_mb=1, volume_mb=100 + pieces // 10) as cluster,
    ):
        store = s3_store(name="pieces", address=cluster.address, **cluster.behind)
        store.put(sha256=sha256, pieces=_pieces(pieces), size=pieces * PIECE)
        lists = cluster.lists_of(key_of(sha256))
        whole = _whole(store, sha256)
        said = f"pieces: {pieces} in one file, {len(lists)} lists, replicas whole: {whole}"
        print(said, flush=True)
        missed = _planted(store, cluster, sha256, lists)
    wrongly_listed = bool(lists) != (pieces >= LISTED)
    return whole.count(False) + (len(whole) < 3) + missed + wrongly_listed


def _planted(store: ObjectStore, cluster: Seaweed, sha256: str, lists: list[str]) -> int:
    """A piece, then a list, lost on one server only: how many of them are not seen."""
    cluster.spoil_one_replica(key_of(sha256))
    missed = _told("lost piece", all(_whole(store, sha256)))
    if lists:
        cluster.spoil_copy(lists[0])
        missed += _told("lost list", bool(_whole(store, sha256)))
    return missed


def _told(what: str, is_missed: bool) -> int:
    print(f"   planted {what}: {'NOT FOUND' if is_missed else 'found'}", flush=True)
    return int(is_missed)


def _whole(store: ObjectStore, sha256: str) -> list[bool]:
    """Gateway and each replica; what cannot be read is not whole, and none where no list is."""
    try:
        readings = store.readings(sha256=sha256)
    except OSError:
        return []
    found = []
    for reading in readings:
        try:
            found.append(sha256_of(reading) == sha256)
        except OSError:
            found.append(False)
    return found


def _pieces(count: int) -> Iterator[bytes]:
    """No two alike, so that a piece in the wrong place shows."""
    for number in range(count):
        yield number.to_bytes(4, "big") * (PIECE // 4)


if __name__ == "__main__":
    sys.exit(main(LISTED))
