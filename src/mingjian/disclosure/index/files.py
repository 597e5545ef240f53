"""Durable files (落盘): written whole, flushed, then given their name."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_PIECE = 1 << 20


def sync(path: Path) -> None:
    """What was written to this file or folder survives a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace_json(path: Path, value: Any, *, durable: bool = True) -> None:
    """Old content or new content, never half; after a power cut only where it is durable."""
    half = path.with_suffix(".half")
    half.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    if durable:
        sync(half)
    half.replace(path)
    if durable:
        sync(path.parent)


def checksum(path: Path) -> str:
    """SHA-256 of a file, hex."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            found.update(piece)
    return found.hexdigest()


def seal_folder(half: Path, target: Path, *, durable: bool = True) -> None:
    """List the files with their checksums, give the folder its name."""
    names = sorted(each.name for each in half.iterdir())
    sums = {name: checksum(half / name) for name in names}
    replace_json(half / "checksums.json", sums, durable=False)
    if durable:
        sync_folder(half)
    half.rename(target)
    if durable:
        sync(target.parent)


def sync_folder(folder: Path) -> None:
    """All its files survive a power cut."""
    for each in folder.iterdir():
        sync(each)
    sync(folder)


def faults_of(folder: Path) -> list[str]:
    """Names of files that are not what was written; an empty list where all is well."""
    try:
        listed = json.loads((folder / "checksums.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ["checksums.json"]
    return [
        name
        for name, expected in listed.items()
        if not (folder / name).is_file() or checksum(folder / name) != expected
    ]


def map_numbers(path: Path) -> NDArray[Any]:
    """The numbers of a ``.npy`` file, read when they are looked at."""
    found: NDArray[Any] = np.load(path, mmap_mode="r" if path.stat().st_size > _PIECE else None)
    return np.asarray(found)  # a plain view: slices of a memmap take ten times as long
