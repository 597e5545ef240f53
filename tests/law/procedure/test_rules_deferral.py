"""Rules of deferral, instalments and surcharge."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from mingjian.law.penalties import PenaltyContent, PenaltyKind
from mingjian.law.procedure import Move, State, money_owed
from mingjian.law.procedure import rules_deferral as rules
from mingjian.law.surcharge import Instalment
from tests.law.procedure.clerk import overdue, served
from tests.law.procedure.people import SMALL
from tests.law.procedure.refusals import accepts, refuses

GAINS = PenaltyContent((PenaltyKind.CONFISCATION_OF_GAINS,), confiscated_gains_yuan=Decimal(300))


def requested(content=SMALL):
    return served(content).do(Move.REQUEST_DEFERRAL)


def test_apl66_fine_is_owed():
    refuses(rules.apl66_fine_is_owed, served(GAINS), Move.REQUEST_DEFERRAL)

    accepts(served(SMALL), Move.REQUEST_DEFERRAL)
    accepts(overdue(SMALL), Move.REQUEST_DEFERRAL)


def test_apl66_no_application_is_open():
    clerk = requested()

    refuses(rules.apl66_no_application_is_open, clerk, Move.REQUEST_DEFERRAL)

    accepts(clerk.do(Move.REFUSE_DEFERRAL), Move.REQUEST_DEFERRAL)


def test_apl66_application_is_open():
    clerk = served(SMALL)
    schedule = {"schedule": clerk.schedule(clerk.today)}

    refuses(rules.apl66_application_is_open, clerk, Move.APPROVE_DEFERRAL, **schedule)
    refuses(rules.apl66_application_is_open, clerk, Move.REFUSE_DEFERRAL)

    accepts(requested(), Move.APPROVE_DEFERRAL)
    accepts(requested(), Move.REFUSE_DEFERRAL)


def test_apl66_schedule_is_whole():
    rule = rules.apl66_schedule_is_whole
    clerk = requested()
    first, second = clerk.schedule(clerk.today)
    wrong = (
        (),
        (first,),
        (first, replace(second, amount_yuan=second.amount_yuan + 1)),
        (replace(first, amount_yuan=Decimal(2_000)), replace(second, amount_yuan=Decimal(0))),
        (replace(first, amount_yuan=Decimal(2_100)), replace(second, amount_yuan=Decimal(-100))),
        (second, first),
        (replace(first, due_on=clerk.today), second),
        (first, replace(second, due_on=first.due_on)),
    )

    for schedule in wrong:
        refuses(rule, clerk, Move.APPROVE_DEFERRAL, schedule=schedule)

    later = Instalment(clerk.today + timedelta(days=60), Decimal(2_000))
    accepts(clerk, Move.APPROVE_DEFERRAL, schedule=(later,))


def test_apl66_a_schedule_covers_what_is_still_unpaid():
    clerk = served(SMALL).do(Move.RECORD_PAYMENT, amount_yuan=Decimal(500))
    clerk.do(Move.REQUEST_DEFERRAL, Move.APPROVE_DEFERRAL)

    planned = sum(one.amount_yuan for one in clerk.facts.deferrals[-1].schedule)

    assert planned == Decimal(1_500)


def test_apl66_with_a_schedule_lateness_counts_from_its_days():
    clerk = requested().do(Move.APPROVE_DEFERRAL)
    first, second = clerk.facts.deferrals[-1].schedule

    on_time = money_owed(facts=clerk.facts, on=first.due_on)
    three_late = money_owed(facts=clerk.facts, on=first.due_on + timedelta(days=3))
    both_late = money_owed(facts=clerk.facts, on=second.due_on + timedelta(days=1))

    assert on_time.surcharge_yuan == 0
    assert three_late.surcharge_yuan == Decimal(90)
    assert both_late.surcharge_yuan == Decimal(30) * 30 + Decimal(60)


def test_acl42_surcharge_can_be_waived():
    refuses(rules.acl42_surcharge_can_be_waived, served(SMALL), Move.REDUCE_SURCHARGE)

    accepts(overdue(SMALL), Move.REDUCE_SURCHARGE)


def test_acl42_waiver_is_within_surcharge():
    rule = rules.acl42_waiver_is_within_surcharge
    clerk = overdue(SMALL, days=2)

    for yuan in ("0", "-1", "120.01"):
        refuses(rule, clerk, Move.REDUCE_SURCHARGE, amount_yuan=Decimal(yuan))

    accepts(clerk, Move.REDUCE_SURCHARGE, amount_yuan=Decimal(120))


def test_acl42_a_waiver_of_the_last_surcharge_performs_the_decision():
    clerk = overdue(SMALL, days=2).do(Move.RECORD_PAYMENT, amount_yuan=Decimal(2_000))

    clerk.do(Move.REDUCE_SURCHARGE)

    assert clerk.facts.state is State.PERFORMED
