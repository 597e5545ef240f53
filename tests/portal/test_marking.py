"""Hits are marked where the search finds them, and nothing unescaped gets through."""

from __future__ import annotations

import pytest

from mingjian.disclosure.text import terms_of
from mingjian.portal.marking import first_hit, mark_hits


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("宾县食品有限公司", "食品", "宾县<mark>食品</mark>有限公司"),
        ("测市监罚〔2026〕3号", "罚(2026)", "测市监<mark>罚〔2026〕</mark>3号"),
        ("ＡＢ公司", "ab", "<mark>ＡＢ</mark>公司"),
        ("张 三", "张三", "<mark>张 三</mark>"),
        ("水水水", "水水", "<mark>水水水</mark>"),
        ("河道弃置", "弃置 河道", "<mark>河道弃置</mark>"),
        ("河道", "", "河道"),
        ("", "河", ""),
    ],
)
def test_words_are_marked_as_they_are_found(text: str, words: str, marked: str):
    assert mark_hits(text, terms_of(words)) == marked


def test_text_and_hit_are_escaped():
    marked = mark_hits("<b>粗</b>&公司", ["<b>粗"])

    assert marked == "<mark>&lt;b&gt;粗</mark>&lt;/b&gt;&amp;公司"


def test_the_first_hit_is_a_place_in_the_text_as_written():
    assert first_hit("在 河 道内", ["河道"]) == 2
    assert first_hit("在田里", ["河道"]) is None
