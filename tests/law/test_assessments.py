"""Assessments (裁量结论): choosing among candidates, and the record of it."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from mingjian.law.assessments import Assessment, Outcome, choose_candidate, export_assessment
from mingjian.law.benchmarks import benchmark_item
from mingjian.law.circumstances import Circumstances
from mingjian.law.discretion import assess


def an_unsettled_assessment() -> Assessment:
    case = Circumstances(aggravating=frozenset({"disorder"}))
    rule = benchmark_item("shenzhen-urban-2023/10")
    return assess(rule=rule, circumstances=case, on=date(2025, 5, 12))


def test_an_unsettled_assessment_has_no_single_answer():
    found = an_unsettled_assessment()

    assert found.outcome is Outcome.UNSETTLED
    assert (found.minimum, found.maximum, found.exact, found.tier) == (None, None, None, "")
    assert (found.kinds, found.optional_kinds) == ((), ())
    assert found.needs_reasons
    assert found.citations


def test_choosing_keeps_the_others_and_the_reasons():
    found = choose_candidate(
        assessment=an_unsettled_assessment(), label="情节严重", reasons="扰乱办公秩序两小时。"
    )

    assert found.exact == Decimal(100000)
    assert [one.label for one in found.set_aside] == ["情节较轻"]
    assert found.trace[-1] == "选定“情节严重”，理由：扰乱办公秩序两小时。"
    assert found.needs_reasons


@pytest.mark.parametrize(("label", "reasons"), [("情节严重", " "), ("情节特别严重", "有录像")])
def test_a_choice_without_reasons_or_without_candidate_is_refused(label: str, reasons: str):
    with pytest.raises(ValueError, match=r"理由|没有"):
        choose_candidate(assessment=an_unsettled_assessment(), label=label, reasons=reasons)


def test_the_export_is_plain_json():
    exported = export_assessment(assessment=an_unsettled_assessment())

    assert json.loads(json.dumps(exported)) == exported
    assert exported["outcome"] == "待选定"
    assert exported["candidates"][1]["fine"] == ["100000.00", "100000.00"]
    assert exported["candidates"][1]["kinds"] == ["罚款", "没收非法财物"]
