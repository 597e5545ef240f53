"""Several violations in one decision: each is another act, and the amounts add up."""

from decimal import Decimal

import pytest

from mingjian.law.penalties import PenaltyContent, PenaltyKind
from mingjian.law.several import Act, combined_content, repeated_acts

STALL = Act("a", "占道经营", "占用人行道3平方米。")
SIGN = Act("b", "擅自设置设施", "设置灯箱2处。")


def test_two_acts_are_two_acts():
    assert repeated_acts([STALL, SIGN]) == ()


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (Act("a", "占道经营", "另一天又占用。"), "列了两次"),
        (Act("b", "擅自设置设施", "占用 人行道3平方米。"), "与另一项相同"),
    ],
)
def test_one_act_is_not_fined_twice(other: Act, words: str):
    (breach,) = repeated_acts([STALL, other])

    assert words in str(breach)
    assert "第二十九条" in str(breach)


def test_every_kind_counts_once_and_the_amounts_add_up():
    fine, goods = PenaltyKind.FINE, PenaltyKind.CONFISCATION_OF_PROPERTY
    parts = [
        PenaltyContent((fine,), Decimal("1000")),
        PenaltyContent((fine, goods), Decimal("500.5"), confiscated_items="灯箱2个", other="拆除"),
    ]

    whole = combined_content(parts)

    assert whole.kinds == (fine, goods)
    assert whole.fine_yuan == Decimal("1500.5")
    assert (whole.confiscated_items, whole.other) == ("灯箱2个", "拆除")
