"""Tiers (裁量阶次): what fits, what was set aside, and that both are said."""

from __future__ import annotations

from mingjian.law.benchmarks import benchmark
from mingjian.law.circumstances import Circumstances
from mingjian.law.tiers import STATUTORY, fit_item, fit_violation
from mingjian.law.violations import violation

SHENZHEN = benchmark("shenzhen-urban-2023")


def test_what_nobody_established_is_set_aside_aloud():
    found = fit_violation(violation("water-taking-without-permit"), Circumstances())

    assert any("未认定“情节严重的”" in sentence for sentence in found.trace)
    assert found.candidates[0].label == STATUTORY
    assert len(found.candidates[0].kinds) == 1


def test_an_exempt_tier_that_does_not_fit_is_named():
    found = fit_item(SHENZHEN.item(19), SHENZHEN, Circumstances(offence_count=2))

    assert any("不适用“情节轻微”阶次" in sentence for sentence in found.trace)
    assert [one.tier for one in found.candidates] == ["情节较重"]


def test_slight_and_aggravated_at_once_leaves_the_choice_to_a_person():
    case = Circumstances(
        is_slight=True, corrected_promptly=True, aggravating=frozenset({"assault"})
    )

    found = fit_item(SHENZHEN.item(2), SHENZHEN, case)

    assert [one.tier for one in found.candidates] == ["情节轻微", "情节较轻", "情节严重"]


def test_the_range_that_does_not_apply_is_named():
    found = fit_item(SHENZHEN.item(58), SHENZHEN, Circumstances())

    assert any("不适用“情节严重的，处十万元以上" in sentence for sentence in found.trace)


def test_a_case_the_benchmark_does_not_list_falls_back_to_the_statute():
    found = fit_item(SHENZHEN.item(52), SHENZHEN, Circumstances(offence_count=1))

    (only,) = found.candidates
    assert only.tier == ""
    assert (only.fine.minimum, only.fine.maximum) == (50000, 500000)
    assert any("未列明本案情形" in sentence for sentence in found.trace)
