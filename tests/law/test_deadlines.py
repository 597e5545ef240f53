"""Every clock of a case, and how it stands."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from mingjian.law.deadlines import Deadline, DeadlineStatus, case_deadlines, next_deadline
from mingjian.law.lawbook import load_lawbook
from mingjian.law.procedure import Move, Outcome
from mingjian.law.workdays import national_calendar
from tests.law.procedure.clerk import (
    Clerk,
    decided,
    in_hearing,
    investigating,
    notified,
    performed,
    reported,
    served,
    without_penalty,
)
from tests.law.procedure.people import LARGE, MONDAY, SMALL

DAY = timedelta(days=1)
BOOK = load_lawbook("binxian")


def deadlines(clerk: Clerk, on: date, **options) -> dict[str, Deadline]:
    found = case_deadlines(
        facts=clerk.facts, lawbook=BOOK, calendar=national_calendar(), on=on, **options
    )
    return {deadline.limit.act: deadline for deadline in found}


def the_next(clerk: Clerk, on: date, **options) -> str | None:
    found = next_deadline(
        facts=clerk.facts, lawbook=BOOK, calendar=national_calendar(), on=on, **options
    )
    return found.limit.act if found else None


def test_a_case_that_does_not_exist_has_no_deadline():
    assert deadlines(Clerk(), MONDAY) == {}
    assert the_next(Clerk(), MONDAY) is None


def test_a_lead_is_to_be_verified_and_decided_upon():
    clerk = Clerk().do(Move.REGISTER_LEAD, Move.VERIFY_LEAD)

    lead = deadlines(clerk, MONDAY)["verify_lead"]

    assert lead.due.on == date(2026, 3, 23)
    assert lead.status is DeadlineStatus.RUNNING
    assert lead.days_left == 15
    assert lead.label.endswith("至2026年3月23日届满，剩余15个工作日")


@pytest.mark.parametrize(
    ("on", "status", "left", "words"),
    [
        (date(2026, 5, 30), "running", 1, "剩余1日"),
        (date(2026, 5, 31), "running", 0, "今日届满"),
        (date(2026, 6, 1), "overdue", -1, "已超过1日"),
    ],
)
def test_ninety_days_to_decide_do_not_roll_over_a_sunday(on, status, left, words):
    decide = deadlines(investigating(), on)["decide"]

    assert decide.due.on == date(2026, 5, 31)
    assert decide.status == status
    assert decide.days_left == left
    assert decide.label.endswith(words)


def test_a_decision_in_time_and_a_late_one():
    clerk = decided()
    in_time = deadlines(clerk, date(2026, 7, 1))["decide"]
    assert in_time.status is DeadlineStatus.MET
    assert in_time.days_left is None
    assert in_time.label.endswith("2026年3月16日已按期完成")

    clerk.change(opened_on=date(2025, 3, 2))

    assert deadlines(clerk, MONDAY)["decide"].status is DeadlineStatus.MET_LATE


def test_pauses_and_extensions_move_the_decision():
    clerk = investigating().wait(10).do(Move.PAUSE).wait(20).do(Move.RESUME, Move.EXTEND)

    decide = deadlines(clerk, clerk.today)["decide"]

    assert decide.due.on == date(2026, 5, 31) + timedelta(days=20 + 30)
    assert decide.due.paused_days == 20
    assert decide.due.extended_days == 30


def test_a_declined_lead_and_a_dismissed_case_leave_nothing_open():
    declined = Clerk().do(Move.REGISTER_LEAD, Move.VERIFY_LEAD, Move.DECLINE_OPENING)
    dismissed = investigating().do(Move.DISMISS)

    assert deadlines(declined, MONDAY + DAY)["verify_lead"].status is DeadlineStatus.MET
    assert deadlines(dismissed, MONDAY + DAY)["decide"].status is DeadlineStatus.MET
    assert the_next(declined, MONDAY + DAY) is None
    assert the_next(dismissed, MONDAY + DAY) is None


def test_a_review_runs_from_its_last_submission():
    clerk = reported(LARGE).do(Move.SUBMIT_REVIEW)
    assert deadlines(clerk, MONDAY)["review"].due.on == date(2026, 3, 16)

    clerk.wait(1).do(Move.AGREE)

    assert deadlines(clerk, clerk.today)["review"].met_on == clerk.today


def test_the_rights_of_the_party_end_but_are_never_overdue():
    clerk = notified(LARGE)
    last_day = date(2026, 3, 9)

    running = deadlines(clerk, last_day)
    ended = deadlines(clerk, last_day + DAY)

    assert running["defend"].status is DeadlineStatus.RUNNING
    assert running["request_hearing"].status is DeadlineStatus.RUNNING
    assert ended["defend"].status is DeadlineStatus.ENDED
    assert ended["defend"].label.endswith("至2026年3月9日届满")
    assert ended["request_hearing"].status is DeadlineStatus.ENDED


def test_a_right_that_was_used_is_met():
    clerk = in_hearing(LARGE).do(Move.RECORD_DEFENCE)

    found = deadlines(clerk, clerk.today)

    assert found["defend"].label.endswith("已提出")
    assert found["request_hearing"].met_on == MONDAY


def test_the_notice_may_give_the_party_more_than_the_law():
    clerk = reported().do(Move.ISSUE_NOTICE)
    clerk.do(Move.SERVE_NOTICE, defence_due_on=date(2026, 3, 20))

    assert deadlines(clerk, MONDAY)["defend"].due.on == date(2026, 3, 20)
    assert "request_hearing" not in deadlines(clerk, MONDAY)


def test_a_decision_is_to_be_served_and_published():
    clerk = decided()

    found = deadlines(clerk, clerk.today)

    assert found["serve_decision"].due.on == date(2026, 3, 25)
    assert found["publish_penalty"].due.on == date(2026, 3, 25)
    assert "pay_fine" not in found


def test_a_decision_not_to_be_published_has_no_clock_for_it():
    clerk = decided()

    assert "publish_penalty" not in deadlines(clerk, clerk.today, is_published=False)
    published = deadlines(clerk, clerk.today, published_on=clerk.today)
    assert published["publish_penalty"].status is DeadlineStatus.MET


def test_a_fine_is_to_be_paid_in_fifteen_days_which_roll():
    clerk = served()
    clerk.change(decision=replace(clerk.facts.decision, served_on=date(2026, 9, 16)))

    pay = deadlines(clerk, date(2026, 10, 9))["pay_fine"]

    assert pay.due.on == date(2026, 10, 8)
    assert pay.status is DeadlineStatus.OVERDUE


def test_an_instalment_does_not_meet_the_payment():
    clerk = served(SMALL).do(Move.RECORD_PAYMENT, amount_yuan=Decimal(500))

    assert deadlines(clerk, clerk.today)["pay_fine"].met_on is None
    assert "close" not in deadlines(clerk, clerk.today)


def test_a_performed_case_is_to_be_closed_and_a_closed_one_archived():
    clerk = performed().wait(1)
    assert deadlines(clerk, clerk.today)["close"].due.on == date(2026, 4, 7)

    clerk.do(Move.CLOSE)

    found = deadlines(clerk, clerk.today)
    assert found["close"].status is DeadlineStatus.MET
    assert found["archive"].due.on == date(2026, 4, 16)
    archived = deadlines(clerk, clerk.today, archived_on=clerk.today)
    assert archived["archive"].status is DeadlineStatus.MET


def test_a_transferred_case_is_to_be_closed_without_service():
    clerk = without_penalty(Outcome.TRANSFER_JUDICIAL).do(Move.DECIDE)

    found = deadlines(clerk, clerk.today)

    assert "serve_decision" not in found
    assert found["close"].status is DeadlineStatus.RUNNING


def test_a_case_without_penalty_is_not_published_as_one():
    clerk = without_penalty(Outcome.NO_PENALTY_MINOR).do(Move.DECIDE)

    assert "publish_penalty" not in deadlines(clerk, clerk.today)
    assert "close" not in deadlines(clerk, clerk.today)


def test_the_next_deadline_is_the_earliest_still_open():
    clerk = notified(LARGE)

    assert the_next(clerk, MONDAY) in ("defend", "request_hearing")
    assert the_next(clerk, date(2026, 3, 10)) == "decide"
    assert the_next(decided(), date(2026, 3, 16), published_on=MONDAY) == "serve_decision"


def test_a_day_past_due_without_a_workday_between_is_overdue_all_the_same():
    clerk = Clerk().do(Move.REGISTER_LEAD)
    clerk.change(registered_on=date(2026, 2, 28))
    due = deadlines(clerk, date(2026, 3, 20))["verify_lead"].due.on
    assert due == date(2026, 3, 20)

    saturday = deadlines(clerk, due + DAY)["verify_lead"]

    assert saturday.status is DeadlineStatus.OVERDUE
    assert saturday.days_left == 0
    assert saturday.label.endswith("已超期")


def test_what_the_law_book_does_not_limit_has_no_clock():
    early = date(2011, 5, 4)
    clerk = investigating().change(registered_on=early, opened_on=early)

    assert deadlines(clerk, MONDAY) == {}
