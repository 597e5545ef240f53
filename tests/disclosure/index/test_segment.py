"""A segment finds exactly what a scan of its texts finds, whatever the signs and the filters."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import product

import pytest

from mingjian.disclosure.index.building import SegmentBuilder
from mingjian.disclosure.index.documents import Document, Question
from mingjian.disclosure.index.segment import Segment
from mingjian.disclosure.text import grams_of_text, search_text, terms_of

SIGNS = "宾县市监食品安全有限公司张三𠮷龘㐂〔〕()２０2025年月日AaBz１1，。、\u0301é"
SEED = 20261122


def made_documents(count: int) -> list[Document]:
    """Short texts of few signs, so that pairs meet without standing in a row."""
    dice = random.Random(SEED)

    def line() -> str:
        return "".join(dice.choices(SIGNS, k=dice.randint(0, 9)))

    def one(serial: int) -> Document:
        division = dice.choice(("230125 宾县", "230100 哈尔滨市", "431182 祁阳市"))
        kinds = dice.choice(((), ("罚款",), ("罚款", "警告"), ("没收违法所得",)))
        text = search_text([*(line() for _ in range(4)), "以上事实有笔录、照片为证。"])
        agency = f"{division[:6]}-{dice.randint(1, 3)}"
        day = 739_000 + dice.randint(0, 900)
        return Document(f"{serial:022}", day, kinds, agency, division, text)

    return sorted((one(serial) for serial in range(count)), key=lambda each: each.place)


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return made_documents(600)


@pytest.fixture(scope="module")
def segment(documents, tmp_path_factory) -> Segment:
    folder = tmp_path_factory.mktemp("segment")
    builder = SegmentBuilder(folder / "spool")
    builder.add(documents)
    builder.finish(folder / "made")
    return Segment(folder / "made")


def scan(documents: list[Document], question: Question) -> list[int]:
    """What a reader of every document would find."""
    return [
        number
        for number, each in enumerate(documents)
        if all(term in each.text for term in question.terms)
        and (not question.kind or question.kind in each.kinds)
        and (not question.agency or question.agency == each.agency)
        and each.division.startswith(question.division)
        and (question.since is None or each.day >= question.since)
        and (question.until is None or each.day <= question.until)
    ]


# Texts read one by one, gathered, or a chunk at a time; candidates narrowed by few pairs or all.
WAYS = {
    "one by one": {"texts._DIRECT": 1000, "segment._WORTH": 0},
    "gathered": {"texts._DIRECT": -1},
    "by chunks": {"texts._DIRECT": -1, "texts._MANY": -1, "segment._WORTH": 1 << 40},
    "shared first": {"segment._READ_AT_ONCE": -1, "segment._WORTH": 1, "texts._DIRECT": -1},
    "few rows": {"segment._READ_AT_ONCE": -1, "texts._DIRECT": -1, "texts._MOST_ROWS": 1},
}


@pytest.mark.parametrize("way", WAYS)
def test_questions_find_what_a_scan_finds(documents, segment, monkeypatch, way):
    for name, limit in WAYS[way].items():
        monkeypatch.setattr(f"mingjian.disclosure.index.{name}", limit)
    segment.forget()
    dice = random.Random(f"{SEED} {way}")

    def term() -> str:
        text = dice.choice(documents).text if dice.random() < 0.6 else SIGNS
        begin = dice.randrange(len(text))
        return text[begin : begin + dice.randint(1, 8)]

    for _ in range(250):
        terms = tuple(terms_of(" ".join(term() for _ in range(dice.randint(1, 2)))))
        question = Question(terms)
        assert list(segment.find(question)) == scan(documents, question), terms


@pytest.mark.parametrize("term", ["", "食", "以上事实有", "、照片为证。"])
def test_every_combination_of_filters_finds_what_a_scan_finds(documents, segment, term):
    kinds, divisions = ("", "罚款", "没有"), ("", "23", "2301", "230125", "4", "99")
    days = ((None, None), (739_300, None), (739_100, 739_700), (739_700, 739_100))

    for kind, division, (since, until) in product(kinds, divisions, days):
        agency = f"{division}-2" if len(division) == 6 else ""
        terms = (term,) if term else ()
        question = Question(terms, kind, agency, division, since, until)
        assert list(segment.find(question)) == scan(documents, question), question


def test_a_shared_piece_needs_no_text(documents, segment, monkeypatch):
    monkeypatch.setattr("mingjian.disclosure.index.segment._READ_AT_ONCE", 0)
    monkeypatch.setattr(segment._texts, "holders", None)  # reading a text would fail

    assert len(segment.find(Question(("以上事实有笔录",)))) == len(documents)


def test_the_segment_gives_its_documents_back(documents, segment):
    given_back = [replace(each, kinds=tuple(sorted(each.kinds))) for each in segment.documents()]

    assert given_back == [replace(each, kinds=tuple(sorted(each.kinds))) for each in documents]
    assert [segment.ids.numbers_of([each.public_id]) for each in documents] == [
        [at] for at in range(len(documents))
    ]
    assert segment.ids.numbers_of(["z" * 22, "短", "é" * 22]) == []


def test_grams_are_those_of_the_table(documents, segment):
    for gram in grams_of_text(documents[0].text):
        assert 0 in segment.find(Question((gram,))), gram


def test_chunks_but_the_last_are_full(tmp_path, documents):
    builder = SegmentBuilder(tmp_path / "spool")
    builder.add(documents[:3])

    with pytest.raises(ValueError, match=r"a chunk of 3 after \[3\]"):
        builder.add(documents[3:6])


def test_a_half_built_index_of_another_format_is_begun_again(tmp_path, documents):
    builder = SegmentBuilder(tmp_path / "spool")
    builder.add(documents[:3])
    state = tmp_path / "spool" / "state.json"
    state.write_text(state.read_text().replace('"format": 3', '"format": 1'))

    assert builder.count == 3
    assert SegmentBuilder(tmp_path / "spool").count == 0
    assert list((tmp_path / "spool").iterdir()) == []
