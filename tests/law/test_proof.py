"""What must be proved: facts follow from the clauses; gaps and faults name their article."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mingjian.law.benchmarks import benchmarks
from mingjian.law.grounds import grounds
from mingjian.law.procedure import EvidenceKind
from mingjian.law.proof import (
    Confirmation,
    Exhibit,
    Original,
    PointKind,
    faults_of,
    gaps_of,
    points_of,
)
from mingjian.law.violations import violation, violations

DAY = date(2026, 5, 11)
FOOD = violation("food-unlicensed-business")
WHOLE = Exhibit(
    label="证1《现场照片》",
    kind=EvidenceKind.PHYSICAL,
    collected_on=DAY,
    is_collected=True,
    is_verified=True,
    is_excluded=False,
    source="现场提取",
    confirmation=Confirmation.SIGNED,
    original=Original.ORIGINAL,
    has_photo=True,
    place="和平路1号",
)


def test_facts_of_a_violation_come_from_its_own_sanctions() -> None:
    found = {one.key: one for one in points_of(FOOD)}

    assert {"party", "act", "gains", "goods", "amount:货值金额"} <= set(found)
    assert "货值金额不足一万元的" in {
        one.title for one in found.values() if one.kind is PointKind.ELEMENT
    }
    assert found["act"].cites == (*FOOD.forbids, *FOOD.penalises)


def test_a_ground_that_is_used_must_be_proved_and_an_unknown_one_is_none() -> None:
    slug, ground = next(iter(grounds().items()))

    used = points_of(FOOD, used=[slug, "no-such-ground"])

    assert [one.title for one in used if one.kind is PointKind.FACTOR] == [ground.title]
    assert gaps_of(points=used[-1:], proved_by={})[0].is_mandatory is False


def test_every_violation_and_every_item_of_a_benchmark_has_its_facts() -> None:
    items = [item for one in benchmarks() for item in one.items]

    for rule in (*violations(), *items):
        points = points_of(rule)
        assert [one.key for one in points[:2]] == ["party", "act"]
        assert len({one.key for one in points}) == len(points)
        assert all(one.cites and len(one.key) <= 80 for one in points)


def test_what_nothing_can_do_without_comes_first_among_the_gaps() -> None:
    points = points_of(FOOD)

    gaps = gaps_of(points=points, proved_by={"amount:货值金额": [WHOLE], "act": [WHOLE]})

    assert [one.is_mandatory for one in gaps] == [True, False, False]
    assert "没有对应的证据" in gaps[0].sentence
    assert "第四十条" in gaps[0].sentence


@pytest.mark.parametrize(
    ("state", "why"),
    [
        ({"is_excluded": True}, "均不予采信"),
        ({"is_verified": False}, "尚未查证属实"),
    ],
)
def test_evidence_that_may_not_be_used_proves_nothing(state: dict[str, bool], why: str) -> None:
    linked = replace(WHOLE, **state)

    gaps = gaps_of(points=points_of(FOOD)[:1], proved_by={"party": [linked]})

    assert why in gaps[0].text


@pytest.mark.parametrize(
    ("lacks", "text", "article"),
    [
        ({"source": ""}, "没有注明来源", "第四十六条"),
        ({"kind": EvidenceKind.SCENE_RECORD, "is_collected": False}, "两名", "第四十二条"),
        ({"is_verified": False}, "尚未查证属实", "第四十六条"),
        ({"collected_on": date(2026, 5, 12)}, "取得日期晚于2026年5月11日", "第四十六条"),
        ({"confirmation": None}, "没有当事人", "第五十五条"),
        ({"confirmation": Confirmation.MISSING}, "没有当事人", "第五十五条"),
        ({"original": None}, "原件、原物还是复制件", "第十条"),
        ({"original": Original.UNCHECKED}, "没有与原件核对", "第十条"),
        ({"has_photo": False}, "没有照片", "第十一条"),
        ({"place": ""}, "提取地点", "第十一条"),
    ],
    ids=lambda one: str(one) if isinstance(one, str) else "",
)
def test_each_fault_says_what_and_why(lacks: dict[str, object], text: str, article: str) -> None:
    (gap,) = faults_of(replace(WHOLE, **lacks), before=DAY)

    assert text in gap.text
    assert article in gap.sentence


def test_an_item_in_order_has_no_fault_and_an_excluded_one_needs_none() -> None:
    bare = replace(WHOLE, source="", original=None, is_excluded=True)

    assert faults_of(WHOLE, before=DAY) == faults_of(bare, before=DAY) == ()
