"""After the decision: cash and its hand-overs, payment at the bank, filing; whose clock runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mingjian.cases.execution import close_case
from mingjian.cases.models import Case, CashFine, Payment
from mingjian.cases.summary.acting import summary_deadlines_of
from mingjian.cases.summary.execution import (
    bank_cash,
    collect_on_the_spot,
    file_on_record,
    hand_in_cash,
    record_summary_payment,
)
from mingjian.law.procedure import ClosingReason, Move, PaymentChannel
from mingjian.law.roles import Role
from mingjian.law.summary import PaymentWay
from tests.cases.story import last_entry, refused, state_of, story_at
from tests.cases.summary.spot import AT, DAY, impose, later, street_cast

pytestmark = pytest.mark.django_db
NEXT_DAY, THIRD_DAY, WEEK_LATER = date(2026, 5, 12), date(2026, 5, 13), date(2026, 5, 18)


@pytest.fixture
def cast():
    return street_cast()


def as_officer(cast, at=AT):
    """Who acts, and when."""
    return {"by": cast.actor(Role.CASE_OFFICER), "at": at}


def as_head(cast, at=AT):
    """所属机关 receives."""
    return {"by": cast.actor(Role.AGENCY_HEAD), "at": at}


def collected(cast):
    """Fifty yuan taken on the spot against a receipt."""
    case = impose(cast, way=PaymentWay.SMALL)
    return collect_on_the_spot(
        case_id=case.id, on=DAY, receipt_number=f"粤A{case.number}", **as_officer(cast)
    )


def due_titles(case):
    """Each running period with its last day."""
    found = summary_deadlines_of(case=Case.objects.get(id=case.id), on=DAY)
    return {one.limit.act: one.due.on for one in found}


def test_cash_goes_from_the_party_to_the_bank_in_three_acts(cast):
    case = collected(cast)

    hand_in_cash(case_id=case.id, on=NEXT_DAY, **as_officer(cast, later(1)))
    bank_cash(case_id=case.id, on=THIRD_DAY, receipt_number="缴001", **as_officer(cast, later(2)))

    cash = CashFine.objects.get(penalty_id=case.id)
    assert (cash.collected_on, cash.handed_in_on, cash.banked_on) == (DAY, NEXT_DAY, THIRD_DAY)
    assert Payment.objects.get(case=case).amount_yuan == 50
    assert state_of(case.id) == "performed"


def test_filing_ends_a_paid_penalty_and_only_that(cast):
    case = impose(cast)

    file_on_record(case_id=case.id, on=DAY, **as_head(cast))
    assert state_of(case.id) == "served"
    record_summary_payment(
        case_id=case.id,
        on=NEXT_DAY,
        channel=PaymentChannel.ELECTRONIC,
        receipt_number="电001",
        **as_officer(cast, later(1)),
    )

    assert state_of(case.id) == "closed"


def test_clocks_follow_the_money(cast):
    by_bank, by_cash = impose(cast), collected(cast)

    assert due_titles(by_bank) == {
        "file_summary_case": date(2026, 5, 20),
        "pay_fine": date(2026, 5, 26),
    }
    assert due_titles(by_cash) == {
        "file_summary_case": date(2026, 5, 20),
        "hand_in_cash_fine": date(2026, 5, 13),
    }
    assert Case.objects.get(id=by_cash.id).next_due_on == date(2026, 5, 13)


def test_handing_in_late_is_recorded_with_a_warning(cast):
    case = collected(cast)

    hand_in_cash(case_id=case.id, on=WEEK_LATER, **as_officer(cast, later(7)))

    assert "2026年5月13日届满" in last_entry(case.id).payload["warnings"][0]


def test_cash_needs_its_ground_its_day_and_its_receipt(cast):
    case, cash = impose(cast), impose(cast, way=PaymentWay.SMALL)

    with refused("没有写明当场收缴的情形"):
        collect_on_the_spot(case_id=case.id, on=DAY, receipt_number="粤1", **as_officer(cast))
    with refused("或者已经不是当场"):
        collect_on_the_spot(
            case_id=cash.id, on=NEXT_DAY, receipt_number="粤1", **as_officer(cast, later(1))
        )
    with refused("没有填写专用票据"):
        collect_on_the_spot(case_id=cash.id, on=DAY, receipt_number=" ", **as_officer(cast))


def test_one_receipt_serves_one_collection(cast):
    case, cash = collected(cast), impose(cast, way=PaymentWay.SMALL)
    used = CashFine.objects.get(penalty_id=case.id).receipt_number

    with refused("已经登记过"):
        collect_on_the_spot(case_id=cash.id, on=DAY, receipt_number=used, **as_officer(cast))


def test_collected_money_is_not_paid_again(cast):
    case = collected(cast)

    with refused("罚款已经当场收缴"):
        record_summary_payment(
            case_id=case.id,
            on=DAY,
            channel=PaymentChannel.BANK,
            receipt_number="缴009",
            **as_officer(cast),
        )
    with refused("没有待缴付银行的当场收缴罚款"):
        bank_cash(case_id=case.id, on=DAY, receipt_number="缴009", **as_officer(cast))


def test_officers_do_not_receive_their_own_filing(cast):
    case = impose(cast)

    with refused("应当由机关负责人办理"):
        file_on_record(case_id=case.id, on=DAY, **as_officer(cast))
    himself = replace(cast.actor(Role.CASE_OFFICER), role=Role.AGENCY_HEAD)
    with refused("不能自己收存备案"):
        file_on_record(case_id=case.id, on=DAY, by=himself, at=AT)


def test_other_agencies_and_other_officers_are_refused(cast):
    case, others = impose(cast, way=PaymentWay.SMALL), street_cast()
    colleague = replace(cast.actor(Role.CASE_OFFICER), person_id=cast.host.person_id)

    with refused("不是本案办案机关的人员"):
        file_on_record(case_id=case.id, on=DAY, **as_head(others))
    with refused("不是本件当场处罚的执法人员"):
        collect_on_the_spot(case_id=case.id, on=DAY, receipt_number="粤2", by=colleague, at=AT)


def test_the_two_procedures_do_not_mix(cast):
    case = impose(cast)
    story = story_at(Move.SERVE_DECISION)

    with refused("适用简易程序，不能办理普通程序的行为"):
        close_case(
            case_id=case.id,
            on=DAY,
            reason=ClosingReason.PERFORMED,
            note="",
            educated=False,
            **as_officer(cast),
        )
    with refused("适用普通程序，不能办理简易程序的行为"):
        file_on_record(
            case_id=story.case.id, on=story.day, by=story.cast.actor(Role.AGENCY_HEAD), at=AT
        )
