"""查询凭证: two factors, no enumeration, a lock, a record of each opening, an end."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mingjian.cases.models import PartyPass, PartyTry
from mingjian.cases.party.passes import (
    TRIES_OF_CODE,
    TRIES_OF_NETWORK,
    WINDOW,
    TooManyTries,
    WrongCode,
    end_pass,
    forget_old_tries,
    issue_pass,
    open_pass,
    pass_in_force,
)
from mingjian.law.breach import MoveRefused
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from tests.cases.party.make import HOME, a_pass, noon, notice_paper_id
from tests.cases.story import entries_of, story_at

pytestmark = pytest.mark.django_db
WRONG = "22222222"


def test_both_factors_open_the_page_and_the_record_says_so() -> None:
    story = story_at(Move.SERVE_NOTICE)
    made = a_pass(story)

    opened = open_pass(
        code=made.code.lower(),
        factor=f"{made.factor[:4]}-{made.factor[4:]}",
        network=HOME,
        at=noon(story),
    )

    assert opened == made.party_pass
    recorded = entries_of(opened.id)
    assert [one.kind for one in recorded] == ["party_pass.issued", "party_pass.opened"]
    assert recorded[-1].actor_role == "party"


def test_neither_factor_is_kept() -> None:
    made = a_pass(story_at(Move.SERVE_NOTICE))

    kept = str(PartyPass.objects.filter(id=made.party_pass.id).values().get())

    assert made.code not in kept
    assert made.factor not in kept


def test_a_code_that_does_not_exist_is_answered_and_counted_like_a_wrong_factor() -> None:
    story = story_at(Move.SERVE_NOTICE)
    made = a_pass(story)

    for code in (made.code, "2222222222"):
        for _ in range(TRIES_OF_CODE):
            with pytest.raises(WrongCode):
                open_pass(code=code, factor=WRONG, network=HOME, at=noon(story))
        with pytest.raises(TooManyTries):
            open_pass(code=code, factor=made.factor, network=HOME, at=noon(story))


def test_nobody_locks_a_party_out_from_elsewhere() -> None:
    story = story_at(Move.SERVE_NOTICE)
    made = a_pass(story)
    for _ in range(TRIES_OF_CODE):
        with pytest.raises(WrongCode):
            open_pass(code=made.code, factor=WRONG, network="198.51.100.1", at=noon(story))

    opened = open_pass(code=made.code, factor=made.factor, network=HOME, at=noon(story))

    assert opened == made.party_pass


def test_a_network_that_tries_many_codes_is_locked_and_ipv6_counts_by_household() -> None:
    story = story_at(Move.SERVE_NOTICE)
    made, alphabet = a_pass(story), "23456789ABCDEFGHJKMNPQRSTWXYZ"
    for number in range(TRIES_OF_NETWORK):
        code = alphabet[number // 29] + alphabet[number % 29] + "22222222"
        with pytest.raises(WrongCode):
            open_pass(code=code, factor=WRONG, network=f"2001:db8::{number + 1:x}", at=noon(story))

    with pytest.raises(TooManyTries):
        open_pass(code=made.code, factor=made.factor, network="2001:db8::ff", at=noon(story))


def test_the_lock_ends_and_old_tries_are_forgotten() -> None:
    story = story_at(Move.SERVE_NOTICE)
    made, later = a_pass(story), noon(story) + WINDOW + timedelta(seconds=1)
    for _ in range(TRIES_OF_CODE):
        with pytest.raises(WrongCode):
            open_pass(code=made.code, factor=WRONG, network=HOME, at=noon(story))

    assert open_pass(code=made.code, factor=made.factor, network=HOME, at=later)
    assert forget_old_tries(at=later) >= TRIES_OF_CODE
    assert not PartyTry.objects.filter(at__lt=later - WINDOW).exists()


def test_an_ended_pass_opens_nothing_and_ends_a_visit_at_once() -> None:
    story = story_at(Move.SERVE_NOTICE)
    made = a_pass(story)
    end_pass(
        pass_id=made.party_pass.id,
        reasons="文书已撤回",
        by=story.cast.actor(Role.CASE_OFFICER),
        at=noon(story),
    )

    assert pass_in_force(made.party_pass.id) is None
    with pytest.raises(WrongCode):
        open_pass(code=made.code, factor=made.factor, network=HOME, at=noon(story))


def test_a_new_pass_ends_the_earlier_one() -> None:
    story = story_at(Move.SERVE_NOTICE)
    first, second = a_pass(story), a_pass(story)

    assert pass_in_force(first.party_pass.id) is None
    assert pass_in_force(second.party_pass.id) is not None


def test_there_is_none_for_a_document_that_was_not_served() -> None:
    story = story_at(Move.ISSUE_NOTICE)

    with pytest.raises(MoveRefused, match="尚未送达"):
        issue_pass(
            document_id=notice_paper_id(story),
            by=story.cast.actor(Role.CASE_OFFICER),
            at=noon(story),
        )


@pytest.mark.parametrize("role", [Role.AGENCY_HEAD, Role.LEGAL_REVIEWER])
def test_only_a_case_officer_makes_one(role: Role) -> None:
    story = story_at(Move.SERVE_NOTICE)

    with pytest.raises(MoveRefused, match="不能制作查询凭证"):
        issue_pass(document_id=notice_paper_id(story), by=story.cast.actor(role), at=noon(story))
