"""Scores are exact; vetoes, items that do not apply, and sheets that may not be handed in."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.law.appraisal import (
    Dimension,
    Item,
    Mark,
    Procedure,
    Verdict,
    faults_of_marks,
    item_set,
    restore_mark,
    score_dossier,
    shown,
)

ITEMS = item_set("shenzhen-2026")
ORDINARY = ITEMS.applicable({Procedure.PENALTY, Procedure.ORDINARY})
FLAWLESS = {item.number: Mark(item.number, Verdict.GOOD) for item in ORDINARY}


def marks(*changes: Mark) -> list[Mark]:
    return list({**FLAWLESS, **{one.number: one for one in changes}}.values())


def lost(number: str, points: str) -> Mark:
    return Mark(number, Verdict.FAULT, Decimal(points), "有问题")


def test_a_flawless_dossier_has_both_hundreds() -> None:
    score = score_dossier(items=ITEMS, marks=marks())

    assert (score.legality, score.regularity, score.grade) == (100, 100, "优秀")


def test_an_item_that_does_not_apply_leaves_the_denominator() -> None:
    absent = Mark("351", Verdict.NOT_APPLICABLE)

    score = score_dossier(items=ITEMS, marks=marks(absent, lost("350", "6")))

    assert score.regularity == Fraction(100 * (88 - 6), 88)


def test_one_veto_fails_the_dossier_whatever_the_rest() -> None:
    score = score_dossier(items=ITEMS, marks=marks(lost("103", "100")))

    assert score.vetoes == ("103",)
    assert (score.legality, score.grade) == (0, "不合格")


def test_a_deduction_below_the_full_is_no_veto() -> None:
    score = score_dossier(items=ITEMS, marks=marks(lost("104", "20")))

    assert not score.is_vetoed
    assert (score.legality, score.grade) == (80, "良好")


def test_lawfulness_never_falls_below_zero() -> None:
    score = score_dossier(items=ITEMS, marks=marks(*[lost(n, "50") for n in ("111", "140", "141")]))

    assert score.legality == 0


def test_additions_and_deductions_move_the_second_dimension() -> None:
    added = Mark("501", Verdict.GOOD, Decimal("-0.2"))

    score = score_dossier(items=ITEMS, marks=marks(added, lost("505", "20")))

    assert score.total == Fraction("80.2")


@pytest.mark.parametrize(("value", "text"), [(Fraction(2, 3), "0.67"), (Fraction("0.005"), "0.01")])
def test_a_score_is_rounded_where_it_is_shown(value: Fraction, text: str) -> None:
    assert str(shown(value)) == text


@given(st.lists(st.sampled_from([i for i in ORDINARY if i.points]), unique=True))
def test_regularity_is_what_is_left_of_a_hundred(chosen: list[Item]) -> None:
    given_up = [lost(item.number, str(item.points)) for item in chosen]

    score = score_dossier(items=ITEMS, marks=marks(*given_up))

    assert score.regularity == 100 - sum(Fraction(item.points) for item in chosen)


def test_a_complete_sheet_is_accepted() -> None:
    assert faults_of_marks(items=ITEMS, applicable=ORDINARY, marks=marks()) == []


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        (Mark("301", Verdict.FAULT, Decimal("0.6"), "x"), "超出该项标准"),
        (Mark("301", Verdict.FAULT, Decimal(-1), "x"), "超出该项标准"),
        (Mark("103", Verdict.FAULT, Decimal(30), "x"), "超出该项标准"),
        (Mark("601", Verdict.FAULT, Decimal(1), "x"), "超出该项标准"),
        (Mark("301", Verdict.GOOD, Decimal("0.1")), "却有扣分"),
        (Mark("301", Verdict.FAULT, Decimal("0.1"), " "), "没有写明理由"),
        (Mark("301", Verdict.FAULT, Decimal(0), "x"), "没有扣分"),
        (Mark("440", Verdict.GOOD), "不属于本案卷"),
    ],
)
def test_a_wrong_mark_is_refused_with_its_number(mark: Mark, words: str) -> None:
    breaches = faults_of_marks(items=ITEMS, applicable=ORDINARY, marks=marks(mark))

    assert any(mark.number in one.message and words in one.message for one in breaches)


def test_an_advice_is_given_without_points() -> None:
    advice = Mark("601", Verdict.FAULT, Decimal(0), "有错别字")

    assert faults_of_marks(items=ITEMS, applicable=ORDINARY, marks=marks(advice)) == []


@pytest.mark.parametrize("item", ITEMS.items, ids=lambda item: item.number)
def test_the_amounts_of_an_item_are_those_of_the_standard(item: Item) -> None:
    allowed = item.options or ((item.points,) if item.points else ())

    assert all(item.allows(one) for one in allowed)
    assert not item.allows(Decimal(101))
    assert item.dimension is Dimension.ADJUSTMENT or not item.allows(Decimal("-0.1"))


def test_a_mark_is_kept_as_it_was() -> None:
    mark = lost("301", "0.5")

    assert restore_mark(mark.export()) == mark
