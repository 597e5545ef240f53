"""Printing many papers at the desk: what is ticked and seen, going on by itself, file by file."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from django.test import Client

from mingjian.cases.models import Case
from mingjian.dossier.models import Document, PrintRun
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from mingjian.ops.demo.story import Cast, tell
from tests.cases.story import make_cast, make_plot
from tests.desk.cases.test_batch import shown_to
from tests.desk.make import at_desk, follow, stranger, text_of, workdays_ago

pytestmark = pytest.mark.django_db
OFFICER, START = Role.CASE_OFFICER, "/prints/start/"


@pytest.fixture
def cast() -> Cast:
    """An agency with two cases that have papers."""
    cast = make_cast()
    for days in (40, 39):
        tell(cast=cast, plot=make_plot(cast), start=workdays_ago(days), until=Move.ADD_EVIDENCE)
    return cast


def picked_on(page: str) -> list[str]:
    """The boxes of a page, all of them ticked."""
    return re.findall(r'name="picked" value="([^"]+)"', page)


def started(client: Client, picked: list[str]) -> PrintRun:
    """A run of these papers."""
    client.post(START, {"picked": picked, "title": "全部文书"})
    return PrintRun.objects.get()


def test_the_papers_of_a_case_are_printed_by_the_page_itself(cast: Cast) -> None:
    client, case = at_desk(cast, OFFICER), Case.objects.first()
    assert case is not None
    chosen = text_of(client.get(f"/cases/{case.id}/prints/"))
    opened = text_of(follow(client, client.post(START, {"picked": picked_on(chosen)})))
    run = PrintRun.objects.get()
    htmx = {"HX-Request": "true"}
    after = text_of(client.post(f"/prints/{run.id}/turn/", headers=htmx))

    papers = Document.objects.filter(subject_id=case.id).count()
    assert papers == len(picked_on(chosen)) > 0
    assert 'hx-trigger="load"' in opened
    assert 'hx-trigger="load"' not in after
    assert f"已生成 {papers} 份，共 {papers} 份" in after


def test_ticked_cases_give_all_their_papers_as_files_and_as_one(cast: Cast) -> None:
    client = at_desk(cast, OFFICER)
    chosen = text_of(client.post("/prints/choose/", shown_to(client)))
    run = started(client, picked_on(chosen))
    client.post(f"/prints/{run.id}/turn/")

    papers = Document.objects.count()
    files = zipfile.ZipFile(BytesIO(client.get(f"/prints/{run.id}/zip/").content)).namelist()
    together = client.get(f"/prints/{run.id}/1-{papers}/")
    assert len(files) == papers >= 2
    assert together.content.startswith(b"%PDF")
    assert client.get(f"/prints/{run.id}/1-{papers + 1}/").status_code == 404
    assert "全部生成" in text_of(client.get("/prints/"))


def test_nothing_is_printed_of_what_may_not_be_seen(cast: Cast) -> None:
    paper = Document.objects.first()
    assert paper is not None
    outsider = stranger(OFFICER)

    refused = outsider.post(START, {"picked": [str(paper.id)]})
    empty = at_desk(cast, OFFICER).post(START, {})

    assert (refused.status_code, empty.status_code) == (409, 409)
    assert "不在您可以查看的范围内" in text_of(refused)
    assert "没有勾选文书" in text_of(empty)
    assert not PrintRun.objects.exists()


def test_a_run_is_its_own_persons_as_long_as_the_cases_are_seen(cast: Cast) -> None:
    client, other = at_desk(cast, OFFICER), at_desk(cast, Role.AGENCY_HEAD)
    paper = Document.objects.first()
    assert paper is not None
    run = started(client, [str(paper.id)])

    answers = [other.get(f"/prints/{run.id}/{end}").status_code for end in ("", "zip/", "1-1/")]

    assert answers == [404, 404, 404]
    assert other.post(f"/prints/{run.id}/turn/").status_code == 404
    assert "还没有批量打印过文书" in text_of(other.get("/prints/"))
