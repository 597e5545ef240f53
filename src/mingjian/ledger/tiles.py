"""Tiles (瓦片): the log as immutable files, laid out as C2SP tlog-tiles says.

``tile/<level>/<n>`` holds 256 hashes of level 8·level, ``tile/entries/<n>`` the 256 leaves below;
an unfinished tile of width w ends in ``.p/<w>``. A file once written is never written otherwise.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from mingjian.ledger.files import public_folder, write_durably
from mingjian.ledger.merkle import HASH
from mingjian.ledger.models import Leaf

HEIGHT = 8
WIDTH = 1 << HEIGHT
_PLACE = r"(?:x[0-9]{3}/)*[0-9]{3}"
TILE_PATH = re.compile(
    rf"tile/(?:entries|[0-9]|[1-5][0-9]|6[0-3])/{_PLACE}(?:\.p/[1-9][0-9]{{0,2}})?"
)


class TileDiffers(RuntimeError):
    """A file of the log says something else than the database: not the same history."""


def tile_path(level: int | str, place: int, width: int = WIDTH) -> str:
    """``tile/0/x001/234`` or, of ``width`` hashes only, ``tile/0/x001/234.p/7``."""
    groups = [f"{place % 1000:03d}"]
    while place := place // 1000:
        groups.insert(0, f"x{place % 1000:03d}")
    partial = "" if width == WIDTH else f".p/{width}"
    return f"tile/{level}/{'/'.join(groups)}{partial}"


def write_tiles(*, old_size: int, new_size: int) -> int:
    """Write what the leaves from ``old_size`` to ``new_size`` add; returns how many files."""
    written = 0
    for path, data in _new_tiles(old_size, new_size):
        written += _write_once(public_folder() / path, data)
    return written


def _new_tiles(old_size: int, new_size: int) -> Iterator[tuple[str, bytes]]:
    for place, width in _grown(old_size, new_size):
        rows = Leaf.objects.filter(index__gte=place * WIDTH, index__lt=place * WIDTH + width)
        data = [bytes(each) for each in rows.order_by("index").values_list("data", flat=True)]
        bundle = b"".join(len(each).to_bytes(2, "big") + each for each in data)
        yield tile_path("entries", place, width), bundle
    level = 0
    while new_size >> (HEIGHT * level):
        grown = _grown(old_size >> (HEIGHT * level), new_size >> (HEIGHT * level))
        for place, width in grown:
            yield tile_path(level, place, width), _hashes(HEIGHT * level, place, width)
        level += 1


def _grown(old: int, new: int) -> Iterator[tuple[int, int]]:
    """Places and widths of the tiles that hold more than before."""
    if new > old:
        for place in range(old // WIDTH, (new - 1) // WIDTH + 1):
            yield place, min(WIDTH, new - place * WIDTH)


def _hashes(level: int, place: int, width: int) -> bytes:
    """``width`` subtrees of this level; each stands in the row of its last leaf."""
    first = place * WIDTH
    last_leaves = [((first + each + 1) << level) - 1 for each in range(width)]
    rows = Leaf.objects.filter(index__in=last_leaves).order_by("index")
    start = level * HASH
    return b"".join(
        bytes(each)[start : start + HASH] for each in rows.values_list("subtrees", flat=True)
    )


def _write_once(path: Path, data: bytes) -> bool:
    if path.exists():
        if path.read_bytes() != data:
            raise TileDiffers(f"{path.name} differs from the database")
        return False
    write_durably(path, data)
    partial = path.with_name(f"{path.name}.p")
    if partial.is_dir():
        # 满了的瓦片取代以前未满的。
        shutil.rmtree(partial)
    return True
