"""A large file at the desk: uploaded, columns confirmed, tried as a job, imported, or given up."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from mingjian.disclosure.models import ImportBatch, ImportRun
from mingjian.disclosure.past_runs import work_on_runs
from mingjian.law.roles import Role
from tests.desk.disclosure.desks import desk_of
from tests.desk.make import follow, stranger, text_of
from tests.disclosure.make import NOW, TODAY, Office, a_row, as_csv, make_office
from tests.registry.make import make_agency

pytestmark = pytest.mark.django_db
LIST, NEW = (f"/disclosure/imports/{page}" for page in ("", "new/"))


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def office() -> Office:
    return make_office(make_agency(lines=()).id)


def uploaded(client: Client, *, large: str = "on") -> str:
    """The page that follows."""
    rows = [a_row(1), a_row(2, 案由=""), a_row(3)]
    data = as_csv(rows).replace("违法事实".encode(), "查明事实".encode(), 1)
    file = SimpleUploadedFile("历年决定.csv", data, content_type="text/csv")
    return text_of(follow(client, client.post(NEW, {"file": file, "large": large})))


def page_of(client: Client) -> str:
    """The page of the only run."""
    return text_of(client.get(address()))


def address(act: str = "") -> str:
    return f"/disclosure/imports/runs/{ImportRun.objects.get().id}/{act}"


def mapped(client: Client) -> None:
    """查明事实 is told to be 违法事实, the others as suggested."""
    run = ImportRun.objects.get()
    chosen = {**run.columns, "查明事实": "违法事实"}
    places = {f"column{place}": chosen[title] for place, title in enumerate(sorted(chosen))}
    client.post(address("check/"), places)
    work_on_runs(on=TODAY, at=NOW)


def test_the_columns_of_a_large_file_are_shown_with_what_stands_in_them(office: Office) -> None:
    page = uploaded(desk_of(office.clerk))

    assert "等待核对列名" in page
    assert "查明事实" in page
    assert "当事人经营的食品超过保质期。" in page
    assert "历年决定.csv" in text_of(desk_of(office.clerk).get(LIST))


def test_a_trial_tells_every_row_that_cannot_be_published(office: Office) -> None:
    client = desk_of(office.clerk)
    uploaded(client)
    mapped(client)

    page = page_of(client)
    report = b"".join(client.get(address("report/")).streaming_content)

    assert "已检查 3 行" in page
    assert "没有填写。" in page
    assert "确认导入" in page
    assert "3,测市监罚〔2025〕2号,有问题,案由,没有填写。" in report.decode("utf-8-sig")


def test_while_it_works_the_page_asks_for_its_fragment(office: Office) -> None:
    client = desk_of(office.clerk)
    uploaded(client)
    run = ImportRun.objects.get()
    run.state = "judging"
    run.save()

    page = page_of(client)
    fragment = text_of(client.get(address(), headers={"HX-Request": "true"}))

    assert 'hx-trigger="every 2s"' in page
    assert fragment.lstrip().startswith("<section")
    assert "停下" in fragment


def test_what_was_tried_becomes_a_batch(office: Office) -> None:
    client = desk_of(office.clerk)
    uploaded(client)
    mapped(client)

    client.post(address("keep/"))
    work_on_runs(on=TODAY, at=NOW)

    batch = ImportBatch.objects.get()
    assert (batch.good_count, batch.bad_count) == (2, 1)
    assert f"/disclosure/imports/{batch.id}/" in page_of(client)


def test_columns_that_do_not_fit_are_refused_in_words(office: Office) -> None:
    client = desk_of(office.clerk)
    uploaded(client)

    answer = client.post(address("check/"), {"column0": ""})

    assert answer.status_code == 409
    assert "第1行缺少列" in text_of(answer)
    assert ImportRun.objects.get().state == "mapping"


def test_what_is_given_up_is_gone(office: Office) -> None:
    client = desk_of(office.clerk)
    uploaded(client)

    page = text_of(follow(client, client.post(address("drop/"))))

    assert "上传的文件已经删除" in page
    assert not ImportRun.objects.exists()


def test_a_run_is_nobody_elses(office: Office) -> None:
    uploaded(desk_of(office.clerk))

    other = stranger(Role.DISCLOSURE_CLERK)

    assert other.get(address()).status_code == 404
    for act in ("check/", "keep/", "stop/", "drop/"):
        assert other.post(address(act)).status_code == 404
    assert ImportRun.objects.get().state == "mapping"
