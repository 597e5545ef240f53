"""Replicas behind a gateway (副本逐份读回): what S3 cannot be asked, the store's own servers can.

S3 has no word for "read me the second copy". SeaweedFS has: its filer says of which pieces a file
is made, its master on which servers each piece lies, and every server gives out its own. So each
replica is read by itself before a file counts as vaulted. Other object stores are read through
their gateway only; then the held copy of 72 hours and the folders are what stands beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import quote
from urllib.request import Request, urlopen

_PIECE, _PATIENCE = 1 << 20, 60


class TooFewReplicas(OSError):
    """A piece lies on fewer servers than it must."""


@dataclass(frozen=True)
class Replicas:
    """The servers of one bucket: ``filer`` and ``master`` as http(s)://host:port."""

    filer: str
    master: str
    bucket: str
    least: int

    def readings(self, *, key: str) -> list[Iterator[bytes]]:
        """One reading for each replica, whole; raises OSError where there are too few."""
        places: dict[str, list[str]] = {}
        named = [one["file_id"] for one in self._pieces_of(key, places)]
        pieces = [(one, self._servers_of(one, places)) for one in named]
        fewest = min((len(servers) for _, servers in pieces), default=0)
        if fewest < self.least:
            raise TooFewReplicas(f"{key} lies on {fewest} servers, not on {self.least}")
        return [_whole(pieces, place) for place in range(fewest)]

    def _pieces_of(self, key: str, places: dict[str, list[str]]) -> list[dict[str, Any]]:
        """In order; in a bucket with versions the newest version lies in a folder beside."""
        folder = f"{self.filer}/buckets/{quote(self.bucket)}/{key}.versions/"
        entries = [one for one in _ask(folder).get("Entries") or () if one.get("chunks")]
        if not entries:
            raise FileNotFoundError(key)
        newest = max(entries, key=lambda one: str(one["Mtime"]))
        chunks = newest["chunks"]
        if lists := [one for one in chunks if one.get("is_chunk_manifest")]:
            chunks = self._listed(newest["FullPath"])
            self._refuse_damaged(lists, places)
        return sorted(chunks, key=lambda one: int(one.get("offset", 0)))

    def _listed(self, path: str) -> list[dict[str, Any]]:
        """Of a file of more than a thousand pieces the filer keeps lists: it reads them out."""
        asked = f"{self.filer}{quote(path)}?metadata=true&resolveManifest=true"
        chunks = cast("list[dict[str, Any]]", _ask(asked).get("chunks") or [])
        if not chunks or any(one.get("is_chunk_manifest") for one in chunks):
            raise OSError(f"the pieces of {path} are in lists that the filer does not read out")
        return chunks

    def _refuse_damaged(self, lists: list[dict[str, Any]], places: dict[str, list[str]]) -> None:
        """The lists themselves lie on the servers, too: each copy must be there, and the same."""
        for one in lists:
            servers = self._servers_of(one["file_id"], places)
            if len(servers) < self.least:
                raise TooFewReplicas(f"a list of pieces lies on {len(servers)} servers")
            if len({_bytes_of(server, one["file_id"]) for server in servers}) != 1:
                raise OSError("the servers disagree about a list of pieces")

    def _servers_of(self, piece: str, places: dict[str, list[str]]) -> list[str]:
        """Asked once for each volume: a film of ten gigabytes has thousands of pieces."""
        volume = piece.partition(",")[0]
        if volume not in places:
            found = _ask(f"{self.master}/dir/lookup?volumeId={volume}")
            places[volume] = sorted(one["url"] for one in found.get("locations", ()))
        return places[volume]


def _whole(pieces: list[tuple[str, list[str]]], place: int) -> Iterator[bytes]:
    """Every piece from its server of that place."""
    for piece, servers in pieces:
        with urlopen(
            f"http://{servers[place]}/{piece}", timeout=_PATIENCE
        ) as answer:  # named by the master
            while block := answer.read(_PIECE):
                yield block


def _bytes_of(server: str, piece: str) -> bytes:
    with urlopen(f"http://{server}/{piece}", timeout=_PATIENCE) as answer:  # named by the master
        return cast(bytes, answer.read())


def _ask(url: str) -> dict[str, Any]:
    request = Request(url, headers={"Accept": "application/json"})  # noqa: S310  # configured
    with urlopen(request, timeout=_PATIENCE) as answer:  # noqa: S310  # configured
        return cast("dict[str, Any]", json.load(answer))
