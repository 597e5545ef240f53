"""Discretion benchmarks (裁量基准): Shenzhen's urban management standard of 2023."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from mingjian.law.benchmarks import (
    BenchmarkItem,
    TierGroup,
    TierRule,
    benchmark,
    benchmark_item,
    benchmarks,
    count_offences,
    is_refusal,
)
from mingjian.law.circumstances import FactTest, OffenceTest
from mingjian.law.penalties import PenaltyKind
from tests.law.chinese_amounts import spells

SHENZHEN = benchmark("shenzhen-urban-2023")
RULES = [
    (item, group, rule) for item in SHENZHEN.items for group in item.groups for rule in group.rules
]
NAMES = [f"{item.number}-{rule.tier}-{rule.standard_text}" for item, _, rule in RULES]


def test_all_75_items_and_234_rules_are_there():
    assert [item.number for item in SHENZHEN.items] == list(range(1, 76))
    assert len(RULES) == 234
    assert benchmarks() == (SHENZHEN,)


def test_the_items_belong_to_eight_statutes():
    counts = Counter(item.law for item in SHENZHEN.items)

    assert counts == {
        "深圳经济特区市容和环境卫生管理条例": 29,
        "深圳经济特区绿化条例": 3,
        "深圳经济特区城市园林条例": 8,
        "深圳市生活垃圾分类管理条例": 22,
        "深圳市养犬管理条例": 4,
        "深圳市户外广告设施管理办法": 7,
        "深圳市城市照明管理办法": 1,
        "深圳市建筑物和公共设施清洗翻新管理规定": 1,
    }


def test_the_document_is_cited_with_its_number_and_its_days():
    assert SHENZHEN.document_number == "深城管规〔2023〕2号"
    assert str(SHENZHEN.cite) == "《深圳市城市管理行政处罚裁量权实施标准（2023年版）》"
    assert not SHENZHEN.applies(on=date(2023, 12, 14))
    assert SHENZHEN.applies(on=date(2023, 12, 15))
    assert SHENZHEN.applies(on=date(2028, 12, 14))
    assert not SHENZHEN.applies(on=date(2028, 12, 15))


@pytest.mark.parametrize("item", SHENZHEN.items, ids=[str(one.number) for one in SHENZHEN.items])
def test_every_range_is_the_number_of_its_words(item: BenchmarkItem):
    for group in item.groups:
        for fine in group.fines.values():
            assert spells(group.range_text, fine), group.range_text


@pytest.mark.parametrize(("item", "group", "rule"), RULES, ids=NAMES)
def test_every_standard_is_the_number_of_its_words(
    item: BenchmarkItem, group: TierGroup, rule: TierRule
):
    if rule.is_exempt:
        assert rule.standard_text == "不予处罚。"
        assert not rule.amounts
    for subject, amount in rule.amounts.items():
        assert spells(rule.standard_text, group.fines[subject].at(amount)), rule.standard_text
    assert ("没收违法所得" in rule.standard_text) is (
        PenaltyKind.CONFISCATION_OF_GAINS in rule.kinds
    )


@pytest.mark.parametrize(("item", "group", "rule"), RULES, ids=NAMES)
def test_every_count_is_the_count_of_its_words(
    item: BenchmarkItem, group: TierGroup, rule: TierRule
):
    counted = [test for test in rule.when.tests if isinstance(test, OffenceTest)]
    named = re.search(r"第([一二三四])次(及以上)?被", rule.condition_text)

    assert bool(counted) is bool(named)
    if named:
        assert counted[0].least == "一二三四".index(named[1]) + 1
        assert (counted[0].most is None) is bool(named[2])
    assert ("扰乱正常" in rule.condition_text) is ("disorder" in str(rule.when))


def test_every_fact_and_aggravating_act_has_words():
    tests = [test for _, _, rule in RULES for test in rule.when.tests]
    facts = {test.name for test in tests if isinstance(test, FactTest)}

    assert facts == SHENZHEN.facts.keys()
    assert set(SHENZHEN.aggravating) == {"assault", "disorder", "impact"}
    assert set(SHENZHEN.notes) == {"offence-count", "refusal", "scope"}


def test_offences_are_counted_one_year_back_from_the_act():
    def count(*days: date) -> int:
        return count_offences(benchmark=SHENZHEN, act_on=date(2026, 3, 1), punished_on=days)

    assert count() == 1
    assert count(date(2025, 3, 1), date(2025, 9, 9)) == 3
    assert count(date(2025, 2, 28)) == 1
    assert count(date(2026, 3, 1), date(2026, 4, 1)) == 1


def test_a_leap_day_looks_back_to_the_end_of_february():
    count = count_offences(
        benchmark=SHENZHEN, act_on=date(2024, 2, 29), punished_on=[date(2023, 2, 28)]
    )

    assert count == 2


@pytest.mark.parametrize(("day", "expected"), [(8, False), (9, True), (15, True), (16, False)])
def test_refusal_is_the_same_act_within_seven_days_of_the_order(day: int, expected: bool):
    found = is_refusal(benchmark=SHENZHEN, ordered_on=date(2026, 6, 8), act_on=date(2026, 6, day))

    assert found is expected


def test_an_unknown_item_is_an_error():
    with pytest.raises(LookupError, match="76"):
        benchmark_item("shenzhen-urban-2023/76")
