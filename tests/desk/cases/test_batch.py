"""Saved filters and batch actions of the list: one's own, only what was shown, only as shown."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from mingjian.access.models import SavedFilter, User
from mingjian.cases.models import Case, Recusal
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from mingjian.ops.demo.story import Cast
from tests.cases import acts
from tests.cases.story import hire, make_cast, make_plot, story_at, tell
from tests.desk.make import at_desk, follow, stranger, text_of, today, workdays_ago

pytestmark = pytest.mark.django_db
OFFICER, HEAD = Role.CASE_OFFICER, Role.AGENCY_HEAD
LIST, BATCH, SAVE = "/cases/", "/cases/batch/", "/cases/filters/save/"


@pytest.fixture
def cast() -> Cast:
    """An agency with three cases under investigation."""
    cast = make_cast()
    for days in (40, 39, 38):
        tell(cast=cast, plot=make_plot(cast), start=workdays_ago(days), until=Move.ADD_EVIDENCE)
    return cast


def shown_to(client: Client) -> dict[str, Any]:
    """What the list's form sends: its signed state and the boxes."""
    page = text_of(client.get(LIST + "?all=1"))
    token = re.search(r'name="shown" value="([^"]+)"', page)
    assert token is not None
    return {"shown": token[1], "picked": re.findall(r'name="picked" value="([^"]+)"', page)}


def test_a_filter_is_saved_used_by_default_replaced_and_removed(cast: Cast) -> None:
    client = at_desk(cast, OFFICER)
    sent = {"name": " 在办 ", "conditions": "group=open&sort=due&page=3&x=1", "is_default": "1"}

    saved = text_of(follow(client, client.post(SAVE, sent)))
    opened = client.get(LIST)
    again = client.post(SAVE, {**sent, "conditions": "group=ended"})

    one = SavedFilter.objects.get()
    assert "在办（默认）" in saved
    assert (opened.status_code, opened["Location"]) == (302, "/cases/?group=open&sort=due")
    assert (again.status_code, one.name, one.conditions) == (303, "在办", "group=ended")
    assert client.get(LIST + "?all=1").status_code == 200
    client.post(f"/cases/filters/{one.id}/remove/")
    assert client.get(LIST).status_code == 200


@pytest.mark.parametrize("change", [{"name": ""}, {"conditions": "x=1"}, {"name": "长" * 31}])
def test_a_filter_without_name_or_conditions_is_refused(cast: Cast, change: dict[str, str]) -> None:
    client = at_desk(cast, OFFICER)

    assert client.post(SAVE, {"name": "甲", "conditions": "mine=1", **change}).status_code == 409
    assert not SavedFilter.objects.exists()


def test_nobody_sees_or_removes_the_filter_of_another(cast: Cast) -> None:
    own, other = at_desk(cast, OFFICER), at_desk(cast, HEAD)
    own.post(SAVE, {"name": "只给自己", "conditions": "mine=1", "is_default": "1"})
    saved = SavedFilter.objects.get()

    assert other.get(LIST).status_code == 200
    assert "只给自己" not in text_of(other.get(LIST))
    other.post(f"/cases/filters/{saved.id}/remove/")
    assert SavedFilter.objects.exists()


def test_the_database_keeps_one_default_of_a_list() -> None:
    user = User.objects.first() or (at_desk(make_cast(), OFFICER) and User.objects.latest("id"))
    mine = {"user": user, "page": "cases", "conditions": "mine=1", "is_default": True}
    SavedFilter.objects.create(name="一", **mine)

    with pytest.raises(IntegrityError, match="saved_filter_one_default"), transaction.atomic():
        SavedFilter.objects.create(name="二", **mine)


def test_only_the_ticked_lines_are_printed_and_exported(cast: Cast) -> None:
    client = at_desk(cast, OFFICER)
    shown = shown_to(client)
    first, second, third = (Case.objects.get(id=one) for one in shown["picked"])
    ticked = {**shown, "picked": [str(first.id), str(third.id)]}

    printed = text_of(client.post(BATCH, {**ticked, "action": "print"}))
    exported = client.post(BATCH, {**ticked, "action": "export"}).content.decode("utf-8-sig")

    for text in (printed, exported):
        assert first.number in text
        assert third.number in text
        assert second.number not in text
    assert len(exported.splitlines()) == 3


def test_a_case_that_was_not_on_the_page_is_never_touched(cast: Cast) -> None:
    client = at_desk(cast, OFFICER)
    shown = shown_to(client)
    unseen = story_at(Move.ADD_EVIDENCE)
    late = tell(cast=cast, plot=make_plot(cast), start=workdays_ago(9), until=Move.REGISTER_LEAD)

    for other in (late.id, unseen.case_id):
        page = client.post(BATCH, {**shown, "picked": [str(other)], "action": "export"})
        assert (page.status_code, "不在打开的那一页上" in text_of(page)) == (409, True)
    nothing = client.post(BATCH, {"shown": shown["shown"], "action": "export"})
    forged = client.post(BATCH, {**shown, "shown": "x" + shown["shown"], "action": "export"})
    borrowed = at_desk(cast, HEAD).post(BATCH, {**shown, "action": "export"})
    assert "没有勾选案件" in text_of(nothing)
    assert "列表已经失效" in text_of(forged)
    assert "列表已经失效" in text_of(borrowed)


def test_what_changed_since_the_page_was_shown_is_told_and_nothing_is_done(cast: Cast) -> None:
    client = at_desk(cast, OFFICER)
    shown = shown_to(client)
    story = story_at(Move.ADD_EVIDENCE, cast=cast, start=workdays_ago(30))
    shown = shown_to(client)
    acts.report(story)

    page = client.post(BATCH, {**shown, "action": "export"})

    assert page.status_code == 409
    assert "状态由“调查取证”变为“调查终结”" in text_of(page)
    assert story.case.number in text_of(page)


def test_the_head_replaces_an_officer_in_every_ticked_case_or_in_none(cast: Cast) -> None:
    head = at_desk(cast, HEAD)
    fresh = hire(cast.agency_id, "新手")
    shown = shown_to(head)
    form = {**shown, "action": "assign", "confirm": "1", "place": "lead", "reasons": "工作调动。"}
    form |= {"officer_id": str(fresh.officer_id), "on": today().isoformat()}

    asked = head.post(BATCH, {**shown, "action": "assign"})
    done = head.post(BATCH, form)
    stale = head.post(BATCH, form)
    lead = tell(cast=cast, plot=make_plot(cast), start=workdays_ago(9), until=Move.REGISTER_LEAD)
    mixed = head.post(BATCH, {**form, **shown_to(head)})
    officer = at_desk(cast, OFFICER)
    refused = officer.post(BATCH, {**shown_to(officer), "action": "assign"})

    assert "接办人员" in text_of(asked)
    assert (done.status_code, Recusal.objects.filter(replacement=fresh.officer_id).count()) == (
        303,
        3,
    )
    assert (stale.status_code, "承办人由" in text_of(stale)) == (409, True)
    assert mixed.status_code == 409
    assert f"{lead.lead_number.text}尚未确定承办人" in text_of(mixed)
    assert Recusal.objects.filter(case__agency_id=cast.agency_id).count() == 3
    assert (refused.status_code, "由机关负责人决定" in text_of(refused)) == (409, True)


def test_days_of_the_list_are_written_as_people_read_them(cast: Cast) -> None:
    page = text_of(at_desk(cast, OFFICER).get(LIST))
    opened = Case.objects.filter(agency_id=cast.agency_id).latest("opened_on").opened_on

    assert isinstance(opened, date)
    assert f"{opened.year}年{opened.month}月{opened.day}日" in page


def test_administrators_have_no_list_and_no_batch() -> None:
    client = stranger(Role.SYSTEM_ADMIN)

    assert client.post(BATCH, {"action": "export"}).status_code == 403
    assert client.post(SAVE, {"name": "x", "conditions": "mine=1"}).status_code == 403
