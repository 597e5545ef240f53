"""Committed cases with rows in every table of journal, dossier and cases: something to attack."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import transaction

from mingjian.cases import clock, execution, investigation, recusal
from mingjian.cases.joint import separate_party
from mingjian.cases.models import Evidence
from mingjian.cases.party.passes import WrongCode, open_pass
from mingjian.cases.party.submissions import file_submission, hand_in
from mingjian.cases.summary.execution import (
    bank_cash,
    collect_on_the_spot,
    file_on_record,
    hand_in_cash,
)
from mingjian.dossier.models import IssuedNumber
from mingjian.dossier.numbering import void_number
from mingjian.evidence.files import add_note
from mingjian.evidence.oversight import explain_gap, explain_lateness
from mingjian.evidence.receiving import begin_upload
from mingjian.evidence.vaulting import raise_alarm, release_held
from mingjian.journal.following import follow
from mingjian.law.citation import Citation
from mingjian.law.devices import Gap
from mingjian.law.party_page import SubmissionKind
from mingjian.law.procedure import (
    ClosingReason,
    DismissalReason,
    Move,
    RemedyKind,
    RemedyOutcome,
    SettlementResult,
    SettlementWay,
)
from mingjian.law.proceedings import ProceedingMove as Step
from mingjian.law.roles import Role
from mingjian.law.summary import PaymentWay
from mingjian.ops.demo.joint import begin_jointly, join, person_for
from mingjian.ops.demo.story import Telling
from tests.cases import acts
from tests.cases import acts_execution as execution_acts
from tests.cases.crime import expired_food
from tests.cases.guards import held
from tests.cases.guards.sent import sealed, sent_out
from tests.cases.party import make as party
from tests.cases.proceedings.steps import take, undecided
from tests.cases.rounds import (
    conflicted,
    drop,
    engage,
    in_second_review,
    settle,
    take_advice,
)
from tests.cases.same_acts import explained
from tests.cases.shelf import shelf
from tests.cases.signed import signed_in_every_way
from tests.cases.story import (
    BINXIAN,
    EARLY,
    START,
    YUAN,
    hire,
    make_cast,
    make_plot,
    story_at,
    tell,
)
from tests.cases.summary.spot import AT, DAY, SHENZHEN, impose, street_cast
from tests.evidence import make as files
from tests.evidence import recorders, used


def tell_everything() -> None:
    """Put the cases on the shelf: afterwards every table has a row."""
    story_at(None, grave=True, asks_hearing=True, defends=True, review_returns=True)
    story_at(Move.DECIDE, waives=True)
    shelf.take("a sealed notice", sealed)
    shelf.take("a notice that went out twice in vain", sent_out)
    shelf.take("an eventful investigation", _eventful)
    shelf.take("a penalty on the spot", _on_the_spot)
    shelf.take("an eventful execution", _enforced)
    shelf.take("an execution with everything still open", _unfinished)
    shelf.take("a decision made again", _redone)
    shelf.take("goods held", held.goods_held)
    shelf.take("files in the vault", _filed)
    shelf.take("a disagreement", _disagreed)
    shelf.take("a second review", lambda: in_second_review()[0])
    story_at(Move.DECIDE, declared_triggers=("complex",), waives=True)
    shelf.take("proceedings under way", _beside)
    shelf.take("a party with a pass", _by_itself)
    shelf.take("joint parties", _jointly)
    shelf.take("a case sent by the procuratorate", held.sent_by_the_procuratorate)
    shelf.take("one act explained as another", explained)
    shelf.take("a signed record", signed_in_every_way)
    expired_food(Move.REPORT)


def _jointly() -> Telling:
    """Three parties of one case, the third dealt with apart."""
    cast = make_cast()
    by = cast.actor(Role.CASE_OFFICER)
    second, third = (person_for(BINXIAN, serial, by=by, at=EARLY) for serial in (1, 2))
    first, _ = begin_jointly(cast=cast, plot=make_plot(cast), other=second, start=START)
    last = join(first, third)
    separate_party(
        case_id=last.case_id,
        on=first.day,
        reasons="下落不明。",
        by=cast.actor(Role.AGENCY_HEAD),
        at=first.at,
    )
    return first


def _by_itself() -> Telling:
    """A pass ended, one in force, one thing read and one not, a wrong code."""
    story = story_at(Move.SERVE_NOTICE, cast=make_cast())
    by, at = story.cast.actor(Role.CASE_OFFICER), party.noon(story)
    party.a_pass(story)
    made = party.a_pass(story)
    for kind in (SubmissionKind.DEFENCE, SubmissionKind.OTHER):
        sent = hand_in(party_pass=made.party_pass, kind=kind, content="意见。", at=at)
    file_submission(submission_id=sent.id, reasons="已阅。", by=by, at=at)
    with pytest.raises(WrongCode):
        open_pass(code=made.code, factor="", network=party.HOME, at=at)
    return story


def _filed() -> Telling:
    """A file that was verified, one that waits, each with what can hang on it."""
    story = story_at(Move.APPROVE_OPENING, cast=make_cast())
    recorders.head_account(story.cast)
    covert = recorders.covertly(story.cast, by=recorders.officer_of(story.cast))
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
        files.vault_in(Path(folder), patch)
        file = files.vaulted(case_id=story.case_id, case_number="1号", device="记录仪1", **covert)
        recorders.confirm(file, story.cast)
        used.take_out(file, recorders.head_of(story.cast), recorders.LATER)
        files.received(b"unconfirmed", case_id=story.case_id, case_number="1号", **covert)
        add_note(file_id=file.id, content="开门。", by=files.OFFICER, at=files.AT)
        release_held(at=files.AT + timedelta(hours=80))
        raise_alarm(file, "folder-1", "缺失", files.AT)
        files.received(b"another", case_id=story.case_id, case_number="1号", device_sequence=1)
        begin_upload(said=files.said(b"third"), by=files.OFFICER, at=files.AT)
        used.look_at(file)
        used.mask(file)
        used.answer_for_steps(story, file)
        _carried(story)
    return story


def _carried(story: Telling) -> None:
    """A recorder carried, two clips with a gap between them, the later one late; both explained."""
    cast, by = story.cast, recorders.officer_of(story.cast)
    device = recorders.carried(cast)
    recorders.clip(device, 1, cast)
    late = recorders.clip(device, 4, cast, captured_at=files.AT - timedelta(hours=30))
    told = {"reasons": "误触。", "by": by, "at": files.AT}
    explain_gap(device_id=device.id, gap=Gap(2, 3), **told)
    explain_lateness(file_id=late.id, **told)


def _disagreed() -> Telling:
    """Advice, findings, one answered, a disagreement settled, a trigger taken back."""
    story = story_at(Move.SUBMIT_REVIEW, cast=make_cast(), declared_triggers=("complex",))
    take_advice(story, engage(story.cast.agency_id))
    conflicted(story)
    acts.find_problems(story)
    drop(story, "complex")
    settle(story, SettlementWay.COORDINATION, SettlementResult.KEEP_TEXT)
    acts.submit(story, answers=acts.answers_to(story, is_adopted=False))
    acts.find_problems(story)
    return story


def _beside() -> Telling:
    """Evidence preserved, one item returned; a crime with the police; the reviewer recused."""
    story = story_at(Move.APPROVE_OPENING, cast=make_cast())
    take(story, Step.REQUEST_PRESERVATION, Step.APPROVE_PRESERVATION, Step.PRESERVE)
    take(story, Step.DISPOSE_PRESERVED, items=[undecided(story)[0].id])
    take(story, Step.REPORT_CRIME, Step.APPROVE_REFERRAL, Step.SEND_REFERRAL)
    story.act(
        Move.RECUSE,
        recusal.recuse_officer,
        Role.AGENCY_HEAD,
        on=story.day,
        person_id=story.cast.reviewer.person_id,
        replacement_id=None,
        reasons="与当事人是近亲属。",
    )
    return story


def _on_the_spot() -> Telling:
    """A summary penalty whose fine was collected, handed in and banked; filed with the agency."""
    cast = street_cast()
    officer, head = cast.actor(Role.CASE_OFFICER), cast.actor(Role.AGENCY_HEAD)
    case = impose(cast, way=PaymentWay.SMALL, statement="不知情。", answer="不予采纳。")
    done = {"case_id": case.id, "on": DAY, "at": AT}
    collect_on_the_spot(**done, receipt_number="粤守卫1", by=officer)
    hand_in_cash(**done, by=officer)
    bank_cash(**done, receipt_number="缴守卫1", by=officer)
    file_on_record(**done, by=head)
    return Telling(cast, make_plot(cast, place=SHENZHEN), DAY, case_id=case.id)


def _eventful() -> Telling:
    """Extended, paused, with a replaced officer, excluded evidence and a voided number."""
    cast = make_cast()
    plot = make_plot(cast)
    case = tell(cast=cast, plot=plot, start=START, until=Move.APPROVE_OPENING)
    story = Telling(cast, plot, case.latest_act_on, case_id=case.id)
    acts.add_evidence(story, verified=False)
    _exclude_evidence(story)
    _change_officer(story)
    _move_clock(story)
    _void_number(story)
    follow(name="tests", handle=lambda entry: None, limit=1)
    story.act(
        Move.DISMISS,
        execution.dismiss_case,
        Role.AGENCY_HEAD,
        on=story.day,
        reason=DismissalReason.PARTY_GONE,
        note="当事人已注销。",
    )
    return story


def _served() -> Telling:
    cast = make_cast()
    plot = make_plot(cast)
    case = tell(cast=cast, plot=plot, start=START, until=Move.SERVE_DECISION)
    return Telling(cast, plot, case.latest_act_on, case_id=case.id)


def _enforced() -> Telling:
    """Deferred, lowered by a court, demanded, applied for, terminated, closed."""
    story = _served()
    execution_acts.request_deferral(story)
    execution_acts.approve_deferral(story)
    story.day += timedelta(days=40)
    execution_acts.reduce_surcharge(story, "1")
    execution_acts.accept_remedy(story, RemedyKind.LITIGATION)
    execution_acts.end_remedy(story, RemedyOutcome.CHANGED, fine_yuan=YUAN(8_000))
    execution_acts.suspend(story)
    execution_acts.resume(story)
    execution_acts.issue_demand(story)
    execution_acts.serve_demand(story)
    execution_acts.respond(story)
    story.day += timedelta(days=90)
    execution_acts.apply_to_court(story)
    execution_acts.record_court(story)
    execution_acts.terminate(story)
    execution_acts.close(story, ClosingReason.EXECUTION_TERMINATED)
    return story


def _unfinished() -> Telling:
    """An application unanswered, a demand unserved, a remedy under way, execution suspended."""
    story = _served()
    execution_acts.request_deferral(story)
    story.day += timedelta(days=30)
    execution_acts.issue_demand(story)
    execution_acts.accept_remedy(story)
    execution_acts.suspend(story)
    return story


def _redone() -> Telling:
    """Revoked, and made again in another case."""
    story = _served()
    execution_acts.accept_remedy(story)
    execution_acts.end_remedy(story, RemedyOutcome.REVOKED, orders_redo=True)
    execution_acts.reopen(story)
    return story


def _exclude_evidence(story: Telling) -> None:
    story.act(
        Move.VERIFY_EVIDENCE,
        investigation.verify_evidence,
        Role.CASE_OFFICER,
        evidence_id=Evidence.objects.get(case=story.case_id).id,
        on=story.day,
        accepted=False,
        reasons="来源不明。",
    )


def _change_officer(story: Telling) -> None:
    story.act(
        Move.REPLACE_OFFICER,
        recusal.replace_officer,
        Role.AGENCY_HEAD,
        on=story.day,
        person_id=story.cast.assisting.person_id,
        replacement_id=hire(story.cast.agency_id, "钱八").officer_id,
        reasons="工作调动。",
    )


def _move_clock(story: Telling) -> None:
    details = {"on": story.day, "reasons": "案情复杂。"}
    story.act(
        Move.EXTEND,
        clock.extend_time,
        Role.AGENCY_HEAD,
        days=30,
        basis=Citation("市场监督管理行政处罚程序规定", "64"),
        **details,
    )
    story.act(Move.PAUSE, clock.pause_clock, Role.AGENCY_HEAD, **details)
    story.day += timedelta(days=3)
    story.act(Move.RESUME, clock.resume_clock, Role.AGENCY_HEAD, on=story.day)
    story.act(
        Move.PAUSE, clock.pause_clock, Role.AGENCY_HEAD, on=story.day, reasons="送检测机构检测。"
    )


def _void_number(story: Telling) -> None:
    number = IssuedNumber.objects.filter(subject_id=story.case_id).latest("id")
    with transaction.atomic():
        void_number(
            number=number,
            stream_kind="case",
            reason="打印错误。",
            by=story.cast.actor(Role.CASE_OFFICER),
            at=story.at,
        )
