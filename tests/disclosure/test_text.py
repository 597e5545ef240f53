"""Search text: one normal form, signs and pairs, and no match across two fields."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.disclosure.text import (
    SEPARATOR,
    grams_of_term,
    grams_of_text,
    normalise,
    search_text,
    terms_of,
)

chinese = st.text(alphabet="宾县市监罚食品安全张三〔〕()（）2026ａＡb ·", max_size=12)


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("宾市监罚〔２０２６〕１２号", "宾市监罚(2026)12号"),
        ("宾市监罚［2026］12号", "宾市监罚(2026)12号"),
        ("宾市监罚（2026）12号", "宾市监罚(2026)12号"),
        ("【2026】", "(2026)"),
        ("ＡＢＣ Company　Ltd.", "abccompanyltd."),
        ("张\u200b三\n李四", "张三李四"),
        ("9123012500000\x0019Y", "912301250000019y"),
        ("", ""),
    ],
)
def test_writings_of_the_same_thing_are_one(written, normal):
    assert normalise(written) == normal


@given(st.text(max_size=30))
def test_the_normal_form_is_final_and_has_no_blanks(text):
    once = normalise(text)

    assert normalise(once) == once
    assert SEPARATOR not in once
    assert not once or len(once.split()) == 1


@given(st.lists(chinese, max_size=4))
def test_every_part_of_a_field_has_its_grams_in_the_text(fields):
    grams = set(grams_of_text(search_text(fields)))

    for field in map(normalise, fields):
        parts = [field[a:b] for a in range(len(field)) for b in range(a + 1, len(field) + 1)]
        assert all(set(grams_of_term(part)) <= grams for part in parts)


def test_no_pair_spans_two_fields():
    grams = grams_of_text(search_text(["张三", "李四"]))

    assert grams == sorted(["三", "四", "张", "李", "张三", "李四"])
    assert "三李" not in grams


def test_terms_stand_between_blanks_and_count_once():
    assert terms_of("  宾县　食品 宾县 ［2026］ ") == ["宾县", "食品", "(2026)"]
    assert terms_of(" 　") == []
