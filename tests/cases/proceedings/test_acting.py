"""Proceedings from first to last step: rows, papers, record, clocks; refusals change nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mingjian.cases.deadlines import deadlines_of
from mingjian.cases.execution import dismiss_case
from mingjian.cases.facts import facts_of
from mingjian.cases.measures.acting import Handing
from mingjian.cases.models import Case, Dismissal, Proceeding, ProceedingItem
from mingjian.cases.paper_checks import faults_against_sealing
from mingjian.cases.proceedings.acting import take_step
from mingjian.cases.recusal import recuse_officer
from mingjian.dossier.models import Document
from mingjian.law.procedure import DismissalReason, Move, State
from mingjian.law.proceedings import ProceedingMove as Step
from mingjian.law.roles import Actor, Role
from mingjian.law.workdays import national_calendar
from mingjian.ops.demo.recorded import except_what_is_owed
from tests.cases.acts import decide
from tests.cases.crime import expired_food
from tests.cases.proceedings.steps import draft_of, last_step, take, undecided
from tests.cases.story import last_entry, refused, state_of, story_at, story_before_decision

pytestmark = pytest.mark.django_db
PRESERVE = (Step.REQUEST_PRESERVATION, Step.APPROVE_PRESERVATION, Step.PRESERVE)
REFER = (Step.REPORT_CRIME, Step.APPROVE_REFERRAL, Step.SEND_REFERRAL)
FREEZE = (Step.REQUEST_FREEZE, Step.APPROVE_FREEZE, Step.FREEZE)


@pytest.fixture
def story():
    return story_at(Move.APPROVE_OPENING)


@pytest.fixture(autouse=True)
def _every_paper_may_be_sealed(db: None):
    """Whatever a test here tells: its papers have no fault that forbids the seal."""
    told_before = set(Document.objects.values_list("id", flat=True))
    yield
    faults = [
        f"{paper.title} {breach.code} {breach.message}"
        for paper in Document.objects.exclude(id__in=told_before)
        for breach in faults_against_sealing(paper)
    ]
    assert faults == []


def paper_text(story):
    return str(Document.objects.filter(subject_id=story.case_id).latest("made_at", "id").content)


def dismiss(story, **changes):
    by = story.cast.actor(Role.AGENCY_HEAD)
    reason = {"reason": DismissalReason.PARTY_GONE, "note": "当事人已注销。", **changes}
    dismiss_case(case_id=story.case_id, on=story.day, by=by, at=story.at, **reason)


def test_preserved_evidence_has_its_list_its_seven_days_and_its_paper(story):
    take(story, *PRESERVE)
    step = last_step(story)

    assert state_of(story.case_id) is State.INVESTIGATING
    assert step.due_on == national_calendar().add_workdays(story.day, 7)
    assert [one.name for one in undecided(story)] == ["账册", "移动硬盘"]
    assert step.document.number.text.endswith("号")
    assert step.document.service.receiver == "张三"
    assert "7个工作日" in paper_text(story)
    assert "不得销毁或者转移证据" in paper_text(story)
    assert last_entry(story.case_id).kind == "case.preserve_evidence"
    due = [one.due.on for one in deadlines_of(case=story.case, on=story.day)]
    assert step.due_on in due


def test_the_case_does_not_end_while_evidence_is_preserved(story):
    take(story, *PRESERVE)

    with refused("先行登记保存的证据有2项尚未处理"):
        dismiss(story)

    take(story, Step.DISPOSE_PRESERVED)
    except_what_is_owed(story)
    assert {one.outcome for one in ProceedingItem.objects.filter(case=story.case_id)} == {
        "released"
    }
    dismiss(story)
    assert state_of(story.case_id) is State.DISMISSED


def test_preservation_lapses_after_seven_workdays(story):
    take(story, *PRESERVE)
    story.day = last_step(story).due_on + timedelta(days=1)

    with refused("登记保存已经自动失效"):
        take(story, Step.DISPOSE_PRESERVED)

    take(story, Step.RECORD_LAPSE)
    assert not undecided(story)
    assert "登记保存自动失效" in paper_text(story)


def test_nothing_is_preserved_before_the_head_agrees(story):
    take(story, Step.REQUEST_PRESERVATION)

    with refused("现在不能办理“先行登记保存证据”"):
        take(story, Step.PRESERVE)

    take(story, Step.DECLINE_PRESERVATION)
    with refused("现在不能办理“先行登记保存证据”"):
        take(story, Step.PRESERVE)


def test_the_penalty_waits_for_the_police_and_its_clock_stands_still():
    story = story_before_decision()
    take(story, *REFER)
    due = _decision_due(story)

    with refused("司法机关正在办理"):
        decide(story)

    take(story, Step.RECORD_ANSWER, choice="filed")
    story.day += timedelta(days=20)
    assert _decision_due(story) == due + timedelta(days=20)
    take(story, Step.RECORD_ANSWER, choice="not_prosecuted")
    take(story, Step.TAKE_BACK)
    decide(story)
    assert state_of(story.case_id) is State.DECIDED


def _decision_due(story):
    found = deadlines_of(case=Case.objects.get(id=story.case_id), on=story.day)
    return next(one.due.on for one in found if one.limit.act == "decide")


def test_the_letter_to_the_police_names_crime_and_papers(story):
    take(story, *REFER)
    text = paper_text(story)

    assert "样板县公安局" in text
    assert "生产、销售伪劣产品罪" in text
    assert "3．涉案物品清单" in text
    assert facts_of(story.case).with_police_since == story.day


def test_a_late_letter_is_told_and_recorded(story):
    take(story, *REFER[:2])
    story.day += timedelta(days=2)

    take(story, REFER[2])

    assert "超过24小时" in str(last_entry(story.case_id).payload["warnings"])


def test_a_refusal_may_be_asked_again_in_three_days_and_answered(story):
    take(story, *REFER)
    take(story, Step.RECORD_ANSWER, choice="not_filed")
    assert facts_of(story.case).with_police_since is None

    take(story, Step.ASK_RECONSIDERATION)
    assert facts_of(Case.objects.get(id=story.case_id)).with_police_since is not None
    take(story, Step.RECORD_ANSWER, choice="filed")
    take(story, Step.HAND_OVER_GOODS)
    assert "移交" in paper_text(story)


def test_the_head_cannot_approve_what_he_investigates(story):
    take(story, Step.REPORT_CRIME)
    lead = story.cast.actor(Role.CASE_OFFICER)
    by = Actor(lead.person_id, lead.name, Role.AGENCY_HEAD, lead.agency_id, lead.purpose)
    own = Proceeding.objects.get(case=story.case_id).id

    with refused("不能自行批准"):
        take_step(
            case_id=story.case_id,
            draft=draft_of(story, Step.APPROVE_REFERRAL),
            by=by,
            at=story.at,
            proceeding_id=own,
        )


def test_samples_tests_and_corrections_leave_their_papers(story):
    take(story, Step.SAMPLE, Step.RECORD_SAMPLE_RESULT)
    take(story, Step.COMMISSION_TEST)
    assert "不计入办案期限" in paper_text(story)
    take(story, Step.RECORD_TEST_RESULT)
    take(story, Step.ORDER_CORRECTION)
    assert "责令你（单位）于" in paper_text(story)
    take(story, Step.RECHECK_CORRECTION, choice="partly")
    take(story, Step.RECHECK_CORRECTION)
    with refused("已经复查为改正"):
        take(story, Step.RECHECK_CORRECTION)


def test_a_test_that_nobody_was_told_of_does_not_stop_the_clock(story):
    take(story, Step.COMMISSION_TEST, handing=Handing())
    assert facts_of(story.case).excluded == ()

    take(story, Step.COMMISSION_TEST)
    pause = facts_of(Case.objects.get(id=story.case_id)).excluded[0]
    assert (pause.since, pause.until) == (story.day, story.day + timedelta(days=10))


def test_a_recusal_is_granted_only_with_its_effect(story):
    reviewer = story.cast.reviewer.person_id
    take(story, Step.REQUEST_RECUSAL, subject=story.cast.reviewer.name)
    with refused("被申请人尚未退出本案"):
        take(story, Step.ANSWER_RECUSAL, choice="granted")

    recuse_officer(
        case_id=story.case_id,
        on=story.day,
        person_id=reviewer,
        replacement_id=None,
        reasons="与当事人是近亲属。",
        by=story.cast.actor(Role.AGENCY_HEAD),
        at=story.at,
    )
    take(story, Step.ANSWER_RECUSAL, choice="granted")
    assert "决定回避" in paper_text(story)


def test_a_case_sent_to_another_agency_is_not_decided_here():
    story = story_before_decision()
    take(story, Step.PROPOSE_TRANSFER, Step.APPROVE_TRANSFER, Step.SEND_CASE)
    with refused("已经移送其他机关管辖"):
        decide(story)

    take(story, Step.REPORT_DISPUTE, Step.RECORD_DESIGNATION)
    decide(story)
    assert state_of(story.case_id) is State.DECIDED


def test_a_case_is_dismissed_to_another_agency_only_once_that_agency_has_it(story):
    away = {"reason": DismissalReason.NO_JURISDICTION, "note": "不属于本机关管辖。"}
    with refused("没有受移送机关接收案件的回执"):
        dismiss(story, **away)
    take(story, Step.PROPOSE_TRANSFER, Step.APPROVE_TRANSFER, Step.SEND_CASE)
    with refused("没有受移送机关接收案件的回执", "登记接收回执"):
        dismiss(story, **away)

    take(story, Step.RECORD_RECEIPT)
    dismiss(story, **away)

    ended = Dismissal.objects.get(case=story.case_id)
    assert (ended.reason, ended.dismissed_on) == ("no_jurisdiction", story.day)


def test_a_case_the_other_agency_refuses_waits_for_a_designation(story):
    away = {"reason": DismissalReason.NO_JURISDICTION, "note": "不属于本机关管辖。"}
    take(story, Step.PROPOSE_TRANSFER, Step.APPROVE_TRANSFER, Step.SEND_CASE)
    take(story, Step.RECORD_RECEIPT, choice="refused")
    with refused("对方不接收的，登记后报请共同的上一级行政机关指定管辖"):
        dismiss(story, **away)

    take(story, Step.REPORT_DISPUTE)
    take(story, Step.RECORD_DESIGNATION, choice="theirs")
    dismiss(story, **away)

    assert state_of(story.case_id) is State.DISMISSED


def test_a_case_that_passes_a_criminal_threshold_waits_for_the_head_s_word():
    story = expired_food(Move.DELIBERATE)

    with refused("达到生产、销售伪劣产品罪（刑法第一百四十条）的追诉标准", "不批准的理由"):
        decide(story)

    take(story, Step.REPORT_CRIME, Step.DECLINE_REFERRAL, reasons="尚未销售，不足十五万元。")
    decide(story)

    assert state_of(story.case_id) is State.DECIDED


def test_money_is_frozen_thirty_days_extended_once_and_released(story):
    take(story, *FREEZE)
    assert "账号末四位0001" in paper_text(story)
    take(story, Step.DELIVER_FREEZE, Step.EXTEND_FREEZE)
    with refused("冻结的存款、汇款没有解除"):
        dismiss(story)
    with refused("现在不能办理“延长冻结期限”"):
        take(story, Step.EXTEND_FREEZE)

    take(story, Step.RELEASE_FREEZE)
    dismiss(story)


def test_work_is_done_in_the_party_s_place_after_three_workdays(story):
    take(story, Step.ORDER_CORRECTION)
    story.day += timedelta(days=12)
    take(story, Step.DECIDE_SUBSTITUTE)
    assert "人民币叁仟元整" in paper_text(story)
    take(story, Step.URGE_PERFORMANCE)
    with refused("三日（工作日）前催告"):
        take(story, Step.PERFORM_SUBSTITUTE)

    story.day = national_calendar().add_workdays(story.day, 4)
    take(story, Step.PERFORM_SUBSTITUTE)
    assert last_entry(story.case_id).kind == "case.perform_substitute"


def test_a_road_is_cleared_at_once(story):
    take(story, Step.PERFORM_AT_ONCE)

    assert last_step(story).was_told
