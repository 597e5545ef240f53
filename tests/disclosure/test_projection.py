"""The projection: the rules of the packs decide what each kind of party shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mingjian.disclosure.grounds import WithholdGround
from mingjian.disclosure.projection import Masks, Source, project
from mingjian.law.lawbook import LawBook, load_lawbook
from mingjian.law.penalties import PenaltyKind
from mingjian.law.procedure import PartyKind
from mingjian.law.redaction_rules import Action

BOOK = load_lawbook("binxian")
SOURCE = Source(
    agency="测试县市场监督管理局",
    division_code="230125",
    division="黑龙江省哈尔滨市宾县",
    party_kind=PartyKind.PERSON,
    party_name="欧阳多",
    credit_code="",
    legal_representative="",
    cause="销售超过保质期的食品",
    facts="欧阳多销售超过保质期的食品，由店员张三丰陪同检查，张三在场。",
    basis=("《食品安全法》第一百二十四条第一款第（五）项",),
    kinds=(PenaltyKind.FINE,),
    penalty="罚款人民币5,000.00元。",
    fine_yuan=Decimal(5000),
    confiscated="",
    number="测市监罚〔2026〕1号",
    decided_on=date(2026, 4, 15),
    law_pack="测试",
    remedy="",
)


def stricter(element: str, action: Action) -> LawBook:
    """A jurisdiction that has its own action for this kind of data."""
    rules = tuple(
        replace(rule, action=action) if rule.element == element else rule
        for rule in BOOK.national.redactions
    )
    return replace(BOOK, national=replace(BOOK.national, redactions=rules))


def test_a_person_is_named_by_default():
    assert project(source=SOURCE, masks=Masks(), lawbook=BOOK).fields.party_name == "欧阳多"


def test_a_jurisdiction_may_keep_only_the_family_name():
    book = stricter("penalised_person_name", Action.KEEP_FAMILY_NAME)

    shown = project(source=SOURCE, masks=Masks(), lawbook=book)

    assert shown.fields.party_name == "欧阳某某"
    assert "欧阳多" not in str(shown.content)
    assert shown.fields.facts.startswith("欧阳某某销售")
    assert "受处罚自然人姓名：只保留姓氏" in shown.fields.notes


def test_other_people_are_covered_without_tearing_longer_names():
    masks = Masks(other_people=("张三", "张三丰"))

    shown = project(source=SOURCE, masks=masks, lawbook=BOOK)

    assert shown.fields.facts.endswith("由店员某B陪同检查，某A在场。")
    assert shown.leaks == ()


def test_a_name_inside_a_shown_name_stays():
    source = replace(
        SOURCE,
        party_kind=PartyKind.INDIVIDUAL_BUSINESS,
        party_name="张三食品店",
        legal_representative="李四",
        facts="张三食品店的张三签字，李四陪同。",
    )

    shown = project(source=source, masks=Masks(other_people=("张三", "李四")), lawbook=BOOK)

    assert shown.fields.facts == "张三食品店的某A签字，李四陪同。"
    assert shown.leaks == ()


def test_a_stricter_rule_for_other_people_removes_them():
    book = stricter("other_person_name", Action.REMOVE)

    shown = project(source=SOURCE, masks=Masks(other_people=("张三丰",)), lawbook=book)

    assert "由店员××陪同检查" in shown.fields.facts


@pytest.mark.parametrize(
    ("changes", "ground"),
    [
        ({"is_minor": True}, WithholdGround.MINOR),
        ({"kinds": (PenaltyKind.WARNING,), "sector": "market_supervision"}, WithholdGround.RULE),
        ({"is_summary": True, "sector": "market_supervision"}, WithholdGround.RULE),
        ({"kinds": (PenaltyKind.WARNING,)}, None),
        ({}, None),
    ],
)
def test_some_decisions_are_not_published_whoever_wishes_it(changes, ground):
    shown = project(source=replace(SOURCE, **changes), masks=Masks(), lawbook=BOOK)

    assert (shown.publish, shown.ground) == (ground is None, ground)
    assert bool(shown.reason) == bool(shown.cite) == (ground is not None)


@pytest.mark.parametrize(
    ("kinds", "fine", "ends_on", "advised"),
    [
        ((PenaltyKind.FINE,), 5000, date(2027, 4, 15), False),
        ((PenaltyKind.FINE,), 3000, date(2026, 7, 15), True),
        ((PenaltyKind.WARNING,), 0, date(2026, 7, 15), True),
        ((PenaltyKind.LICENSE_REVOCATION,), 0, date(2029, 4, 15), False),
    ],
)
def test_the_term_follows_the_class_of_dishonesty(kinds, fine, ends_on, advised):
    source = replace(SOURCE, kinds=kinds, fine_yuan=Decimal(fine))

    shown = project(source=source, masks=Masks(), lawbook=BOOK)

    assert shown.term_ends_on == ends_on
    assert bool(shown.advice) is advised


def test_a_decision_older_than_the_rules_has_no_term():
    source = replace(SOURCE, decided_on=date(2022, 4, 15))

    assert project(source=source, masks=Masks(), lawbook=BOOK).term_ends_on is None


def test_the_summary_is_one_sentence_for_everybody():
    shown = project(source=SOURCE, masks=Masks(), lawbook=BOOK)

    assert shown.fields.summary == (
        "2026年4月15日，测试县市场监督管理局因欧阳多有“销售超过保质期的食品”的行为，"
        "作出决定：罚款人民币5,000.00元。"
    )
