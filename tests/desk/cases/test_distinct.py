"""One act, one fine, on the desk: the earlier fine is shown, answered, and judged by others."""

from __future__ import annotations

from uuid import uuid4

import pytest

from mingjian.cases.models import DistinctAct
from mingjian.desk.cases.doing import seen_of as seen_at
from mingjian.law.procedure import Move, State
from mingjian.law.roles import Role
from tests.cases.same_acts import REASONS, fined_and_again, state
from tests.cases.story import state_of
from tests.desk.make import at_desk, case_url, do_url, follow, text_of, today, workdays_ago

pytestmark = pytest.mark.django_db
OFFICER, HEAD = Role.CASE_OFFICER, Role.AGENCY_HEAD


def test_the_officer_answers_the_earlier_fine_from_the_case_page():
    first, again = fined_and_again(start=workdays_ago(90))
    client = at_desk(again.cast, OFFICER)
    url = f"{case_url(again.case_id)}distinct/{first.case_id}/"
    said = {"on": today().isoformat(), "reasons": REASONS}
    page = text_of(client.get(case_url(again.case_id)))

    assert url in page
    assert first.case.decision.number in page
    assert client.post(url, {**said, "reasons": ""}).status_code == 422
    assert client.post(url, {**said, "reasons": "不是不是"}).status_code == 409
    stale = client.post(url, {**said, "seen": "1"})
    assert (stale.status_code, "有新的记录" in text_of(stale)) == (409, True)
    shown = text_of(follow(client, client.post(url, said)))
    assert REASONS in shown
    assert url not in text_of(at_desk(again.cast, HEAD).get(case_url(again.case_id)))
    assert client.post(url, said).status_code == 409
    assert DistinctAct.objects.get().other_case_id == first.case_id


def test_the_head_sees_the_fine_and_decides_only_what_was_explained():
    first, again = fined_and_again(start=workdays_ago(90))
    head, url = at_desk(again.cast, HEAD), do_url(again.case_id, Move.DECIDE)
    form = {"on": again.day.isoformat(), "reasons": "同意。"}

    def decide():
        return head.post(url, {**form, "seen": seen_at(again.case)})

    refused = decide()
    assert (refused.status_code, "不得再次罚款" in text_of(refused)) == (409, True)
    state(again, first)
    assert REASONS in text_of(head.get(url))
    assert decide().status_code == 303
    assert state_of(again.case_id) is State.DECIDED


def test_another_case_and_another_role_have_no_such_form():
    first, again = fined_and_again(start=workdays_ago(90))
    url = f"{case_url(again.case_id)}distinct/{first.case_id}/"
    unknown = url.replace(str(first.case_id), str(uuid4()))

    assert at_desk(again.cast, OFFICER).get(unknown).status_code == 404
    assert at_desk(again.cast, HEAD).post(url, {}).status_code == 403
    assert at_desk(first.cast, OFFICER).get(url).status_code == 404
