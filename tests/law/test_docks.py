"""What a dock says of a recording, read by the table of fields."""

from __future__ import annotations

from datetime import datetime

import pytest

from mingjian.law.docks import DockTableError, dock_table, read_dock_table

STEM = "DSJ-01_HN0001_20260511093000_0007"
BEGAN = datetime(2026, 5, 11, 9, 30)  # noqa: DTZ001  # the dock's own wall clock


def read(stem: str = STEM, **note: str) -> dict[str, object]:
    """What is known, where nothing is wrong."""
    index = dock_table().read(stem=stem, notes=[note])
    assert (index.refused, index.faults) == ((), ())
    return dict(index.known)


def test_the_name_tells_device_officer_beginning_and_number() -> None:
    said = read()

    assert said == {"device": "DSJ-01", "user": "HN0001", "started_at": BEGAN, "sequence": 7}


@pytest.mark.parametrize(
    ("stem", "user", "is_important"),
    [
        (f"{STEM}_IMP", "HN0001", True),
        (f"{STEM}_重点", "HN0001", True),
        ("DSJ01_00000120260511093000_0007", "000001", None),
        ("DSJ01_00000120260511093000_0007_IMP", "000001", True),
    ],
)
def test_names_of_other_makers_and_the_important_mark_are_read(
    stem: str, user: str, is_important: bool | None
) -> None:
    said = read(stem)

    assert (said["user"], said["started_at"], said["sequence"]) == (user, BEGAN, 7)
    assert said.get("important") == is_important


def test_a_note_in_the_words_of_another_maker_says_it_all() -> None:
    note = {
        "hostbody": "DSJ-01",
        "hostcode": "HN0001",
        "unit_no": "230125",
        "拍摄时间": "2026-05-11 09:30:00",
        "文件序号": "7",
        "重点文件": "是",
        "结束时间": "2026/05/11 09:45:00",
        "lng": "113.1167",
        "LAT": "36.1954",
    }

    said = read("随手一段", **note)

    assert (said["device"], said["sequence"], said["unit"]) == ("DSJ-01", 7, "230125")
    assert (said["important"], said["longitude"], said["latitude"]) == (True, 113.1167, 36.1954)
    assert said["ended_at"] == datetime(2026, 5, 11, 9, 45)  # noqa: DTZ001  # as above


def test_what_must_be_there_and_is_not_is_named() -> None:
    index = dock_table().read(stem="随手拍", notes=[{"设备编号": "DSJ-01"}])

    assert index.refused == ("没有写明执法证号", "没有写明开始时间", "没有写明序号")


@pytest.mark.parametrize(
    ("stem", "note", "said"),
    [
        ("DSJ-01_HN0001_20261311093000_1", {}, "开始时间“20261311093000”不是日期和时间"),
        (STEM, {"设备编号": "DSJ-02"}, "文件名和说明文件写的设备编号不一致"),
        (STEM, {"序号": "8"}, "文件名和说明文件写的序号不一致"),
        (STEM, {"序号": "八"}, "序号“八”不是数字"),
    ],
)
def test_a_needed_field_that_is_wrong_or_disputed_keeps_the_file_out(
    stem: str, note: dict[str, str], said: str
) -> None:
    index = dock_table().read(stem=stem, notes=[note])

    assert [said in one for one in index.refused] == [True]


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ({"经度": "113.1", "纬度": "x"}, "纬度“x”不是90度以内的小数"),
        ({"经度": "181", "纬度": "36"}, "经度“181”不是180度以内的小数"),
        ({"经度": "113.1"}, "经度、纬度只写了一项，或者有一项读不出来"),
        ({"结束时间": "2026-05-11 09:00:00"}, "结束时间早于开始时间"),
        ({"重点标记": "也许"}, "重点标记“也许”不是“是”或者“否”"),
        ({"校时偏差": "3分"}, "校时偏差“3分”不是秒数"),
        ({"校验值": "abc"}, "校验值“abc”不是64位十六进制数"),
    ],
)
def test_a_field_that_may_be_missing_is_left_out_when_wrong_and_told(
    note: dict[str, str], said: str
) -> None:
    index = dock_table().read(stem=STEM, notes=[note])

    assert not index.refused
    assert said in index.faults
    assert not {"longitude", "latitude", "ended_at", "important"} & set(index.known)


def test_what_the_table_does_not_know_is_kept_as_it_was_said() -> None:
    index = dock_table().read(stem=STEM, notes=[{"电量": "80%"}])

    assert index.others == {"电量": "80%"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id = ", "写得不对"),
        ("id = 'x'\ntitle = 'x'\nname = []", "写得不对"),
        ("id = 'x'\ntitle = 'x'\nname = []\nfield = []", "没有这些字段：device"),
    ],
)
def test_a_table_that_cannot_be_used_says_why(text: str, said: str) -> None:
    with pytest.raises(DockTableError, match=said):
        read_dock_table(text)


def test_every_row_of_the_table_says_where_its_words_come_from() -> None:
    bases = {one.basis for one in dock_table().fields}

    assert bases == {"interface", "memory", "ours"}
