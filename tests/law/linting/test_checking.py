"""One planted fault for each rule: found by that rule, and a faultless paper has none."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from mingjian.law.linting import Gravity, find_faults, serious
from mingjian.law.linting.amounts import l33_sums_are_right
from mingjian.law.linting.checking import RULES
from mingjian.law.linting.paper import CaseSheet, Paper
from mingjian.law.linting.parties import LETTERS_TO_ORGANS
from mingjian.law.linting.parts import required_parts
from mingjian.law.provisions import provision_text
from tests.law.linting.make import CONTENT, DATED, SHEET, findings, rules, without_section

# rule, what stands there, what is planted
PLANTED = [
    ("L01", "2026年2月1日", "2026年2月30日"),
    ("L02", "2026年2月1日", "2026年02月01日"),
    ("L02", "2026年2月1日", "2026-02-01"),
    ("L02", "2026年2月1日", "2026.2.1"),
    ("L02", "2026年2月1日", "二〇二六年二月一日"),
    ("L03", "2026年2月1日", "2026年6月1日"),
    ("L11", "宾市监罚〔2026〕5号", "宾市监罚[2026]5号"),
    ("L11", "宾市监罚〔2026〕5号", "宾市监罚〔2026〕第5号"),
    ("L11", "宾市监罚〔2026〕5号", "宾市监罚〔2026〕05号"),
    ("L11", "宾市监罚〔2026〕5号", "宾市监罚〔2025〕5号"),
    ("L11", "宾市监罚〔2026〕5号", "祁市监罚〔2026〕5号"),
    ("L12", "宾市监立〔2026〕3号", "宾市监立（2026）3号"),
    ("L12", "宾市监立〔2026〕3号", "宾市监立〔2026〕第3号"),
    ("L13", "宾市监罚告〔2026〕4号", "宾市监罚告〔2026〕7号"),
    ("L22", "91230125MA00000009", "91230125MA00000008"),
    ("L23", "宾县市场监督管理局", "宾县市监局"),
    ("L24", "现场检查笔录一份", "现场检查笔录＿＿份"),
    ("L24", "现场检查笔录一份", "XXX"),
    ("L31", "壹万零伍佰元整", "壹万伍仟元整"),
    ("L31", "壹万零伍佰元整", "壹万零零佰元整"),
    ("L32", "10,500.00", "15,000.00"),
    ("L32", "¥500.00", "¥600.00"),
    ("L33", "11,000.00", "10,500.00"),
    ("L41", "《市场主体登记管理条例》第三条", "《市场主体登记管理条例》第三百条"),
    ("L41", "管理条例》第三条第一款", "管理条例》第三条第九款"),
    ("L42", "《行政处罚法》第二十八条", "《治安管理处罚法》第二条"),
    ("L52", "60日内", "30日内"),
    ("L52", "6个月内", "3个月内"),
    ("L52", "宾县人民政府", "上级机关"),
    ("L52", "宾县人民法院", "人民法院"),
]


def test_a_faultless_decision_has_no_fault():
    assert findings() == ()


@pytest.mark.parametrize(("rule", "before", "after"), PLANTED)
def test_a_planted_fault_is_found_by_its_rule(rule: str, before: str, after: str):
    assert rule in rules(before, after)


def test_another_name_of_the_party_is_found():
    found = findings(party_name="样版食品有限公司")

    assert {one.place for one in found if one.rule == "L21"} == {"抬头", "“当事人”栏"}


@pytest.mark.parametrize("kind", sorted(LETTERS_TO_ORGANS))
def test_a_letter_to_another_organ_may_bear_the_name_of_that_organ(kind: str):
    paper = Paper(kind, "涉嫌犯罪案件移送书", DATED, {**CONTENT, "addressee": "样板县公安局"})

    found = find_faults(paper=paper, sheet=SHEET)

    assert "L21" not in {one.rule for one in found}


def test_the_order_of_the_days_is_found():
    days = (("立案", date(2026, 4, 2)), ("告知书送达", date(2026, 4, 1)))

    assert [one.rule for one in findings(days=days)] == ["L04"]


@pytest.mark.parametrize(
    "heading", ["违法事实", "、证据", "理由和依据", "履行方式", "救济途径", "告知、陈述申辩"]
)
def test_a_missing_part_of_the_decision_is_found(heading: str):
    assert "L51" in rules(content=without_section(heading))


def test_a_period_still_to_come_is_no_fault():
    assert rules("十五日内缴纳", "缴纳期限至2026年5月26日") == set()


def test_a_law_that_was_not_yet_in_force_is_a_serious_fault():
    found = findings(dated=date(2022, 1, 10), days=())
    later = [one for one in found if one.rule == "L42"]

    assert later
    assert all(one.gravity is Gravity.SERIOUS for one in later)
    assert "自2022年3月1日起施行" in later[0].message


def test_a_law_whose_text_of_that_day_is_not_held_is_only_pointed_out():
    found = findings("《行政处罚法》第二十八条", "《治安管理处罚法》第二条")

    assert [(one.rule, one.gravity) for one in found] == [("L42", Gravity.SLIGHT)]
    assert "请人工核对" in found[0].remedy


def test_a_law_the_library_does_not_hold_is_not_judged():
    assert rules("《行政处罚法》第二十八条", "《某省市容条例》第九百条") == set()


def test_a_surcharge_is_not_taken_for_the_fine():
    assert rules("十五日内缴纳", "逾期每日加处罚款315元，十五日内缴纳") == set()


SEVERAL = {"fine_parts": frozenset({Decimal(10000), Decimal(500)})}
TOTAL = "罚款人民币壹万零伍佰元整（¥10,500.00）"


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (f"对第一项罚款10,000.00元；对第二项罚款500.00元；合并执行：{TOTAL}", set()),
        (f"对第一项罚款10,000.00元；对第二项罚款600.00元；合并执行：{TOTAL}", {"L32"}),
        ("对第一项罚款10,000.00元；对第二项罚款500.00元", {"L32"}),
    ],
)
def test_of_several_violations_each_amount_is_told_and_the_total_too(written: str, found: set[str]):
    assert rules(TOTAL, written, **SEVERAL) == found


def test_serious_faults_come_first_and_forbid_the_seal_with_reason_and_article():
    found = findings("2026年2月1日", "2026年02月30日")
    breaches = serious(found)

    assert [one.gravity for one in found] == [Gravity.SERIOUS, Gravity.SLIGHT]
    assert [breach.code for breach in breaches] == ["L01"]
    assert "“2026年02月30日”不是历法上存在的日期" in breaches[0].message


def test_every_rule_has_a_number_a_sentence_and_a_planted_fault():
    planted = {rule for rule, *_ in PLANTED} | {"L04", "L21", "L51"}
    numbers = {rule.__name__.split("_")[0].upper() for rule in RULES}

    assert numbers | {"L42"} == planted
    assert all((rule.__doc__ or "").endswith("。") for rule in RULES)


def test_every_required_part_names_an_article_that_exists():
    missing = [
        part.title
        for parts in required_parts().values()
        for part in parts
        if provision_text(part.cite) is None
    ]

    assert missing == []


@pytest.mark.parametrize(("told", "found"), [("3,000.00", []), ("2,000.00", ["L33"])])
def test_a_sum_with_surcharge_is_the_sum_of_the_parts_beside_it(told: str, found: list[str]):
    words = f"罚款1,000.00元；截至2026年5月11日的加处罚款2,000.00元，合计{told}元。"
    content = {"sections": [{"heading": "一", "paragraphs": [words]}]}
    paper = Paper("demand", "催告书", date(2026, 5, 11), content)
    sheet = CaseSheet("宾县市场监督管理局", "宾市监", "宾县示范公司", fine_yuan=Decimal(500))

    assert [one.rule for one in l33_sums_are_right(paper, sheet)] == found
