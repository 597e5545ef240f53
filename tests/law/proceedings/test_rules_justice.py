"""What a case that justice sent owes: a day to answer, and its result before it is closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from mingjian.law.deadlines import DeadlineStatus
from mingjian.law.procedure import State
from mingjian.law.proceedings import proceeding_deadlines
from mingjian.law.proceedings.facts import ProceedingFacts
from mingjian.law.proceedings.kinds import ProceedingKind
from mingjian.law.proceedings.rules_justice import letter_date
from mingjian.law.proceedings.standing import owes_justice_a_result
from mingjian.law.proceedings.terms import answer_due
from tests.law.procedure.people import MONDAY
from tests.law.proceedings.of_justice import ANSWER, BEFORE_OPENING, RECEIVE, RECEIVED, TOLD
from tests.law.proceedings.store import BOOK, CASE, act_of, codes, matter_for, step_of

TOLD_ALL = ProceedingFacts(ProceedingKind.FROM_JUSTICE, TOLD)
TOLD_SOME = replace(TOLD_ALL, steps=(TOLD[0], step_of(ANSWER, choice="progress")))


def test_a_lead_without_officers_yet_takes_the_letter_in():
    assert codes(matter_for(RECEIVE, case=BEFORE_OPENING), act_of(RECEIVE)) == []


def test_the_letter_may_be_older_than_the_opening_of_the_case():
    opened = replace(CASE, opened_on=MONDAY + timedelta(days=3))
    act = act_of(RECEIVE, entered_on=MONDAY + timedelta(days=4))

    assert codes(matter_for(RECEIVE, case=opened), act) == []


def test_a_declined_case_has_a_result_to_tell():
    declined = replace(CASE, state=State.DECLINED)

    assert codes(matter_for(ANSWER, case=declined), act_of(ANSWER, choice="result")) == []


def test_only_the_result_ends_what_is_owed():
    assert owes_justice_a_result((RECEIVED,))
    assert owes_justice_a_result((TOLD_SOME,))
    assert not owes_justice_a_result((TOLD_ALL,))
    assert not owes_justice_a_result(())


def test_the_procuratorate_gets_its_answer_in_ninety_days_others_promptly():
    assert answer_due(BOOK, "样板市人民检察院", MONDAY) == MONDAY + timedelta(days=90)
    assert answer_due(BOOK, "样板县公安局", MONDAY) is None


def test_the_day_of_the_answer_is_watched_until_the_first_answer():
    due = MONDAY + timedelta(days=30)
    waiting = replace(RECEIVED, steps=(step_of(RECEIVE, due_on=due),))
    answered = replace(waiting, steps=(*waiting.steps, TOLD_SOME.steps[-1]))

    (open_one,) = proceeding_deadlines(proceedings=[waiting], terms=BOOK, on=due)
    (met,) = proceeding_deadlines(proceedings=[answered], terms=BOOK, on=due)

    assert (open_one.due.on, open_one.status) == (due, DeadlineStatus.RUNNING)
    assert met.status is DeadlineStatus.MET


def test_the_day_of_the_letter_is_read_from_its_name():
    assert letter_date("《检察意见书》（样检〔2026〕3号，2026年3月1日）") == date(2026, 3, 1)
    assert letter_date("《检察意见书》（样检〔2026〕3号）") is None
