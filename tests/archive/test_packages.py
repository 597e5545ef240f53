"""Packages: a stranger checks them without our software, and any flipped bit is found."""

from __future__ import annotations

import random
import shutil
import sys
from pathlib import Path

import pytest

from mingjian.archive.bags import bag_faults, files_below
from mingjian.archive.store import package_path
from mingjian.archive.zips import stream_zip
from tests.archive.make import Filed

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "verifier"))

import mingjian_dossier as verifier


@pytest.fixture
def bag(filed: Filed) -> Path:
    """The package as it lies in the archive store."""
    return package_path(filed.dossier, 1)


def test_a_package_holds_for_a_stranger(filed: Filed, bag: Path) -> None:
    faults, read = verifier.check_package(bag, seal=filed.package.seal_sha256)

    assert faults == []
    assert read["files"] == filed.package.files
    assert list(bag_faults(bag)) == []


def test_a_flipped_bit_in_any_file_is_found(bag: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(bag, tmp_path / bag.name)
    chance = random.Random(20261122)
    unseen = []
    for name in files_below(copy):
        path, whole = copy / name, (copy / name).read_bytes()
        place, bit = chance.randrange(len(whole)), chance.randrange(8)
        path.write_bytes(flipped(whole, place, bit))
        if holds(copy):
            unseen.append((name, place, bit))
        path.write_bytes(whole)

    assert unseen == []


def test_a_flipped_bit_anywhere_in_the_zip_is_found(bag: Path, tmp_path: Path) -> None:
    packed = tmp_path / "dossier.zip"
    whole = b"".join(stream_zip(root=bag))
    packed.write_bytes(whole)
    assert verifier.check_package(packed)[0] == []
    chance = random.Random(7)
    unseen = []
    for _ in range(12):
        place, bit = chance.randrange(len(whole)), chance.randrange(8)
        packed.write_bytes(flipped(whole, place, bit))
        if holds(packed):
            unseen.append((place, bit))

    assert unseen == []


def flipped(whole: bytes, place: int, bit: int) -> bytes:
    """The bytes with one bit changed."""
    return whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :]


def holds(package: Path) -> bool:
    """Whether the verifier finds nothing wrong."""
    return verifier.main([str(package)]) == 0
