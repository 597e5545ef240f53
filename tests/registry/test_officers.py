"""Officers: one record for a person, and who may enforce on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mingjian.journal.ids import new_id
from mingjian.journal.models import Entry
from mingjian.law.breach import MoveRefused
from mingjian.law.roles import Role
from mingjian.registry.models import Officer
from mingjian.registry.officers import (
    NewOfficer,
    credential_of,
    end_office,
    officer_of,
    officers_with_credential,
    register_officer,
    update_officer,
)
from tests.access.make import LONG_AGO, MONDAY, actor, make_user
from tests.registry.make import SYSTEM, make_agency, make_credential, make_officer

pytestmark = pytest.mark.django_db
TODAY, TOMORROW = date(2026, 5, 11), date(2026, 5, 12)


def test_an_officer_is_the_person_of_the_account() -> None:
    user = make_user(Role.CASE_OFFICER)

    officer = make_officer(person_id=user.person_id)

    assert officer_of(person_id=user.person_id) == officer
    assert officer_of(person_id=new_id()) is None


def test_a_person_is_registered_once() -> None:
    officer = make_officer()

    with pytest.raises(MoveRefused, match="已登记为执法人员"):
        make_officer(person_id=officer.person_id)


def test_only_officers_with_a_valid_credential_may_enforce() -> None:
    agency = make_agency()
    officer = make_officer(agency)
    make_officer(agency, is_assistant=True)
    make_officer()

    assert list(officers_with_credential(agency_id=agency.id, on=TODAY)) == [officer]
    assert not officers_with_credential(agency_id=agency.id, on=date(2030, 1, 1))


def test_who_left_office_may_not_enforce_although_the_card_is_valid() -> None:
    officer = make_officer()

    end_office(officer_id=officer.id, until=TOMORROW, by=SYSTEM, at=MONDAY)

    able = [
        officers_with_credential(agency_id=officer.agency_id, on=on) for on in (TODAY, TOMORROW)
    ]
    assert [list(officers) for officers in able] == [[officer], []]


def test_the_credential_that_lasts_longest_is_the_one_shown() -> None:
    officer = make_officer()
    longest = make_credential(officer, valid_until=date(2031, 12, 31))

    assert credential_of(officer_id=officer.id, on=TODAY) == longest
    assert credential_of(officer_id=officer.id, on=date(2019, 1, 1)) is None


def test_a_reviewer_of_today_needs_the_legal_qualification() -> None:
    with pytest.raises(MoveRefused) as caught:
        make_officer(reviewer_since=date(2018, 1, 1))

    assert "《行政处罚法》第五十八条第二款" in str(caught.value)
    make_officer(reviewer_since=date(2018, 1, 1), legal_qualification=True)
    make_officer(reviewer_since=date(2017, 12, 31), since=date(2015, 1, 1))


def test_an_assistant_reviews_nothing() -> None:
    with pytest.raises(MoveRefused, match="辅助人员不能从事法制审核"):
        make_officer(is_assistant=True, legal_qualification=True, reviewer_since=TODAY)


def test_a_changed_post_leaves_the_old_one_in_the_record() -> None:
    officer = make_officer(post="科员")

    update_officer(officer_id=officer.id, changes={"post": "科长"}, by=SYSTEM, at=MONDAY)

    entry = Entry.objects.get(stream_id=officer.id, kind="officer_changed")
    assert entry.payload == {"changes": {"post": ["科员", "科长"]}}


@pytest.mark.parametrize("until", [date(2019, 12, 31), LONG_AGO])
def test_an_office_ends_after_it_began(until: date) -> None:
    officer = make_officer()

    with pytest.raises(MoveRefused, match="不晚于到岗日期"):
        end_office(officer_id=officer.id, until=until, by=SYSTEM, at=MONDAY)


def test_an_office_ends_once() -> None:
    officer = make_officer()
    end_office(officer_id=officer.id, until=TODAY, by=SYSTEM, at=MONDAY)

    with pytest.raises(MoveRefused, match="已离岗"):
        end_office(officer_id=officer.id, until=TOMORROW, by=SYSTEM, at=MONDAY)


@pytest.mark.parametrize(
    "by", [actor(Role.AGENCY_HEAD), actor(Role.SYSTEM_ADMIN, agency_id=new_id())]
)
def test_only_the_administrator_of_the_agency_keeps_officers(by: Any) -> None:
    officer = make_officer()
    new = NewOfficer(officer.agency_id, "赵六", "科员", "市场监管", LONG_AGO)

    with pytest.raises(MoveRefused):
        register_officer(officer=new, by=by, at=MONDAY)
    with pytest.raises(MoveRefused):
        update_officer(officer_id=officer.id, changes={"post": "x"}, by=by, at=MONDAY)
    with pytest.raises(MoveRefused):
        end_office(officer_id=officer.id, until=TODAY, by=by, at=MONDAY)

    assert Officer.objects.get() == officer
