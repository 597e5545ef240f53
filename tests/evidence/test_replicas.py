"""Replicas read by themselves: from servers that speak as SeaweedFS does, one of them faulty."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from mingjian.evidence.replicas import Replicas, TooFewReplicas

PIECES = {"1,aa": b"first ", "2,bb": b"second", "3,list": b"1,aa 2,bb"}
CHUNKS = [{"file_id": "2,bb", "offset": 6}, {"file_id": "1,aa"}]
LISTED = [{"file_id": "3,list", "is_chunk_manifest": True}]
LONG = "/buckets/vault/ab/long.versions/"


class Cluster(ThreadingHTTPServer):
    """Filer, master and both volume servers behind one port; the second by another name."""

    copies = 2
    spoiled = ""
    read_out = CHUNKS

    @property
    def url(self) -> str:
        return f"127.0.0.1:{self.server_port}"

    def servers(self) -> list[str]:
        """As the master names them."""
        return [self.url, f"{self.url}/other"][: self.copies]

    def answer(self, path: str) -> bytes:
        """What lies under the path."""
        if path.startswith("/buckets/vault/ab/abc.versions/"):
            return json.dumps({"Entries": [{"Mtime": "1", "chunks": CHUNKS}]}).encode()
        if path == LONG:
            entry = {"Mtime": "1", "chunks": LISTED, "FullPath": f"{LONG}v1"}
            return json.dumps({"Entries": [entry]}).encode()
        if path == f"{LONG}v1?metadata=true&resolveManifest=true":
            return json.dumps({"chunks": self.read_out}).encode()
        if path.startswith("/dir/lookup"):
            return json.dumps({"locations": [{"url": one} for one in self.servers()]}).encode()
        if path == self.spoiled:
            return b"SPOILT"
        return PIECES.get(path.removeprefix("/other").removeprefix("/"), b"{}")


class Handler(BaseHTTPRequestHandler):
    """Answers and writes no log."""

    server: Cluster

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.server.answer(self.path))

    def log_message(self, *said: object) -> None:
        """Quiet."""


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    with Cluster(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


def read(cluster: Cluster, key: str = "ab/abc") -> list[bytes]:
    """Every replica, whole."""
    address = f"http://{cluster.url}"
    replicas = Replicas(address, address, "vault", least=2)
    return [b"".join(one) for one in replicas.readings(key=key)]


def test_every_replica_is_put_together_from_its_own_server(cluster: Cluster) -> None:
    assert read(cluster) == [b"first second", b"first second"]


def test_one_spoilt_replica_shows(cluster: Cluster) -> None:
    cluster.spoiled = "/other/2,bb"

    assert read(cluster) == [b"first second", b"first SPOILT"]


def test_too_few_replicas_and_unknown_files_are_refused(cluster: Cluster) -> None:
    with pytest.raises(FileNotFoundError):
        read(cluster, "ab/other")
    cluster.copies = 1
    with pytest.raises(TooFewReplicas):
        read(cluster)


def test_a_file_whose_pieces_are_in_a_list_is_read_replica_by_replica(cluster: Cluster) -> None:
    assert read(cluster, "ab/long") == [b"first second", b"first second"]


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"read_out": LISTED}, "does not read out"),
        ({"read_out": []}, "does not read out"),
        ({"spoiled": "/other/3,list"}, "disagree"),
        ({"copies": 1}, "a list of pieces lies on 1"),
    ],
)
def test_a_list_that_is_hurt_or_cannot_be_read_out_is_no_vaulted_file(
    cluster: Cluster, changed: dict[str, object], word: str
) -> None:
    for name, value in changed.items():
        setattr(cluster, name, value)

    with pytest.raises(OSError, match=word):
        read(cluster, "ab/long")
