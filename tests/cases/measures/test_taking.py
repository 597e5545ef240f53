"""Asking, approving, taking: rows, papers, record; and refusals that change nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from mingjian.cases.deadlines import deadlines_of
from mingjian.cases.measures.acting import Handing
from mingjian.cases.measures.taking import (
    approve_measure,
    decline_measure,
    request_measure,
    take_measure,
)
from mingjian.cases.models import Case, Measure, SeizedGoods
from mingjian.dossier.models import Document
from mingjian.law.citation import Citation
from mingjian.law.procedure import State
from mingjian.law.roles import Role
from tests.cases.measures.goods import (
    DRAFT,
    approved,
    head,
    measure_of,
    officer,
    opened,
    requested,
    scene,
    taken,
    taken_urgently,
)
from tests.cases.story import last_entry, refused, state_of

pytestmark = pytest.mark.django_db


def test_goods_are_held_with_decision_and_list_and_the_case_keeps_its_state():
    story = taken()
    measure = measure_of(story)

    assert state_of(story.case_id) is State.INVESTIGATING
    assert measure.document.number.text.endswith("号")
    assert list(measure.goods.order_by("serial").values_list("name", "outcome")) == [
        ("面粉", ""),
        ("烤箱", ""),
    ]
    assert last_entry(story.case_id).kind == "case.take_measure"


def test_the_decision_has_the_five_elements_and_the_list():
    story = taken()
    measure = measure_of(story)

    content = measure.document.content
    text = str(content)
    due = story.day + timedelta(days=30)
    assert content["addressee"] == story.case.party.name
    assert "《食品安全法》第一百一十条第一款第（四）项" in text
    assert f"{due.month}月{due.day}日止" in text
    assert "申请行政复议" in text
    assert "1．面粉（25公斤/袋），10袋，价值1,250.00元。" in text
    assert content["sealed"] is True
    assert measure.document.service.receiver == "张三"


def test_the_period_stands_among_the_deadlines_of_the_case():
    story = taken()
    case = Case.objects.get(id=story.case_id)

    found = {one.limit.id: one.due.on for one in deadlines_of(case=case, on=story.day)}
    assert found["COE-02"] == story.day + timedelta(days=30)
    assert case.next_due_on == story.day + timedelta(days=30)
    assert case.next_due_title == "查封、扣押的期限"


def test_an_act_nobody_approved_is_refused():
    story = requested()

    with refused("没有经过行政机关负责人批准", "第十八条"):
        take_measure(measure_id=measure_of(story).id, scene=scene(story), **officer(story))


def test_a_rule_below_law_and_regulation_is_no_authority():
    story = opened()

    with refused("没有规定可以扣押", "第十条"):
        draft = replace(DRAFT, authority=Citation("某市工作规则", "3"))
        request_measure(on=story.day, draft=draft, **officer(story))


def test_everything_left_undone_on_the_spot_is_told_at_once():
    story = approved()
    sloppy = scene(story, cards_were_shown=False, is_connected=False, goods=())

    with refused("出示执法身份证件", "违法行为有关", "清单上没有财物"):
        take_measure(measure_id=measure_of(story).id, scene=sloppy, **officer(story))


def test_an_absent_party_is_replaced_by_a_witness():
    story = taken(
        handing=Handing(witness="见证人钱某"), party_was_present=False, party_was_told=False
    )

    service = measure_of(story).document.service
    assert "钱某" in service.proof
    assert service.method == "left_in_place"


def test_who_asked_cannot_approve():
    story = requested()
    own = replace(story.cast.actor(Role.CASE_OFFICER), role=Role.AGENCY_HEAD)

    with refused("不能自行批准"):
        approve_measure(
            measure_id=measure_of(story).id,
            on=story.day,
            reasons="同意。",
            **{**head(story), "by": own},
        )


def test_urgency_acts_first_and_is_approved_afterwards():
    story = taken_urgently()
    measure = measure_of(story)
    assert (measure.is_urgent, measure.approved) == (True, None)
    case = Case.objects.get(id=story.case_id)
    assert case.next_due_on == story.day + timedelta(days=1)

    approve_measure(measure_id=measure.id, on=story.day, reasons="同意。", **head(story))

    assert Measure.objects.get(id=measure.id).approved is True
    assert Case.objects.get(id=story.case_id).next_due_title == "查封、扣押的期限"


def test_a_report_later_than_a_day_is_recorded_as_late():
    on_time, late = taken_urgently(hours=24), taken_urgently(opened(serial=905), hours=25)

    assert "warnings" not in last_entry(on_time.case_id).payload
    assert "24小时" in last_entry(late.case_id).payload["warnings"][0]


def test_what_the_head_does_not_agree_to_is_due_back_at_once():
    story = taken_urgently()
    measure_id = measure_of(story).id

    decline_measure(measure_id=measure_id, on=story.day, reasons="无须采取。", **head(story))

    assert Case.objects.get(id=story.case_id).next_due_on == story.day


def test_the_officers_of_another_agency_are_refused():
    story, other = approved(), opened(serial=910)

    with refused("不是本案办案机关的人员"):
        take_measure(
            measure_id=measure_of(story).id,
            scene=scene(story),
            **{**officer(other), "case_id": story.case_id},
        )


def test_the_measure_of_another_case_is_not_found_in_this_one():
    story, other = approved(), opened(serial=915)

    with refused("本案没有这项查封、扣押"):
        take_measure(measure_id=measure_of(story).id, scene=scene(other), **officer(other))


def test_a_measure_is_taken_once():
    story = taken()
    goods, papers = SeizedGoods.objects.count(), Document.objects.count()

    with refused("已经实施"):
        take_measure(measure_id=measure_of(story).id, scene=scene(story), **officer(story))

    assert (SeizedGoods.objects.count(), Document.objects.count()) == (goods, papers)
