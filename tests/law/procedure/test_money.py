"""What is owed and what a payment pays: sums that must come out even."""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.law.penalties import PenaltyContent, PenaltyKind
from mingjian.law.procedure import (
    Booking,
    MoneyOwed,
    Move,
    State,
    money_owed,
    overdue_yuan,
    refund_yuan,
    split_payment,
    surcharge_ledger,
)
from tests.law.procedure.clerk import overdue, served
from tests.law.procedure.people import MONDAY, SMALL

MIXED = PenaltyContent(
    (PenaltyKind.FINE, PenaltyKind.CONFISCATION_OF_GAINS),
    fine_yuan=Decimal(2_000),
    confiscated_gains_yuan=Decimal("300.50"),
)
YUAN = st.decimals(min_value=Decimal(0), max_value=Decimal(100_000), places=2)


@given(fine=YUAN, gains=YUAN, surcharge=YUAN, share=st.decimals(0, 1, places=4))
def test_a_payment_is_booked_whole_and_never_beyond_what_is_owed(fine, gains, surcharge, share):
    owed = MoneyOwed(fine, gains, surcharge)
    amount = (owed.total_yuan * share).quantize(Decimal("0.01"))
    if not 0 < amount <= owed.total_yuan:
        return

    booked = split_payment(amount=amount, owed=owed, on=MONDAY)

    assert booked.fine_yuan + booked.gains_yuan + booked.surcharge_yuan == amount
    assert 0 <= booked.fine_yuan <= fine
    assert 0 <= booked.gains_yuan <= gains
    assert 0 <= booked.surcharge_yuan <= surcharge
    assert booked.fine_yuan == fine or not (booked.gains_yuan or booked.surcharge_yuan)


@pytest.mark.parametrize("amount", ["0", "-1", "2300.51"])
def test_what_does_not_fit_is_not_booked(amount):
    owed = MoneyOwed(Decimal(2_000), Decimal("300.50"))

    with pytest.raises(ValueError, match="does not fit"):
        split_payment(amount=Decimal(amount), owed=owed, on=MONDAY)


@settings(max_examples=60, deadline=None)
@given(steps=st.lists(st.tuples(st.integers(0, 20), st.decimals(0, 1, places=2)), max_size=5))
def test_over_any_course_of_payments_the_sum_is_conserved(steps):
    clerk, paid = served(MIXED), Decimal(0)
    for days, share in steps:
        clerk.wait(days)
        owed = money_owed(facts=clerk.facts, on=clerk.today)
        amount = (owed.total_yuan * share).quantize(Decimal("0.01"))
        if clerk.facts.state is not State.SERVED or not amount > 0:
            continue
        clerk.do(Move.RECORD_PAYMENT, amount_yuan=amount)
        paid += amount
        left = money_owed(facts=clerk.facts, on=clerk.today)
        assert left.total_yuan == owed.total_yuan - amount

    grown = surcharge_ledger(facts=clerk.facts, on=clerk.today)
    assert (
        sum(one.fine_yuan + one.gains_yuan + one.surcharge_yuan for one in _booked(clerk)) == paid
    )
    assert (grown[-1].total_yuan if grown else 0) <= MIXED.fine_yuan
    assert refund_yuan(clerk.facts) == 0


def _booked(clerk) -> tuple[Booking, ...]:
    return clerk.facts.payment.bookings


def test_surcharge_is_counted_on_the_fine_and_not_on_the_gains():
    clerk = overdue(MIXED, days=1)

    assert money_owed(facts=clerk.facts, on=clerk.today).surcharge_yuan == Decimal(60)
    assert overdue_yuan(clerk.facts, on=clerk.today) == Decimal("2300.50")


def test_no_surcharge_grows_where_the_party_was_not_told_of_it():
    clerk = overdue(SMALL)
    untold = clerk.change(
        decision=clerk.facts.decision.__class__(
            **{**vars(clerk.facts.decision), "tells_surcharge": False}
        )
    )

    assert surcharge_ledger(facts=untold.facts, on=clerk.today) == ()


def test_reconsideration_and_suit_stop_the_days_between_application_and_effect():
    clerk = overdue(SMALL, days=3)
    applied_on = clerk.today
    clerk.do(Move.ACCEPT_REMEDY).wait(10).do(Move.END_REMEDY)

    stopped = [d.on for d in surcharge_ledger(facts=clerk.facts, on=clerk.today) if d.is_stopped]

    assert stopped == [applied_on + timedelta(days=n) for n in range(11)]


def test_before_service_and_without_money_nothing_is_owed():
    from_nothing = served(PenaltyContent((PenaltyKind.WARNING,)))

    assert money_owed(facts=from_nothing.facts, on=from_nothing.today) == MoneyOwed(
        Decimal(0), Decimal(0), Decimal(0)
    )
