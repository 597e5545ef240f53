"""Machine checks before a review: clean cases are clean, doubts name person, day and act."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from mingjian.access.scopes import Scope
from mingjian.cases.decision import serve_decision
from mingjian.desk.cases.case_file import CaseFile, case_for, read_file
from mingjian.desk.cases.prechecks import prechecks_for
from mingjian.dossier.kinds import ServiceMethod
from mingjian.dossier.serving import Delivery
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from mingjian.ops.demo.story import Telling
from mingjian.registry.agencies import end_power
from mingjian.registry.credentials import suspend_credential
from mingjian.registry.models import Credential
from tests.cases.story import BINXIAN, an_administrator, story_at
from tests.desk.make import today, workdays_ago

pytestmark = pytest.mark.django_db


def file_of(story: Telling) -> CaseFile:
    cast = story.cast
    scope = Scope(cast.head.person_id, cast.agency_id, "", frozenset({Role.AGENCY_HEAD}))
    return read_file(case_for(scope=scope, case_id=story.case_id))


def in_review() -> Telling:
    return story_at(Move.SUBMIT_REVIEW, start=workdays_ago(60), grave=True)


def test_a_case_in_order_raises_no_doubt_on_points_1_2_5_and_6() -> None:
    found = prechecks_for(file_of(in_review()), on=today())

    assert [found[number].is_clean for number in (1, 2, 5, 6)] == [True] * 4
    assert [found[number].is_clean for number in (3, 4, 7)] == [None] * 3


def test_an_act_without_a_valid_card_is_named_with_its_day() -> None:
    story = in_review()
    taken_on = story.case.evidence.order_by("collected_on").first().collected_on
    card = Credential.objects.get(officer_id=story.cast.lead.officer_id)
    suspend_credential(
        credential_id=card.id,
        since=taken_on,
        until=taken_on + timedelta(days=1),
        reason="培训",
        by=an_administrator(),
        at=timezone.now(),
    )

    found = prechecks_for(file_of(story), on=today())[1]

    assert found.is_clean is False
    assert "“登记证据”时执法证件无效" in found.findings[0]


def test_a_cause_outside_the_powers_of_the_agency_is_a_doubt() -> None:
    story = in_review()
    end_power(
        agency_id=story.cast.agency_id,
        line=BINXIAN.line,
        until=story.case.opened_on,
        by=an_administrator(),
        at=timezone.now(),
    )

    found = prechecks_for(file_of(story), on=today())[5]

    assert found.is_clean is False
    assert "不在" in found.findings[0]


def test_a_warning_in_the_record_is_a_doubt_about_the_order() -> None:
    story = story_at(Move.DECIDE, start=workdays_ago(90))
    story.day = story.day + timedelta(days=30)
    story.act(
        Move.SERVE_DECISION, serve_decision, Role.CASE_OFFICER, delivery=late_delivery(story.day)
    )

    found = prechecks_for(file_of(story), on=today())[2]

    assert found.is_clean is False
    assert "“送达决定书”" in found.findings[0]


def late_delivery(on: date) -> Delivery:
    """Served long after the seven days."""
    return Delivery(ServiceMethod.DIRECT, on, receiver="王五", proof="送达回证")
