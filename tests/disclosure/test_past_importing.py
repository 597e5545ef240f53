"""Large files: judged by the block, with the results of judging row by row."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from mingjian.disclosure import past_plain
from mingjian.disclosure.kinds import RowStatus
from mingjian.disclosure.models import ImportBatch, ImportRow
from mingjian.disclosure.past_blocks import BlockJudge
from mingjian.disclosure.past_columns import COLUMNS
from mingjian.disclosure.past_decisions import check_file, prepare_batch, rows_hash, setting_of
from mingjian.disclosure.past_importing import LargeFile, check_large_file, import_large_file
from mingjian.disclosure.past_mapping import suggest_columns
from mingjian.disclosure.past_publishing import publish_batch
from mingjian.disclosure.past_reading import (
    Header,
    UnreadableFile,
    look_at_file,
    read_titles,
)
from mingjian.disclosure.past_rows import judge_row
from mingjian.law.breach import MoveRefused
from mingjian.registry.models import Agency
from tests.disclosure.make import (
    TODAY,
    TODAY_AT,
    a_row,
    approve,
    as_csv,
    make_office,
    published_rows,
)
from tests.registry.make import credit_code, make_agency

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office(make_agency(lines=()).id)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"


def large(office, path: Path, data: bytes, **how):
    path.write_bytes(data)
    return LargeFile(office.agency_id, path, path.name, **how)


def kept(batch):
    rows = ImportRow.objects.filter(batch=batch).order_by("line")
    names = ("line", "status", "number", "raw", "faults", "content", "term_ends_on")
    return [tuple(row) for row in rows.values_list(*names)]


PERSON = {"相对人类别": "自然人", "统一社会信用代码": "", "法定代表人": ""}
SHOP = {"相对人类别": "个体工商户"}
MESSY = [
    {},
    {"文书号": ""},
    {"文书号": " 测市监罚(2025)77号 "},
    {"文书号": "测市监罚［２０２５］78号"},
    {"文书号": "测市监罚〔2025〕3号"},
    {**PERSON, "相对人名称": "钱多多"},
    {**PERSON, "相对人名称": "欧阳丽丽", "违法事实": "欧阳丽丽未按规定停车。"},
    {**PERSON, "相对人名称": "张某某"},
    {**PERSON, "相对人名称": "钱多多", "违法事实": "钱多多，现住测试县测试路3号。"},
    {**PERSON, "统一社会信用代码": credit_code(9)},
    {**SHOP, "统一社会信用代码": ""},
    {**SHOP, "法定代表人": "赵六"},
    {"统一社会信用代码": credit_code(7).lower()},
    {"统一社会信用代码": "9123****MA0000001X"},
    {"统一社会信用代码": "91230125MA0000001X"},
    {"统一社会信用代码": ""},
    {"罚款金额(元)": "0.5万元"},
    {"罚款金额(元)": "５０００"},
    {"罚款金额(元)": "13800138000"},
    {"罚款金额(元)": "", "处罚种类": "没收非法财物"},
    {"罚款金额(元)": "", "处罚种类": "警告"},
    {"处罚种类": ""},
    {"处罚种类": "罚金"},
    {"处罚决定日期": "2025年6月1日"},
    {"处罚决定日期": "20250601"},
    {"处罚决定日期": "2019/3/4"},
    {"处罚决定日期": "2026-12-31"},
    {"处罚决定日期": "昨天"},
    {"公示截止期": "2025-12-31"},
    {"公示截止期": "2099/12/31"},
    {"案由": "經(jīng)營(yíng)過期食品(shí pǐn)"},
    {"案由": "长" * 301},
    {"违法事实": "电话13800138000，车辆黑A12345。"},
    {"违法事实": "身份证230125199001010018"},
    {"违法事实": "第一行\n第二行"},
    {"违法事实": '说"引号"与\\反斜线'},
    {"处罚内容": "罚款5000元。。"},
    {"相对人名称": "\u3000测试县（全角）公司 "},
    {"相对人类别": "公司"},
    {"法定代表人": "京Ａ"},
]


def test_messy_rows_are_judged_as_one_by_one(office, tmp_path):
    rows = [a_row(serial, **changes) for serial, changes in enumerate(MESSY, 1)]
    data = as_csv(rows)

    batch = import_large_file(
        file=large(office, tmp_path / "x.csv", data), by=office.clerk, **TODAY_AT
    )

    report = check_file(agency_id=office.agency_id, file_name="x", data=data, on=TODAY)
    assert kept(batch) == [
        (
            *(row.line, row.status.value, row.number, dict(row.raw)),
            [{"column": each.column, "reason": each.reason} for each in row.faults],
            dict(row.content),
            row.term_ends_on,
        )
        for row in report.rows
    ]
    assert batch.rows_hash == rows_hash(report.rows)
    assert batch.good_count == report.count(RowStatus.GOOD) > 15


_PIECES = st.sampled_from(
    [
        *(
            "罚款",
            "13800138000",
            "138-0013-8000",
            "京A12345",
            "(zhí)",
            "(a)",
            "住",
            "微信号abcdef1",
        ),
        *(
            "０１２",
            "〔2025〕",
            "(2025)",
            "号",
            "、",
            "。",
            " ",
            "\u3000",
            '"',
            "\\",
            "万元",
            "5000",
        ),
        *("230125199001010018", "6222 0212 3456 7890", "示范公司", "钱多多", "a@b.cn", "\t", "\n"),
    ]
)
_CELL = st.one_of(st.just(None), st.lists(_PIECES, max_size=4).map("".join))
_ROW = st.tuples(
    st.sampled_from(MESSY), st.dictionaries(st.sampled_from(COLUMNS), _CELL, max_size=3)
)


@given(drawn=st.lists(_ROW, min_size=1, max_size=8))
def test_generated_messy_rows_are_judged_as_one_by_one(setting, drawn):
    rows = [
        {**a_row(serial, **changes), **{k: v for k, v in cells.items() if v is not None}}
        for serial, (changes, cells) in enumerate(drawn, 1)
    ]
    lines = [(n, [row.get(name, "") for name in COLUMNS]) for n, row in enumerate(rows, 2)]
    judge = BlockJudge(setting=setting, batch_id="0" * 32, known=())

    found = judge.judge(header=Header(tuple(COLUMNS)), lines=lines)

    seen: set[str] = set()
    for row, (line, cells) in zip(found.iter_rows(named=True), lines, strict=True):
        raw = dict(zip(COLUMNS, cells, strict=True))
        careful = judge_row(line=line, raw=raw, setting=setting)
        if careful.number not in seen:
            assert row["status"] == careful.status.value
            assert json.loads(row["content"]) == dict(careful.content)
        seen.add(careful.number)


@pytest.fixture(scope="module")
def setting(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        found = setting_of(Agency.objects.get(id=make_agency(lines=()).id), TODAY)
        transaction.set_rollback(True)
    return found


def test_plain_rows_do_not_take_the_slow_way(office, tmp_path, monkeypatch):
    slow = []
    monkeypatch.setattr(
        "mingjian.disclosure.past_blocks.judge_row",
        lambda **row: slow.append(row["line"]) or judge_row(**row),
    )
    people = [{}, {**PERSON, "相对人名称": "钱多多"}, SHOP, {"文书号": ""}]
    rows = [a_row(serial, **people[serial % 4]) for serial in range(1, 41)]

    batch = import_large_file(
        file=large(office, tmp_path / "x.csv", as_csv(rows)), by=office.clerk, **TODAY_AT
    )

    assert len(slow) == 10
    assert (batch.good_count, batch.bad_count) == (30, 10)


def test_a_block_that_differs_from_the_careful_way_is_not_believed(office, tmp_path, monkeypatch):
    monkeypatch.setattr(past_plain, "long_date", lambda day: "某日")
    rows = [a_row(serial) for serial in range(1, 4)]

    batch = import_large_file(
        file=large(office, tmp_path / "x.csv", as_csv(rows)), by=office.clerk, **TODAY_AT
    )

    assert all("2025年6月18日" in row[5]["summary"] for row in kept(batch))


def test_a_stopped_run_goes_on_and_judges_nothing_twice(office, tmp_path, monkeypatch):
    rows = [a_row(serial, **({"文书号": ""} if serial % 5 == 0 else {})) for serial in range(1, 21)]
    file = large(office, tmp_path / "x.csv", as_csv(rows))
    monkeypatch.setattr("mingjian.disclosure.past_blocks.BLOCK", 4)
    for tally, _ in check_large_file(file=file, on=TODAY):
        if tally.total >= 8:
            break
    spool = next((tmp_path / "data" / "imports").iterdir())
    whole = sorted(spool.glob("*.csv"))
    whole[-1].write_bytes(whole[-1].read_bytes()[:-30])

    judged = []
    whole_way = BlockJudge.judge
    monkeypatch.setattr(
        BlockJudge, "judge", lambda self, **how: judged.append(how) or whole_way(self, **how)
    )
    batch = import_large_file(file=file, by=office.clerk, **TODAY_AT)

    assert len(judged) == 5 - (len(whole) - 1)
    assert (batch.good_count, batch.bad_count) == (16, 4)
    report = check_file(
        agency_id=office.agency_id, file_name="x", data=file.path.read_bytes(), on=TODAY
    )
    assert batch.rows_hash == rows_hash(report.rows)
    assert not spool.exists()


def test_what_was_imported_so_is_published_and_then_known(office, tmp_path):
    published_rows([a_row(1)], office)
    rows = [a_row(1), a_row(2), a_row(3), a_row(2, 案由="重复的文书号")]
    file = large(office, tmp_path / "x.csv", as_csv(rows, encoding="gb18030"))

    batch = import_large_file(file=file, by=office.clerk, **TODAY_AT)
    preparation = approve(
        prepare_batch(batch_id=batch.id, reasons="补充公示。", by=office.clerk, **TODAY_AT), office
    )

    assert (batch.encoding, batch.known_count, batch.bad_count) == ("GBK", 1, 1)
    assert kept(batch)[3][4][0]["reason"] == "同一文件中第3行已有相同的文书号。"
    assert publish_batch(preparation_id=preparation.id, by=office.clerk, **TODAY_AT) == 2
    assert import_large_file(file=file, by=office.clerk, **TODAY_AT) == batch
    assert ImportBatch.objects.count() == 2


def a_national_row():
    """A row of the national table, with a column that must not be read."""
    row = a_row(1)
    return {
        "CF_WSH": row["文书号"],
        "CF_XDR_MC": row["相对人名称"],
        "CF_XDR_LB": "法人及非法人组织",
        "CF_XDR_SHXYM": row["统一社会信用代码"],
        "CF_FR_ZJHM": "230125X",
        "CF_WFXW": row["案由"],
        "CF_YJ": row["处罚依据"],
        "CF_CFLB": row["处罚种类"],
        "CF_NR": row["处罚内容"],
        "CF_NR_FK": 0.5,
        "CF_JDRQ": date(2025, 6, 18),
        "CF_GSJZQ": "2099/12/31",
    }


def as_xlsx(row):
    book, packed = Workbook(), io.BytesIO()
    book.active.append(list(row))
    book.active.append(list(row.values()))
    book.save(packed)
    return packed.getvalue()


def test_a_national_table_as_xlsx_is_read_without_its_personal_numbers(office, tmp_path):
    path = tmp_path / "x.xlsx"
    path.write_bytes(as_xlsx(a_national_row()))
    columns = suggest_columns(read_titles(look_at_file(path)))
    file = LargeFile(office.agency_id, path, path.name, columns)

    batch = import_large_file(file=file, by=office.clerk, **TODAY_AT)

    assert columns["CF_FR_ZJHM"] == ""
    [(_, status, _, raw, faults, content, _)] = kept(batch)
    assert (status, faults, content["fine_yuan"]) == ("good", [], "5000.00")
    assert "230125X" not in str(raw)


def test_nobody_but_the_clerk_imports_and_a_torn_file_keeps_nothing(office, tmp_path):
    file = large(office, tmp_path / "x.csv", as_csv([a_row(1)]))
    torn = large(office, tmp_path / "y.csv", as_csv([a_row(1)]) + '"没有收尾'.encode())

    with pytest.raises(MoveRefused):
        import_large_file(file=file, by=office.secrecy, **TODAY_AT)
    with pytest.raises(UnreadableFile, match="不是有效的CSV"):
        import_large_file(file=torn, by=office.clerk, **TODAY_AT)

    assert not ImportBatch.objects.exists()
    assert not ImportRow.objects.exists()
