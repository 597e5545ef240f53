"""Questions (须认定的情节): a form asks what the rule asks."""

from __future__ import annotations

from mingjian.law.benchmarks import benchmark_item
from mingjian.law.circumstances import Subject
from mingjian.law.questions import questions_of
from mingjian.law.violations import violation


def test_an_item_asks_for_count_facts_and_aggravating_acts():
    asked = questions_of(rule=benchmark_item("shenzhen-urban-2023/74"))

    assert asked.subjects == {Subject.ORGANISATION, Subject.PERSON}
    assert asked.asks_offence_count
    assert [fact.label for fact in asked.facts] == [
        "是否及时通知行业主管部门且积极恢复原状或者赔偿"
    ]
    assert asked.facts[0].choices == ()
    assert set(asked.aggravating) == {"assault", "disorder", "impact"}
    assert asked.measures == ()


def test_an_item_by_area_asks_for_the_area():
    asked = questions_of(rule=benchmark_item("shenzhen-urban-2023/3"))

    assert asked.measures == ("占地面积",)
    assert not asked.flags


def test_a_violation_asks_for_its_flags_measures_and_choices():
    food = questions_of(rule=violation("food-expired"))
    accident = questions_of(rule=violation("safety-head-accident"))

    assert food.measures == ("货值金额",)
    assert food.flags == {"grave": "情节严重"}
    assert not food.asks_offence_count
    assert accident.facts[0].choices == ("一般事故", "较大事故", "重大事故", "特别重大事故")
    assert accident.measures == ("上一年年收入",)
