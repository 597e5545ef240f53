"""Cases that justice sends: no lead without its letter, no closing without its answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from mingjian.cases.deadlines import deadlines_of
from mingjian.cases.execution import close_case
from mingjian.cases.models import Case, Evidence, ProceedingStep
from mingjian.cases.paper_checks import faults_against_sealing
from mingjian.dossier.models import Document
from mingjian.law.procedure import ClosingReason, Move, State
from mingjian.law.proceedings import ProceedingMove as Step
from mingjian.law.roles import Role
from mingjian.ops.demo.hearing_out import hear, notify, propose
from mingjian.ops.demo.recorded import except_what_is_owed
from mingjian.ops.demo.story import decide, investigate, perform
from mingjian.ops.demo.telling import Enough
from tests.cases.proceedings.steps import last_step, take
from tests.cases.sent_by_justice import LETTER, opened, registered
from tests.cases.story import START, entries_of, make_cast, make_plot, refused, state_of, story_at

pytestmark = pytest.mark.django_db


def test_the_lead_and_its_letter_are_registered_together():
    story = registered()

    step = last_step(story)
    assert step.subject == "《检察意见书》（样检行意〔2026〕3号，2026年2月26日）"
    assert (step.organ, step.choice, step.acted_on) == (
        "样板县人民检察院",
        "not_prosecuted",
        LETTER.received_on,
    )
    assert [entry.kind for entry in entries_of(story.case_id)] == [
        "case.register_lead",
        "case.receive_from_justice",
    ]


def test_the_answer_is_due_in_ninety_days_or_when_the_letter_says():
    usual, early = registered(), START + timedelta(days=30)
    stated = registered(letter=replace(LETTER, answer_due_on=early))

    assert due_of(usual) == LETTER.received_on + timedelta(days=90)
    assert due_of(stated) == early


def due_of(story):
    found = deadlines_of(case=Case.objects.get(id=story.case_id), on=story.day)
    return next(one.due.on for one in found if one.limit.act == "answer_procuratorate")


def test_the_source_asks_for_its_letter_and_the_letter_for_its_source():
    cast = make_cast()
    make_plot(cast, serial=5)  # the party is known

    with refused("没有登记移送文书", "第二十七条", "请填写移送机关"):
        registered(cast, letter=None, serial=5)
    with refused("案件来源却是“投诉”"):
        registered(cast, source="投诉", serial=5)
    with refused("没有写明移送的司法机关", "没有写明移送文书的文号和日期"):
        registered(cast, letter=replace(LETTER, organ="某公司", number="三号"), serial=5)


def test_the_database_opens_no_such_case_without_the_letter():
    story = story_at(Move.REQUEST_OPENING, cast=make_cast())

    with pytest.raises(IntegrityError, match="letter and its answer"), transaction.atomic():
        Case.objects.filter(id=story.case_id).update(source="司法机关移送", opened_on=START)


def served():
    """Decided, served and paid: only the closing is left."""
    story = opened()
    investigate(story)
    propose(story)
    notify(story)
    hear(story)
    decide(story)
    story.until = Move.RECORD_PAYMENT
    with pytest.raises(Enough):
        perform(story)
    return story


def close(story):
    close_case(
        case_id=story.case_id,
        on=story.day,
        reason=ClosingReason.PERFORMED,
        note="已经履行。",
        educated=False,
        by=story.cast.actor(Role.AGENCY_HEAD),
        at=story.at,
    )


def test_the_result_is_told_in_a_letter_before_the_case_is_closed():
    story = served()
    except_what_is_owed(story)
    with refused("尚未通报处理结果", "第二十七条第二款"):
        close(story)

    take(story, Step.ANSWER_JUSTICE, choice="result", organ=LETTER.organ)
    close(story)

    paper = Document.objects.get(kind="result_letter", subject_id=story.case_id)
    assert paper.content["addressee"] == "样板县人民检察院"
    assert story.case.decision.number in str(paper.content)
    assert "样检行意〔2026〕3号" in str(paper.content)
    assert not faults_against_sealing(paper)
    assert state_of(story.case_id) is State.CLOSED


def test_the_state_of_things_may_be_told_first_and_is_no_result():
    story = opened()
    with refused("尚未作出处理决定"):
        take(story, Step.ANSWER_JUSTICE, choice="result", organ=LETTER.organ)

    take(story, Step.ANSWER_JUSTICE, choice="progress", organ=LETTER.organ)

    paper = Document.objects.get(kind="result_letter", subject_id=story.case_id)
    assert "正在依法办理" in str(paper.content)
    assert Case.objects.get(id=story.case_id).next_due_title != "向移送的司法机关回复"


REFER = (Step.REPORT_CRIME, Step.APPROVE_REFERRAL, Step.SEND_REFERRAL)


def test_while_our_own_referral_waits_the_case_comes_back_there():
    cast = make_cast()
    story = take(story_at(Move.APPROVE_OPENING, cast=cast, serial=5), *REFER)

    with refused(story.case.number, "不要另立案件"):
        registered(cast, serial=5)


def test_our_earlier_referral_is_linked_and_its_evidence_comes_along():
    cast = make_cast()
    story = take(story_at(Move.ADD_EVIDENCE, cast=cast, serial=5), *REFER)
    take(story, Step.RECORD_ANSWER, choice="filed")
    take(story, Step.RECORD_ANSWER, choice="not_prosecuted")

    again = registered(cast, serial=5)

    step = ProceedingStep.objects.get(case_id=again.case_id)
    assert step.other_case_id == story.case_id
    assert Evidence.objects.filter(case_id=again.case_id).exists()
