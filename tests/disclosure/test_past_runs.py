"""Large imports as a job: mapped, tried, stopped, gone on with, imported once, forgotten."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from mingjian.disclosure import past_blocks
from mingjian.disclosure.kinds import RunState
from mingjian.disclosure.models import ImportBatch, ImportRow, ImportRun
from mingjian.disclosure.past_reading import UnreadableFile
from mingjian.disclosure.past_runs import (
    ask_import,
    begin_run,
    drop_old_import_runs,
    drop_run,
    file_of_run,
    map_columns,
    progress_of_run,
    report_of_run,
    sample_of_run,
    stop_run,
    work_on_runs,
)
from mingjian.law.breach import MoveRefused
from tests.disclosure.make import NOW, TODAY, Office, a_row, as_csv, imported, make_office
from tests.registry.make import make_agency

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_office(make_agency(lines=()).id)


@pytest.fixture(autouse=True)
def _small_blocks(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path / "data"
    monkeypatch.setattr(past_blocks, "BLOCK", 10)


def begun(office: Office, data: bytes | None = None) -> ImportRun:
    """Thirty rows, two of them bad."""
    rows = [a_row(serial, **({"案由": ""} if serial in (7, 21) else {})) for serial in range(1, 31)]
    data = as_csv(rows) if data is None else data
    own = {"agency_id": office.agency_id, "name": "历史决定.csv"}
    return begin_run(pieces=[data[:100], data[100:]], by=office.clerk, at=NOW, **own)


def work(run: ImportRun) -> ImportRun:
    work_on_runs(on=TODAY, at=NOW)
    run.refresh_from_db()
    return run


def tried(office: Office) -> ImportRun:
    run = begun(office)
    map_columns(run_id=run.id, columns=run.columns, by=office.clerk, at=NOW)
    return work(run)


def test_the_upload_is_kept_and_its_columns_are_shown_with_examples(office):
    run = begun(office)

    assert run.state == RunState.MAPPING
    assert run.columns["案由"] == "案由"
    assert sample_of_run(run)["相对人名称"][0] == "测试县示范食品1号有限公司"
    assert file_of_run(run).stat().st_size == run.byte_count


def test_a_file_that_nobody_can_read_leaves_nothing_behind(office, settings):
    with pytest.raises(UnreadableFile):
        begun(office, b"\xff\x00\xff\x00")

    assert not ImportRun.objects.exists()
    assert not list((Path(settings.DATA_DIR) / "imports" / "runs").iterdir())


def test_a_trial_counts_and_reports_every_row_and_keeps_none(office):
    run = tried(office)

    told = progress_of_run(run)
    report = report_of_run(run).read_text("utf-8-sig").splitlines()
    assert (run.state, told.total, told.counts["good"], told.counts["bad"]) == ("judged", 30, 28, 2)
    assert [line.split(",")[0] for line in report] == ["行号", "8", "22"]
    assert [line[0] for line in told.problems] == [8, 22]
    assert not ImportRow.objects.exists()


def test_columns_that_leave_out_a_required_one_are_refused_and_change_nothing(office):
    run = begun(office)

    with pytest.raises(UnreadableFile, match="缺少列：案由"):
        map_columns(run_id=run.id, columns={**run.columns, "案由": ""}, by=office.clerk, at=NOW)

    run.refresh_from_db()
    assert run.state == RunState.MAPPING


def test_what_was_tried_is_imported_once_like_any_other_file(office):
    run = tried(office)
    ask_import(run_id=run.id, by=office.clerk, at=NOW)

    run = work(run)

    assert (run.state, run.batch.good_count, run.batch.bad_count) == ("done", 28, 2)
    assert run.batch.imported_by_person_id == office.clerk.person_id
    assert ImportRow.objects.filter(batch=run.batch).count() == 30
    assert not file_of_run(run).exists()
    assert work_on_runs(on=TODAY, at=NOW) == 0


def test_a_trial_that_is_stopped_goes_on_with_the_blocks_it_has(office, settings):
    run = begun(office)
    map_columns(run_id=run.id, columns=run.columns, by=office.clerk, at=NOW)
    (file_of_run(run).parent / "stop").touch()  # pressed while the first block is judged
    assert progress_of_run(work(run)).total == 10
    stop_run(run_id=run.id, by=office.clerk, at=NOW)
    kept = {path: path.stat().st_ino for path in Path(settings.DATA_DIR).rglob("000000-*.csv")}
    assert work(run).state == RunState.STOPPED

    map_columns(run_id=run.id, columns=run.columns, by=office.clerk, at=NOW)
    run = work(run)

    assert (run.state, progress_of_run(run).total) == (RunState.JUDGED, 30)
    assert kept
    assert {path: path.stat().st_ino for path in kept} == kept
    assert len(report_of_run(run).read_text("utf-8-sig").splitlines()) == 3


def test_an_import_that_is_stopped_leaves_no_row_and_can_be_asked_for_again(office):
    run = tried(office)
    ask_import(run_id=run.id, by=office.clerk, at=NOW)
    (file_of_run(run).parent / "stop").touch()
    work(run)
    stop_run(run_id=run.id, by=office.clerk, at=NOW)
    run.refresh_from_db()
    assert (run.state, ImportRow.objects.count()) == (RunState.JUDGED, 0)

    ask_import(run_id=run.id, by=office.clerk, at=NOW)

    assert work(run).batch.row_count == ImportRow.objects.count() == 30


def test_the_same_file_again_leads_to_the_same_batch(office):
    rows = [a_row(serial) for serial in range(1, 4)]
    batch = imported(rows, office)
    run = begun(office, as_csv(rows))
    map_columns(run_id=run.id, columns=run.columns, by=office.clerk, at=NOW)
    work(run)
    ask_import(run_id=run.id, by=office.clerk, at=NOW)

    assert work(run).batch == batch
    assert ImportBatch.objects.count() == 1


def test_a_file_without_a_row_to_publish_is_not_imported(office):
    run = begun(office, as_csv([a_row(1, 案由="")]))
    map_columns(run_id=run.id, columns=run.columns, by=office.clerk, at=NOW)
    work(run)

    with pytest.raises(MoveRefused, match="没有可以公示的行"):
        ask_import(run_id=run.id, by=office.clerk, at=NOW)

    run.refresh_from_db()
    assert run.state == RunState.JUDGED


def test_nobody_of_another_agency_touches_a_run(office):
    run, stranger = begun(office), make_office(make_agency(lines=()).id).clerk

    for act in (
        lambda: map_columns(run_id=run.id, columns=run.columns, by=stranger, at=NOW),
        lambda: drop_run(run_id=run.id, by=stranger),
    ):
        with pytest.raises(MoveRefused):
            act()

    run.refresh_from_db()
    assert run.state == RunState.MAPPING
    assert file_of_run(run).exists()


def test_what_nobody_confirms_is_forgotten_with_its_file(office):
    run = begun(office)

    assert drop_old_import_runs(at=NOW + timedelta(days=6)) == 0
    assert drop_old_import_runs(at=NOW + timedelta(days=8)) == 1

    assert not file_of_run(run).exists()
    assert not ImportRun.objects.exists()


def test_a_second_worker_leaves_the_runs_to_the_first(office):
    run = begun(office)
    map_columns(run_id=run.id, columns=run.columns, by=office.clerk, at=NOW)
    base = connection.settings_dict
    where = {"host": base["HOST"], "dbname": base["NAME"], "user": base["USER"]}

    with psycopg.connect(**where, password=base["PASSWORD"], port=base["PORT"]) as other:
        other.execute("SELECT pg_advisory_lock(hashtext('disclosure_importrun'))")
        assert work(run).state == RunState.JUDGING
        other.execute("SELECT pg_advisory_unlock(hashtext('disclosure_importrun'))")

    assert work(run).state == RunState.JUDGED
