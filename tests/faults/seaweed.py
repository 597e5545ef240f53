"""SeaweedFS on this machine (对象存储): a master, three volume servers, a filer, its gateway."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mingjian.evidence.replicas import Replicas

_BUCKET_LOCK = (
    b'<ObjectLockConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">'
    b"<ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention>"
    b"<Mode>COMPLIANCE</Mode><Days>1</Days></DefaultRetention></Rule></ObjectLockConfiguration>"
)
_VOLUMES = 3


class Seaweed:
    """Every file lies on two of three volume servers."""

    def __init__(self, folder: Path, *, piece_mb: int = 4, volume_mb: int = 100) -> None:
        self.folder, self.piece_mb, self.volume_mb = folder, piece_mb, volume_mb
        self.master, self.filer, self.s3 = _free_port(), _free_port(), _free_port()
        self.volumes = [_free_port() for _ in range(_VOLUMES)]
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def address(self) -> str:
        """The bucket that locks what is put into it for a day."""
        return f"http://127.0.0.1:{self.s3}/vault"

    @property
    def behind(self) -> dict[str, str]:
        """Where each replica can be asked by itself."""
        local = "http://127.0.0.1:"
        return {"filer": f"{local}{self.filer}", "master": f"{local}{self.master}"}

    def lists_of(self, key: str) -> list[str]:
        """The lists of pieces that the filer keeps of the file; none of a file of few pieces."""
        folder = f"{self.behind['filer']}/buckets/vault/{key}.versions/"
        request = urllib.request.Request(folder, headers={"Accept": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            entries = json.load(answer)["Entries"]
        chunks = [one for entry in entries for one in entry.get("chunks") or ()]
        return [one["file_id"] for one in chunks if one.get("is_chunk_manifest")]

    def spoil_one_replica(self, key: str) -> None:
        """Delete the first piece on one of its servers only, as a disk would lose it."""
        replicas = Replicas(**self.behind, bucket="vault", least=2)
        self.spoil_copy(replicas._pieces_of(key, {})[0]["file_id"])

    def spoil_copy(self, piece: str) -> None:
        """Delete one stored piece, or list of pieces, on one of its servers only."""
        servers = Replicas(**self.behind, bucket="vault", least=2)._servers_of(piece, {})
        url = f"http://{servers[0]}/{piece}?type=replicate"
        urllib.request.urlopen(urllib.request.Request(url, method="DELETE"), timeout=20).close()

    def start(self) -> None:
        """Master, volume servers, filer; then a bucket with versions and object lock."""
        small = [f"-volumeSizeLimitMB={self.volume_mb}", "-defaultReplication=001"]
        self._run("master", f"-port={self.master}", *small, mdir="m")
        _wait(f"http://127.0.0.1:{self.master}/cluster/status")
        for number in range(_VOLUMES):
            self.start_volume(number)
        own = [f"-port={self.filer}", f"-master=127.0.0.1:{self.master}", "-s3"]
        own.append(f"-maxMB={self.piece_mb}")
        grpc = f"-s3.port.grpc={_free_port()}"
        self._run("filer", *own, f"-s3.port={self.s3}", grpc, defaultStoreDir="f")
        _wait(f"http://127.0.0.1:{self.s3}/")
        self.ask("PUT", "", {"x-amz-bucket-object-lock-enabled": "true"})
        self.ask("PUT", "?object-lock", {}, _BUCKET_LOCK)

    def start_volume(self, number: int) -> None:
        """One volume server."""
        port, master = self.volumes[number], f"-mserver=127.0.0.1:{self.master}"
        self._run(f"volume{number}", f"-port={port}", "-max=30", master, dir=f"v{number}")

    def kill_volume(self, number: int) -> None:
        """kill -9."""
        self.running[f"volume{number}"].kill()
        self.running[f"volume{number}"].wait()

    def ask(
        self, method: str, path: str, headers: dict[str, str] | None = None, body: bytes = b""
    ) -> tuple[int, dict[str, str]]:
        """One plain request to the bucket."""
        request = urllib.request.Request(  # this machine
            self.address + path, method=method, headers=headers or {}, data=body or None
        )
        try:
            with urllib.request.urlopen(request, timeout=20) as found:
                return found.status, dict(found.headers)
        except urllib.error.HTTPError as error:
            return error.code, dict(error.headers)

    def _run(self, name: str, *options: str, **folders: str) -> None:
        for folder in folders.values():
            (self.folder / folder).mkdir(parents=True, exist_ok=True)
        placed = [f"-{key}={self.folder / folder}" for key, folder in folders.items()]
        command = [str(Path(sys.executable).parent / "weed"), name.rstrip("012"), "-ip=127.0.0.1"]
        with (self.folder / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                [*command, *options, *placed], stdout=log, stderr=log, cwd=self.folder
            )

    def stop(self) -> None:
        """End what was started here."""
        for process in self.running.values():
            if process.poll() is None:
                process.kill()
                process.wait()


@contextmanager
def seaweed(folder: Path, *, piece_mb: int = 4, volume_mb: int = 100) -> Iterator[Seaweed]:
    """A store for as long as the block lasts; ``piece_mb``: how it cuts what it is given."""
    store = _started(folder, piece_mb, volume_mb)
    try:
        yield store
    finally:
        store.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _started(folder: Path, piece_mb: int, volume_mb: int) -> Seaweed:
    """Ports are found by chance, and one of its many may be taken: then once more."""
    for turn in range(4):
        store = Seaweed(folder / str(turn), piece_mb=piece_mb, volume_mb=volume_mb)
        try:
            store.start()
        except RuntimeError:
            store.stop()
        else:
            return store
    raise RuntimeError("the object store does not start")


def _free_port() -> int:
    """A port whose neighbour ten thousand above (gRPC) is free, too."""
    while True:
        with socket.socket() as one, socket.socket() as other:
            one.bind(("127.0.0.1", 0))
            port = int(one.getsockname()[1])
            if port > 50_000:
                port -= 30_000
            try:
                other.bind(("127.0.0.1", port + 10_000))
            except OSError:
                continue
            if port < 50_000:
                return port


def _wait(url: str) -> None:
    for _ in range(150):
        try:
            urllib.request.urlopen(url, timeout=2).close()  # this machine
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"{url} does not answer")
