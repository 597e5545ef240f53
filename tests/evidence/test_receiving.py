"""Receiving: bytes count once they are on the disk; the last one makes a file with a receipt."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from mingjian.evidence import spool
from mingjian.evidence.keys import public_keys
from mingjian.evidence.kinds import FileState, ReceiptKind
from mingjian.evidence.models import EvidenceFile, Upload
from mingjian.evidence.receipts import read_receipt
from mingjian.evidence.receiving import (
    NoSuchUpload,
    OffsetDiffers,
    TooManyBytes,
    WrongContent,
    begin_upload,
    finish_waiting,
    give_up,
    progress_of,
    receive,
)
from mingjian.evidence.recording import VAULT, custody_of
from mingjian.evidence.spool import Checksum, WrongChecksum, held_path, spool_of
from mingjian.law.breach import MoveRefused
from mingjian.law.roles import Role
from tests.access.make import actor
from tests.evidence.make import AT, CONTENT, OFFICER, received, said

pytestmark = pytest.mark.django_db
HALF = len(CONTENT) // 2


def test_the_last_byte_makes_a_durable_file_with_a_signed_receipt() -> None:
    file = received()

    promise = read_receipt(note=file.receipts.get().note, key=public_keys()[0])
    assert (promise.kind, promise.file_id, promise.size) == (
        ReceiptKind.DURABLE,
        file.id,
        len(CONTENT),
    )
    assert promise.sha256 == file.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert held_path(file.sha256).read_bytes() == CONTENT
    assert [one.kind for one in custody_of(file_id=file.id)] == ["evidence.durable"]
    assert not Upload.objects.exists()


def test_an_upload_goes_on_where_the_disk_ends_and_hashes_nothing_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    upload = begin_upload(said=said(), by=OFFICER, at=AT)
    receive(upload_id=upload.id, offset=0, pieces=[CONTENT[:HALF]], by=OFFICER, at=AT)
    monkeypatch.setattr(spool, "read_pieces", None)

    done = receive(upload_id=upload.id, offset=HALF, pieces=[CONTENT[HALF:]], by=OFFICER, at=AT)

    assert done.file is not None
    assert done.file.sha256 == hashlib.sha256(CONTENT).hexdigest()


def test_a_piece_that_begins_elsewhere_is_refused() -> None:
    upload = begin_upload(said=said(), by=OFFICER, at=AT)
    receive(upload_id=upload.id, offset=0, pieces=[CONTENT[:HALF]], by=OFFICER, at=AT)

    for offset in (0, HALF - 1, HALF + 1):
        with pytest.raises(OffsetDiffers):
            receive(upload_id=upload.id, offset=offset, pieces=[b"x"], by=OFFICER, at=AT)

    assert progress_of(upload_id=upload.id, by=OFFICER, at=AT).offset == HALF


def test_a_piece_with_a_wrong_checksum_leaves_no_trace() -> None:
    upload = begin_upload(said=said(), by=OFFICER, at=AT)
    wrong = Checksum("sha256", bytes(32))

    with pytest.raises(WrongChecksum):
        receive(
            upload_id=upload.id, offset=0, pieces=[b"x" * 99], by=OFFICER, at=AT, checksum=wrong
        )
    right = Checksum("sha256", hashlib.sha256(CONTENT).digest())
    done = receive(
        upload_id=upload.id, offset=0, pieces=[CONTENT], by=OFFICER, at=AT, checksum=right
    )

    assert done.file is not None


def test_a_sender_that_breaks_off_keeps_what_came() -> None:
    upload = begin_upload(said=said(), by=OFFICER, at=AT)

    got = receive(upload_id=upload.id, offset=0, pieces=[CONTENT[:77]], by=OFFICER, at=AT)

    assert (got.offset, got.file) == (77, None)


def test_more_than_was_announced_is_refused_and_nothing_of_it_counts() -> None:
    upload = begin_upload(said=said(), by=OFFICER, at=AT)

    with pytest.raises(TooManyBytes):
        receive(upload_id=upload.id, offset=0, pieces=[CONTENT, b"x"], by=OFFICER, at=AT)

    assert progress_of(upload_id=upload.id, by=OFFICER, at=AT).offset == 0


def test_a_file_that_is_not_what_was_announced_is_never_acknowledged() -> None:
    upload = begin_upload(said=said(sha256="0" * 64), by=OFFICER, at=AT)

    with pytest.raises(WrongContent):
        receive(upload_id=upload.id, offset=0, pieces=[CONTENT], by=OFFICER, at=AT)

    assert not EvidenceFile.objects.exists()
    assert not Upload.objects.exists()


def test_an_upload_that_died_before_its_row_is_finished_by_whoever_asks() -> None:
    first, second = (begin_upload(said=said(), by=OFFICER, at=AT) for _ in range(2))
    for upload in (first, second):
        with spool_of(upload.id) as file:
            file.append([CONTENT])
            file.hold()

    asked = progress_of(upload_id=first.id, by=OFFICER, at=AT)
    finished = finish_waiting(by=VAULT, at=AT)

    assert asked.file is not None
    assert finished == 1
    assert EvidenceFile.objects.filter(state=FileState.DURABLE).count() == 2


def test_nobody_else_goes_on_with_an_upload_or_gives_it_up() -> None:
    upload = begin_upload(said=said(), by=OFFICER, at=AT)

    with pytest.raises(NoSuchUpload):
        receive(upload_id=upload.id, offset=0, pieces=[CONTENT], by=actor(), at=AT)
    with pytest.raises(NoSuchUpload):
        give_up(upload_id=upload.id, by=actor())


def test_an_upload_given_up_is_gone_and_a_received_file_cannot_be(vault: Path) -> None:
    upload = begin_upload(said=said(), by=OFFICER, at=AT)

    give_up(upload_id=upload.id, by=OFFICER)

    assert list((vault / "spool").iterdir()) == []
    with pytest.raises(NoSuchUpload):
        give_up(upload_id=received().id, by=OFFICER)


@pytest.mark.parametrize(
    ("lacking", "code"),
    [
        ({"captured_place": " "}, "EVIDENCE_TAG"),
        ({"captured_by": ""}, "EVIDENCE_TAG"),
        ({"proves": ""}, "EVIDENCE_TAG"),
        ({"name": "../x"}, "EVIDENCE_NAME"),
        ({"size": 0}, "EVIDENCE_EMPTY"),
        ({"case_number": "1号"}, "EVIDENCE_CASE"),
        ({"is_covert": True}, "EVIDENCE_HIDDEN"),
        ({"sha256": "xyz"}, "EVIDENCE_DIGEST"),
        ({"size": 10**12}, "EVIDENCE_LARGE"),
    ],
)
def test_without_its_tags_no_byte_is_taken(lacking: dict[str, object], code: str) -> None:
    with pytest.raises(MoveRefused) as refused:
        begin_upload(said=said(**lacking), by=OFFICER, at=AT)

    assert [one.code for one in refused.value.breaches] == [code]
    assert not Upload.objects.exists()


def test_only_officers_upload() -> None:
    with pytest.raises(MoveRefused):
        begin_upload(said=said(), by=actor(Role.SUPERVISOR), at=AT)


def test_a_fault_of_the_disk_stops_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    upload = begin_upload(said=said(), by=OFFICER, at=AT)

    with monkeypatch.context() as broken:
        broken.setattr(spool.os, "fdatasync", _fails)
        with pytest.raises(OSError, match="no medium"):
            receive(upload_id=upload.id, offset=0, pieces=[CONTENT], by=OFFICER, at=AT)

    with pytest.raises(spool.SpoolSuspect):
        begin_upload(said=said(), by=OFFICER, at=AT)


def _fails(handle: int) -> None:
    raise OSError(5, "no medium")
