"""One thing is seized once, whatever the agency; a likeness is answered in writing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from django.db import connection

from mingjian.cases.measures.holding import release_goods
from mingjian.cases.measures.taking import GoodsLine, take_measure
from mingjian.cases.models import SeizedGoods
from mingjian.law.breach import MoveRefused
from mingjian.law.measures import ReleaseGround
from mingjian.law.procedure import Move
from mingjian.law.proceedings import ProceedingMove as Step
from tests.cases.measures.goods import (
    FLOUR,
    OVEN,
    SIGNED,
    approved,
    measure_of,
    officer,
    scene,
)
from tests.cases.proceedings.steps import take
from tests.cases.story import make_cast, refused, story_at

CAR = GoodsLine("轿车", "", FLOUR.quantity, "辆", number="京A·12345")
SAME_CAR = replace(CAR, name="小客车", number="京a12345")
DIFFERENCE = "前案扣押的是仓库的批次，本次是门店货架上的另一批次。"
FREEZE = (Step.REQUEST_FREEZE, Step.APPROVE_FREEZE, Step.FREEZE)
ACCOUNT = {"subject": "6222 0000 0000 0009"}


def another(serial=9020, goods=None):
    """A case of an agency of its own, whose seizure is approved; with goods: taken."""
    story = approved(story_at(Move.APPROVE_OPENING, cast=make_cast(), serial=serial))
    return seize(story, *goods) if goods else story


def seize(story, *goods, **changes):
    draft = scene(story, goods=goods, **changes)
    take_measure(measure_id=measure_of(story).id, scene=draft, **officer(story))
    return story


@pytest.mark.django_db
def test_what_another_agency_holds_is_not_seized_again():
    first, again = another(goods=[CAR]), another(9025)

    with refused(
        "“轿车”（编号京A12345）", first.case.agency.name, "第二十三条第二款", "不得重复查封"
    ):
        seize(again, SAME_CAR)


@pytest.mark.django_db
def test_what_was_given_back_may_be_seized_by_another():
    first, again = another(goods=[CAR]), another(9025)
    release_goods(
        measure_id=measure_of(first).id,
        on=first.day,
        goods_ids=[SeizedGoods.objects.get(case_id=first.case_id).id],
        ground=ReleaseGround.UNRELATED,
        reasons="与本案无关。",
        handing=SIGNED,
        **officer(first),
    )

    seize(again, SAME_CAR)

    assert SeizedGoods.objects.get(case_id=again.case_id).identity == "京A12345"


@pytest.mark.django_db
def test_the_same_name_at_the_same_party_is_answered_in_writing():
    first, again = another(goods=[FLOUR]), another()

    with refused("“面粉”已由", first.case.agency.name, "可能是同一财物", "请填写编号"):
        seize(again, FLOUR)
    seize(again, FLOUR, difference=DIFFERENCE)

    assert measure_of(again).difference == DIFFERENCE


@pytest.mark.django_db
def test_the_same_name_at_another_party_asks_nothing():
    another(goods=[FLOUR])

    assert seize(another(9025), FLOUR)


def test_of_two_seizures_at_the_same_moment_one_is_refused(fresh_database):
    stories, start = [another(), another(9025)], Barrier(2)

    def at_once(story):
        start.wait()
        try:
            seize(story, OVEN, CAR)
        except MoveRefused as error:
            return str(error)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(2) as clients:
        told = sorted(clients.map(at_once, stories))

    assert told[0] == ""
    assert "“轿车”（编号京A12345）" in told[1]
    assert SeizedGoods.objects.filter(identity="京A12345").count() == 1


@pytest.mark.django_db
def test_a_frozen_account_is_not_frozen_again_until_it_is_released():
    first, again = (story_at(Move.APPROVE_OPENING, cast=make_cast()) for _ in range(2))
    take(first, *FREEZE, **ACCOUNT)
    take(again, *FREEZE[:2], **ACCOUNT)

    with refused("该账户已由", first.case.agency.name, "第二十九条第二款", "不得重复冻结"):
        take(again, Step.FREEZE, subject="6222000000000009")
    take(first, Step.RELEASE_FREEZE)

    take(again, Step.FREEZE, subject="6222000000000009")
