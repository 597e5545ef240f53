"""The dock's folder: names say whose and when; taken in once, and only read."""

from __future__ import annotations

import base64
import hashlib
import json
import os
from datetime import datetime, timedelta
from importlib import resources
from io import StringIO
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from mingjian.evidence.docks import Memory, index_words
from mingjian.evidence.importing import Taken, import_folder
from mingjian.evidence.models import EvidenceFile
from mingjian.evidence.signing import Signed, signature_of
from mingjian.journal.ids import new_id
from mingjian.law.devices import recording_statement
from mingjian.law.roles import Actor
from mingjian.ops.management.commands.import_recordings import Command
from tests.cases.story import make_cast
from tests.evidence.films import film_of, photo_of
from tests.evidence.make import OFFICER
from tests.evidence.recorders import carried
from tests.evidence.recorders import officer_of as recorder

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


def take(folder: Path, memory: Memory | None = None) -> list[Taken]:
    """One round."""
    how = {"find_case": case_of, "find_officer": officer_of, "at": timezone.now()}
    return list(import_folder(folder=folder, memory=memory, **how))


def beside(path: Path, ending: str, content: bytes | str) -> None:
    """A note beside a recording."""
    note = path.with_suffix(ending)
    note.write_bytes(content if isinstance(content, bytes) else content.encode())


def bytes_read() -> int:
    """What this process has read from files so far, as the kernel counts it."""
    said = Path("/proc/self/io").read_text(encoding="ascii")
    return int(said.split()[1])


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
        ("随手拍.mp4", "没有写明设备编号；没有写明执法证号；没有写明开始时间；没有写明序号"),
        ("随手拍.mp4", "请按“设备编号_执法证号_开始时间_序号[_IMP]”"),
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


@pytest.mark.parametrize(
    ("ending", "content", "said"),
    [
        (".json", "[]", "里不是一组字段"),
        (".json", "[" * 100_000, "读不出来"),
        (".xml", "<a><设备编号>", "读不出来"),
        (".xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "文档类型声明"),
        (".json", " " * (1 << 20) + "{}", "超过1MB"),
        (".json", '{"设备编号": "DSJ-02"}', "写的设备编号不一致"),
        (".json", '{"SHA-256": "' + "0" * 64 + '"}', "校验值不符"),
    ],
    ids=["list", "deep", "broken", "entities", "large", "another device", "another hash"],
)
def test_a_note_that_is_hostile_or_says_otherwise_keeps_the_recording_out(
    dock: Path, ending: str, content: str, said: str
) -> None:
    beside(put(dock, f"{STEM.format(1)}.mp4"), ending, content)

    [taken] = take(dock)

    assert said in taken.word
    assert not EvidenceFile.objects.exists()


def test_a_real_recording_with_the_index_of_its_dock_is_taken_in_whole(dock: Path) -> None:
    film = film_of(dock / "made.mp4", seconds=1)
    (dock / "made.mp4").unlink()
    path = put(dock, "20260511/现场.mp4", film)
    said = (
        "<?xml version='1.0' encoding='GBK'?><文件><基本 设备编号='DSJ-01'><警号>HN0001</警号>"
        "<拍摄时间>2026-05-11 09:30:00</拍摄时间><文件序号>7</文件序号></基本><单位编号>230125"
        "</单位编号><重点标记>1</重点标记><经度>113.1167</经度><纬度>36.1954</纬度>"
        "<结束时间>2026-05-11 09:30:01</结束时间><电量>80%</电量></文件>"
    )
    beside(path, ".XML", said.encode("gb18030"))

    [taken] = take(dock)

    file = EvidenceFile.objects.get()
    assert (taken.word, taken.faults, file.size) == ("已导入", (), len(film))
    assert (file.device, file.device_sequence) == ("DSJ-01", 7)
    assert file.captured_place == "东经113.116700°，北纬36.195400°（设备定位）"
    assert dict(index_words(file)) == {
        "单位编号": "230125",
        "执法证号": "HN0001",
        "结束时间": "2026年5月11日 09:30:01",
        "重点标记": "设备标记为重点文件",
        "设备定位": file.captured_place[:-6],
        "采集站其他记载": "电量：80%",
    }


def test_a_photo_whose_index_is_partly_wrong_comes_in_and_says_so(dock: Path) -> None:
    photo = photo_of(dock / "made.jpg")
    (dock / "made.jpg").unlink()
    beside(put(dock, f"{STEM.format(1)}_IMP.jpg", photo), ".json", '{"经度": 200, "纬度": 36}')

    [taken] = take(dock)

    assert taken.word == "已导入"
    told = ("经度“200”不是180度以内的小数", "经度、纬度只写了一项，或者有一项读不出来")
    assert taken.faults == told
    assert dict(index_words(EvidenceFile.objects.get()))["采集站记载有误"] == "；".join(told)


def test_a_clock_ahead_and_a_number_used_twice_are_told(dock: Path) -> None:
    put(dock, f"{STEM.format(1)}.mp4", b"one")
    put(dock, f"{STEM.format(1)}_IMP.mp4", b"other")
    put(dock, "DSJ-01_HN0001_20990511093000_2.mp4", b"ahead")

    faults = {taken.path.name: taken.faults for taken in take(dock)}

    assert faults == {
        f"{STEM.format(1)}.mp4": (),
        f"{STEM.format(1)}_IMP.mp4": ("序号1已有内容不同的文件，请核对设备",),
        "DSJ-01_HN0001_20990511093000_2.mp4": ("开始时间晚于导入的时间，请核对设备时钟",),
    }


def test_a_clip_signed_by_its_device_comes_through_the_dock_as_signed(dock: Path) -> None:
    cast, key = make_cast(), Ed25519PrivateKey.generate()
    public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
    carried(cast, "DSJ-01", public_key=public)
    by, path = recorder(cast), put(dock, f"{STEM.format(1)}.mp4")
    began = datetime(2026, 5, 11, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    said = {"captured_at": began, "size": path.stat().st_size, "sha256": sha256}
    text = recording_statement(device="DSJ-01", sequence=1, **said)
    beside(path, ".sig", base64.b64encode(key.sign(text)))

    how = {"find_case": case_of, "find_officer": lambda _: by, "at": timezone.now()}
    list(import_folder(folder=dock, **how))

    file = EvidenceFile.objects.get()
    assert (signature_of(file), file.device_doubt) == (Signed.WHOLE, "")


def test_a_second_round_reads_no_byte_of_what_has_not_changed(dock: Path) -> None:
    size, memory = 8 << 20, Memory()
    put(dock, f"{STEM.format(1)}.mp4", b"a" * size)
    before = bytes_read()
    take(dock, memory)
    first = bytes_read() - before

    [again] = take(dock, memory)

    second = bytes_read() - before - first
    assert (again.word, first >= size, second < size // 100) == ("已有", True, True)


def test_a_refused_file_is_hashed_once_and_taken_when_its_note_is_mended(dock: Path) -> None:
    size, memory = 8 << 20, Memory()
    path = put(dock, f"{STEM.format(1)}.mp4", b"a" * size)
    beside(path, ".json", '{"校验值": "' + "0" * 64 + '"}')
    take(dock, memory)
    before = bytes_read()

    refused = take(dock, memory)[0].word

    assert (refused[:2], bytes_read() - before < size // 100) == ("文件", True)
    beside(path, ".json", "{}")
    assert take(dock, memory)[0].word == "已导入"


def test_a_file_that_was_changed_after_a_round_is_looked_at_again(dock: Path) -> None:
    memory = Memory()
    put(dock, f"{STEM.format(1)}.mp4", b"first")
    take(dock, memory)
    put(dock, f"{STEM.format(1)}.mp4", b"later")

    [taken] = take(dock, memory)

    assert taken.word == "已导入"
    assert taken.faults == ("序号1已有内容不同的文件，请核对设备",)


def test_a_full_disk_is_told_and_the_file_comes_in_when_there_is_room(
    dock: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(dock, f"{STEM.format(1)}.mp4")
    with monkeypatch.context() as narrow:
        narrow.setattr(settings, "EVIDENCE_FREE", 1 << 60)
        assert "存储空间不足" in take(dock)[0].word

    assert take(dock)[0].word == "已导入"


def test_a_table_of_ones_own_is_used_and_a_wrong_one_refused(dock: Path, tmp_path: Path) -> None:
    put(dock, "随手拍.mp4")
    table = tmp_path / "own.toml"
    table.write_text("id = 'x'\ntitle = 'x'\nname = []\nfield = []", encoding="utf-8")

    with pytest.raises(CommandError, match="没有这些字段"):
        call_command("import_recordings", str(dock), fields=str(table))
    with pytest.raises(CommandError, match="读不出字段表"):
        call_command("import_recordings", str(dock), fields=str(tmp_path / "none.toml"))
    text = dock_words().replace('title = "设备编号"', 'title = "机身号"')
    table.write_text(text, encoding="utf-8")
    said = StringIO()
    call_command("import_recordings", str(dock), fields=str(table), stdout=said)
    assert "没有写明机身号" in said.getvalue()


def dock_words() -> str:
    """The table that ships, as it is written."""
    return (resources.files("mingjian.law") / "packs/docks/recordings.toml").read_text("utf-8")


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
