"""Large batches as jobs: looked through before approval, published in chunks, gone on with once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection

from mingjian.disclosure import past_checking, past_publishing
from mingjian.disclosure.approvals import approve_content
from mingjian.disclosure.models import Approval, BatchRun, Preparation, PublicRecord, Release
from mingjian.disclosure.past_decisions import prepare_batch
from mingjian.disclosure.past_jobs import (
    ask_publication,
    publication_of,
    stop_publication,
    work_on_batches,
)
from mingjian.journal.models import Entry
from mingjian.law.breach import MoveRefused
from mingjian.ledger.models import Leaf, LogHead
from tests.disclosure.make import (
    NOW,
    OPINION,
    TODAY_AT,
    Office,
    a_row,
    approve,
    imported,
    make_office,
)
from tests.registry.make import make_agency

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_office(make_agency(lines=()).id)


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch):
    monkeypatch.setattr(past_checking, "AT_ONCE", 3)
    monkeypatch.setattr(past_checking, "_CHUNK", 2)
    monkeypatch.setattr(past_publishing, "CHUNK", 2)


def now() -> datetime:
    return NOW


def failing_at(call: int) -> Callable[[], datetime]:
    """A clock that stops the process, as a kill would, when it is asked for the nth time."""
    asked = iter(range(1, 1000))

    def clock() -> datetime:
        if next(asked) == call:
            raise SystemExit("killed")
        return NOW

    return clock


def prepared(office: Office, count: int = 7) -> Preparation:
    batch = imported([a_row(serial) for serial in range(1, count + 1)], office)
    reasons = "补充公示2025年的决定。"
    return prepare_batch(batch_id=batch.id, reasons=reasons, by=office.clerk, **TODAY_AT)


def asked(office: Office) -> BatchRun:
    """Approved by two, and asked for."""
    preparation = prepared(office)
    work_on_batches(clock=now)
    approve(preparation, office)
    return ask_publication(preparation_id=preparation.id, by=office.clerk, at=NOW)


def approve_as_head(preparation: Preparation, office: Office) -> None:
    seen = {"preparation_id": preparation.id, "seen_hash": preparation.hash}
    approve_content(by=office.head, opinion=OPINION, **seen, **TODAY_AT)


def test_a_large_batch_is_approved_only_when_every_row_was_looked_through(office):
    preparation = prepared(office)
    with pytest.raises(MoveRefused, match="还没有核对完"):
        approve_as_head(preparation, office)

    work_on_batches(clock=now)
    approve_as_head(preparation, office)

    check = BatchRun.objects.get()
    assert (check.state, check.done_count, check.finding_count) == ("done", 7, 0)
    assert check.rows_hash == preparation.batch.rows_hash
    entry = Entry.objects.get(kind="publication.rows_checked")
    assert entry.payload == {"rows": 7, "hash": check.rows_hash, "found": 0}


def tampered(preparation: Preparation, key: str, text: str) -> None:
    """As somebody with the whole database at hand would do it, past the guards."""
    with connection.cursor() as sql:
        sql.execute("SET CONSTRAINTS ALL IMMEDIATE")
        sql.execute("ALTER TABLE disclosure_importrow DISABLE TRIGGER USER")
        sql.execute(
            "UPDATE disclosure_importrow SET content = jsonb_set(content, %s, to_jsonb(%s::text))"
            " WHERE batch_id = %s AND line = 4",
            [[key], text, preparation.batch_id],
        )
        sql.execute("ALTER TABLE disclosure_importrow ENABLE TRIGGER USER")


def test_rows_that_are_not_those_imported_are_not_approved(office):
    preparation = prepared(office)
    tampered(preparation, "cause", "无照经营")

    work_on_batches(clock=now)

    assert BatchRun.objects.get().problem.startswith("批次各行的摘要与导入时的摘要不一致")
    with pytest.raises(MoveRefused, match="还没有核对完"):
        approve_as_head(preparation, office)
    assert not Approval.objects.exists()


def test_rows_that_are_not_those_approved_are_not_published(office):
    run = asked(office)
    tampered(run.preparation, "cause", "无照经营")

    work_on_batches(clock=now)

    run.refresh_from_db()
    assert run.state == "stopped"
    assert "与两道审查所核准的摘要不一致" in run.problem
    assert not PublicRecord.objects.exists()


def test_what_the_scanner_finds_is_told_by_line_and_refused(office):
    preparation = prepared(office)
    check = BatchRun.objects.get()
    check.state, check.finding_count = "done", 1
    check.findings, check.rows_hash = [[4, "“案由”含有手机号码"]], preparation.batch.rows_hash
    check.save()

    with pytest.raises(MoveRefused, match="文件第4行“案由”含有手机号码，不能公示"):
        approve_as_head(preparation, office)


def test_a_batch_is_published_chunk_by_chunk_and_told_how_far(office):
    run = asked(office)

    assert work_on_batches(clock=now) == 1

    run.refresh_from_db()
    assert (run.state, run.done_count, run.total_count, run.last_line) == ("done", 7, 7, 8)
    assert PublicRecord.objects.count() == Leaf.objects.count() == 7
    assert Entry.objects.filter(kind="publication.batch_published").count() == 4
    assert work_on_batches(clock=now) == 0


@pytest.mark.parametrize("call", [1, 2, 3, 4, 5])
def test_a_kill_in_the_middle_goes_on_with_no_row_twice_and_none_left_out(office, call):
    asked(office)
    with pytest.raises(SystemExit):
        work_on_batches(clock=failing_at(call))
    assert Release.objects.count() == min(7, 2 * (call - 1))

    assert work_on_batches(clock=now) == 1

    numbers = PublicRecord.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == [f"测市监罚〔2025〕{serial}号" for serial in range(1, 8)]
    assert Leaf.objects.count() == 7


def test_a_kill_after_a_chunk_that_was_not_told_publishes_nothing_twice(office):
    run = asked(office)
    with pytest.raises(SystemExit):
        work_on_batches(clock=failing_at(3))
    BatchRun.objects.filter(id=run.id).update(last_line=0, done_count=0)

    work_on_batches(clock=now)

    run.refresh_from_db()
    assert (run.state, run.done_count, Release.objects.count()) == ("done", 7, 7)


def test_a_publication_is_stopped_between_chunks_and_gone_on_with(office):
    run = asked(office)
    calls = iter(range(100))

    def stopping() -> datetime:
        if next(calls) == 2:
            stop_publication(batch_id=run.batch_id, by=office.clerk)
        return NOW

    work_on_batches(clock=stopping)
    told = publication_of(run.batch_id)
    assert (told.state, told.done_count, PublicRecord.objects.count()) == ("stopped", 4, 4)
    assert work_on_batches(clock=now) == 0

    ask_publication(preparation_id=run.preparation_id, by=office.clerk, at=NOW)
    work_on_batches(clock=now)

    assert (publication_of(run.batch_id).state, PublicRecord.objects.count()) == ("done", 7)


def test_a_closed_log_stops_it_and_says_why(office):
    run = asked(office)
    since = NOW - timedelta(hours=5)
    LogHead.objects.update_or_create(id=1, defaults={"degraded_since": since})

    work_on_batches(clock=now)

    run.refresh_from_db()
    assert run.state == "stopped"
    assert run.problem.startswith("暂停公示：公开日志已有四个小时以上")
    assert not PublicRecord.objects.exists()


def test_it_is_not_asked_for_before_both_approvals(office):
    preparation = prepared(office)

    with pytest.raises(MoveRefused, match="尚未完成内容审核、保密审查"):
        ask_publication(preparation_id=preparation.id, by=office.clerk, at=NOW)

    assert publication_of(preparation.batch_id) is None


def test_nobody_else_asks_or_stops(office):
    run = asked(office)

    for other in (office.head, make_office(make_agency(lines=()).id).clerk):
        with pytest.raises(MoveRefused):
            stop_publication(batch_id=run.batch_id, by=other)
        with pytest.raises(MoveRefused):
            ask_publication(preparation_id=run.preparation_id, by=other, at=NOW)

    assert publication_of(run.batch_id).state == "working"
