"""Confiscated goods that were never seized: received, disposed of; costs on the organ."""

from __future__ import annotations

import pytest

from mingjian.cases.models import ProceedingItem
from mingjian.cases.paper_checks import faults_against_sealing
from mingjian.dossier.models import Document
from mingjian.law.procedure import ClosingReason, Move
from mingjian.law.proceedings import ProceedingMove as Step
from tests.cases.acts_execution import close
from tests.cases.crime import confiscated
from tests.cases.measures.goods import taken
from tests.cases.proceedings.steps import last_step, take, undecided
from tests.cases.story import refused, story_at

pytestmark = pytest.mark.django_db
RECEIVE, DISPOSE, STORE = (
    Step.RECEIVE_CONFISCATED,
    Step.DISPOSE_CONFISCATED,
    Step.RECORD_STORAGE_COST,
)


def paper(kind):
    return Document.objects.filter(kind=kind).latest("made_at", "id")


def test_what_the_party_hands_over_is_listed_and_the_list_handed_over_to_it():
    story = take(confiscated(), RECEIVE)

    made = paper("confiscation_list")
    assert "2．移动硬盘（1TB），1块，价值400.00元。" in str(made.content)
    assert story.case.decision.number in str(made.content)
    assert made.service.receiver == "张三"
    assert not faults_against_sealing(made)


def test_each_item_is_disposed_of_and_the_money_goes_to_the_treasury():
    story = take(confiscated(), RECEIVE)
    ledger, disk = undecided(story)

    take(story, DISPOSE, items=[disk.id])
    unsold = {"amount_yuan": None, "subject": "", "basis": "《食品安全法》第六十三条第三款"}
    take(story, DISPOSE, items=[ledger.id], choice="destroyed", **unsold)

    assert dict(ProceedingItem.objects.values_list("name", "outcome")) == {
        "账册": "destroyed",
        "移动硬盘": "auctioned",
    }
    first, second = Document.objects.filter(kind="confiscation_disposal").order_by("made_at", "id")
    assert "国库缴款书00001" in str(first.content)
    assert "第六十三条" in str(second.content)


def test_without_a_decision_that_confiscates_nothing_is_received():
    story = story_at(Move.SERVE_DECISION)

    with refused("没有没收非法财物的处罚决定", "第七十四条"):
        take(story, RECEIVE)


def test_money_without_its_receipt_and_items_twice_are_refused():
    story = take(confiscated(), RECEIVE)
    first = [undecided(story)[0].id]

    with refused("上缴国库的缴款凭证号码", "第七十四条第二款"):
        take(story, DISPOSE, items=first, subject="")
    take(story, DISPOSE, items=first)
    with refused("没有选择尚未处理的财物"):
        take(story, DISPOSE, items=first)


def test_a_case_is_not_closed_while_goods_wait():
    story = take(confiscated(Move.RECORD_PERFORMANCE), RECEIVE)

    with refused("没收的财物有2项尚未处理", "第七十四条第一款"):
        close(story, ClosingReason.PERFORMED)


def test_costs_of_storage_are_the_organ_s_and_never_the_party_s():
    story = take(taken(), STORE)
    assert last_step(story).amount_yuan == 800

    with refused("不得由当事人承担", "第二十六条第三款"):
        take(story, STORE, subject=f" {story.case.party.name}")


def test_without_a_seizure_there_is_no_cost_of_storage():
    story = story_at(Move.APPROVE_OPENING)

    with refused("没有查封、扣押财物"):
        take(story, STORE)
