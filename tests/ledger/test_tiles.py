"""Tiles: the paths of C2SP tlog-tiles, the right hashes, written once."""

from __future__ import annotations

import hashlib

import pytest

from mingjian.ledger import merkle
from mingjian.ledger.files import public_folder
from mingjian.ledger.models import Leaf
from mingjian.ledger.tiles import TILE_PATH, TileDiffers, tile_path, write_tiles
from tests.ledger.make import append, published

HASH = 32


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ((0, 0), "tile/0/000"),
        ((2, 999), "tile/2/999"),
        ((0, 1234067), "tile/0/x001/x234/067"),
        (("entries", 1000, 7), "tile/entries/x001/000.p/7"),
    ],
)
def test_paths_are_those_of_the_standard(given, path):
    assert tile_path(*given) == path
    assert TILE_PATH.fullmatch(path)


@pytest.mark.parametrize(
    "path", ["tile/0/../checkpoint", "tile/0/1", "tile/64/000", "tile/0/000.p/0", "tile/0/x001"]
)
def test_other_paths_are_none(path):
    assert not TILE_PATH.fullmatch(path)


@pytest.mark.django_db
def test_tiles_hold_the_hashes_and_the_leaves():
    append(*(published() for _ in range(300)))

    write_tiles(old_size=0, new_size=300)

    leaves = [bytes(each) for each in Leaf.objects.order_by("index").values_list("data", flat=True)]
    hashes = [hashlib.sha256(b"\0" + each).digest() for each in leaves]
    assert (public_folder() / "tile/0/000").read_bytes() == b"".join(hashes[:256])
    assert (public_folder() / "tile/0/001.p/44").read_bytes() == b"".join(hashes[256:])
    root = merkle.join([_tree(hashes[:256])])
    assert (public_folder() / "tile/1/000.p/1").read_bytes() == root
    bundle = (public_folder() / "tile/entries/001.p/44").read_bytes()
    assert bundle == b"".join(len(each).to_bytes(2, "big") + each for each in leaves[256:])


@pytest.mark.django_db
def test_growing_replaces_unfinished_tiles_by_finished_ones_only():
    append(*(published() for _ in range(200)))
    write_tiles(old_size=0, new_size=200)
    append(*(published() for _ in range(100)))

    write_tiles(old_size=200, new_size=300)

    names = {str(each.relative_to(public_folder())) for each in public_folder().rglob("*")}
    assert {"tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1"} <= names
    assert "tile/0/000.p" not in names


@pytest.mark.django_db
def test_writing_again_changes_nothing_and_another_content_is_refused():
    append(*(published() for _ in range(5)))
    assert write_tiles(old_size=0, new_size=5) == 2
    assert write_tiles(old_size=0, new_size=5) == 0
    (public_folder() / "tile/entries/000.p/5").write_bytes(b"x")

    with pytest.raises(TileDiffers):
        write_tiles(old_size=0, new_size=5)


def _tree(hashes: list[bytes]) -> bytes:
    while len(hashes) > 1:
        pairs = zip(hashes[::2], hashes[1::2], strict=True)
        hashes = [merkle.node_hash(left, right) for left, right in pairs]
    assert len(hashes[0]) == HASH
    return hashes[0]
