"""催告: the exact money of the day, ten working days, the party's word."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mingjian.cases.facts import facts_of
from mingjian.cases.models import Demand, DemandResponse
from mingjian.dossier.kinds import ServiceMethod
from mingjian.law.procedure import Move, money_owed
from mingjian.law.workdays import national_calendar
from tests.cases import acts as case_acts
from tests.cases import acts_execution as acts
from tests.cases.story import refused, story_at

pytestmark = pytest.mark.django_db


def test_the_demand_names_what_is_owed_that_day():
    story = acts.overdue()
    owed = money_owed(facts=facts_of(story.case), on=story.day)

    acts.issue_demand(story)

    demand = Demand.objects.select_related("document").get(case=story.case_id)
    assert (demand.fine_yuan, demand.surcharge_yuan) == (Decimal(12_000), owed.surcharge_yuan)
    text = str(demand.document.content)
    assert f"{owed.total_yuan:,.2f}" in text
    assert "10日（工作日）" in text


def test_ten_working_days_begin_with_its_service():
    story = acts.overdue()
    acts.issue_demand(story)

    acts.serve_demand(story)

    demand = Demand.objects.get(case=story.case_id)
    assert demand.due_on == national_calendar().add_workdays(story.day, 10)


def test_by_announcement_they_begin_when_its_days_are_over():
    story = acts.overdue()
    acts.issue_demand(story)
    case_acts.try_in_vain(story)

    acts.serve_demand(
        story, method=ServiceMethod.BY_ANNOUNCEMENT, proof="公告第1号", efforts="邮寄退回。"
    )

    demand = Demand.objects.get(case=story.case_id)
    assert (demand.served_on - story.day).days == 30
    assert demand.due_on == national_calendar().add_workdays(demand.served_on, 10)


def test_nothing_is_demanded_before_it_is_late():
    story = story_at(Move.SERVE_DECISION)

    with refused("没有逾期不履行的内容"):
        acts.issue_demand(story)


def test_a_demand_is_served_once_and_not_made_twice():
    story = acts.overdue()
    with refused("没有待送达的催告书"):
        acts.serve_demand(story)
    acts.issue_demand(story)
    with refused("尚未送达"):
        acts.issue_demand(story)
    acts.serve_demand(story)

    with refused("没有待送达的催告书"):
        acts.serve_demand(story)


def test_what_the_party_says_is_recorded_with_its_answer():
    story = acts.demanded()
    with refused("没有写明对当事人意见的复核结果"):
        acts.respond(story, reasons="")

    acts.respond(story)

    assert DemandResponse.objects.get(case=story.case_id).accepted is False
