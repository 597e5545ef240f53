"""One number names one thing, however it is written; a name does not."""

from __future__ import annotations

import pytest

from mingjian.law.measures.identity import (
    HeldGoods,
    Wanted,
    account_of,
    identity_of,
    like_things,
    same_things,
)
from tests.law.measures.test_rules import HELD_BY_OTHERS
from tests.law.procedure.people import MONDAY

CAR = HELD_BY_OTHERS
FLOUR = HeldGoods("样板县粮食局", "样粮扣〔2026〕1号", MONDAY, "查封", "面 粉", "")


@pytest.mark.parametrize(
    "written", ["京A·12345", "京a12345", "京Ａ－１２３４５", " 京A 123 45 ", "京A.12345"]
)
def test_a_number_is_the_same_however_it_is_written(written):
    assert identity_of(written) == "京A12345"


def test_an_account_has_at_least_eight_signs():
    assert account_of("样板银行 6222-0000 0000 0001") == "6222000000000001"
    assert account_of("账号末四位0001") == ""


def test_the_same_number_is_the_same_thing_whatever_its_name():
    assert same_things([Wanted("小汽车", "LSV0001")], [CAR]) == (CAR,)
    assert same_things([Wanted("轿车", "LSV0002"), Wanted("轿车")], [CAR]) == ()


def test_a_name_is_only_like_and_two_numbers_tell_things_apart():
    assert like_things([Wanted("轿车")], [CAR]) == (CAR,)
    assert like_things([Wanted("面粉", "PH20260301")], [FLOUR]) == (FLOUR,)
    assert like_things([Wanted("轿车", "LSV0002")], [CAR, FLOUR]) == ()


def test_the_sentence_names_who_holds_what_since_when():
    assert CAR.sentence == (
        "“轿车”（编号LSV0001）已由样板县公安局于2026年3月2日扣押（样公扣〔2026〕1号），尚未解除"
    )
