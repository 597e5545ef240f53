"""Masked copies of real films: what was hidden is gone, the rest stays, the original as it was."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from mingjian.evidence.clip_rendering import Task, join_pieces, piece_path, pieces_of, render_pieces
from mingjian.evidence.clips import (
    cancel_clip,
    folder_of,
    made_so_far,
    make_clips,
    open_clip,
    order_clip,
)
from mingjian.evidence.hashing import digests_of
from mingjian.evidence.kinds import ClipState
from mingjian.evidence.masking import Plan, read_plan
from mingjian.evidence.models import Clip, ClipCopy, EvidenceFile, FileAlarm
from mingjian.evidence.recording import custody_of
from mingjian.evidence.scrubbing import scrub, scrub_everything
from mingjian.evidence.sniffing import content_of
from mingjian.evidence.vaulting import vault_waiting
from mingjian.law.breach import MoveRefused
from tests.evidence.films import difference, film_of, grey_of, loudness_of, photo_of, seconds_of
from tests.evidence.make import AT, OFFICER, received

pytestmark = pytest.mark.django_db
MASKED = {"left": 0.1, "top": 0.3, "width": 0.3, "height": 0.3}
CLEAR = {"left": 0.6, "top": 0.25, "width": 0.3, "height": 0.15}
PLAN = read_plan(regions="0-6 10,30,30,30\n1-2 75,70,20,20 涂黑", mutes="2-4", cuts="7-9")


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eleven real seconds."""
    path = tmp_path_factory.mktemp("film") / "film.mp4"
    film_of(path, seconds=11)
    return path


@pytest.fixture
def file(film: Path) -> EvidenceFile:
    return received(film.read_bytes(), case_number="")


def ordered(file: EvidenceFile, plan: Plan = PLAN, **changes: Any) -> Clip:
    said: dict[str, Any] = {"purpose": "向利害关系人出示", "account": "zhangsan"}
    return order_clip(
        **{"file_id": file.id, "plan": plan, "by": OFFICER, "at": AT, **said, **changes}
    )


def copy_of(clip: Clip, folder: Path) -> Path:
    """The finished copy, as it lies in the vault."""
    clip.refresh_from_db()
    path = folder / "copy.mp4"
    path.write_bytes(b"".join(open_clip(clip=clip)))
    return path


def test_what_was_hidden_is_gone_and_the_rest_stays(file, film, tmp_path) -> None:
    clip = ordered(file)

    assert make_clips(at=AT) == 1
    copy = copy_of(clip, tmp_path)

    before, after = grey_of(film, second=1.5), grey_of(copy, second=1.5)
    assert difference(before, after, **MASKED) > 25
    assert difference(before, after, **CLEAR) < 8
    late, later = grey_of(film, second=6.5), grey_of(copy, second=6.5)
    assert difference(late, later, **MASKED) < 10
    assert max(after[int(len(after) * 0.75)][int(len(after[0]) * 0.8) :][:8]) < 40
    assert loudness_of(copy, since=2.1, until=3.9) < 20
    assert loudness_of(copy, since=0.2, until=1.7) > 1000
    assert seconds_of(copy) == pytest.approx(9, abs=0.3)


def test_the_copy_is_in_every_store_and_the_original_is_what_it_was(file, film, tmp_path) -> None:
    clip = ordered(file)
    make_clips(at=AT)
    vault_waiting(at=AT)
    copy = copy_of(clip, tmp_path)
    file.refresh_from_db()

    assert (clip.sha256, clip.sm3) == digests_of(iter([copy.read_bytes()]))
    assert (file.sha256, file.sm3) == digests_of(iter([film.read_bytes()]))
    assert (clip.source_sha256, clip.state) == (file.sha256, ClipState.DONE)
    kinds = [one.kind for one in custody_of(file_id=file.id)]
    assert kinds.index("evidence.clip_ordered") < kinds.index("evidence.clip_made")
    assert not folder_of(clip).exists()


def test_the_scrub_reads_masked_copies_bit_by_bit_and_tells_damage(tmp_path, vault) -> None:
    file = received(photo_of(tmp_path / "photo.jpg"), name="现场.jpg", case_number="")
    clip = ordered(file, read_plan(regions="10,30,30,30", mutes="", cuts=""))
    make_clips(at=AT)
    clip.refresh_from_db()
    later = AT + timedelta(days=1)
    sound = scrub(at=later)
    path = next(vault.rglob(clip.sha256))
    path.chmod(0o600)
    path.write_bytes(bytes([path.read_bytes()[0] ^ 1]) + path.read_bytes()[1:])

    hurt = scrub_everything(at=later)

    assert (sound.read, sound.unsound) == (2, 0)
    assert set(ClipCopy.objects.values_list("checked_at", flat=True)) == {later}
    assert (hurt.read, hurt.unsound) == (2, 1)
    alarm = FileAlarm.objects.get()
    assert (alarm.clip, alarm.file) == (clip, file)
    assert custody_of(file_id=file.id)[-1].payload["found"].startswith("遮挡副本")


def test_a_photo_is_masked_and_bears_the_name_and_nothing_of_the_camera(tmp_path) -> None:
    photo = tmp_path / "photo.jpg"
    file = received(photo_of(photo), name="现场.jpg", case_number="")
    clip = ordered(file, read_plan(regions="10,30,30,30", mutes="", cuts=""))

    make_clips(at=AT)
    copy = copy_of(clip, tmp_path)

    before, after = grey_of(photo), grey_of(copy)
    assert difference(before, after, **MASKED) > 25
    assert difference(before, after, left=0.8, top=0.25, width=0.15, height=0.15) < 6
    band = {"left": 0.3, "top": 0.45, "width": 0.4, "height": 0.1}
    assert difference(before, after, **band) > 3
    assert clip.content_type == "image/jpeg"


def test_a_sound_is_muted(tmp_path, film) -> None:
    sound = tmp_path / "sound.m4a"
    line = ["ffmpeg", "-loglevel", "error", "-i", str(film), "-vn", "-c:a", "copy", str(sound)]
    subprocess.run(line, check=True)
    clip = ordered(received(sound.read_bytes(), name="询问.m4a", case_number=""), PLAN_OF_SOUND)

    make_clips(at=AT)
    copy = copy_of(clip, tmp_path)

    assert loudness_of(copy, since=2.1, until=3.9) < 20
    assert loudness_of(copy, since=5, until=6) > 1000


PLAN_OF_SOUND = read_plan(regions="", mutes="2-4", cuts="")
_MAKER = """
import sys
from pathlib import Path
from mingjian.evidence.clip_rendering import Task, pieces_of, render_pieces
from mingjian.evidence.masking import read_plan
from mingjian.evidence.sniffing import content_of
given, folder = map(Path, sys.argv[1:])
plan = read_plan(regions="0-6 10,30,30,30", mutes="", cuts="")
task = Task(content_of(given.read_bytes()[:400]), plan, "x", given, folder)
list(render_pieces(task, pieces_of(task)))
"""


def test_killed_in_the_middle_it_goes_on_from_the_finished_pieces(film, tmp_path) -> None:
    folder = tmp_path / "clip"
    folder.mkdir()
    plan = read_plan(regions="0-6 10,30,30,30", mutes="", cuts="")
    task = Task(content_of(film.read_bytes()[:400]), plan, "x", film, folder)
    made = subprocess.Popen([sys.executable, "-c", _MAKER, str(film), str(folder)])
    until = time.monotonic() + 60
    while not piece_path(folder, 0).exists() and time.monotonic() < until:
        time.sleep(0.01)
    made.send_signal(signal.SIGKILL)
    made.wait()
    finished = {one.name: one.stat().st_mtime_ns for one in folder.glob("*.piece")}

    pieces = pieces_of(task)
    counts = list(render_pieces(task, pieces))
    copy = join_pieces(task, pieces)

    assert 1 <= len(finished) < len(pieces)
    assert counts[-1] == len(pieces)
    assert all((folder / name).stat().st_mtime_ns == at for name, at in finished.items())
    assert seconds_of(copy) == pytest.approx(11, abs=0.3)


def test_a_run_that_died_is_taken_up_by_the_next(file) -> None:
    clip = ordered(file)
    folder = folder_of(clip)
    folder.mkdir(parents=True)
    (folder / "00000.part").write_bytes(b"torn")
    (folder / "copy.mp4").write_bytes(b"torn")

    assert make_clips(at=AT) == 1


def test_what_was_taken_back_is_not_made_and_leaves_nothing(file) -> None:
    clip = ordered(file)
    cancel_clip(clip_id=clip.id, by=OFFICER, at=AT)

    assert make_clips(at=AT) == 0
    assert made_so_far(clip) == (0, 0)
    with pytest.raises(MoveRefused, match="不能取消"):
        cancel_clip(clip_id=clip.id, by=OFFICER, at=AT)


def test_what_cannot_be_read_fails_with_its_reason() -> None:
    clip = ordered(received(b"\x00\x00\x00\x18ftypisom no film", case_number=""))

    make_clips(at=AT)
    clip.refresh_from_db()

    assert clip.state == ClipState.FAILED
    assert clip.why_not


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"purpose": " "}, "没有写明制作目的"),
        ({"plan": Plan()}, "没有写明遮挡"),
    ],
    ids=["purpose", "nothing hidden"],
)
def test_an_order_without_purpose_or_mask_is_refused(file, changes, word: str) -> None:
    with pytest.raises(MoveRefused, match=word):
        ordered(file, **changes)

    assert not Clip.objects.exists()
