"""Penalties (行政处罚): kinds, content, heavier and lighter."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.law.penalties import (
    MAJOR_KINDS,
    SEVERITY,
    PenaltyContent,
    PenaltyKind,
    most_severe,
)


def a_fine(yuan: str, *more: PenaltyKind, **fields: object) -> PenaltyContent:
    return PenaltyContent(kinds=(PenaltyKind.FINE, *more), fine_yuan=Decimal(yuan), **fields)


@st.composite
def penalties(draw: st.DrawFn) -> PenaltyContent:
    kinds = tuple(draw(st.sets(st.sampled_from(PenaltyKind), min_size=1)))
    yuan = st.decimals(min_value="0.01", max_value="9000000", places=2)
    return PenaltyContent(
        kinds=kinds,
        fine_yuan=draw(yuan) if PenaltyKind.FINE in kinds else Decimal(0),
        confiscated_gains_yuan=(
            draw(yuan) if PenaltyKind.CONFISCATION_OF_GAINS in kinds else Decimal(0)
        ),
        confiscated_items="货架三组" if PenaltyKind.CONFISCATION_OF_PROPERTY in kinds else "",
    )


def test_the_thirteen_kinds_of_article_9_each_have_a_severity():
    assert len(PenaltyKind) == 13
    assert set(SEVERITY) == set(PenaltyKind)


def test_revocation_counts_before_closure_and_detention_before_all():
    kinds = [PenaltyKind.CLOSURE_ORDER, PenaltyKind.LICENSE_REVOCATION]

    assert most_severe(kinds) is PenaltyKind.LICENSE_REVOCATION
    assert most_severe(PenaltyKind) is PenaltyKind.DETENTION


def test_the_hearing_kinds_of_article_63_are_major_and_a_suspension_is_not():
    revocation = PenaltyContent(kinds=(PenaltyKind.LICENSE_REVOCATION,))
    suspension = PenaltyContent(kinds=(PenaltyKind.LICENSE_SUSPENSION,), other="暂扣六个月")

    assert len(MAJOR_KINDS) == 5
    assert revocation.is_major_by_kind
    assert not suspension.is_major_by_kind


@pytest.mark.parametrize(
    "fields",
    [
        {"kinds": ()},
        {"kinds": (PenaltyKind.WARNING, PenaltyKind.WARNING)},
        {"kinds": (PenaltyKind.FINE,)},
        {"kinds": (PenaltyKind.WARNING,), "fine_yuan": Decimal(100)},
        {"kinds": (PenaltyKind.FINE,), "fine_yuan": Decimal(-1)},
        {"kinds": (PenaltyKind.FINE,), "fine_yuan": Decimal("0.001")},
        {"kinds": (PenaltyKind.FINE,), "fine_yuan": Decimal("NaN")},
        {"kinds": (PenaltyKind.CONFISCATION_OF_GAINS,)},
        {"kinds": (PenaltyKind.CONFISCATION_OF_PROPERTY,)},
        {"kinds": (PenaltyKind.WARNING,), "confiscated_items": "货架三组"},
    ],
)
def test_a_content_that_contradicts_itself_is_refused(fields: dict[str, object]):
    with pytest.raises(ValueError, match=r"。$"):
        PenaltyContent(**fields)


def test_a_penalty_outside_the_thirteen_kinds_needs_its_own_words():
    other = PenaltyContent(kinds=(), other="责令限期出境")

    assert other.sentence() == "责令限期出境"


def test_more_money_is_heavier():
    assert a_fine("10000.01").is_heavier_than(a_fine("10000"))
    assert not a_fine("10000").is_heavier_than(a_fine("10000"))


def test_an_added_suspension_is_heavier_even_with_a_smaller_fine():
    proposed = a_fine("10000")
    decided = a_fine("5000", PenaltyKind.LICENSE_SUSPENSION, other="暂扣三个月")

    assert decided.is_heavier_than(proposed)
    assert decided.needs_human_comparison(proposed)


def test_a_fine_in_place_of_revocation_is_lighter():
    revocation = PenaltyContent(kinds=(PenaltyKind.LICENSE_REVOCATION,))

    assert not a_fine("50000").is_heavier_than(revocation)
    assert revocation.is_heavier_than(a_fine("50000"))


def test_a_higher_fine_is_not_excused_by_dropping_a_warning():
    proposed = a_fine("1000", PenaltyKind.WARNING)

    assert a_fine("2000").is_heavier_than(proposed)


@given(penalties(), penalties())
def test_two_penalties_are_never_each_heavier_than_the_other(
    one: PenaltyContent, two: PenaltyContent
):
    assert not (one.is_heavier_than(two) and two.is_heavier_than(one))
    assert not one.is_heavier_than(one)


def test_a_document_names_amounts_in_capitals_and_figures():
    penalty = a_fine(
        "10000",
        PenaltyKind.CONFISCATION_OF_GAINS,
        PenaltyKind.CONFISCATION_OF_PROPERTY,
        PenaltyKind.WARNING,
        confiscated_gains_yuan=Decimal("800.5"),
        confiscated_items="货架三组",
        other="责令限期出境",
    )

    assert penalty.sentence() == (
        "警告；罚款人民币壹万元整（¥10,000.00）；"
        "没收违法所得人民币捌佰元伍角整（¥800.50）；没收非法财物：货架三组；责令限期出境"
    )
