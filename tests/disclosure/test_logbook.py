"""The logbook: publishing waits for the log, hiding never does."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mingjian.disclosure.logbook import keep_log
from mingjian.disclosure.models import PublicRecord
from mingjian.disclosure.publishing import publish
from mingjian.law.breach import MoveRefused
from mingjian.ledger.checkpoints import mark_file
from mingjian.ledger.models import LogHead
from mingjian.ledger.notes import Tree, join_note
from tests.disclosure.make import NOW, TODAY_AT, approve, decided, prepared, published, withdrawn

pytestmark = pytest.mark.django_db


def pretend_that_more_was_signed() -> None:
    """As if the database had been restored from a backup of yesterday."""
    newer = Tree("test/log", 99, bytes(32)).text()
    mark_file().write_text(join_note(newer, ["— test/log AAAA\n"]), encoding="utf-8")


def test_with_an_old_database_publishing_stops_and_hiding_goes_on():
    matter, shown = published()
    pretend_that_more_was_signed()
    other = decided()
    text = approve(prepared(other), other.office)

    with pytest.raises(MoveRefused, match="可能是从旧备份恢复的"):
        published(other)
    stub = withdrawn(shown, matter.office)

    assert (stub.status, stub.content, stub.withdrawn_leaf_index) == ("withdrawn", {}, None)
    assert not PublicRecord.objects.filter(number=other.duty.number).exists()
    assert text.publishes


def test_without_witnesses_publishing_goes_on_four_hours_and_then_stops(settings):
    settings.LOG_WITNESSES_NEEDED = 1
    _, first = published()
    assert (first.status, LogHead.objects.get().degraded_since) == ("published", NOW)
    later = NOW + timedelta(hours=4, minutes=1)
    matter = decided()
    text = approve(prepared(matter), matter.office)

    with pytest.raises(MoveRefused, match="四个小时") as refused:
        published_at(later, text, matter)

    assert "《行政处罚法》第四十八条" in str(refused.value.breaches[0].cite)


def test_what_waits_when_the_four_hours_end_is_not_shown(settings, monkeypatch):
    settings.LOG_WITNESSES_NEEDED = 1
    published()
    with monkeypatch.context() as crash:
        crash.setattr("mingjian.disclosure.publishing.keep_log", lambda *, at: False)
        _, waiting = published()

    keep_log(at=NOW + timedelta(hours=5))

    waiting.refresh_from_db()
    assert waiting.status == "pending"


def published_at(at, text, matter):
    return publish(preparation_id=text.id, by=matter.office.clerk, **{**TODAY_AT, "at": at})
