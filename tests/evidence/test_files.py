"""Files: numbered in their case, joined once, noted by adding; bytes and tags stay."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from mingjian.evidence.files import (
    OriginalMissing,
    add_note,
    files_of_case,
    join_case,
    open_original,
)
from mingjian.evidence.models import EvidenceFile, Receipt, StoredCopy
from mingjian.evidence.recording import custody_of, mark_viewed
from mingjian.evidence.spool import held_path
from mingjian.journal.ids import new_id
from mingjian.law.breach import MoveRefused
from tests.evidence.make import AT, OFFICER, received, vaulted

pytestmark = pytest.mark.django_db
CASE = new_id()


def test_files_are_numbered_within_their_case() -> None:
    first = received(case_id=CASE, case_number="宾市监立〔2026〕1号")
    second = received(b"second")
    join_case(file_id=second.id, case_id=CASE, case_number="1号", by=OFFICER, at=AT)

    assert [(one.id, one.number) for one in files_of_case(case_id=CASE)] == [
        (first.id, 1),
        (second.id, 2),
    ]


def test_a_file_is_joined_once() -> None:
    file = received(case_id=CASE, case_number="1号")

    with pytest.raises(MoveRefused, match="不能改到其他案件"):
        join_case(file_id=file.id, case_id=new_id(), case_number="2号", by=OFFICER, at=AT)


def test_notes_are_added_and_told_in_the_custody() -> None:
    file = received()

    add_note(file_id=file.id, content="店主开门。", speakers="店主", by=OFFICER, at=AT)

    assert file.notes.get().content == "店主开门。"
    assert custody_of(file_id=file.id)[-1].kind == "evidence.noted"
    with pytest.raises(MoveRefused):
        add_note(file_id=file.id, content=" ", by=OFFICER, at=AT)


def test_a_view_is_told_with_its_purpose() -> None:
    file = received()

    mark_viewed(file_id=file.id, by=OFFICER, at=AT, what="viewed", details={"from": 0})

    entry = custody_of(file_id=file.id)[-1]
    assert (entry.kind, entry.purpose) == ("evidence.viewed", "测试")


def test_a_missing_original_is_told_before_the_first_byte() -> None:
    file = received()
    held_path(file.sha256).unlink()

    with pytest.raises(OriginalMissing):
        open_original(file_id=file.id)


@pytest.mark.parametrize(
    "change",
    [
        *({"sha256": "0" * 64}, {"size": 1}, {"captured_at": AT}, {"captured_place": "x"}),
        *({"captured_by": "x"}, {"proves": "x"}, {"received_at": AT}, {"state": "durable"}),
    ],
    ids=lambda change: next(iter(change)),
)
def test_bytes_tags_times_and_state_do_not_change_back(change: dict[str, object]) -> None:
    file = vaulted()
    if "received_at" in change:
        change = {"received_at": file.captured_at}

    with pytest.raises(DatabaseError), transaction.atomic():
        EvidenceFile.objects.filter(id=file.id).update(**change)


def test_nothing_is_deleted() -> None:
    file = vaulted()

    for rows in (Receipt.objects, StoredCopy.objects, EvidenceFile.objects):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.all()._raw_delete(using="default")

    assert EvidenceFile.objects.get() == file
