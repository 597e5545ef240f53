"""Standing lists at the desks: edited by the clerk, reviewed by the head, published, imported."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from mingjian.disclosure.models import ListDraft, ListReview, PublicList
from mingjian.law.roles import Role
from tests.desk.counting import queries_for
from tests.desk.disclosure.desks import desk_of
from tests.desk.make import follow, stranger, text_of
from tests.disclosure.make import Office
from tests.disclosure.standing.make import (
    OPINION,
    a_row,
    an_office,
    drafted,
    released,
    reviewed,
    titles_of,
)
from tests.registry.make import make_agency

pytestmark = pytest.mark.django_db
LISTS = "/disclosure/lists/"
ITEMS = f"{LISTS}items/"


def cells(office: Office, **changes: str) -> dict[str, str]:
    """The form of one row."""
    row = a_row(office, "items", **changes)
    return {**{f"cell_{place}": text for place, text in enumerate(row)}, "note": "新增事项"}


def as_file(office: Office, rows: list[Any], *, form: str = "csv") -> SimpleUploadedFile:
    """A file as an agency would send it, columns in another order."""
    table = [titles_of(office, "items")[::-1], *(row[::-1] for row in rows)]
    if form == "xlsx":
        book, file = Workbook(), io.BytesIO()
        assert book.active is not None
        for line in table:
            book.active.append(list(line))
        book.save(file)
        return SimpleUploadedFile("清单.xlsx", file.getvalue())
    text = "\n".join(",".join(line) for line in table)
    return SimpleUploadedFile("清单.csv", text.encode("gb18030" if form == "gbk" else "utf-8"))


def test_a_row_typed_by_the_clerk_reviewed_by_the_head_stands_in_public() -> None:
    office = an_office()
    clerk, head = desk_of(office.clerk), desk_of(office.head)

    follow(clerk, clerk.post(f"{ITEMS}row/", cells(office)))
    draft = ListDraft.objects.get()
    opinion = {"seen_hash": draft.hash, "passed": "1", "opinion": OPINION}
    follow(head, head.post(f"{ITEMS}review/{draft.id}/", opinion))
    page = text_of(follow(clerk, clerk.post(f"{ITEMS}publish/{draft.id}/")))

    assert "清单已公布" in page
    assert PublicList.objects.get().content["rows"] == [list(a_row(office, "items"))]


def test_the_author_is_not_offered_the_review_and_is_refused() -> None:
    office = an_office()
    draft = drafted(office)
    clerk = desk_of(office.clerk)

    page = text_of(clerk.get(ITEMS))
    opinion = {"seen_hash": draft.hash, "passed": "1", "opinion": OPINION}
    answer = clerk.post(f"{ITEMS}review/{draft.id}/", opinion)

    assert "应当由另一人复核" in page
    assert answer.status_code == 409
    assert not ListReview.objects.exists()


def test_a_row_can_be_changed_and_taken_off() -> None:
    office = an_office()
    drafted(office, rows=[a_row(office, "items"), a_row(office, "items", 2)])
    clerk = desk_of(office.clerk)

    clerk.post(f"{ITEMS}row/?row=1", cells(office, 权限="警告"))
    clerk.post(f"{ITEMS}row/?row=2", {**cells(office), "remove": "1"})

    newest = ListDraft.objects.order_by("revision").last()
    assert newest is not None
    assert newest.content["rows"] == [list(a_row(office, "items", 权限="警告"))]


def test_a_missing_element_is_shown_with_its_article() -> None:
    office = an_office(pack_id="binxian")
    drafted(office, "guides", [a_row(office, "guides", 申请材料="")])

    page = text_of(desk_of(office.head).get(f"{LISTS}guides/"))

    assert "缺少“申请材料”" in page
    assert "宾政办发〔2019〕12号" in page


def test_a_list_of_rules_is_generated_and_cannot_be_typed() -> None:
    office = an_office()
    clerk = desk_of(office.clerk)

    follow(clerk, clerk.post(f"{LISTS}review/fill/", {"note": "首次生成"}))
    typed = clerk.post(f"{LISTS}review/row/", {"note": "改", "cell_0": "另一种情形"})

    assert ListDraft.objects.count() == 1
    assert typed.status_code == 409


@pytest.mark.parametrize("form", ["csv", "gbk", "xlsx"])
def test_a_file_is_tried_first_and_kept_once(form: str) -> None:
    office = an_office()
    drafted(office, rows=[a_row(office, "items"), a_row(office, "items", 2)])
    clerk = desk_of(office.clerk)
    rows = [a_row(office, "items", 权限="罚款"), a_row(office, "items", 3)]
    sent = {"file": as_file(office, rows, form=form), "note": "按新清单更新"}

    trial = text_of(clerk.post(f"{ITEMS}import/", sent))
    kept = {"packed": packed_in(trial), "note": "按新清单更新"}
    answers = [clerk.post(f"{ITEMS}import/keep/", kept).status_code for _ in range(2)]

    assert "变更 3 行，0 行不变" in trial
    assert answers == [303, 409]
    assert ListDraft.objects.count() == 2


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "第 1 行缺少栏目"),
        ("甲,乙\n1,2".encode(), "第 1 行缺少栏目"),
        (b"PK\x03\x04broken", "不是有效的 XLSX"),
        (b"\xff\xfe\x00\x00\x00\xff\xff", "编码无法识别"),
    ],
    ids=["empty", "other columns", "broken", "not text"],
)
def test_a_file_that_cannot_be_read_is_told_at_the_field(data: bytes, sentence: str) -> None:
    clerk = desk_of(an_office().clerk)
    sent = {"file": SimpleUploadedFile("清单", data or b"\n"), "note": "更新"}

    assert sentence in text_of(clerk.post(f"{ITEMS}import/", sent))


def test_other_agencies_and_other_roles_do_not_touch_a_list() -> None:
    office = an_office()
    draft = reviewed(drafted(office), office)
    other = stranger(Role.DISCLOSURE_CLERK, agency_id=make_agency().id)
    officer = stranger(Role.CASE_OFFICER, agency_id=office.agency_id)

    assert other.post(f"{ITEMS}publish/{draft.id}/").status_code == 404
    assert officer.get(LISTS).status_code == 403
    assert not PublicList.objects.exists()


@pytest.mark.parametrize("path", ["nothing/", "items/row/?row=9", "items/row/?row=abc"])
def test_what_is_not_there_is_not_found(path: str) -> None:
    assert desk_of(an_office().clerk).get(LISTS + path).status_code == 404


def test_the_list_of_lists_says_where_each_stands_in_few_queries() -> None:
    office = an_office()
    released(office)
    drafted(office, "board")
    client: Client = desk_of(office.clerk)

    page = text_of(client.get(LISTS))

    assert "现行有效" in page
    assert "等待复核" in page
    assert "尚未编制" in page
    assert queries_for(client, LISTS) <= 25


def packed_in(page: str) -> str:
    found = re.search(r'name="packed" value="([^"]+)"', page)
    assert found is not None
    return found[1]
