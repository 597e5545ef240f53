"""Extension, testing, sale, outcomes, release; and the end of the case."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from mingjian.cases.execution import dismiss_case
from mingjian.cases.facts_of_measures import measure_deadlines_of
from mingjian.cases.measures.acting import Handing
from mingjian.cases.measures.holding import (
    dispose_of_goods,
    end_goods_test,
    extend_measure,
    release_goods,
    sell_goods,
    start_goods_test,
)
from mingjian.cases.measures.taking import decline_measure
from mingjian.cases.models import Case, SeizedGoods
from mingjian.law.deadlines import DeadlineStatus
from mingjian.law.measures import GoodsOutcome, ReleaseGround
from mingjian.law.procedure import DismissalReason, State
from mingjian.ops.demo.recorded import except_what_is_owed
from tests.cases.measures.goods import (
    SIGNED,
    head,
    measure_of,
    officer,
    taken,
    taken_urgently,
)
from tests.cases.story import last_entry, refused, state_of

pytestmark = pytest.mark.django_db


def goods_of(story):
    return list(SeizedGoods.objects.filter(case_id=story.case_id).order_by("serial"))


def due_of(story):
    case = Case.objects.get(id=story.case_id)
    return measure_deadlines_of(case, on=story.day)[0].due.on


def common(story):
    return {"measure_id": measure_of(story).id, "on": story.day}


def extend(story, *, days=30, handing=SIGNED):
    return extend_measure(
        days=days, reasons="案情复杂。", handing=handing, **common(story), **head(story)
    )


def start_test(story, *, days=9):
    return start_goods_test(
        due_on=story.day + timedelta(days=days),
        content="送检测机构检测。",
        handing=SIGNED,
        **common(story),
        **officer(story),
    )


def release(story, goods, ground=ReleaseGround.UNRELATED):
    return release_goods(
        goods_ids=[one.id for one in goods],
        ground=ground,
        reasons="查明与本案无关。",
        handing=SIGNED,
        **common(story),
        **officer(story),
    )


def test_the_period_is_extended_once_and_the_party_is_told():
    story = taken()
    extend(story)

    measure = measure_of(story)
    assert due_of(story) == story.day + timedelta(days=60)
    assert "案情复杂" in str(measure.extension_document.content)
    with refused("不能再次延长", "第二十五条"):
        extend(story, days=1)


def test_an_extension_longer_than_the_law_or_untold_is_refused():
    story = taken()

    with refused("延长31日"):
        extend(story, days=31)
    with refused("没有书面告知当事人"):
        extend(story, handing=Handing())


def test_days_of_testing_are_not_counted_and_end_when_it_ends():
    story = taken()
    start = story.day

    start_test(story)
    assert due_of(story) == start + timedelta(days=39)

    story.day += timedelta(days=4)
    end_goods_test(**common(story), **officer(story))
    assert due_of(story) == start + timedelta(days=33)


def test_perishables_are_sold_and_the_money_goes_back():
    story = taken()
    flour = goods_of(story)[0]
    sell_goods(
        goods_ids=[flour.id],
        price_yuan=Decimal(900),
        is_perishable=True,
        reasons="临近保质期。",
        **common(story),
        **head(story),
    )

    release(story, [flour])

    paper = SeizedGoods.objects.get(id=flour.id).release_document
    assert "退还所得款项900.00元" in str(paper.content)


def test_goods_are_released_one_by_one_and_the_deadline_is_met():
    story = taken()
    flour, oven = goods_of(story)

    release(story, [flour])
    assert [one.outcome for one in goods_of(story)] == [GoodsOutcome.RELEASED, ""]
    release(story, [oven])

    case = Case.objects.get(id=story.case_id)
    assert measure_deadlines_of(case, on=story.day)[0].status is DeadlineStatus.MET
    assert case.next_due_title != "查封、扣押的期限"
    assert last_entry(story.case_id).payload["title"] == "退还：烤箱"


def test_what_has_an_outcome_gets_no_second_one():
    story = taken()
    flour, _ = goods_of(story)
    release(story, [flour])

    with refused("已经处理"):
        release(story, [flour])


def test_confiscation_needs_its_decision():
    story = taken()

    with refused("没有没收非法财物的处罚决定", "第二十七条"):
        dispose_of_goods(
            goods_ids=[goods_of(story)[0].id],
            outcome=GoodsOutcome.CONFISCATED,
            reasons="依决定没收。",
            **common(story),
            **officer(story),
        )


def test_after_thirty_days_only_release_is_left():
    story = taken()
    story.day += timedelta(days=31)

    with refused("期限已于"):
        extend(story)
    release(story, goods_of(story), ReleaseGround.EXPIRED)

    assert {one.ground for one in goods_of(story)} == {ReleaseGround.EXPIRED}


def test_what_the_head_declined_goes_back_under_article_nineteen():
    story = taken_urgently()
    decline_measure(
        measure_id=measure_of(story).id, on=story.day, reasons="无须采取。", **head(story)
    )

    release(story, goods_of(story), ReleaseGround.NOT_APPROVED)

    paper = goods_of(story)[0].release_document
    assert "《行政强制法》第十九条" in str(paper.content)


def test_a_case_does_not_end_while_goods_are_held():
    story = taken()
    ending = {"on": story.day, "reason": DismissalReason.PARTY_GONE, "note": "当事人已注销。"}

    with refused("2项尚未处理", "第二十七条"):
        dismiss_case(**ending, **head(story))
    release(story, goods_of(story), ReleaseGround.NOT_NEEDED)
    except_what_is_owed(story)
    dismiss_case(**ending, **head(story))

    assert state_of(story.case_id) is State.DISMISSED
