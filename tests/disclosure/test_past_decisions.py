"""Past decisions: every row judged and kept, approved as a whole, published fast and only once."""

from __future__ import annotations

import pytest

from mingjian.disclosure.models import ImportBatch, ImportRow, PublicRecord, Release
from mingjian.disclosure.past_decisions import check_file, prepare_batch, prepare_row_correction
from mingjian.disclosure.past_publishing import CHUNK, publish_batch, publish_chunk
from mingjian.disclosure.past_reading import UnreadableFile
from mingjian.disclosure.publishing import publish_correction
from mingjian.law.breach import MoveRefused
from mingjian.ledger.models import Leaf
from tests.disclosure.make import (
    TODAY,
    TODAY_AT,
    a_row,
    approve,
    approved_batch,
    as_csv,
    imported,
    make_office,
    published_rows,
    withdrawn,
)
from tests.registry.make import credit_code, make_agency

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make_office(make_agency(lines=()).id)


def check(office, *rows, encoding="utf-8-sig"):
    return check_file(
        agency_id=office.agency_id,
        file_name="历史决定.csv",
        data=as_csv(rows, encoding=encoding),
        on=TODAY,
    )


def faults(office, **changes):
    """What is said of one row with these cells."""
    row = check(office, a_row(1, **changes)).rows[0]
    return [(fault.column, fault.reason) for fault in row.faults]


@pytest.mark.parametrize(("encoding", "name"), [("utf-8", "UTF-8"), ("gb18030", "GBK")])
def test_a_trial_reads_both_encodings_and_keeps_nothing(office, encoding, name):
    report = check(office, a_row(1), a_row(2), encoding=encoding)

    assert (report.encoding, [row.status for row in report.rows]) == (name, ["good", "good"])
    assert report.rows[0].content["party_name"] == "测试县示范食品1号有限公司"
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"文书号": ""}, "文书号", "没有填写"),
        ({"相对人名称": " "}, "相对人名称", "没有填写"),
        ({"相对人类别": "公司"}, "相对人类别", "不是相对人类别"),
        ({"统一社会信用代码": "91230125MA0000001X"}, "统一社会信用代码", "校验位"),
        ({"统一社会信用代码": ""}, "统一社会信用代码", "没有填写"),
        ({"处罚种类": "罚金"}, "处罚种类", "“罚金”不是行政处罚法第九条"),
        ({"罚款金额(元)": "五千"}, "罚款金额(元)", "不是金额"),
        ({"罚款金额(元)": "0.123"}, "罚款金额(元)", "多于两位小数"),
        ({"罚款金额(元)": ""}, "罚款金额(元)", "不一致"),
        ({"处罚决定日期": "2025-02-30"}, "处罚决定日期", "这一天不存在"),
        ({"处罚决定日期": "2026-12-31"}, "处罚决定日期", "导入之日以前"),
        ({"处罚决定日期": "2024-01-10"}, "公示截止期", ""),
        ({"公示截止期": "2025-12-31"}, "公示截止期", "届满，不再公示"),
        ({"案由": "长" * 301}, "案由", "超过300个字"),
        ({"违法事实": "车辆黑A12345"}, "", None),
    ],
)
def test_each_fault_is_named_with_its_column(office, cells, column, words):
    found = faults(office, **cells)

    if not words:
        assert found == []
    else:
        assert any(column == where and words in why for where, why in found), found


def test_a_row_tells_all_its_faults_at_once(office):
    found = faults(office, 文书号="", 相对人类别="", 处罚决定日期="昨天")

    assert {column for column, _ in found} == {"文书号", "相对人类别", "处罚决定日期"}


def test_numbers_are_hidden_and_a_home_is_a_fault(office):
    hidden = check(office, a_row(1, 违法事实="电话13800138000，车辆黑A12345。")).rows[0]
    person = {
        "相对人类别": "自然人",
        "相对人名称": "钱多多",
        "统一社会信用代码": "",
        "法定代表人": "",
    }

    assert hidden.content["facts"] == "电话××，车辆黑A***45。"
    assert faults(office, **person) == []
    assert "住址" in faults(office, **person, 违法事实="钱多多，现住测试县测试路3号。")[0][1]
    assert faults(office, **{**person, "统一社会信用代码": credit_code(9)})[0][0] == (
        "统一社会信用代码"
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xff\xfe\x00\x01", "编码无法识别"),
        ("文书号,相对人名称\n".encode(), "缺少列"),
        (as_csv([a_row(1)]).replace("法定代表人".encode(), "身份证号码".encode()), "模板之外的列"),
        (as_csv([a_row(1)]).replace("违法事实".encode(), "案由".encode()), "重复的列名"),
        (as_csv([]) + '"没有收尾的引号'.encode(), "不是有效的CSV"),
        (b"", "缺少列"),
    ],
    ids=["encoding", "missing", "unknown", "twice", "quotes", "empty"],
)
def test_a_file_that_cannot_be_read_is_refused_whole(office, data, words):
    with pytest.raises(UnreadableFile, match=words):
        check_file(agency_id=office.agency_id, file_name="x.csv", data=data, on=TODAY)


def test_every_row_is_kept_good_or_bad(office):
    rows = [a_row(1), a_row(2, 文书号=""), a_row(1, 案由="重复的文书号"), a_row(3)]

    batch = imported(rows, office)

    kept = list(ImportRow.objects.filter(batch=batch).order_by("line"))
    assert [row.line for row in kept] == [2, 3, 4, 5]
    assert [row.status for row in kept] == ["good", "bad", "bad", "good"]
    assert kept[2].faults[0]["reason"] == "同一文件中第2行已有相同的文书号。"
    assert kept[1].raw["相对人名称"] == rows[1]["相对人名称"]
    assert (batch.row_count, batch.good_count, batch.bad_count) == (4, 2, 2)


def test_lines_count_those_inside_quoted_cells(office):
    rows = [a_row(1, 违法事实="第一行\n第二行"), a_row(2, 文书号="")]

    assert [row.line for row in check(office, *rows).rows] == [2, 4]


def test_a_batch_needs_both_approvals(office):
    batch = imported([a_row(1)], office)
    preparation = prepare_batch(
        batch_id=batch.id, reasons="补充公示。", by=office.clerk, **TODAY_AT
    )

    with pytest.raises(MoveRefused, match="尚未完成内容审核、保密审查"):
        publish_batch(preparation_id=preparation.id, by=office.clerk, **TODAY_AT)

    assert not PublicRecord.objects.exists()


def test_only_good_rows_become_public(office):
    assert published_rows([a_row(1), a_row(2, 文书号=""), a_row(3)], office) == 2

    shown = PublicRecord.objects.order_by("number")
    assert [record.number for record in shown] == ["测市监罚〔2025〕1号", "测市监罚〔2025〕3号"]
    assert [record.fine_yuan for record in shown] == [5000, 5000]
    assert Leaf.objects.count() == Release.objects.count() == 2


def test_the_same_file_and_the_same_numbers_are_taken_once(office):
    published_rows([a_row(1), a_row(2)], office)
    again = imported([a_row(1), a_row(2)], office)
    more = imported([a_row(2), a_row(3)], office)

    assert ImportBatch.objects.count() == 2
    assert again.good_count == 2
    assert (more.known_count, more.good_count) == (1, 1)
    preparation = again.preparations.get()
    assert publish_batch(preparation_id=preparation.id, by=office.clerk, **TODAY_AT) == 0


def test_what_was_withdrawn_does_not_come_back_by_another_import(office):
    published_rows([a_row(1)], office)
    withdrawn(PublicRecord.objects.get(), office)

    batch = imported([a_row(1), a_row(2)], office)

    assert (batch.known_count, batch.good_count) == (1, 1)


def test_a_stopped_run_goes_on_where_it_stopped(office):
    batch = imported([a_row(serial) for serial in range(1, 8)], office)
    preparation = approved_batch(batch, office)
    chunk = publish_chunk(preparation_id=preparation.id, by=office.clerk, size=3, **TODAY_AT)
    assert (chunk.published, chunk.last_line) == (3, 4)

    rest = publish_batch(preparation_id=preparation.id, by=office.clerk, **TODAY_AT)

    assert rest == 4
    assert PublicRecord.objects.count() == 7


def test_a_row_is_corrected_as_a_new_version(office):
    published_rows([a_row(1)], office)
    before = PublicRecord.objects.get()
    preparation = prepare_row_correction(
        public_id=before.public_id,
        changes={"案由": "经营标签不合格的食品"},
        reasons="导入时案由有误。",
        by=office.clerk,
        **TODAY_AT,
    )
    approve(preparation, office)

    after = publish_correction(preparation_id=preparation.id, by=office.clerk, **TODAY_AT)

    assert (after.version, after.cause) == (2, "经营标签不合格的食品")
    assert after.correction_note == "导入时案由有误。"
    assert after.published_on == before.published_on


def test_a_bad_correction_is_refused_with_its_fault(office):
    published_rows([a_row(1)], office)

    with pytest.raises(MoveRefused, match="“处罚决定日期”：“昨天”不是日期"):
        prepare_row_correction(
            public_id=PublicRecord.objects.get().public_id,
            changes={"处罚决定日期": "昨天"},
            reasons="更正。",
            by=office.clerk,
            **TODAY_AT,
        )


def test_two_thousand_rows_are_published_in_several_chunks(office):
    rows = [a_row(serial) for serial in range(1, 2001)]

    assert published_rows(rows, office) == 2000

    assert Leaf.objects.count() == 2000 > CHUNK
