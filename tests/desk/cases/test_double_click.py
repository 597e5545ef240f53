"""A double click: two requests at the same moment, transactions that really commit, one act."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection
from django.test import Client

from mingjian.cases.models import Case
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from tests.cases.story import make_cast, story_at
from tests.desk.cases.test_registering import filled
from tests.desk.cases.test_views import request_opening
from tests.desk.make import at_desk, do_url, workdays_ago


def click_twice(client: Client, url: str, sent: dict[str, Any]) -> list[int]:
    """The same form from two threads at once; the statuses of both answers."""
    cookies = client.cookies

    def click(_: int) -> int:
        again = Client()
        again.cookies = cookies
        try:
            return again.post(url, sent).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        return sorted(threads.map(click, range(2)))


def test_two_clicks_on_an_act_do_it_once(fresh_database: str) -> None:
    story = story_at(Move.VERIFY_LEAD, start=workdays_ago(20))
    client = at_desk(story.cast, Role.CASE_OFFICER)
    url = do_url(story.case_id, Move.REQUEST_OPENING)

    statuses = click_twice(client, url, request_opening(story.cast, seen=2))

    assert statuses == [303, 409]
    assert story.case.openings.count() == 1


def test_two_clicks_on_a_lead_register_it_once(fresh_database: str) -> None:
    client = at_desk(make_cast(), Role.CASE_OFFICER)

    statuses = click_twice(client, "/cases/new/", filled())

    assert statuses == [303, 303]
    assert Case.objects.count() == 1
