"""Duties: the decision itself makes them, in time, once, and nobody can lose one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from mingjian.access.scopes import Scope
from mingjian.disclosure.duties import catch_up, duties_due, open_duties
from mingjian.disclosure.models import Duty
from mingjian.journal.models import Entry
from mingjian.law.procedure import Move, Outcome
from mingjian.law.roles import Role
from mingjian.law.workdays import national_calendar
from mingjian.ops.demo.places import PLACES
from tests.cases.story import make_cast, story_at
from tests.disclosure.make import decided, follow_case, published

db = pytest.mark.django_db


@db
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.pack_id)
def test_a_penalty_is_to_be_published_within_seven_workdays_under_every_pack(place):
    cast = make_cast(place)
    matter = decided(cast=cast, place=place)
    duty, decision = matter.duty, matter.story.case.decision

    assert duty.act == "publish_penalty"
    assert duty.due_on == national_calendar().add_workdays(decision.decided_on, 7)
    assert duty.number == decision.number
    assert duty.cite.startswith("《")
    assert not duty.is_provisional


@db
def test_a_decision_not_to_punish_has_twenty_workdays():
    matter = decided(content=None, outcome=Outcome.NO_PENALTY_NOT_ESTABLISHED)
    decided_on = matter.story.case.decision.decided_on

    assert matter.duty.act == "publish_other"
    assert matter.duty.due_on == national_calendar().add_workdays(decided_on, 20)


@db
def test_the_duty_notes_when_the_decision_was_served():
    matter = decided(until=Move.SERVE_DECISION)

    assert matter.duty.served_on == matter.story.case.decision_service.served_on


@db
def test_following_the_same_entries_again_changes_nothing():
    matter = decided(until=Move.SERVE_DECISION)
    before = Entry.objects.count()

    follow_case(matter.story.case_id)

    assert Duty.objects.count() == 1
    assert Entry.objects.count() == before


def test_the_follower_reads_each_entry_once(fresh_database):
    story = story_at(Move.SERVE_DECISION)
    first = catch_up()
    again = catch_up()

    duty = Duty.objects.get()
    assert duty.case_id == story.case_id
    assert first > 10
    # Its own entries about the duty are all there was left to read.
    assert again == 0
    assert [entry.kind for entry in Entry.objects.filter(stream_id=duty.id).order_by("seq")] == [
        "publication.duty_arose",
        "publication.decision_served",
    ]


@db
def test_a_case_without_decision_owes_nothing():
    story = story_at(Move.REPORT)

    follow_case(story.case_id)

    assert not Duty.objects.exists()


@db
def test_due_duties_are_those_whose_day_has_come_in_my_agency():
    mine, other = decided(), decided()
    scope = clerk_scope(mine.office.agency_id)
    due_on = mine.duty.due_on

    assert list(open_duties(scope=scope)) == [mine.duty]
    assert not duties_due(scope=scope, on=due_on - timedelta(days=1)).exists()
    assert list(duties_due(scope=scope, on=due_on)) == [mine.duty]
    assert other.duty not in open_duties(scope=scope)


@db
def test_a_duty_is_overdue_the_day_after_until_it_is_settled():
    matter = decided()
    late = matter.duty.due_on + timedelta(days=1)
    assert matter.duty.is_overdue(on=late)
    assert not matter.duty.is_overdue(on=matter.duty.due_on)

    published(matter)

    assert not matter.duty.is_overdue(on=late)
    assert not Duty.objects.overdue(on=late).exists()


@db
@pytest.mark.parametrize("settlement", ["published", "withheld"])
def test_a_duty_cannot_be_settled_without_its_act(settlement):
    duty = decided().duty
    duty.settlement, duty.settled_on = settlement, date(2026, 4, 20)
    duty.public_id = "A" * 22 if settlement == "published" else ""

    with pytest.raises(IntegrityError, match="not settled by an act"), transaction.atomic():
        duty.save()


def clerk_scope(agency_id):
    roles = frozenset({Role.DISCLOSURE_CLERK})
    return Scope(person_id=agency_id, agency_id=agency_id, roles=roles)
