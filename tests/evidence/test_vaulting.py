"""The vault: two places that gave the bytes back, a receipt, and only then an empty spool."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from mingjian.evidence.files import may_free_space, open_original
from mingjian.evidence.hashing import digests_of
from mingjian.evidence.keys import public_keys
from mingjian.evidence.kinds import FileState, ReceiptKind
from mingjian.evidence.models import EvidenceFile, FileAlarm
from mingjian.evidence.receipts import read_receipt
from mingjian.evidence.recording import custody_of
from mingjian.evidence.scrubbing import scrub, scrub_everything
from mingjian.evidence.spool import held_path
from mingjian.evidence.stores import FolderStore, make_immutable, stores
from mingjian.evidence.vaulting import release_held, vault_waiting
from tests.evidence.make import AT, CONTENT, received, vaulted

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=73)


def copy_in(place: int, file: EvidenceFile) -> Path:
    """The file of one folder."""
    store = stores()[place]
    assert isinstance(store, FolderStore)
    return store.path_of(file.sha256)


def damage(path: Path) -> None:
    """Flip one bit, as a disk would."""
    content = bytearray(path.read_bytes())
    content[7] ^= 1
    path.chmod(0o600)
    path.write_bytes(content)


def test_a_file_is_vaulted_once_both_folders_gave_it_back() -> None:
    file = vaulted()

    assert [copy_in(place, file).read_bytes() for place in (0, 1)] == [CONTENT, CONTENT]
    assert (file.state, file.sm3) == (FileState.VAULTED, digests_of([CONTENT])[1])
    note = file.receipts.get(kind=ReceiptKind.VAULTED).note
    assert read_receipt(note=note, key=public_keys()[0]).sm3 == file.sm3
    assert [one.kind for one in custody_of(file_id=file.id)] == [
        "evidence.durable",
        "evidence.vaulted",
    ]


def test_the_device_may_free_its_space_only_after_vaulting() -> None:
    assert not may_free_space(received())
    assert may_free_space(vaulted())


def test_a_copy_that_cannot_be_written_over_is_not_written_over() -> None:
    file = received()
    copy_in(1, file).parent.mkdir(parents=True)
    copy_in(1, file).write_bytes(b"something else")

    vault_waiting(at=AT)

    file.refresh_from_db()
    assert file.state == FileState.DURABLE
    assert FileAlarm.objects.get().store == "folder-2"
    assert copy_in(1, file).read_bytes() == b"something else"


def test_what_was_held_is_compared_before_it_is_vaulted() -> None:
    file = received()
    damage(held_path(file.sha256))

    vault_waiting(at=AT)

    file.refresh_from_db()
    assert file.state == FileState.DURABLE
    assert FileAlarm.objects.get().store == "held"


def test_an_announced_sm3_that_differs_keeps_a_file_out_of_the_vault() -> None:
    file = received(sm3="0" * 64)

    vault_waiting(at=AT)
    vault_waiting(at=AT)

    file.refresh_from_db()
    assert file.state == FileState.DURABLE
    assert FileAlarm.objects.count() == 1


def test_the_held_copy_stays_for_72_hours_and_goes_after_another_reading() -> None:
    file = vaulted()

    release_held(at=AT + timedelta(hours=71))
    assert held_path(file.sha256).exists()
    release_held(at=LATER)

    file.refresh_from_db()
    assert file.state == FileState.VERIFIED
    assert not held_path(file.sha256).exists()
    assert b"".join(open_original(file_id=file.id, offset=20, length=9)) == CONTENT[20:29]


def test_the_held_copy_stays_while_a_folder_lost_its_own() -> None:
    file = vaulted()
    copy_in(0, file).unlink()

    release_held(at=LATER)

    file.refresh_from_db()
    assert file.state == FileState.VAULTED
    assert held_path(file.sha256).exists()


def test_the_held_copy_stays_while_another_file_of_the_same_bytes_needs_it() -> None:
    first = vaulted()
    received()

    release_held(at=LATER)

    assert held_path(first.sha256).exists()


def test_a_scrub_finds_the_flipped_bit_and_says_it_once_a_day() -> None:
    file = vaulted()
    damage(copy_in(1, file))

    found = [scrub_everything(at=LATER), scrub_everything(at=LATER)]

    assert [(one.read, one.unsound) for one in found] == [(2, 1), (2, 1)]
    assert [one.store for one in FileAlarm.objects.all()] == ["folder-2"]
    assert custody_of(file_id=file.id)[-1].kind == "evidence.alarm"


def test_every_copy_is_read_again_within_thirty_days() -> None:
    for number in range(10):
        vaulted(b"%d" % number)
    start = AT + timedelta(days=1)

    for day in range(30):
        scrub(at=start + timedelta(days=day))

    copies = [copy for file in EvidenceFile.objects.all() for copy in file.copies.all()]
    assert len(copies) == 20
    assert min(copy.checked_at for copy in copies) >= start


def test_where_the_disk_has_the_flag_not_even_the_owner_writes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settings, "EVIDENCE_IMMUTABLE", True)
    path = copy_in(0, vaulted())
    if not make_immutable(path):
        pytest.skip("this file system, or this user, has no such flag")

    with pytest.raises(PermissionError):
        path.unlink()

    for place in path.parents[2].glob("vault-*/*/*"):
        make_immutable(place, on=False)
