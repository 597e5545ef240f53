"""Importing past decisions: trial, keeping the very same file, preparing and publishing a batch."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from mingjian.disclosure import past_checking
from mingjian.disclosure.models import ImportBatch, Preparation, PublicRecord
from mingjian.disclosure.past_jobs import work_on_batches
from mingjian.law.roles import Role
from tests.desk.counting import queries_for
from tests.desk.disclosure.desks import desk_of
from tests.desk.make import follow, stranger, text_of
from tests.disclosure.make import Office, a_row, approve, as_csv, imported, make_office
from tests.registry.make import make_agency

pytestmark = pytest.mark.django_db
LIST, NEW, KEEP = (f"/disclosure/imports/{page}" for page in ("", "new/", "keep/"))


def an_office() -> Office:
    return make_office(make_agency().id)


def upload(client: Client, data: bytes) -> str:
    file = SimpleUploadedFile("历史决定.csv", data, content_type="text/csv")
    return text_of(client.post(NEW, {"file": file}))


def packed_in(page: str) -> str:
    found = re.search(r'name="packed" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def test_a_trial_judges_every_row_and_keeps_nothing() -> None:
    rows = [a_row(1), a_row(2, 案由="")]

    page = upload(desk_of(an_office().clerk), as_csv(rows))

    assert "可以公示 1 行，有问题 1 行" in page
    assert "案由：没有填写。" in page
    assert not ImportBatch.objects.exists()


def test_a_file_of_other_columns_is_told_at_the_field() -> None:
    page = upload(desk_of(an_office().clerk), "甲,乙\n1,2\n".encode())

    assert "第1行缺少列" in page
    assert not ImportBatch.objects.exists()


def test_a_trial_without_a_file_asks_for_one() -> None:
    answer = desk_of(an_office().clerk).post(NEW, {})

    assert answer.status_code == 422
    assert "请选择历史决定文件。" in text_of(answer)


def test_the_file_that_was_tried_is_the_file_that_is_kept() -> None:
    clerk = desk_of(an_office().clerk)
    page = upload(clerk, as_csv([a_row(1), a_row(2)]))

    clerk.post(KEEP, {"packed": packed_in(page), "file_name": "历史决定.csv"})

    batch = ImportBatch.objects.get()
    assert (batch.good_count, batch.file_name) == (2, "历史决定.csv")
    assert not PublicRecord.objects.exists()


@pytest.mark.parametrize("packed", ["", "不是文件", "eJw="])
def test_a_damaged_page_keeps_nothing(packed: str) -> None:
    answer = desk_of(an_office().clerk).post(KEEP, {"packed": packed, "file_name": "a.csv"})

    assert answer.status_code == 422
    assert "请重新选择文件" in text_of(answer)
    assert not ImportBatch.objects.exists()


def test_a_batch_goes_public_after_two_approvals_over_all_rows() -> None:
    office = an_office()
    batch = imported([a_row(1), a_row(2)], office)
    clerk = desk_of(office.clerk)
    clerk.post(f"{LIST}{batch.id}/prepare/", {"reasons": "补充公示2025年的决定。"})
    text = approve(Preparation.objects.get(), office)

    page = text_of(follow(clerk, clerk.post(f"/disclosure/texts/{text.id}/release/")))

    assert "已公示 2 件，待公示 0 件" in page
    assert PublicRecord.objects.count() == 2


def test_a_batch_text_needs_its_reasons() -> None:
    office = an_office()
    batch = imported([a_row(1)], office)

    answer = desk_of(office.clerk).post(f"{LIST}{batch.id}/prepare/", {"reasons": ""})

    assert answer.status_code == 422
    assert not Preparation.objects.exists()


def test_the_approver_reads_the_content_of_every_row() -> None:
    office = an_office()
    batch = imported([a_row(1)], office)

    page = text_of(desk_of(office.secrecy).get(f"{LIST}{batch.id}/"))

    assert "查看公示内容" in page
    assert a_row(1)["违法事实"] in page


def test_a_batch_of_another_agency_is_not_found() -> None:
    batch = imported([a_row(1)], an_office())
    other = stranger(Role.DISCLOSURE_CLERK, agency_id=make_agency().id)

    assert other.get(f"{LIST}{batch.id}/").status_code == 404
    assert "还没有导入历史决定" in text_of(other.get(LIST))


def test_only_the_clerk_imports() -> None:
    office = an_office()

    assert desk_of(office.head).get(NEW).status_code == 403
    assert desk_of(office.head).post(KEEP, {}).status_code == 403


def test_thirty_rows_need_no_more_queries_than_one() -> None:
    office = an_office()
    small, large = imported([a_row(1)], office), imported([a_row(n) for n in range(2, 32)], office)
    clerk = desk_of(office.clerk)

    one = queries_for(clerk, f"{LIST}{small.id}/")

    assert queries_for(clerk, f"{LIST}{large.id}/") == one <= 19


def test_a_national_table_shows_what_it_reads_and_what_it_leaves_out() -> None:
    clerk = desk_of(an_office().clerk)
    names = {"文书号": "CF_WSH", "相对人名称": "CF_XDR_MC", "法定代表人": "CF_FR_ZJHM"}
    text = as_csv([a_row(1)]).decode("utf-8-sig")
    for ours, theirs in names.items():
        text = text.replace(ours, theirs, 1)
    file = SimpleUploadedFile("双公示.csv", text.encode(), content_type="text/csv")

    page = text_of(clerk.post(NEW, {"file": file, "national": "on"}))

    assert "CF_WSH → 文书号" in page
    assert "没有读入：CF_FR_ZJHM" in page
    assert 'name="national" value="1"' in page


def a_large_batch(monkeypatch: pytest.MonkeyPatch) -> tuple[Office, ImportBatch]:
    """Four rows, where three are all that is done at once."""
    monkeypatch.setattr(past_checking, "AT_ONCE", 3)
    office = an_office()
    batch = imported([a_row(serial) for serial in range(1, 5)], office)
    desk_of(office.clerk).post(f"{LIST}{batch.id}/prepare/", {"reasons": "补充公示。"})
    return office, batch


def test_a_large_batch_is_looked_through_before_its_approver_can_agree(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    office, _ = a_large_batch(monkeypatch)
    text, reviewer = Preparation.objects.get(), desk_of(office.secrecy)
    review = f"/disclosure/texts/{text.id}/secrecy/"
    opinion = {"seen_hash": text.hash, "opinion": "同意公示。"}

    assert "核对完成以后才能提交审查意见" in text_of(reviewer.get(review))
    assert "系统还没有核对完" in text_of(reviewer.post(review, opinion))
    work_on_batches(clock=timezone.now)
    page = text_of(follow(reviewer, reviewer.post(review, opinion)))

    assert "保密审查已通过" in page
    assert "已核对 4 行，共 4 行" in page


def test_a_large_batch_goes_public_as_a_job_that_can_be_stopped_and_gone_on_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    office, batch = a_large_batch(monkeypatch)
    work_on_batches(clock=timezone.now)
    text, clerk = approve(Preparation.objects.get(), office), desk_of(office.clerk)
    release, page = f"/disclosure/texts/{text.id}/release/", f"{LIST}{batch.id}/"

    assert 'hx-trigger="every 2s"' in text_of(follow(clerk, clerk.post(release)))
    assert "接着公示" in text_of(follow(clerk, clerk.post(f"{page}stop/")))
    assert clerk.post(f"{page}stop/").status_code == 409
    clerk.post(release)
    work_on_batches(clock=timezone.now)
    fragment = clerk.get(page, headers={"HX-Request": "true"})

    assert fragment["HX-Refresh"] == "true"
    assert "已公示 4 件，共 4 件" in text_of(fragment)
    assert PublicRecord.objects.count() == 4
