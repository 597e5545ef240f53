"""A pair's own bitmap holds what the shared pieces do not say already."""

from __future__ import annotations

import numpy as np

from mingjian.disclosure.index.bitmaps import unpack_bitmap
from mingjian.disclosure.index.building import SegmentBuilder
from mingjian.disclosure.index.chunks import gram_key
from mingjian.disclosure.index.documents import Document, Question
from mingjian.disclosure.index.grams import Shared
from mingjian.disclosure.index.segment import Segment

COUNT = 100_000
EVERY_NINETIETH = np.arange(0, COUNT, 90)


def test_a_pair_that_stands_in_one_piece_only_needs_no_bitmap():
    shared = Shared(["罚款人民币"], [EVERY_NINETIETH])

    key, data, pieces = shared.pack(gram_key("人民"), EVERY_NINETIETH, count=COUNT)

    assert (key, data, pieces) == (gram_key("人民"), b"", [0])


def test_what_stands_elsewhere_too_is_kept():
    shared = Shared(["罚款人民币", "人民"], [EVERY_NINETIETH, EVERY_NINETIETH[:9]])
    numbers = np.union1d(EVERY_NINETIETH, [7, 8])

    _, data, pieces = shared.pack(gram_key("人民"), numbers, count=COUNT)

    assert list(unpack_bitmap(data)) == [7, 8]
    assert pieces == [0, 1]


def test_a_pair_mostly_elsewhere_or_in_too_many_pieces_is_told_by_itself():
    many = Shared([f"{at}人民" for at in range(40)], [EVERY_NINETIETH] * 40)
    few = Shared(["人民币"], [EVERY_NINETIETH[:50]])

    for shared in (many, few):
        _, data, pieces = shared.pack(gram_key("人民"), EVERY_NINETIETH, count=COUNT)
        assert pieces == []
        assert list(unpack_bitmap(data)) == EVERY_NINETIETH.tolist()


def test_signs_and_pairs_are_found_whether_pieces_tell_them_or_not(tmp_path):
    texts = [
        "\n".join(filter(None, ("罚款人民币" * (at % 3 == 0), "人民" * (at % 7 == 0), f"{at}")))
        for at in range(300)
    ]
    builder = SegmentBuilder(tmp_path / "spool")
    builder.add([Document(f"{at:022}", 9, (), "a", "1 b", text) for at, text in enumerate(texts)])
    builder.finish(tmp_path / "made")
    segment = Segment(tmp_path / "made")

    assert segment._grams.spans("款人")[0][0] == segment._grams.spans("款人")[0][1]  # empty
    for gram in ("款人", "人民", "民币", "款", "民", "币", "人", "1", "12", "没", "没有"):
        found = list(segment.find(Question((gram,))))
        assert found == [at for at, text in enumerate(texts) if gram in text], gram
