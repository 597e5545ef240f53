"""The record in words: every act by its own name, nothing cut off silently."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from mingjian.desk.cases.timeline import SHOWN, record_of, title_of
from mingjian.journal.models import Entry
from mingjian.law.procedure import Move
from tests.cases.story import story_at
from tests.desk.cases.test_prechecks import file_of
from tests.desk.make import workdays_ago


@pytest.mark.parametrize("move", Move)
def test_every_move_is_told_by_its_legal_name(move: Move) -> None:
    assert title_of(f"case.{move.value}") == move.title


@pytest.mark.django_db
def test_the_newest_come_first_and_all_can_be_asked_for() -> None:
    story = story_at(None, start=workdays_ago(120), grave=True, asks_hearing=True)
    file = file_of(story)
    total = Entry.objects.filter(stream_id=story.case_id).count()

    short = record_of(case_id=story.case_id, documents=file.documents, query=QueryDict(""))
    whole = record_of(case_id=story.case_id, documents=file.documents, query=QueryDict("all=1"))

    assert len(short.lines) == SHOWN < total == len(whole.lines) == short.total
    assert short.lines[0].title == "结案"
    assert short.all_url
    assert not whole.all_url
    assert [line.detail for line in whole.lines if "[" in line.detail] == []


@pytest.mark.django_db
def test_an_act_links_the_document_that_was_made_with_it() -> None:
    story = story_at(Move.DECIDE, start=workdays_ago(90))
    file = file_of(story)

    record = record_of(case_id=story.case_id, documents=file.documents, query=QueryDict(""))

    assert record.lines[0].links[0].label == "行政处罚决定书"
    assert record.lines[0].links[0].note == story.case.decision.number
