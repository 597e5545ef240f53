"""The law of a case stays with it: a switch of packs reaches new cases only."""

from __future__ import annotations

import pytest

from mingjian.cases.facts import facts_of
from mingjian.cases.lawbooks import announcement_days, lawbook_of
from mingjian.law.lawbook import load_lawbook
from mingjian.law.procedure import Move, owes_review
from mingjian.registry.packs import switch_pack
from tests.cases import acts
from tests.cases.story import YUAN, an_administrator, make_cast, refused, story_at

pytestmark = pytest.mark.django_db


def test_a_case_keeps_the_hash_of_the_packs_it_was_opened_under() -> None:
    case = story_at(Move.REGISTER_LEAD).case

    book = lawbook_of(case)

    assert (book.id, book.hash) == ("binxian", case.pack_id)
    assert book.hash == load_lawbook("binxian").hash


def test_after_a_switch_the_running_case_stays_and_the_new_one_changes() -> None:
    cast = make_cast()
    running = story_at(Move.REPORT, cast=cast)
    switch_pack(
        agency_id=cast.agency_id,
        pack_id="guangyuan-civil",
        by=an_administrator(),
        at=running.at,
    )

    opened_later = story_at(Move.REPORT, cast=cast)

    assert (lawbook_of(running.case).id, lawbook_of(opened_later.case).id) == (
        "binxian",
        "guangyuan-civil",
    )
    assert (running.case.review_floor_yuan, opened_later.case.review_floor_yuan) == (
        YUAN("100000"),
        YUAN("0"),
    )


def test_the_same_penalty_owes_review_under_one_pack_and_not_under_the_other() -> None:
    cast = make_cast()
    running = story_at(Move.REPORT, cast=cast)
    switch_pack(
        agency_id=cast.agency_id,
        pack_id="guangyuan-civil",
        by=an_administrator(),
        at=running.at,
    )
    opened_later = story_at(Move.REPORT, cast=cast)

    assert not owes_review(facts_of(running.case))
    acts.issue(running)
    with refused("本地规定一切行政处罚决定均须法制审核"):
        acts.issue(opened_later)


def test_the_days_of_an_announcement_come_from_the_case_s_law() -> None:
    story = story_at(Move.REGISTER_LEAD)

    assert announcement_days(story.case, on=story.day) == 30
