"""Triggers of review: computed from facts and catalogue, added by one, taken back by another."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from mingjian.cases.facts import facts_of
from mingjian.cases.models import TriggerDowngrade
from mingjian.law.procedure import Move, owes_review, review_triggers
from mingjian.law.roles import Role
from mingjian.registry.items import NewItem, publish_item
from mingjian.registry.kinds import ItemKind
from tests.cases import acts, rounds
from tests.cases.story import EARLY, LONG_AGO, make_cast, refused, story_at

pytestmark = pytest.mark.django_db


def test_the_published_catalogue_makes_a_review_due() -> None:
    cast = make_cast()
    story = story_at(Move.REPORT, cast=cast)
    assert not owes_review(facts_of(story.case))

    item = NewItem(
        agency_id=cast.agency_id,
        code="重大-1",
        title="重大事项",
        kind=ItemKind.PENALTY,
        basis="目录",
        since=LONG_AGO,
        violation_id=story.case.violation_id,
        is_major=True,
    )
    publish_item(item=item, by=rounds.administrator_of(cast.agency_id), at=EARLY)

    assert [one.slug for one in review_triggers(facts_of(story.case))] == ["catalogued"]
    with refused("现行文本尚未送审"):
        acts.issue(story)


def test_an_officer_adds_and_another_takes_back_with_reasons() -> None:
    story = story_at(Move.REPORT)

    rounds.declare(story, "public_interest")
    assert owes_review(facts_of(story.case))
    rounds.drop(story, "public_interest")

    assert not owes_review(facts_of(story.case))
    gone = TriggerDowngrade.objects.get(case=story.case_id)
    assert gone.decided_by_person_id != gone.declared_by_person_id


def test_who_declared_a_trigger_does_not_take_it_back() -> None:
    story = story_at(Move.REPORT)
    rounds.declare(story, "complex", Role.AGENCY_HEAD)

    with refused("不能自己撤销"):
        rounds.drop(story, "complex")


def test_what_the_facts_show_is_not_taken_back() -> None:
    story = story_at(Move.REPORT, grave=True)

    with refused("任何人不能撤销"):
        rounds.drop(story, "major_rights")


def test_the_database_keeps_a_declared_trigger() -> None:
    case = story_at(Move.REPORT, declared_triggers=("complex",)).case
    case.declared_triggers = []

    with pytest.raises(IntegrityError, match="not simply removed"), transaction.atomic():
        case.save()


def test_a_decision_in_the_governments_name_needs_a_registered_legal_body() -> None:
    story = story_at(Move.REPORT)

    with refused("没有登记进行第二级审核的政府法制机构"):
        rounds.declare(story, rounds.GOVERNMENT_NAME)
