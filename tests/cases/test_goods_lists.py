"""Lists of goods: from the ledger, line by line, to be signed on the spot."""

from __future__ import annotations

import pytest

from mingjian.cases.goods_lists import COLUMNS, goods_list_of, make_goods_list
from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.models import Document
from mingjian.dossier.pdf import render_pdf
from mingjian.law.roles import Role
from mingjian.law.signing import Capacity
from mingjian.ops.demo.story import Telling
from tests.cases.measures.goods import opened, taken
from tests.cases.signed import sign
from tests.cases.story import last_entry, make_cast, refused
from tests.dossier.test_pdf import text_of

pytestmark = pytest.mark.django_db


def seizure_of(story: Telling) -> Document:
    return Document.objects.get(subject_id=story.case_id, kind=DocumentKind.SEIZURE_DECISION.value)


def a_list(story: Telling, paper: Document) -> Document:
    return make_goods_list(
        case_id=story.case_id,
        document_id=paper.id,
        by=story.cast.actor(Role.CASE_OFFICER),
        at=story.at,
    )


def test_the_list_has_every_item_of_the_ledger_and_is_signed() -> None:
    story = taken(opened(cast=make_cast()))
    made = a_list(story, seizure_of(story))
    told = last_entry(story.case_id)
    row = sign(story, made, capacity=Capacity.PARTY)

    assert made.content["columns"] == COLUMNS
    assert made.content["table"] == [
        ["1", "面粉", "25公斤/袋", "10袋", "1,250.00", "照片0001"],
        ["2", "烤箱", "", "1台", "", ""],
    ]
    assert (told.kind, told.payload["items"]) == ("case.make_goods_list", 2)
    assert row.page_count == len(row.pages_read)
    assert "25公斤/袋" in text_of(render_pdf(made)).replace("\n", "")


def test_a_list_made_again_replaces_the_first() -> None:
    story = taken(opened(cast=make_cast()))
    first, second = (a_list(story, seizure_of(story)) for _ in range(2))

    assert goods_list_of(seizure_of(story)) == second
    with refused("已经更正"):
        sign(story, first, capacity=Capacity.PARTY)


def test_a_paper_without_goods_has_no_list() -> None:
    story = opened(cast=make_cast())
    form = Document.objects.filter(subject_id=story.case_id).earliest("made_at")

    with refused("没有登记财物", "第二十四条"):
        a_list(story, form)
