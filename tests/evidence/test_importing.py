"""The dock's folder: names say whose and when; taken in once, and only read."""

from __future__ import annotations

import json
import os
from datetime import timedelta
from io import StringIO
from pathlib import Path
from uuid import UUID

import pytest
from django.utils import timezone

from mingjian.evidence.importing import Taken, import_folder
from mingjian.evidence.models import EvidenceFile
from mingjian.journal.ids import new_id
from mingjian.law.roles import Actor
from mingjian.ops.management.commands.import_recordings import Command
from tests.evidence.make import OFFICER

pytestmark = pytest.mark.django_db
CASE = new_id()
STEM = "DSJ-01_HN0001_20260511093000_{}"


@pytest.fixture
def dock(tmp_path: Path) -> Path:
    """The folder of the dock, beside the vault."""
    folder = tmp_path / "dock"
    folder.mkdir()
    return folder


def put(folder: Path, name: str, content: bytes = b"recording") -> Path:
    """A file that the dock finished writing a minute ago."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    minute_ago = (timezone.now() - timedelta(minutes=1)).timestamp()
    os.utime(path, (minute_ago, minute_ago))
    return path


def case_of(number: str) -> tuple[UUID, str] | None:
    """One case is known."""
    return (CASE, number) if number == "1号" else None


def officer_of(number: str) -> Actor | None:
    """One officer is known."""
    return OFFICER if number == "HN0001" else None


def take(folder: Path) -> list[Taken]:
    """One round."""
    now = timezone.now()
    return list(import_folder(folder=folder, find_case=case_of, find_officer=officer_of, at=now))


def test_a_recording_says_by_its_name_whose_it_is_and_when_it_began(dock: Path) -> None:
    put(dock, f"20260511/{STEM.format('0007')}.mp4")

    [taken] = take(dock)

    assert (taken.word, taken.file and taken.file.state) == ("已导入", "durable")
    file = EvidenceFile.objects.get()
    assert (file.device, file.device_sequence, file.captured_by) == ("DSJ-01", 7, OFFICER.name)
    assert timezone.localtime(file.captured_at).isoformat() == "2026-05-11T09:30:00+08:00"
    assert file.case_id is None


def test_what_stands_beside_it_joins_it_to_its_case(dock: Path) -> None:
    said = {"案件编号": "1号", "采集地点": "和平路1号", "证明对象": "扣押过程"}
    path = put(dock, f"{STEM.format(1)}.mp4")
    path.with_suffix(".json").write_text(json.dumps(said), encoding="utf-8")

    take(dock)

    file = EvidenceFile.objects.get()
    assert (file.case_id, file.case_number, file.number) == (CASE, "1号", 1)
    assert (file.captured_place, file.proves) == ("和平路1号", "扣押过程")


def test_importing_again_changes_nothing_and_the_folder_stays_as_it_was(dock: Path) -> None:
    path = put(dock, f"{STEM.format(1)}.mp4")
    take(dock)

    [again] = take(dock)

    assert again.word == "已有"
    assert EvidenceFile.objects.count() == 1
    assert path.read_bytes() == b"recording"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("随手拍.mp4", "文件名不是"),
        (f"{STEM.format(1)}.exe", "不是录像"),
        ("DSJ-01_HN9999_20260511093000_1.mp4", "没有对应的在岗执法人员"),
        ("DSJ-01_HN0001_20261311093000_1.mp4", "不是日期和时间"),
    ],
)
def test_what_cannot_be_taken_in_is_told_why(dock: Path, name: str, said: str) -> None:
    put(dock, name)

    [taken] = take(dock)

    assert said in taken.word
    assert not EvidenceFile.objects.exists()


def test_a_file_that_the_dock_still_writes_waits(dock: Path) -> None:
    put(dock, f"{STEM.format(1)}.mp4").touch()

    assert "下一轮" in take(dock)[0].word


def test_a_case_that_nobody_knows_keeps_the_recording_out(dock: Path) -> None:
    path = put(dock, f"{STEM.format(1)}.mp4")
    path.with_suffix(".json").write_text('{"案件编号": "9号"}', encoding="utf-8")

    assert "没有案件编号为9号的案件" in take(dock)[0].word


def test_a_note_that_cannot_be_read_keeps_the_recording_out_and_is_told(dock: Path) -> None:
    path = put(dock, f"{STEM.format(1)}.mp4")
    path.with_suffix(".json").write_text('{"案件编号": "1号"', encoding="utf-8")

    [taken] = take(dock)

    assert "说明文件（.json）读不出来" in taken.word
    assert not EvidenceFile.objects.exists()


def test_the_watch_tells_how_far_it_is_and_each_bad_file_once(dock: Path) -> None:
    put(dock, "随手拍.mp4")
    command, told = Command(stdout=StringIO()), dict[Path, str]()
    command.take_round(dock, told, is_first=True)
    put(dock, "又一个.mp4")
    for _ in range(2):
        command.take_round(dock, told, is_first=False)

    said = command.stdout.getvalue()

    assert [said.count(name) for name in ("随手拍", "又一个")] == [1, 1]
    assert "1/1　随手拍.mp4" in said
    assert "共 2 个文件，新导入 0 个，已有 0 个，未导入 2 个" in said
