"""Archive packages (``make faults NAME=packages``): in every byte of a small real case's package a
bit is flipped, each position of the bit in turn (``--every-bit``: all eight), in the folder and in
the container of the ZIP; the stand-alone verifier must find each.

Files that were not touched are hashed once and remembered; the touched one is hashed anew each
time. Two planted bugs show that the suite can fail: a verifier that trusts one file's hash, and one
that looks past the bytes between the files of a ZIP.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import django

from tests.databases import copy_database, drop_database, make_template, name_for, point_at

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "verifier"))

import mingjian_dossier as verifier

_LIVE = "faults_packages"


class Touched(verifier.Folder):
    """The folder with one file's bytes in memory, as they would be on the disk."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.name, self.content = "", b""

    def size(self, name: str) -> int:
        """Of the file as it is now."""
        return len(self.content) if name == self.name else int(super().size(name))

    def open(self, name: str) -> Any:
        """The bytes as they are now."""
        return io.BytesIO(self.content) if name == self.name else super().open(name)


@contextmanager
def remembered(package: Touched) -> Iterator[None]:
    """Hash each file that is not touched once."""
    true, known = verifier.hash_of, {}

    def told(asked: Touched, name: str) -> Any:
        if name == package.name:
            return true(asked, name)
        if name not in known:
            known[name] = true(asked, name)
        return known[name]

    with patch.object(verifier, "hash_of", told):
        yield


def flips(whole: bytes, *, every_bit: bool) -> Iterator[tuple[int, bytes]]:
    """The place, and the bytes with one bit of it changed."""
    altered = bytearray(whole)
    for place, byte in enumerate(whole):
        for bit in range(8) if every_bit else (place % 8,):
            altered[place] = byte ^ 1 << bit
            yield place, bytes(altered)
        altered[place] = byte


def unseen_in_folder(root: Path, *, every_bit: bool, only: str = "") -> tuple[int, list[str]]:
    """How many flips were tried, and those after which nothing is found."""
    package, tried, unseen = Touched(root), 0, []
    with remembered(package):
        for name in [only] if only else package.names:
            for place, altered in flips((root / name).read_bytes(), every_bit=every_bit):
                package.name, package.content = name, altered
                tried += 1
                if not _is_found(package):
                    unseen.append(f"{name} at {place}")
    return tried, unseen


def _is_found(package: Touched) -> bool:
    """By the manifests, as the verifier does it first; anything it cannot read is found, too."""
    try:
        if any(True for _ in verifier.check_manifests(package, "")):
            return True
        with patch.object(verifier, "open_package", lambda _: package):
            return bool(verifier.check_package(package.root)[0])
    except (verifier.Unreadable, ValueError, KeyError):
        return True


def unseen_in_container(packed: Path, *, every_bit: bool) -> tuple[int, list[str]]:
    """The same for the bytes of a ZIP that belong to no file: its headers and its end."""
    whole, tried, unseen = packed.read_bytes(), 0, []
    outside = _between(packed, len(whole))
    altered = packed.with_suffix(".altered.zip")
    for place in outside:
        for bit in range(8) if every_bit else (place % 8,):
            changed = bytearray(whole)
            changed[place] ^= 1 << bit
            altered.write_bytes(changed)
            tried += 1
            if not _zip_is_found(altered):
                unseen.append(f"container at {place}")
    altered.unlink(missing_ok=True)
    return tried, unseen


def _zip_is_found(path: Path) -> bool:
    try:
        package = verifier.open_package(path)
        return bool(package.faults()) or bool(verifier.check_package(path)[0])
    except Exception:  # whatever stops the reader is an alarm, too
        return True


def _between(packed: Path, size: int) -> list[int]:
    """Places that no file's bytes cover."""
    covered: set[int] = set()
    package = verifier.Zip(packed)
    for info in package.infos.values():
        start = info.header_offset + len(
            verifier.local_header(info.filename.encode(), info.CRC, info.file_size)
        )
        covered.update(range(start, start + info.file_size))
    return [place for place in range(size) if place not in covered]


def main(arguments: list[str] | None = None) -> int:
    """Folder, container, canaries; 0 only if every flip was found and every planted bug, too."""
    parser = argparse.ArgumentParser(description="Flipped bits of archive packages")
    parser.add_argument("--every-bit", action="store_true")
    options = parser.parse_args(arguments)
    live = name_for(_LIVE)
    copy_database(source=make_template(), target=live)
    point_at(live)
    try:
        with tempfile.TemporaryDirectory(prefix="mingjian-packages-") as folder:
            return _run(Path(folder), every_bit=options.every_bit)
    finally:
        django.db.connection.close()
        point_at("mingjian")
        drop_database(live)


def _run(folder: Path, *, every_bit: bool) -> int:
    from mingjian.archive.zips import stream_zip

    root = _package(folder)
    packed = folder / "dossier.zip"
    packed.write_bytes(b"".join(stream_zip(root=root)))
    assert verifier.check_package(root)[0] == verifier.check_package(packed)[0] == []
    found = _told("folder", root, lambda: unseen_in_folder(root, every_bit=every_bit))
    found += _told("container", packed, lambda: unseen_in_container(packed, every_bit=every_bit))
    trusting = "bag-info.txt"
    true = verifier.hash_of(verifier.Folder(root), trusting)
    with patch.object(verifier, "hash_of", _trusting(verifier.hash_of, trusting, true)):
        missed = not unseen_in_folder(root, every_bit=False, only=trusting)[1]
    with patch.object(verifier.Zip, "faults", lambda _: []):
        missed += not unseen_in_container(packed, every_bit=False)[1]
    print(f"planted bugs not found: {missed}", flush=True)
    return 1 if found or missed else 0


def _told(what: str, path: Path, look: Any) -> int:
    began = time.monotonic()
    tried, unseen = look()
    took = time.monotonic() - began
    print(
        f"{what}: {tried} flips in {took:.0f} s, {len(unseen)} not found {unseen[:5]}", flush=True
    )
    return len(unseen)


def _trusting(true: Any, name: str, known: Any) -> Any:
    return lambda package, asked: known if asked == name else true(package, asked)


def _package(folder: Path) -> Path:
    """The package of a case told to its end, filed and packed."""
    from django.conf import settings

    from mingjian.archive.store import package_path
    from mingjian.registry.packs import load_packs
    from tests.archive.make import Filed, file_a_case
    from tests.cases.story import EARLY, an_administrator

    settings.ARCHIVE_DIR = folder / "archive"
    load_packs(by=an_administrator(), at=EARLY)
    return package_path(Filed.of(file_a_case()).dossier, 1)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    sys.exit(main())
