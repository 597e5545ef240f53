"""The sum behind a score, so that "扣 8 分" and 95.25 can be compared."""

from __future__ import annotations

from mingjian.law.appraisal import Mark, Verdict, score_dossier, shown, workings_of
from tests.law.appraisal.test_scoring import ITEMS, lost, marks


def test_a_flawless_dossier_says_that_nothing_was_deducted() -> None:
    told = workings_of(items=ITEMS, marks=marks())

    assert told.legality == "满分 100，没有扣分"
    assert told.regularity.endswith("× 100 = 100.00")
    assert told.grade.startswith("按两项中较低的 100.00 分评定（优秀")


def test_a_deduction_is_set_against_the_points_that_apply() -> None:
    given = marks(Mark("351", Verdict.NOT_APPLICABLE), lost("350", "6"))

    told = workings_of(items=ITEMS, marks=given)

    regularity = shown(score_dossier(items=ITEMS, marks=given).regularity)
    assert f"共 88 分，扣 6 分，折合百分制：（88 − 6）÷ 88 × 100 = {regularity}" in told.regularity
    assert "不适用的 1 项不计入满分" in told.regularity


def test_lawfulness_is_told_from_the_full_hundred() -> None:
    told = workings_of(items=ITEMS, marks=marks(lost("104", "20")))

    assert told.legality == "100 − 扣 20 = 80.00"
    assert told.grade.startswith("按两项中较低的 80.00 分评定")


def test_more_deductions_than_points_end_at_nothing_and_a_veto_is_named() -> None:
    told = workings_of(items=ITEMS, marks=marks(lost("103", "100"), lost("104", "20")))

    assert told.legality == "100 − 扣 120 = 0.00（不足零分的按零分）"
    assert told.grade == "有一票否决的项目，评为末等"
