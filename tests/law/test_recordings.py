"""Steps that must be recorded: named by the catalogue of their day, full or by circumstances."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from mingjian.law.breach import MoveRefused
from mingjian.law.lawbook import load_lawbook, pack_ids
from mingjian.law.recordings import (
    Answer,
    Duty,
    Step,
    StepDone,
    recording_duties,
    refuse_unrecorded,
)

DAY = date(2026, 3, 2)
STEP = UUID(int=9)


def duty(step: Step, *answers: Answer, pack: str = "binxian", on: date = DAY) -> Duty:
    """The one duty of the one step."""
    done = StepDone(step, STEP, on, "")
    (found,) = recording_duties(steps=[done], answers=answers, lawbook=load_lawbook(pack))
    return found


@pytest.mark.parametrize("pack", pack_ids())
@pytest.mark.parametrize("step", Step)
def test_every_pack_names_every_step_and_what_is_compelled_in_full(pack: str, step: Step) -> None:
    found = duty(step, pack=pack)

    # 广元市没有列“强制拆除”和“其他”现场执法：按现场执法视情况记录。
    on_site = {Step.ENFORCEMENT, Step.SUBSTITUTE} if pack != "guangyuan-civil" else set()
    assert found.is_full is (step in {Step.MEASURE, *on_site})
    assert not found.is_met


def test_before_the_catalogue_nothing_was_owed() -> None:
    done = StepDone(Step.HEARING, STEP, date(2018, 12, 4), "")

    assert recording_duties(steps=[done], answers=[], lawbook=load_lawbook("panshan")) == ()


@pytest.mark.parametrize(
    ("answer", "in_full", "by_circumstances"),
    [
        (Answer(STEP, has_file=True), True, True),
        (Answer(STEP, has_file=False), False, True),
        (Answer(STEP, has_file=False, approved=True), True, True),
        (Answer(STEP, has_file=False, approved=False), False, False),
        (Answer(UUID(int=8), has_file=True), False, False),
    ],
)
def test_what_meets_the_duty(answer: Answer, in_full: bool, by_circumstances: bool) -> None:
    met = duty(Step.MEASURE, answer).is_met, duty(Step.HEARING, answer).is_met

    assert met == (in_full, by_circumstances)


def test_a_refused_reason_does_not_undo_a_recording() -> None:
    answers = Answer(STEP, has_file=False, approved=False), Answer(STEP, has_file=True)

    assert duty(Step.MEASURE, *answers).is_met


@pytest.mark.parametrize(
    ("step", "answers", "said"),
    [
        (Step.MEASURE, [], "写明理由并经机关负责人批准"),
        (Step.MEASURE, [Answer(STEP, has_file=False)], "请机关负责人"),
        (Step.HEARING, [], "或者写明没有记录的理由"),
    ],
)
def test_closing_says_what_is_owed_and_what_to_do(
    step: Step, answers: list[Answer], said: str
) -> None:
    with pytest.raises(MoveRefused) as refused:
        refuse_unrecorded([duty(step, *answers)], act="结案")

    (breach,) = refused.value.breaches
    assert "2026年3月2日" in breach.message
    assert said in breach.remedy


def test_nothing_owed_refuses_nothing() -> None:
    refuse_unrecorded([duty(Step.HEARING, Answer(STEP, has_file=True))], act="结案")
