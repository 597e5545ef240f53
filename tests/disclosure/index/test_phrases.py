"""A phrase is found wherever it stands, however the texts are cut and whatever has a code."""

from __future__ import annotations

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mingjian.disclosure.index.phrases import Phrase
from mingjian.disclosure.index.pieces import Pieces, cut_into_pieces, pieces_of
from mingjian.disclosure.index.texts import owners_of
from mingjian.disclosure.index.vocabulary import Vocabulary, choose_vocabulary, encode_chunk

# Numbers, letters of both kinds, marks, places, others, signs beyond 16 bits, the very last sign.
SIGNS = "01.amnz,。、()《县街道路号罚款𠮷\u0301é\U0010ffff"
lines = st.text(st.sampled_from(SIGNS), max_size=12)
texts_of = st.lists(st.lists(lines, max_size=4).map("\n".join), min_size=1, max_size=8)
terms = st.text(st.sampled_from(SIGNS), min_size=1, max_size=7)


def found_by_codes(texts: list[str], term: str, vocabulary: Vocabulary, pieces: Pieces) -> list:
    """Numbers of the texts in which the phrase stands, as the segment finds them."""
    codes, lengths = encode_chunk(vocabulary, pieces)
    counts = np.bincount(codes, minlength=vocabulary.size)
    places = Phrase(term, vocabulary=vocabulary, counts=counts).places(codes)
    return sorted(set(owners_of(places, np.cumsum(lengths)).tolist()))


@settings(max_examples=300, deadline=None)
@given(texts_of, terms, st.data())
@example(["县街,01", "罚款(1)"], "街,0", None)
@example(["罚罚款", "罚款"], "罚款", None)
def test_codes_find_what_a_scan_finds(texts, term, data):
    pieces = cut_into_pieces(texts)
    long = [piece for piece in pieces.texts if len(piece) > 1]
    coded = data.draw(st.lists(st.sampled_from(long), unique=True)) if data and long else long
    if data and data.draw(st.booleans()):  # a phrase that is there
        line = data.draw(st.sampled_from(texts)).split("\n")[0]
        term = line[data.draw(st.integers(0, len(line))) :] or term
    vocabulary = Vocabulary("".join(sorted({*"".join(texts), "\n"})), sorted(coded))

    found = found_by_codes(texts, term, vocabulary, pieces)

    assert found == [at for at, text in enumerate(texts) if term in text]


@given(lines, lines, lines)
def test_a_phrase_is_cut_as_the_text_around_it_is(before, phrase, after):
    whole, inner = pieces_of(before + phrase + after), pieces_of(phrase)
    cuts = np.cumsum([0, *map(len, whole)]) - len(before)
    first, last = 0, len(phrase)

    assert "".join(whole) == before + phrase + after
    assert [cut for cut in cuts.tolist() if first < cut < last] == np.cumsum(
        [len(piece) for piece in inner[:-1]], dtype=int
    ).tolist()


def test_pieces_that_stand_often_get_codes_and_the_texts_come_back():
    texts = ["罚款人民币10000.00元。", "1", "", "吉林省\n罚款人民币500.00元。"] * 20
    pieces = cut_into_pieces(texts)

    vocabulary = choose_vocabulary([pieces])
    codes, lengths = encode_chunk(vocabulary, pieces)

    assert vocabulary.width == np.uint16
    assert {"罚款人民币", "吉林省\n"} <= set(vocabulary.pieces)
    words = vocabulary.texts
    ends = np.cumsum(lengths)
    assert ["".join(words[c] for c in row) for row in np.split(codes, ends[:-1])] == [
        text + "\n" for text in texts
    ]


def test_where_there_are_signs_without_end_codes_grow_wider():
    texts = ["".join(map(chr, range(0x20000, 0x20000 + 70_000))), "罚款人民币" * 20]
    pieces = cut_into_pieces(texts)
    vocabulary = choose_vocabulary([pieces])

    assert vocabulary.width == np.uint32
    assert found_by_codes(texts, "币罚款", vocabulary, pieces) == [1]
    assert found_by_codes(texts, chr(0x30001) + chr(0x30002), vocabulary, pieces) == [0]
