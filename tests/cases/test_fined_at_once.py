"""Two fines for one act at the same moment, transactions that really commit: one stands."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from mingjian.cases.models import Decision
from mingjian.law.breach import MoveRefused
from tests.cases import acts
from tests.cases.story import Telling, make_cast, story_before_decision


def test_of_two_fines_for_one_act_at_the_same_moment_one_is_refused(fresh_database: str) -> None:
    stories = [story_before_decision(cast=make_cast(), serial=9005) for _ in range(2)]
    start = Barrier(2)

    def at_once(story: Telling) -> str:
        start.wait()
        try:
            acts.decide(story)
        except MoveRefused as error:
            return str(error)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(2) as clients:
        told = sorted(clients.map(at_once, stories))

    assert told[0] == ""
    assert "不得再次罚款" in told[1]
    assert Decision.objects.count() == 1
