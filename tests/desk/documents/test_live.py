"""边写边看: what is typed is shown and checked at once, and nothing is kept."""

from __future__ import annotations

import pytest

from mingjian.dossier.models import Document
from mingjian.journal.models import Entry
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from tests.cases.story import story_at
from tests.desk.make import at_desk, case_url, do_url, stranger, text_of, workdays_ago
from tests.registry.make import make_agency

pytestmark = pytest.mark.django_db


def url_of(case_id: object, code: str = "CF35") -> str:
    return f"/documents/live/{case_id}/{code}/"


def test_a_wrong_date_is_told_while_it_is_written() -> None:
    story = story_at(Move.ADD_EVIDENCE, start=workdays_ago(60))
    client = at_desk(story.cast, Role.CASE_OFFICER)

    answer = text_of(client.post(url_of(story.case_id), {"facts": "2026年2月30日，当事人……"}))
    right = text_of(client.post(url_of(story.case_id), {"facts": "2026年2月3日，当事人……"}))

    assert "“2026年2月30日”不是历法上存在的日期" in answer
    assert "没有发现格式问题" in right
    assert 'src="data:image/png;base64,' in right


def test_looking_keeps_nothing() -> None:
    story = story_at(Move.ADD_EVIDENCE, start=workdays_ago(60))
    client = at_desk(story.cast, Role.CASE_OFFICER)
    before = (Document.objects.count(), Entry.objects.count())

    client.post(url_of(story.case_id), {"facts": "某事"})

    assert (Document.objects.count(), Entry.objects.count()) == before


def test_a_character_no_font_has_is_named() -> None:
    story = story_at(Move.ADD_EVIDENCE, start=workdays_ago(60))
    client = at_desk(story.cast, Role.CASE_OFFICER)

    assert "字体中没有" in text_of(client.post(url_of(story.case_id), {"facts": "张\U0002ceff"}))


def test_it_is_for_those_who_act_on_the_case_and_for_texts_that_are_written() -> None:
    story = story_at(Move.ADD_EVIDENCE, start=workdays_ago(60))
    officer = at_desk(story.cast, Role.CASE_OFFICER)
    outsider = stranger(Role.CASE_OFFICER, agency_id=make_agency().id)

    assert officer.post(url_of(story.case_id, "CF45")).status_code == 404
    assert officer.get(url_of(story.case_id)).status_code == 405
    assert outsider.post(url_of(story.case_id)).status_code == 404
    assert stranger(Role.AUDIT_ADMIN).post(url_of(story.case_id)).status_code == 403


def test_the_form_of_the_report_asks_for_it() -> None:
    story = story_at(Move.ADD_EVIDENCE, start=workdays_ago(60))
    page = text_of(at_desk(story.cast, Role.CASE_OFFICER).get(do_url(story.case_id, Move.REPORT)))

    assert f'hx-post="{url_of(story.case_id)}"' in page
    assert case_url(story.case_id) in page
