"""One act is one transaction: lock, facts, law, rows, record; an agency acts in its own cases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from mingjian.cases import opening
from mingjian.cases.acting import act_on_case, entry_kind
from mingjian.cases.models import Case
from mingjian.journal.ids import new_id
from mingjian.journal.models import Stream
from mingjian.journal.verifying import verify_chains
from mingjian.law.breach import MoveRefused
from mingjian.law.procedure import Act, CaseFacts, Move
from mingjian.law.roles import Role
from mingjian.ops.demo.story import Telling
from mingjian.ops.postgres import APP
from tests.cases import acts
from tests.cases.story import (
    entries_of,
    everything,
    last_entry,
    make_cast,
    refused,
    state_of,
    story_at,
)


@pytest.mark.django_db
def test_every_act_of_a_case_is_one_entry_in_order() -> None:
    story = story_at(None, grave=True, asks_hearing=True)

    entries = entries_of(story.case_id)

    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    assert entries[0].kind == entry_kind(Move.REGISTER_LEAD)
    assert entries[-1].kind == entry_kind(Move.CLOSE)
    assert entries[-1].payload["state"] == "closed"


@pytest.mark.django_db
def test_an_entry_says_who_in_which_role_when_and_for_what() -> None:
    story = story_at(Move.APPROVE_OPENING)

    entry = last_entry(story.case_id)

    assert entry.actor_person_id == story.cast.head.person_id
    assert (entry.actor_role, entry.purpose) == ("agency_head", "审批案件")
    assert entry.actor_agency_id == story.cast.agency_id
    assert (entry.acted_on, entry.at) == (story.day, story.at)


@pytest.mark.django_db
def test_the_chain_of_a_told_case_verifies() -> None:
    story = story_at(None)

    verdict = verify_chains(streams=Stream.objects.filter(id=story.case.id))

    assert verdict.entries > 10
    assert verdict.faults == ()


@pytest.mark.django_db
def test_the_newest_business_day_never_goes_back() -> None:
    story = story_at(Move.APPROVE_OPENING)
    story.day -= timedelta(days=1)

    with refused("早于本案上一办案行为的日期"):
        acts.add_evidence(story)

    assert story.case.latest_act_on == story.day + timedelta(days=1)


@pytest.mark.django_db
def test_all_breaches_are_told_at_once() -> None:
    story = story_at(Move.REPORT, grave=True)

    with pytest.raises(MoveRefused) as caught:
        acts.decide(story)

    codes = {breach.code for breach in caught.value.breaches}
    assert {"APL62", "APL58", "APL57"} <= codes


@pytest.mark.django_db
def test_an_act_that_fails_while_saving_leaves_nothing() -> None:
    story = story_at(Move.APPROVE_OPENING)
    before = everything()

    def broken_save(case: Case, facts: CaseFacts) -> dict[str, object]:
        case.place = "已改动"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act_on_case(
            case_id=story.case_id,
            act=Act(Move.PAUSE, on=story.day, entered_on=story.day, reasons="检测。"),
            by=story.cast.actor(Role.AGENCY_HEAD),
            at=story.at,
            save=broken_save,
        )

    assert everything() == before


@pytest.mark.django_db
def test_a_case_nobody_knows_is_not_acted_upon() -> None:
    story = replace(story_at(Move.APPROVE_OPENING), case_id=new_id())

    with pytest.raises(Case.DoesNotExist):
        acts.add_evidence(story)


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.CASE_OFFICER, Role.AGENCY_HEAD])
def test_whoever_may_look_the_neighbour_does_not_act(role: Role) -> None:
    story, neighbour = story_at(Move.REQUEST_OPENING), make_cast()

    with refused("不是本案办案机关的人员", "第二十二条"):
        opening.decline_opening(
            case_id=story.case_id,
            on=story.day,
            reasons="越权。",
            by=neighbour.actor(role),
            at=story.at,
        )


def approve_at_the_same_time(story: Telling, start: Barrier) -> str:
    """One of two heads who press the button together."""
    start.wait(timeout=20)
    try:
        opening.approve_opening(
            case_id=story.case_id,
            on=story.day,
            reasons="同意。",
            by=story.cast.actor(Role.AGENCY_HEAD),
            at=story.at,
        )
    except MoveRefused as refusal:
        return str(refusal)
    finally:
        connection.close()
    return "done"


@pytest.mark.usefixtures("fresh_database")
def test_of_two_simultaneous_approvals_one_is_judged_after_the_other() -> None:
    story = story_at(Move.REQUEST_OPENING, cast=make_cast())
    start = Barrier(2)

    with ThreadPoolExecutor(2) as heads:
        answers = list(heads.map(lambda _: approve_at_the_same_time(story, start), range(2)))

    assert sorted(answers)[0] == "done"
    assert "批准立案" in sorted(answers)[1]
    assert len(entries_of(story.case_id)) == 4


@pytest.mark.usefixtures("fresh_database")
def test_the_application_role_has_every_right_that_a_whole_case_needs() -> None:
    cast = make_cast()
    connection.close()
    owner, connection.settings_dict["USER"] = connection.settings_dict["USER"], APP

    try:
        story = story_at(None, cast=cast, grave=True, asks_hearing=True, review_returns=True)
        assert state_of(story.case_id).is_final
    finally:
        connection.close()
        connection.settings_dict["USER"] = owner
