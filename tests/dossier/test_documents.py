"""Documents: content as data under a hash, numbered by kind, never changed."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from django.db import connection, transaction

from mingjian.dossier.documents import is_intact, make_document
from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.models import Document, NumberBook
from mingjian.journal.ids import new_id
from mingjian.law.document_types import document_types
from tests.dossier.make import AT, CLERK, ISSUER, MONDAY, make_paper

NUMBERED = [kind for kind in DocumentKind if kind.mark]
UNNUMBERED = [kind for kind in DocumentKind if not kind.mark]


PAGE = Path(__file__).resolve().parents[2] / "docs" / "document-types.md"


def listed() -> list[list[str]]:
    """The rows of the page: code or kind, title, and for a type how it comes and by what."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if "|" in line]
    return [row for row in cells if row[1] not in {"type", "title", "---"}]


def test_the_page_of_document_types_lists_each_with_the_act_that_makes_it_or_a_reason() -> None:
    types = {row[0]: row for row in listed() if len(row) == 4}
    beside = {row[0] for row in listed() if len(row) == 2}
    by_act = [name for row in types.values() if row[2] == "act" for name in row[3].split(", ")]

    assert [(one.code, one.title) for one in document_types()] == [
        (row[0], row[1]) for row in types.values()
    ]
    assert {one.code: one.kind for one in document_types() if one.kind}.items() <= {
        row[0]: row[3] for row in types.values()
    }.items()
    assert {*by_act, *beside} == {kind.value for kind in DocumentKind}
    assert not beside & set(by_act)
    assert all(row[3] for row in types.values())


@pytest.mark.django_db
def test_a_document_bears_agency_title_number_and_day() -> None:
    paper = make_paper(addressee="样板公司")

    assert {name: text for name, text in paper.content.items() if name != "form"} == {
        "addressee": "样板公司",
        "agency": "宾县市场监督管理局",
        "title": "行政处罚决定书",
        "number": "宾市监罚〔2026〕1号",
        "dated": "2026年5月11日",
    }


@pytest.mark.django_db
@pytest.mark.parametrize("kind", NUMBERED)
def test_a_numbered_kind_takes_the_next_number_of_its_own_book(kind: DocumentKind) -> None:
    paper = make_paper(kind)

    assert paper.number is not None
    assert paper.number.text == f"宾市监{kind.mark}〔2026〕1号"
    assert NumberBook.objects.get().kind == kind.mark


@pytest.mark.django_db
@pytest.mark.parametrize("kind", UNNUMBERED)
def test_an_unnumbered_kind_opens_no_book(kind: DocumentKind) -> None:
    paper = make_paper(kind)

    assert (paper.number, paper.content["number"]) == (None, "")
    assert not NumberBook.objects.exists()


@pytest.mark.django_db
def test_a_document_is_intact_until_a_character_of_it_changes() -> None:
    paper = Document.objects.get(id=make_paper().id)
    assert is_intact(paper)

    paper.content["addressee"] += "。"

    assert not is_intact(paper)


@pytest.mark.django_db
def test_the_caller_cannot_choose_title_or_number() -> None:
    paper = make_paper(title="奖状", number="特1号", agency="别的机关")

    assert paper.content["title"] == "行政处罚决定书"
    assert paper.content["agency"] == "宾县市场监督管理局"
    assert paper.content["number"] == paper.number.text


def test_every_kind_has_a_name_and_no_two_share_a_mark() -> None:
    # 重新办理的案件以此立案，与立案审批表同一编号簿
    marks = [kind.mark for kind in NUMBERED if kind is not DocumentKind.REDO_ORDER]

    assert all(kind.title for kind in DocumentKind)
    assert len(marks) == len(set(marks))


def test_what_stays_in_the_house_is_named_and_all_else_is_served() -> None:
    inside = {kind.title for kind in DocumentKind if not kind.is_external}

    forms = {title for title in inside if title.endswith("审批表")}
    assert len(forms) == 9
    assert inside - forms == {
        *("案件调查终结报告", "法制审核意见书", "听证笔录", "行政处罚案件集体讨论记录"),
        *("送达地址确认书", "强制执行申请书", "检测（检验、鉴定）委托书"),
        *("现场笔录", "询问笔录", "陈述申辩笔录"),
        *("送达回证", "场所、设施、财物清单", "文书送达公告", "没收财物处理记录"),
    }


@pytest.mark.usefixtures("fresh_database")
def test_a_document_without_an_entry_of_its_subject_is_refused_at_commit() -> None:
    with pytest.raises(Exception, match="without a journal entry"), transaction.atomic():
        make_document(
            kind=DocumentKind.CLOSING_REPORT,
            subject_id=new_id(),
            issuer=ISSUER,
            content={},
            dated=MONDAY,
            by=CLERK,
            at=AT,
        )

    connection.close()
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE dossier_document SET content = '{}'",
        "UPDATE dossier_document SET content_hash = md5('x')",
        "DELETE FROM dossier_document",
    ],
)
def test_a_document_is_never_changed(
    app_connection: psycopg.Connection[tuple[object, ...]], statement: str
) -> None:
    make_paper()

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        app_connection.execute(statement)
