"""申请人民法院强制执行: only in its window, with every paper; then what the court does."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mingjian.cases.court_package import package_of
from mingjian.cases.facts import facts_of
from mingjian.cases.models import CourtApplication, CourtEvent
from mingjian.cases.paper_checks import faults_against_sealing
from mingjian.law.procedure import CourtPaper, CourtStep, court_window
from tests.cases import acts_execution as acts
from tests.cases.story import refused

pytestmark = pytest.mark.django_db


def test_an_application_in_its_window_holds_every_paper():
    story = acts.applicable()

    acts.apply_to_court(story)

    row = CourtApplication.objects.select_related("document").get(case=story.case_id)
    assert row.opens_on <= row.applied_on <= row.closes_on
    text = str(row.document.content)
    assert all(paper.title in text for paper in CourtPaper)
    assert story.cast.head.name in text
    assert faults_against_sealing(row.document) == []


def test_before_the_remedies_have_ended_it_is_refused():
    story = acts.demanded()
    story.day += timedelta(days=30)

    with refused("救济期限", "才届满"):
        acts.apply_to_court(story)


def test_a_late_application_states_why():
    story = acts.demanded()
    window = court_window(facts_of(story.case))
    acts.wait_until(story, window.closes_on + timedelta(days=1))
    with refused("没有写明逾期的正当理由"):
        acts.apply_to_court(story)

    acts.apply_to_court(story, late_reasons="因洪水不能按期申请。")

    assert CourtApplication.objects.get(case=story.case_id).late_reasons


def test_a_missing_paper_is_named():
    story = acts.applicable()

    with refused("申请材料不齐，缺少：申请强制执行标的情况"):
        acts.apply_to_court(story, subject=" ")


def test_the_package_tells_what_is_missing_before_the_demand():
    story = acts.overdue()
    case = story.case
    facts_of(case)

    missing = [item.paper for item in package_of(case, subject="") if not item.is_there]

    assert missing == [CourtPaper.OPINION, CourtPaper.DEMAND, CourtPaper.SUBJECT]


def test_the_court_s_steps_follow_one_another():
    story = acts.applicable()
    acts.apply_to_court(story)
    with refused("不衔接"):
        acts.record_court(story, CourtStep.GRANTED)

    for step in (CourtStep.ACCEPTED, CourtStep.GRANTED, CourtStep.EXECUTED):
        acts.record_court(story, step)

    assert CourtEvent.objects.filter(case=story.case_id).count() == 3
    with refused("没有人民法院正在办理的强制执行申请"):
        acts.record_court(story, CourtStep.ENDED)


def test_after_a_refusal_it_may_be_applied_for_again():
    story = acts.applicable()
    acts.apply_to_court(story)
    with refused("尚未办结"):
        acts.apply_to_court(story)
    acts.record_court(story, CourtStep.NOT_ACCEPTED)

    acts.apply_to_court(story)

    assert CourtApplication.objects.filter(case=story.case_id).count() == 2
