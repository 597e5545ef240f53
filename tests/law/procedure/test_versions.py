"""Versions of the procedure: published once, never edited; a case stays on its own."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mingjian.law.breach import MoveRefused
from mingjian.law.procedure import (
    TABLE,
    VERSION,
    VERSIONS,
    Move,
    UnknownProcedure,
    fingerprint,
    next_state,
    table_of,
    version_for,
)
from tests.law.procedure.clerk import in_hearing, investigating
from tests.law.procedure.people import LARGE

# 公布以后不得改动：规则有增减的，另立一版，旧版的指纹留在这里。
PUBLISHED = {
    "ordinary-penalty/1": "ff6e13b73273889f605f416eeceebbea5b01ab53ad33f9e134467a9fc9556fb4",
    "ordinary-penalty/2": "e9348004ce1f71be408799efd389c85746613d839887880ff8631861a4346d20",
}


def test_no_published_version_has_silently_grown_or_shrunk():
    assert {one.id: fingerprint(one.table) for one in VERSIONS} == PUBLISHED


def test_a_rule_more_or_less_changes_the_fingerprint():
    table = VERSIONS[0].table
    shorter = {
        **table,
        Move.DECIDE: replace(table[Move.DECIDE], rules=table[Move.DECIDE].rules[1:]),
    }

    assert fingerprint(shorter) != fingerprint(table)


def test_a_case_finds_the_table_it_was_begun_under():
    assert table_of(VERSION) is TABLE is VERSIONS[-1].table
    assert table_of("ordinary-penalty/1") is VERSIONS[0].table


def test_an_unknown_version_is_refused_with_what_there_is():
    with pytest.raises(UnknownProcedure, match="ordinary-penalty/1, ordinary-penalty/2"):
        table_of("ordinary-penalty/0")


def test_a_case_begins_under_the_version_in_force_on_the_day_of_its_lead():
    second = VERSIONS[1].since

    assert version_for(on=second) == "ordinary-penalty/2"
    assert version_for(on=second - timedelta(days=1)) == "ordinary-penalty/1"
    assert version_for(on=date(1999, 1, 1)) == "ordinary-penalty/1"
    assert [one.since for one in VERSIONS] == sorted(one.since for one in VERSIONS)


def test_a_later_version_only_adds_rules():
    first, second = (one.table for one in VERSIONS)

    assert set(second) == set(first)
    for move, line in first.items():
        assert set(line.rules) <= set(second[move].rules)
        assert set(line.details) <= set(second[move].details)
        assert (line.sources, line.target, line.roles) == (
            *(second[move].sources, second[move].target),
            second[move].roles,
        )


def test_the_first_version_still_holds_a_hearing_whose_notice_is_not_on_record():
    clerk = in_hearing(LARGE)
    (hearing,) = clerk.facts.hearings
    clerk.change(hearings=(replace(hearing, served_on=None),))
    act, host = clerk.act(Move.HOLD_HEARING), clerk.actor(Move.HOLD_HEARING)

    first, second = (one.table for one in VERSIONS)

    assert next_state(facts=clerk.facts, act=act, by=host, table=first)
    with pytest.raises(MoveRefused, match="尚未送达"):
        next_state(facts=clerk.facts, act=act, by=host, table=second)


def test_both_versions_dismiss_for_another_reason_alike():
    clerk = investigating()
    act, head = clerk.act(Move.DISMISS), clerk.actor(Move.DISMISS)

    found = {next_state(facts=clerk.facts, act=act, by=head, table=one.table) for one in VERSIONS}

    assert len(found) == 1
