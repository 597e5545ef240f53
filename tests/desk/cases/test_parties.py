"""Joint parties on the desk: shown on each other's pages, added, set apart, done together."""

from __future__ import annotations

import pytest

from mingjian.cases.models import Case, Separation
from mingjian.law.procedure import Move, State
from mingjian.law.roles import Role
from mingjian.ops.demo.firms import id_number
from mingjian.ops.demo.joint import Joint, begin_jointly, person_for
from tests.cases import acts
from tests.cases.story import BINXIAN, EARLY, make_cast, make_plot, state_of, story_at
from tests.desk.make import (
    at_desk,
    case_url,
    do_url,
    follow,
    text_of,
    today,
    workdays_ago,
)

pytestmark = pytest.mark.django_db
OFFICER, HEAD = Role.CASE_OFFICER, Role.AGENCY_HEAD


def two_parties() -> Joint:
    cast = make_cast()
    other = person_for(BINXIAN, 43, by=cast.actor(OFFICER), at=EARLY)
    return begin_jointly(cast=cast, plot=make_plot(cast), other=other, start=workdays_ago(40))


def test_a_party_is_added_from_the_case_page_and_both_pages_name_each_other() -> None:
    story = story_at(Move.REGISTER_LEAD, cast=make_cast(), start=workdays_ago(10))
    client = at_desk(story.cast, OFFICER)
    page = text_of(client.get(case_url(story.case_id)))
    add = case_url(story.case_id) + "parties/add/"
    assert add in page
    form = {
        "party_kind": "person",
        "party_code": id_number(BINXIAN.division_code, 955),
        "name": "样戊某",
        "address": "宾县示范街9号",
        "on": today().isoformat(),
        "reasons": "直接负责的主管人员。",
        "seen": "1",
    }

    missing = client.post(add, {**form, "name": "", "reasons": ""})
    done = follow(client, client.post(add, form))
    twice = client.post(add, {**form, "seen": "3"})

    assert missing.status_code == 422
    assert "样戊某" in text_of(done)
    assert story.case.party.name in text_of(done)
    assert "样戊某" in text_of(client.get(case_url(story.case_id)))
    assert (twice.status_code, "已经是本案当事人" in text_of(twice)) == (409, True)
    assert Case.objects.filter(joint_id=story.case_id).count() == 2


def test_a_shared_step_says_whom_it_takes_along_and_takes_them() -> None:
    first, second = two_parties()
    client = at_desk(first.cast, HEAD)

    page = text_of(client.get(do_url(first.case_id, Move.PAUSE)))
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    done = client.post(
        do_url(first.case_id, Move.PAUSE),
        {"seen": seen, "on": today().isoformat(), "reasons": "送检。"},
    )

    assert f"共同当事人{second.case.party.name}" in page
    assert done.status_code == 303
    assert second.case.pauses.count() == first.case.pauses.count() == 1


def test_news_in_the_file_of_the_other_party_is_told_before_anything_is_done() -> None:
    first, second = two_parties()
    client = at_desk(first.cast, HEAD)
    page = text_of(client.get(do_url(first.case_id, Move.PAUSE)))
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    form = {"seen": seen, "on": today().isoformat(), "reasons": "送检。"}
    dismissal = {"reason": "party_gone", "note": "死亡。", "on": today().isoformat()}

    other = text_of(client.get(do_url(second.case_id, Move.DISMISS)))
    its_seen = other.partition('name="seen" value="')[2].partition('"')[0]
    done = client.post(do_url(second.case_id, Move.DISMISS), {**dismissal, "seen": its_seen})
    late = client.post(do_url(first.case_id, Move.PAUSE), form)

    assert done.status_code == 303, text_of(done)
    assert late.status_code == 409
    assert "本案在您填写期间有新的记录" in text_of(late)
    assert first.case.pauses.count() == 0
    assert state_of(second.case_id) is State.DISMISSED


def test_the_head_sets_a_party_apart_and_an_officer_may_not() -> None:
    first, second = two_parties()
    url = case_url(second.case_id) + "parties/separate/"
    form = {"on": today().isoformat(), "reasons": "下落不明，须公告送达。"}
    head = at_desk(first.cast, HEAD)

    assert at_desk(first.cast, OFFICER).post(url, form).status_code == 403
    assert url in text_of(head.get(case_url(second.case_id)))
    assert head.post(url, {**form, "reasons": ""}).status_code == 422
    stale = head.post(url, {**form, "seen": "1"})
    assert (stale.status_code, "有新的记录" in text_of(stale)) == (409, True)
    assert "已分案" in text_of(follow(head, head.post(url, form)))
    assert Separation.objects.get().case_id == second.case_id
    assert head.post(url, form).status_code == 409


def test_the_report_of_the_second_party_starts_from_the_text_of_the_first() -> None:
    first, second = two_parties()
    client = at_desk(first.cast, OFFICER)

    acts.report(first, facts="二人共同实施的事实。")

    assert "二人共同实施的事实。" in text_of(client.get(do_url(second.case_id, Move.REPORT)))
