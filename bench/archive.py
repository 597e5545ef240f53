"""A 2 GB case packed and verified (``make bench NAME=archive``): time, growth, memory.

Eight video-sized files of random bytes and two hundred small papers become a bag, durable; then our
check and the stand-alone verifier read it. The limit is a plain copy of the same files with fsync.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from mingjian.archive.bags import BLOCK, BagWriter, Source, bag_faults

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "verifier"))

import mingjian_dossier

VIDEOS, PAPERS, PAPER_SIZE = 8, 200, 60_000
MIB = 1024 * 1024


def make_files(folder: Path, megabytes: int) -> list[Path]:
    """Random bytes: nothing that a file system could make smaller."""
    sizes = [megabytes * MIB // VIDEOS] * VIDEOS + [PAPER_SIZE] * PAPERS
    found = []
    for number, size in enumerate(sizes):
        path = folder / f"{number:03d}.bin"
        with path.open("wb") as file:
            for start in range(0, size, BLOCK):
                file.write(os.urandom(min(BLOCK, size - start)))
        found.append(path)
    return found


def copy_files(files: list[Path], target: Path) -> None:
    """The limit: the same bytes, written and durable, nothing hashed."""
    target.mkdir()
    for path in files:
        with path.open("rb") as given, (target / path.name).open("wb") as taken:
            while block := given.read(BLOCK):
                taken.write(block)
            taken.flush()
            os.fsync(taken.fileno())


def pack_files(files: list[Path], target: Path) -> None:
    """The same into a bag."""
    writer = BagWriter(target)
    writer.start()
    for path in files:
        writer.add(Source(f"evidence/{path.name}", partial(path.open, "rb")))
    writer.finish({"External-Identifier": target.name})


def verify_alone(bag: Path) -> None:
    """The stand-alone verifier's reading of every byte."""
    faults = list(mingjian_dossier.check_manifests(mingjian_dossier.Folder(bag), ""))
    assert faults == [], faults


def timed(work: Callable[[], None]) -> float:
    """Seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def size_of(folder: Path) -> int:
    """Bytes of all files below."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def measure(megabytes: int) -> Iterator[str]:
    """One line a figure."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_DIR")) as name:
        folder = Path(name)
        (folder / "case").mkdir()
        files, bag = make_files(folder / "case", megabytes), folder / "20260001-1"
        source = size_of(folder / "case")
        copied = timed(partial(copy_files, files, folder / "copy"))
        packed = timed(partial(pack_files, files, bag))
        yield f"{source / MIB:,.0f} MiB in {len(files)} files"
        yield f"plain copy with fsync  {copied:6.1f} s"
        yield f"packed                 {packed:6.1f} s  ({source / MIB / packed:,.0f} MiB/s)"
        ours = timed(lambda: [].extend(bag_faults(bag)))
        yield f"checked (SHA-256, SM3) {ours:6.1f} s"
        yield f"stand-alone verifier   {timed(partial(verify_alone, bag)):6.1f} s"
        yield f"growth                 {(size_of(bag) / source - 1) * 100:.3f} %"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield f"peak memory            {peak:.0f} MiB"


def main(given: list[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--megabytes", type=int, default=2048)
    for line in measure(parser.parse_args(given).megabytes):
        print(line)


if __name__ == "__main__":
    main()
