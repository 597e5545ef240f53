"""Bags (信息包): BagIt 1.0 folders written file by file, resumable, in bounded memory.

What is finished stands in ``progress.jsonl`` beside the bag; a writer that died goes on after it.
The bag gets its name only when it is whole, so a bag under its name is never half of one.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from mingjian.seals.keys import sync_folder

BLOCK = 1024 * 1024
ALGORITHMS = ("sha256", "sm3")
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_PROGRESS = "progress.jsonl"
Open = Callable[[], BinaryIO]


class BagDamaged(RuntimeError):
    """A source is not what it was said to be; the message is for people."""


@dataclass(frozen=True)
class Hashed:
    """A file of the bag with its size and hashes."""

    path: str
    size: int
    sha256: str
    sm3: str


@dataclass(frozen=True)
class Sealed:
    """信息包 as it lies: ``seal_*`` are the hashes of its tag manifest and cover every byte."""

    files: int
    payload_size: int
    seal_sha256: str
    seal_sm3: str


@dataclass(frozen=True)
class Source:
    """What goes into the bag: where (below ``data/``), from where, and what it must hash to."""

    path: str
    open: Open
    sha256: str = ""
    sm3: str = ""


class BagWriter:
    """Writes one bag; ``target`` appears when ``finish`` has made everything durable."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.draft = target.with_name(f".{target.name}.draft")
        self._progress = target.with_name(f".{target.name}.{_PROGRESS}")
        self.done: dict[str, Hashed] = {}

    def start(self) -> None:
        """Begin, or go on where a writer stopped."""
        self.draft.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.done = {one.path: one for one in self._finished()}

    def add(self, source: Source) -> Hashed:
        """Copy one file in, hashing it on the way; one that is there already is not read again."""
        path = f"data/{checked_path(source.path)}"
        known = self.done.get(path)
        if known is None:
            known = self._copy(path, source)
            self._note(known)
            self.done[path] = known
        _require_same(known, source)
        return known

    def replace(self, source: Source) -> Hashed:
        """Write one file anew, whatever an earlier try left under its name."""
        self.done.pop(f"data/{source.path}", None)
        return self.add(source)

    def finish(self, info: Mapping[str, str]) -> Sealed:
        """Manifests, tag manifests, and the name."""
        payload = sorted(self.done.values(), key=lambda one: one.path)
        size = sum(one.size for one in payload)
        told = {**info, "Payload-Oxum": f"{size}.{len(payload)}"}
        tags = {
            "bagit.txt": DECLARATION,
            "bag-info.txt": "".join(f"{name}: {text}\n" for name, text in told.items()).encode(),
            **{f"manifest-{name}.txt": manifest(payload, name) for name in ALGORITHMS},
        }
        hashed = [hash_bytes(path, data) for path, data in sorted(tags.items())]
        seals = {f"tagmanifest-{name}.txt": manifest(hashed, name) for name in ALGORITHMS}
        for path, data in (tags | seals).items():
            write_durably(self.draft / path, data)
        sync_folder(self.draft)
        self.draft.rename(self.target)
        sync_folder(self.target.parent)
        self._progress.unlink(missing_ok=True)
        seal = hash_bytes("", seals["tagmanifest-sha256.txt"])
        return Sealed(len(payload) + len(tags) + len(seals), size, seal.sha256, seal.sm3)

    def _copy(self, path: str, source: Source) -> Hashed:
        target = self.draft / path
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        hashers = [hashlib.new(name) for name in ALGORITHMS]
        size = 0
        with source.open() as given, target.open("wb") as taken:
            while block := given.read(BLOCK):
                taken.write(block)
                size += len(block)
                for hasher in hashers:
                    hasher.update(block)
            taken.flush()
            os.fsync(taken.fileno())
        return Hashed(path, size, *(hasher.hexdigest() for hasher in hashers))

    def _note(self, done: Hashed) -> None:
        with self._progress.open("ab") as file:
            file.write(json.dumps(asdict(done)).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def _finished(self) -> Iterator[Hashed]:
        """What was noted as finished; a line cut off by the crash does not count."""
        with suppress(FileNotFoundError):
            for line in self._progress.read_bytes().splitlines(keepends=True):
                if not line.endswith(b"\n"):
                    self._progress.write_bytes(self._progress.read_bytes()[: -len(line)])
                    return
                found = Hashed(**json.loads(line))
                target = self.draft / found.path
                if target.is_file() and target.stat().st_size == found.size:
                    yield found


def _require_same(known: Hashed, source: Source) -> None:
    told = ((source.sha256, known.sha256), (source.sm3, known.sm3))
    if any(wanted and wanted != found for wanted, found in told):
        raise BagDamaged(
            f"“{source.path}”与登记的校验码不符，不能归档。"
            "请立即报告系统管理员，核对原件和备份后再办理。"
        )


def checked_path(path: str) -> str:
    """A plain relative path of the package; anything else is a mistake of the caller."""
    parts = path.split("/")
    if not path.isprintable() or "\\" in path or any(part in {"", ".", ".."} for part in parts):
        raise ValueError(f"not a path inside a package: {path!r}")
    return path


def hash_bytes(path: str, data: bytes) -> Hashed:
    """A small file in memory."""
    return Hashed(path, len(data), *(hashlib.new(name, data).hexdigest() for name in ALGORITHMS))


def hash_file(root: Path, path: str) -> Hashed:
    """A file of any size, read once."""
    hashers, size = [hashlib.new(name) for name in ALGORITHMS], 0
    with (root / path).open("rb") as file:
        while block := file.read(BLOCK):
            size += len(block)
            for hasher in hashers:
                hasher.update(block)
    return Hashed(path, size, *(hasher.hexdigest() for hasher in hashers))


def manifest(files: Iterable[Hashed], algorithm: str) -> bytes:
    """``hash  path`` a line, sorted by path: one way to write it, so that every bit counts."""
    lines = sorted((one.path, getattr(one, algorithm)) for one in files)
    return "".join(f"{digest}  {path}\n" for path, digest in lines).encode()


def read_manifest(data: bytes) -> dict[str, str]:
    """path → hash; raises ValueError where it is not written as ``manifest`` writes it."""
    found = {}
    for line in data.decode("utf-8").splitlines():
        digest, _, path = line.partition("  ")
        found[path] = digest
    written = "".join(f"{digest}  {path}\n" for path, digest in sorted(found.items()))
    if written.encode() != data:
        raise ValueError("a manifest is not written in the one way that counts")
    return found


def files_below(root: Path) -> list[str]:
    """Every file, as the manifests name it."""
    return sorted(
        path.relative_to(root).as_posix() for path in root.rglob("*") if not path.is_dir()
    )


def bag_faults(root: Path) -> Iterator[str]:
    """完整性: what is missing, added or altered; nothing where the bag is whole."""
    try:
        tag_manifests = {
            name: read_manifest((root / f"tagmanifest-{name}.txt").read_bytes())
            for name in ALGORITHMS
        }
        manifests = {
            name: read_manifest((root / f"manifest-{name}.txt").read_bytes()) for name in ALGORITHMS
        }
    except (OSError, ValueError) as error:
        yield f"清单缺失或者读不懂：{error}"
        return
    seals = {f"tagmanifest-{name}.txt" for name in ALGORITHMS}
    present = set(files_below(root)) - seals
    for name in ALGORITHMS:
        told = {**manifests[name], **tag_manifests[name]}
        for path in sorted(set(told) ^ present):
            yield f"{path}：{'清单中有，包内没有' if path in told else '不在清单中'}"
    for path in sorted(present):
        found = hash_file(root, path)
        for name in ALGORITHMS:
            told = {**manifests[name], **tag_manifests[name]}
            if path in told and told[path] != getattr(found, name):
                yield f"{path}：{name} 校验码不符"


def write_durably(path: Path, data: bytes) -> None:
    """The bytes, on the disk."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def drop_bag(target: Path) -> None:
    """销毁: the bag and whatever an unfinished writer left."""
    writer = BagWriter(target)
    for folder in (target, writer.draft):
        shutil.rmtree(folder, ignore_errors=True)
    writer._progress.unlink(missing_ok=True)
