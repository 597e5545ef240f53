"""Steps that must be recorded: a case does not close while one is neither recorded nor excepted."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingjian.cases import execution
from mingjian.cases.models import Closing
from mingjian.cases.recordings import (
    except_step,
    link_recording,
    recording_duties_of,
    rule_on_exception,
    step_records_of,
)
from mingjian.dossier.kinds import ServiceMethod
from mingjian.evidence.models import EvidenceFile
from mingjian.evidence.receiving import begin_upload, receive
from mingjian.journal.ids import new_id
from mingjian.law.procedure import ClosingReason, DismissalReason, Move, State
from mingjian.law.proceedings import ProceedingMove as Beside
from mingjian.law.recordings import Step
from mingjian.law.roles import Actor, Role
from mingjian.ops.demo.recorded import except_what_is_owed
from mingjian.ops.demo.story import Telling
from tests.cases import acts_execution
from tests.cases.acts import serve_decision
from tests.cases.proceedings.steps import take, undecided
from tests.cases.story import last_entry, refused, story_at
from tests.evidence.make import said, vault_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A vault of the test's own."""
    return vault_in(tmp_path, monkeypatch)


@pytest.fixture
def story() -> Telling:
    """Heard, decided, served, all paid: nothing but the recording of the hearing is missing."""
    told = story_at(Move.SERVE_DECISION, grave=True, asks_hearing=True)
    acts_execution.pay(told)
    acts_execution.do(
        told, Move.RECORD_PERFORMANCE, execution.record_performance, content="执照已收缴。"
    )
    return told


def officer(story: Telling) -> Actor:
    return story.cast.actor(Role.CASE_OFFICER)


def film(story: Telling, name: str = "听证.mp4") -> EvidenceFile:
    """A file of the case."""
    tags = {"case_id": story.case_id, "case_number": "1号", "name": name}
    upload = begin_upload(said=said(**tags), by=officer(story), at=story.at)
    pieces = [b"synthetic recording " * 500]
    got = receive(upload_id=upload.id, offset=0, pieces=pieces, by=officer(story), at=story.at)
    assert got.file is not None
    return got.file


def only_step(story: Telling) -> dict[str, object]:
    """Case, step, actor and time for an answer."""
    (duty,) = recording_duties_of(story.case)
    done = {"case_id": story.case_id, "step_id": duty.done.id}
    return {**done, "by": officer(story), "at": story.at}


def close(story: Telling) -> None:
    """Without answering for the story, as ``acts_execution.close`` does."""
    acts_execution.do(
        story,
        Move.CLOSE,
        execution.close_case,
        Role.AGENCY_HEAD,
        reason=ClosingReason.PERFORMED,
        note="履行完毕。",
        educated=False,
    )


def test_closing_waits_for_the_recording_of_the_hearing(story) -> None:
    with refused("听证应当有音像记录", "不能结案", "请在“音像记录”中关联"):
        close(story)

    record = link_recording(file_id=film(story).id, **only_step(story))
    close(story)

    assert record.step == Step.HEARING
    assert Closing.objects.filter(case=story.case_id).count() == 1


def test_reasons_are_enough_where_it_is_by_circumstances(story) -> None:
    except_step(reasons="文字记录已能全面有效记录。", **only_step(story))

    assert last_entry(story.case_id).kind == "case.record_step"
    close(story)
    assert Closing.objects.filter(case=story.case_id).exists()


def test_reasons_a_head_refused_are_no_reasons(story) -> None:
    record = except_step(reasons="忘记开机。", **only_step(story))
    head = story.cast.actor(Role.AGENCY_HEAD)
    rule_on_exception(record_id=record.id, approved=False, opinion="不同意。", by=head, at=story.at)

    with refused("不能结案"):
        close(story)
    with refused("不待审批"):
        rule_on_exception(
            record_id=record.id, approved=True, opinion="同意。", by=head, at=story.at
        )


def test_only_a_head_rules_and_says_why(story) -> None:
    record = except_step(reasons="设备故障。", **only_step(story))
    done = {"record_id": record.id, "approved": True, "at": story.at}

    with refused("不能审批没有音像记录的理由"):
        rule_on_exception(opinion="同意。", by=officer(story), **done)
    with refused("没有填写审批意见"):
        rule_on_exception(opinion=" ", by=story.cast.actor(Role.AGENCY_HEAD), **done)


def test_what_does_not_record_the_step_is_refused(story) -> None:
    photo = film(story, "现场.jpg")

    with refused("不是本案的录音、录像"):
        link_recording(file_id=photo.id, **only_step(story))
    with refused("没有写明没有音像记录的理由"):
        except_step(reasons=" ", **only_step(story))
    with refused("本案没有这一环节"):
        except_step(reasons="无", **{**only_step(story), "step_id": new_id()})


def test_the_same_answer_twice_is_one(story) -> None:
    file = film(story)

    for _ in range(2):
        link_recording(file_id=file.id, **only_step(story))

    assert len(step_records_of(case_id=story.case_id)) == 1


def test_a_service_by_leaving_owes_a_recording() -> None:
    story = story_at(Move.DECIDE)
    story.wait(2)
    serve_decision(
        story,
        method=ServiceMethod.LEFT_IN_PLACE,
        refused_reason="不服处罚。",
        witness="钱某",
        place="示例路1号",
    )

    assert [duty.done.step for duty in recording_duties_of(story.case)] == [Step.LEFT_IN_PLACE]


def beside() -> Telling:
    """Evidence preserved and disposed of, samples taken and tested: nothing is open any more."""
    story = story_at(Move.APPROVE_OPENING)
    take(story, Beside.REQUEST_PRESERVATION, Beside.APPROVE_PRESERVATION, Beside.PRESERVE)
    take(story, Beside.DISPOSE_PRESERVED, items=[one.id for one in undecided(story)])
    take(story, Beside.SAMPLE, Beside.RECORD_SAMPLE_RESULT)
    return story


def test_evidence_preserved_and_samples_taken_owe_a_recording() -> None:
    duties = recording_duties_of(beside().case)

    assert [duty.done.step for duty in duties] == [Step.PRESERVATION, Step.SAMPLING]
    assert not any(duty.is_full or duty.is_met for duty in duties)


def test_a_case_is_not_dismissed_either_while_a_step_is_unanswered() -> None:
    story = beside()
    dismissed = {"reason": DismissalReason.PARTY_GONE, "note": "当事人已注销。", "on": story.day}
    by = {"by": story.cast.actor(Role.AGENCY_HEAD), "at": story.at}
    with refused("先行登记保存应当有音像记录", "不能撤案"):
        execution.dismiss_case(case_id=story.case_id, **dismissed, **by)

    except_what_is_owed(story)

    ended = execution.dismiss_case(case_id=story.case_id, **dismissed, **by)
    assert ended.state == State.DISMISSED
