"""Covert recordings: the head confirms them himself; before that nothing is linked to them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from mingjian.cases.models import ExhibitFile
from mingjian.cases.proving import show_exhibit
from mingjian.cases.recordings import link_recording
from mingjian.evidence.covert import awaiting_confirmation, rule_on_covert
from mingjian.evidence.models import CovertRuling, EvidenceFile, StepRecord
from mingjian.evidence.recording import custody_of
from mingjian.journal.ids import new_id
from mingjian.law.breach import MoveRefused
from mingjian.law.procedure import Move
from mingjian.law.recordings import Step
from mingjian.ops.demo.telling import Telling
from tests.cases import acts
from tests.cases.proofs import first
from tests.cases.story import story_at
from tests.evidence.make import received
from tests.evidence.recorders import LATER, confirm, covertly, head_account, head_of, officer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Telling:
    told = story_at(Move.APPROVE_OPENING)
    acts.add_evidence(told)
    head_account(told.cast)
    return told


@pytest.fixture
def file(story: Telling) -> EvidenceFile:
    by = officer_of(story.cast)
    return received(case_id=story.case_id, case_number="1号", **covertly(story.cast, by=by))


def show(story: Telling, file: EvidenceFile) -> None:
    """Link it with the item of evidence."""
    said = {"case_id": story.case_id, "evidence_id": first(story).id, "at": LATER}
    show_exhibit(file_id=file.id, by=officer_of(story.cast), **said)


def code_of(attempt: Callable[[], object]) -> str:
    with pytest.raises(MoveRefused) as refused:
        attempt()
    return refused.value.breaches[0].code


def test_a_recording_that_waits_is_linked_to_nothing(story, file) -> None:
    by = officer_of(story.cast)
    step = {"case_id": story.case_id, "step_id": new_id(), "file_id": file.id}

    shown = code_of(lambda: show(story, file))
    linked = code_of(lambda: link_recording(by=by, at=LATER, **step))

    assert (shown, linked) == ("COVERT_UNCONFIRMED", "COVERT_UNCONFIRMED")
    assert not ExhibitFile.objects.filter(file=file).exists()


def test_confirmed_by_the_head_himself_it_is_linked(story, file) -> None:
    assert list(awaiting_confirmation(by=head_of(story.cast))) == [file]

    confirm(file, story.cast)
    show(story, file)

    assert custody_of(file_id=file.id)[-1].kind == "evidence.covert_confirmed"
    assert ExhibitFile.objects.get(file=file).is_linked
    assert not awaiting_confirmation(by=head_of(story.cast)).exists()


def test_what_the_head_denies_is_linked_never(story, file) -> None:
    confirm(file, story.cast, confirmed=False)

    assert code_of(lambda: show(story, file)) == "COVERT_DENIED"
    assert code_of(lambda: confirm(file, story.cast)) == "COVERT_RULED"


def test_nobody_confirms_in_the_head_s_place(story, file) -> None:
    said = {"file_id": file.id, "confirmed": True, "opinion": "同意。", "at": LATER}

    assert code_of(lambda: rule_on_covert(by=officer_of(story.cast), **said)) == "COVERT_OTHER"
    assert not CovertRuling.objects.exists()


def test_the_database_links_nothing_unconfirmed_however_it_is_asked(story, file) -> None:
    entered = {
        "entered_at": LATER,
        "entered_by_person_id": story.cast.lead.person_id,
        "entered_by_name": "张三",
    }
    own = {"case_id": story.case_id, "file": file, **entered}
    exhibit = {"evidence": first(story), "is_linked": True}

    for table, row in (
        (ExhibitFile, exhibit),
        (StepRecord, {"step": Step.MEASURE, "step_id": new_id()}),
    ):
        with pytest.raises(IntegrityError, match="confirmed"), transaction.atomic():
            table.objects.create(**row, **own)


def test_the_database_takes_a_confirmation_only_from_who_was_asked(story, file) -> None:
    with pytest.raises(IntegrityError, match="covert_"), transaction.atomic():
        CovertRuling.objects.create(
            file=file,
            confirmed=True,
            opinion="同意。",
            decided_at=LATER,
            decided_by_person_id=story.cast.lead.person_id,
            decided_by_name="张三",
        )
