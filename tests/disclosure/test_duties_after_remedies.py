"""What a remedy does to a publication: the order to withdraw comes by itself, in three workdays."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from mingjian.disclosure.kinds import Settlement
from mingjian.disclosure.models import Duty, PublicRecord, WithdrawalOrder
from mingjian.disclosure.preparing import prepare_publication
from mingjian.disclosure.sources import source_of_case
from mingjian.disclosure.withdrawing import withdraw_publication
from mingjian.law.breach import MoveRefused
from mingjian.law.procedure import Move, RemedyOutcome
from mingjian.law.workdays import national_calendar
from tests.cases import acts_execution as acts
from tests.disclosure.make import TODAY, TODAY_AT, a_choice, decided, follow_case, published

pytestmark = pytest.mark.django_db


def ended(matter, outcome, **changes):
    """The decision was contested, and this came of it today."""
    story = matter.story
    story.day = TODAY
    acts.accept_remedy(story)
    acts.end_remedy(story, outcome, **changes)
    follow_case(story.case_id)


def published_and_served():
    return published(decided(until=Move.SERVE_DECISION))


@pytest.mark.parametrize(
    ("outcome", "ground", "fine"),
    [
        (RemedyOutcome.REVOKED, "revoked", None),
        (RemedyOutcome.CHANGED, "amended", Decimal(5_000)),
        (RemedyOutcome.UNLAWFUL, "declared_unlawful", None),
        (RemedyOutcome.VOID, "declared_void", None),
    ],
)
def test_an_overturned_decision_orders_its_withdrawal_in_three_workdays(outcome, ground, fine):
    matter, shown = published_and_served()

    ended(matter, outcome, fine_yuan=fine)

    order = WithdrawalOrder.objects.get(public_id=shown.public_id)
    assert order.ground == ground
    assert order.due_on == national_calendar().add_workdays(TODAY, 3)
    assert order.document.endswith("测复决〔2026〕1号")


@pytest.mark.parametrize("outcome", [RemedyOutcome.UPHELD, RemedyOutcome.WITHDRAWN])
def test_a_decision_that_stands_stays_in_public(outcome):
    matter, shown = published_and_served()

    ended(matter, outcome)

    assert not WithdrawalOrder.objects.filter(public_id=shown.public_id).exists()


def test_following_twice_orders_once_and_another_person_withdraws():
    matter, shown = published_and_served()
    ended(matter, RemedyOutcome.REVOKED)
    follow_case(matter.story.case_id)
    order = WithdrawalOrder.objects.get(public_id=shown.public_id)

    withdraw_publication(order_id=order.id, by=matter.office.clerk, **TODAY_AT)

    assert not PublicRecord.objects.published().filter(public_id=shown.public_id).exists()
    follow_case(matter.story.case_id)
    assert WithdrawalOrder.objects.filter(public_id=shown.public_id).count() == 1


def test_what_was_not_yet_public_is_never_published():
    matter = decided(until=Move.SERVE_DECISION)

    ended(matter, RemedyOutcome.REVOKED)

    assert (matter.duty.settlement, matter.duty.settled_on) == (Settlement.LAPSED.value, TODAY)
    with pytest.raises(MoveRefused, match="不再公示"):
        prepare_publication(
            duty_id=matter.duty.id,
            choice=a_choice(),
            by=matter.office.clerk,
            **TODAY_AT,
        )


def test_a_duty_lapses_only_where_the_decision_was_overturned():
    matter = decided(until=Move.SERVE_DECISION)

    with pytest.raises(IntegrityError, match="was not settled by an act"), transaction.atomic():
        Duty.objects.filter(id=matter.duty.id).update(settlement="lapsed", settled_on=TODAY)


def test_a_fine_that_was_lowered_is_published_as_it_stands():
    matter = decided(until=Move.SERVE_DECISION)

    ended(matter, RemedyOutcome.CHANGED, fine_yuan=Decimal(5_000))

    source = source_of_case(matter.story.case)
    assert source.fine_yuan == Decimal(5_000)
    assert "伍仟元整" in source.penalty
