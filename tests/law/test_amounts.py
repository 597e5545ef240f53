"""金额: digits and capitals, there and back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.law.amounts import BadAmount, format_yuan, read_capitals, yuan_in_capitals

AMOUNTS = st.decimals(0, Decimal("999999999999.99"), places=2)


@pytest.mark.parametrize(
    ("amount", "capitals"),
    [
        ("10500", "壹万零伍佰元整"),
        ("0", "零元整"),
        ("0.50", "伍角整"),
        ("0.05", "伍分"),
        ("1.05", "壹元零伍分"),
        ("10", "壹拾元整"),
        ("200", "贰佰元整"),
        ("3000.10", "叁仟元壹角整"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("100000", "壹拾万元整"),
        ("10005000", "壹仟万零伍仟元整"),
        ("100010001", "壹亿零壹万零壹元整"),
        ("200000000010", "贰仟亿零壹拾元整"),
    ],
)
def test_an_amount_is_written_in_capitals(amount: str, capitals: str) -> None:
    assert yuan_in_capitals(Decimal(amount)) == capitals


@given(AMOUNTS)
def test_capitals_read_back_to_the_amount(amount: Decimal) -> None:
    assert read_capitals(yuan_in_capitals(amount)) == amount


@given(AMOUNTS)
def test_capitals_never_hold_two_zeros_in_a_row_or_end_in_one(amount: Decimal) -> None:
    capitals = yuan_in_capitals(amount)

    assert "零零" not in capitals
    assert amount == 0 or "零元" not in capitals
    assert capitals.endswith(("整", "分"))


@pytest.mark.parametrize("text", ["人民币壹万零伍佰圆正", "壹万零伍佰元", " 壹万 零伍佰元整"])
def test_other_ways_of_writing_are_read_too(text: str) -> None:
    assert read_capitals(text) == 10500


def test_zero_is_read_with_and_without_the_closing_word() -> None:
    assert read_capitals("零元") == read_capitals("零元整") == 0


@pytest.mark.parametrize(
    "text", ["", "整", "元整", "10500元", "万元伍角", "壹亿万元", "壹佰壹仟元整", "壹分壹角"]
)
def test_what_is_no_amount_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(BadAmount, match=r"无法识别.*例如：壹万零伍佰元整。"):
        read_capitals(text)


@pytest.mark.parametrize("amount", ["-1", "0.005", "1000000000000"])
def test_amounts_without_capitals_are_refused(amount: str) -> None:
    with pytest.raises(ValueError, match=f"whole fen: {amount}"):
        yuan_in_capitals(Decimal(amount))


@pytest.mark.parametrize(
    ("amount", "text"),
    [("10500", "10,500.00"), ("0.005", "0.01"), ("1E+6", "1,000,000.00"), ("-3000", "-3,000.00")],
)
def test_an_amount_is_written_in_digits(amount: str, text: str) -> None:
    assert format_yuan(Decimal(amount)) == text
