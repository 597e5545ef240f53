"""延期、分期缴纳 and waived surcharge: asked, answered once, booked to the fen."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from mingjian.cases.facts import facts_of
from mingjian.cases.models import Deferral, Payment
from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.models import Document
from mingjian.law.procedure import Move, State, money_owed
from mingjian.law.surcharge import Instalment
from tests.cases import acts_execution as acts
from tests.cases.story import last_entry, refused, state_of, story_at

pytestmark = pytest.mark.django_db


def test_an_approved_schedule_adds_up_and_makes_its_paper():
    story = story_at(Move.SERVE_DECISION)
    acts.request_deferral(story)

    acts.approve_deferral(story)

    deferral = Deferral.objects.get(case=story.case_id)
    parts = list(deferral.instalments.order_by("serial"))
    assert sum(one.amount_yuan for one in parts) == deferral.total_yuan == Decimal(12_000)
    paper = Document.objects.get(id=deferral.document_id)
    assert paper.kind == DocumentKind.DEFERRAL_APPROVAL.value
    assert "第3期" in str(paper.content)


def test_with_a_schedule_nothing_is_overdue_before_its_first_day():
    story = story_at(Move.SERVE_DECISION)
    acts.request_deferral(story)
    acts.approve_deferral(story)
    first = facts_of(story.case).deferrals[0].schedule[0].due_on

    facts = facts_of(story.case)

    assert money_owed(facts=facts, on=first).surcharge_yuan == 0
    late = money_owed(facts=facts, on=first + timedelta(days=1))
    assert late.surcharge_yuan == Decimal(4_000) * Decimal("0.03")


def test_a_schedule_that_does_not_add_up_is_refused():
    story = story_at(Move.SERVE_DECISION)
    acts.request_deferral(story)
    half = (Instalment(story.day + timedelta(days=30), Decimal(6_000)),)

    with refused("各期金额合计应当等于待缴罚款12,000.00元"):
        acts.approve_deferral(story, schedule=half)


def test_an_application_is_answered_once_and_needs_reasons():
    story = story_at(Move.SERVE_DECISION)
    with refused("没有待答复的延期、分期缴纳申请"):
        acts.approve_deferral(story)
    with refused("没有写明理由"):
        acts.request_deferral(story, reasons=" ")

    acts.request_deferral(story)
    with refused("尚未答复"):
        acts.request_deferral(story)
    acts.refuse_deferral(story)

    assert Deferral.objects.get(case=story.case_id).approved is False
    assert last_entry(story.case_id).payload["reasons"] == "有履行能力。"


def test_a_late_payment_pays_the_fine_first_and_the_surcharge_last():
    story = acts.overdue()
    owed = money_owed(facts=facts_of(story.case), on=story.day)

    acts.pay(story, "12000")

    paid = Payment.objects.get(case=story.case_id)
    assert (paid.fine_yuan, paid.surcharge_yuan) == (Decimal(12_000), Decimal(0))
    assert state_of(story.case_id) is State.SERVED
    acts.pay(story)
    assert Payment.objects.filter(case=story.case_id).latest("id").surcharge_yuan == (
        owed.surcharge_yuan
    )
    assert state_of(story.case_id) is State.PERFORMED


def test_only_surcharge_can_be_waived():
    story = acts.overdue()
    owed = money_owed(facts=facts_of(story.case), on=story.day).surcharge_yuan

    with refused("超过待缴的加处罚款"):
        acts.reduce_surcharge(story, str(owed + 1))
    acts.pay(story, "12000")
    acts.reduce_surcharge(story, str(owed))

    assert state_of(story.case_id) is State.PERFORMED
