"""Rules of the hearing."""

from dataclasses import replace
from datetime import date, timedelta

from mingjian.law.procedure import Move
from mingjian.law.procedure import rules_hearing as rules
from mingjian.law.roles import Role
from tests.law.procedure.clerk import DEFENCE_PERIOD, REVIEW, heard, in_hearing, notified, reported
from tests.law.procedure.people import LARGE, LI, QIAN, SUN, an_actor
from tests.law.procedure.refusals import accepts, refuses

DAY = timedelta(days=1)


def requested():
    return notified(LARGE).do(Move.REQUEST_HEARING)


def ready_to_decide(clerk):
    """The facts of a decidable case, whatever became of the hearing."""
    return clerk.wait(DEFENCE_PERIOD).do(Move.DELIBERATE)


def test_apl63_hearing_is_offered():
    clerk = reported(LARGE).do(*REVIEW)
    silent = clerk.notice(clerk.today, offers_hearing=False)

    refuses(rules.apl63_hearing_is_offered, clerk, Move.ISSUE_NOTICE, notice=silent)

    accepts(clerk, Move.ISSUE_NOTICE)


def test_apl63_hearing_was_offered():
    clerk = notified()

    refuses(rules.apl63_hearing_was_offered, clerk, Move.REQUEST_HEARING)

    accepts(notified(LARGE), Move.REQUEST_HEARING)


def test_apl63_no_hearing_was_requested():
    clerk = requested().do(Move.WAIVE_HEARING)

    refuses(rules.apl63_no_hearing_was_requested, clerk, Move.REQUEST_HEARING)

    waived_unasked = notified(LARGE).do(Move.WAIVE_HEARING)
    accepts(waived_unasked, Move.REQUEST_HEARING)


def test_apl63_hearing_is_still_open():
    clerk = heard(LARGE)

    refuses(rules.apl63_hearing_is_still_open, clerk, Move.WAIVE_HEARING)

    accepts(in_hearing(LARGE), Move.WAIVE_HEARING)


def test_apl63_hearing_period_is_over():
    clerk = notified(LARGE).do(Move.WAIVE_DEFENCE)
    last_day = clerk.facts.notices[0].hearing_due_on

    refuses(rules.apl63_hearing_period_is_over, clerk, Move.DELIBERATE, on=last_day)

    accepts(clerk, Move.DELIBERATE, on=last_day + DAY)
    accepts(clerk.do(Move.WAIVE_HEARING), Move.DELIBERATE)


def test_apl63_a_period_that_was_never_recorded_is_not_over():
    clerk = ready_to_decide(notified(LARGE))
    (told,) = clerk.facts.notices
    clerk.change(notices=(replace(told, hearing_due_on=None),))

    refuses(rules.apl63_hearing_period_is_over, clerk, Move.DECIDE)


def test_apl63_requested_hearing_was_held():
    clerk = ready_to_decide(notified(LARGE))
    asked = requested().facts.hearings
    not_held = ready_to_decide(notified(LARGE)).change(hearings=asked)

    refuses(rules.apl63_requested_hearing_was_held, not_held, Move.DECIDE)

    accepts(clerk, Move.DECIDE)


def test_apl63_the_state_itself_holds_a_case_in_hearing():
    clerk = requested()

    accepts(clerk.do(Move.WAIVE_HEARING).wait(DEFENCE_PERIOD), Move.DELIBERATE)


def test_apl64_request_is_in_time():
    clerk = notified(LARGE)
    last_day = clerk.facts.notices[0].hearing_due_on

    refuses(rules.apl64_request_is_in_time, clerk, Move.REQUEST_HEARING, on=last_day + DAY)

    assert last_day == date(2026, 3, 9)
    accepts(clerk, Move.REQUEST_HEARING, on=last_day)


def test_apl64_notified_seven_days_before():
    clerk = requested()
    held_on = date(2026, 10, 12)
    rule = rules.apl64_notified_seven_days_before

    refuses(rule, clerk, Move.NOTIFY_HEARING, scheduled_on=held_on, on=date(2026, 9, 25))
    refuses(rule, clerk, Move.NOTIFY_HEARING, scheduled_on=None)

    accepts(clerk, Move.NOTIFY_HEARING, scheduled_on=held_on, on=date(2026, 9, 24))


def test_apl64_host_is_not_investigator():
    clerk = requested()
    recused = requested().change(recused_person_ids=frozenset({QIAN.person_id}))
    rule = rules.apl64_host_is_not_investigator

    refuses(rule, clerk, Move.NOTIFY_HEARING, presiding_officer_id=LI.person_id)
    refuses(rule, clerk, Move.NOTIFY_HEARING, presiding_officer_id=None)
    refuses(rule, recused, Move.NOTIFY_HEARING, presiding_officer_id=QIAN.person_id)

    accepts(clerk, Move.NOTIFY_HEARING, presiding_officer_id=SUN.person_id)


def test_apl64_hearing_was_notified():
    clerk = in_hearing(LARGE)
    scheduled_on = clerk.facts.hearings[0].scheduled_on
    rule = rules.apl64_hearing_was_notified

    refuses(rule, clerk, Move.HOLD_HEARING, on=scheduled_on - DAY)
    refuses(rule, clerk, Move.HOLD_HEARING, on=scheduled_on + DAY)

    accepts(clerk, Move.HOLD_HEARING, on=scheduled_on)


def test_apl64_a_hearing_nobody_was_notified_of_is_not_held():
    clerk = requested()
    (asked,) = clerk.facts.hearings
    hosted = clerk.change(hearings=(replace(asked, presiding_officer_id=QIAN.person_id),))

    refuses(rules.apl64_hearing_was_notified, hosted, Move.HOLD_HEARING)


def late(clerk, **changes):
    """The hearing notice was served otherwise than on the day of the notification."""
    (hearing,) = clerk.facts.hearings
    return clerk.change(hearings=(replace(hearing, **changes),))


def test_apl64_notice_was_served_in_time():
    rule = rules.apl64_notice_was_served_in_time
    (hearing,) = in_hearing(LARGE).facts.hearings

    told = refuses(rule, late(in_hearing(LARGE), served_on=None), Move.HOLD_HEARING)
    assert "听证通知书尚未送达当事人" in told.message
    one_day_late = hearing.notified_on + DAY
    told = refuses(rule, late(in_hearing(LARGE), served_on=one_day_late), Move.HOLD_HEARING)
    assert "最迟应当在2026年3月2日送达" in told.message

    accepts(late(in_hearing(LARGE), served_on=hearing.notified_on), Move.HOLD_HEARING)


def test_apl64_absent_party_was_told():
    rule = rules.apl64_absent_party_was_told
    clerk = late(in_hearing(LARGE), served_on=None)
    absent = {"in_writing": False, "party_absent": True}
    hearing_day = clerk.facts.hearings[0].scheduled_on

    refuses(rule, clerk, Move.WAIVE_HEARING, on=hearing_day, **absent)

    accepts(clerk, Move.WAIVE_HEARING, in_writing=True)
    accepts(in_hearing(LARGE), Move.WAIVE_HEARING, on=hearing_day, **absent)


def test_apl64_host_presides():
    clerk = in_hearing(LARGE)
    another = an_actor(32, "吴十", Role.PRESIDING_OFFICER)

    refuses(rules.apl64_host_presides, clerk, Move.HOLD_HEARING, by=another)

    accepts(clerk, Move.HOLD_HEARING, by=QIAN)


def test_apl64_absence_ends_hearing():
    clerk = in_hearing(LARGE)
    hearing_day = clerk.facts.hearings[0].scheduled_on
    absent = {"in_writing": False, "party_absent": True}
    rule = rules.apl64_absence_ends_hearing

    refuses(rule, clerk, Move.WAIVE_HEARING, on=hearing_day - DAY, **absent)
    refuses(rule, clerk, Move.WAIVE_HEARING, on=hearing_day, in_writing=False)
    refuses(rule, requested(), Move.WAIVE_HEARING, **absent)

    accepts(clerk, Move.WAIVE_HEARING, on=hearing_day, **absent)
    accepts(clerk, Move.WAIVE_HEARING, in_writing=True)


def test_apl64_record_is_kept():
    clerk = in_hearing(LARGE)

    refuses(rules.apl64_record_is_kept, clerk, Move.HOLD_HEARING, record_hash="")

    accepts(clerk, Move.HOLD_HEARING, record_hash="a1")


def test_apl65_decision_follows_record():
    clerk = heard(LARGE).do(*REVIEW, Move.DELIBERATE)
    (hearing,) = clerk.facts.hearings
    unrecorded = replace(hearing, record_hash="")

    accepts(clerk, Move.DECIDE)

    refuses(rules.apl65_decision_follows_record, clerk.change(hearings=(unrecorded,)), Move.DECIDE)
