"""Violations (案由): every number is the statute's own."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import product

import pytest

from mingjian.law.circumstances import FLAGS, Circumstances, Subject
from mingjian.law.citation import Citation
from mingjian.law.fines import FineBasis, read_fine
from mingjian.law.penalties import PenaltyKind
from mingjian.law.provisions import provision_text
from mingjian.law.violations import Line, Sanction, Violation, violation, violations
from tests.law.chinese_amounts import spells

ALL = violations()
SANCTIONS = [(one, sanction) for one in ALL for sanction in one.sanctions]
NAMES = [f"{one.id}-{one.sanctions.index(sanction)}" for one, sanction in SANCTIONS]
KIND_WORDS = {
    PenaltyKind.FINE: "罚款|倍以上|按日连续处罚",
    PenaltyKind.CONFISCATION_OF_GAINS: "没收(违法|非法)所得|予以没收",
    PenaltyKind.CONFISCATION_OF_PROPERTY: "没收|非法财物",
    PenaltyKind.BUSINESS_SUSPENSION: "停产|停业|停止活动|停止建设",
    PenaltyKind.CLOSURE_ORDER: "关闭",
    PenaltyKind.LICENSE_REVOCATION: "吊销|撤销登记",
    PenaltyKind.LICENSE_SUSPENSION: "暂停",
    PenaltyKind.PRACTICE_RESTRICTION: "禁止",
    PenaltyKind.DETENTION: "拘留",
    PenaltyKind.WARNING: "警告",
}


def squeezed(text: str) -> str:
    return "".join(text.split())


def article_text(one: Violation, sanction: Sanction) -> str:
    return squeezed(
        one.quote or provision_text(Citation(sanction.cite.law, sanction.cite.article)) or ""
    )


def test_there_are_forty_violations_and_six_for_every_main_line():
    counts = Counter(one.line for one in ALL)

    assert len(ALL) >= 40
    assert all(counts[line] >= 6 for line in set(Line) - {Line.ENVIRONMENT})
    assert violations(Line.WATER)[0].line is Line.WATER
    assert len({one.title for one in ALL}) == len(ALL)


@pytest.mark.parametrize("one", ALL, ids=[one.id for one in ALL])
def test_every_cited_provision_exists(one: Violation):
    assert re.fullmatch(r"[a-z][a-z0-9-]+", one.id)
    assert one.forbids
    for cite in (*one.forbids, *one.penalises, *(each.cite for each in one.sanctions)):
        assert one.quote or provision_text(cite), str(cite)


@pytest.mark.parametrize(("one", "sanction"), SANCTIONS, ids=NAMES)
def test_every_sanction_is_worded_as_its_article(one: Violation, sanction: Sanction):
    assert squeezed(sanction.text) in article_text(one, sanction)
    if sanction.fine is not None:
        assert spells(sanction.text, sanction.fine), sanction.text
        assert PenaltyKind.FINE in sanction.kinds
    for kind in sanction.kinds:
        assert re.search(KIND_WORDS[kind], sanction.text), kind


@pytest.mark.parametrize(("one", "sanction"), SANCTIONS, ids=NAMES)
def test_a_may_is_a_may_in_the_statute_too(one: Violation, sanction: Sanction):
    may = re.match("(对.{0,40})?(可以|可处|按照)", sanction.text)
    known = {"予以没收", "违法所得3倍以上5倍以下的罚款", "情节严重的，可以撤销登记"}

    assert sanction.optional is bool(may) or (sanction.optional and sanction.text in known)


@pytest.mark.parametrize(("one", "sanction"), SANCTIONS, ids=NAMES)
def test_what_the_statute_calls_differently_keeps_its_name(one: Violation, sanction: Sanction):
    renamed = {PenaltyKind.BUSINESS_SUSPENSION, PenaltyKind.LICENSE_REVOCATION}

    if renamed & set(sanction.kinds):
        assert sanction.wording


@pytest.mark.parametrize("one", ALL, ids=[one.id for one in ALL])
def test_one_case_never_meets_two_fines(one: Violation):
    for subject, grave, overdue in product(one.subjects, (True, False), (True, False)):
        case = Circumstances(subject=subject, is_grave=grave, refused_correction=overdue)
        fines = [
            each
            for each in one.sanctions
            if each.fine and each.meets(case) and each.when.holds(case, set())
        ]
        assert len(fines) <= 1


def test_a_sanction_after_a_disobeyed_order_says_so():
    assert violation("water-obstructing-building").correction_first
    assert not violation("water-taking-without-permit").correction_first
    limit = violation("intake-limit-disobeyed")
    assert not any(sanction.correction_first for sanction in limit.sanctions)
    assert "overdue" in FLAGS


def test_persons_in_charge_are_not_whoever_acted():
    alarm = violation("safety-no-gas-alarm")

    met = [
        each for each in alarm.sanctions if each.meets(Circumstances(subject=Subject.RESPONSIBLE))
    ]

    assert [each.text[:4] for each in met] == ["对其直接"]


def test_a_violation_is_applied_only_while_its_statute_is_in_force():
    assert not violation("charity-not-disclosed").applies(on=date(2024, 9, 4))
    assert violation("charity-not-disclosed").applies(on=date(2024, 9, 5))
    assert not violation("environment-voc-uncollected").applies(on=date(2018, 10, 25))
    assert violation("environment-voc-uncollected").applies(on=date(2018, 10, 26))


def test_the_number_check_can_fail():
    assert not spells("处二万元以上十万元以下的罚款", read_fine({"yuan": [20000, 50000]}))
    assert not spells(
        "处总额百分之一以上百分之五以下", read_fine({"percent": [1, 6], "of": "总额"})
    )
    assert read_fine({"local": True}).basis is FineBasis.LOCAL


def test_lines_have_chinese_names():
    assert Line.WORK_SAFETY.label == "安全生产"
