"""The primary step and the others, for who looks at the case."""

from __future__ import annotations

import pytest

from mingjian.cases.facts import facts_of
from mingjian.desk.cases.moves import DOINGS
from mingjian.desk.cases.steps import Steps, article_of, steps_for
from mingjian.law.procedure import TABLE, Move
from mingjian.law.provisions import provision_text
from mingjian.law.roles import Role
from mingjian.ops.demo.story import Telling
from tests.cases.story import story_at
from tests.desk.make import today, workdays_ago


def steps_of(story: Telling, role: Role) -> Steps:
    return steps_for(
        case_id=story.case_id,
        facts=facts_of(story.case),
        by=story.cast.actor(role),
        on=today(),
        table=TABLE,
    )


def test_every_move_of_the_law_but_the_first_has_a_form() -> None:
    assert set(TABLE) - set(DOINGS) == {Move.REGISTER_LEAD}


@pytest.mark.parametrize("move", DOINGS)
def test_the_article_of_a_move_is_a_real_place(move: Move) -> None:
    cite = article_of(move)

    assert cite is None or provision_text(cite)


@pytest.mark.django_db
def test_the_next_step_of_the_law_is_the_primary_one() -> None:
    story = story_at(Move.REPORT, start=workdays_ago(60))

    found = steps_of(story, Role.CASE_OFFICER)

    assert found.primary is not None
    assert found.primary.label == "制作事先告知书"
    assert found.primary.is_allowed


@pytest.mark.django_db
def test_acts_of_other_roles_are_named_but_not_offered() -> None:
    story = story_at(Move.REPORT, start=workdays_ago(60))

    found = steps_of(story, Role.CASE_OFFICER)

    assert "延长办案期限" in found.of_other_roles
    assert "延长办案期限" not in [step.label for step in found.others]


@pytest.mark.django_db
def test_allowed_steps_stand_before_locked_ones() -> None:
    story = story_at(Move.SERVE_NOTICE, start=workdays_ago(60))

    allowed = [step.is_allowed for step in steps_of(story, Role.CASE_OFFICER).others]

    assert allowed == sorted(allowed, reverse=True)
    assert False in allowed


@pytest.mark.django_db
def test_a_closed_case_has_no_step() -> None:
    story = story_at(None, start=workdays_ago(90))

    assert steps_of(story, Role.CASE_OFFICER).primary is None


@pytest.mark.django_db
def test_where_another_role_acts_only_its_reasons_are_told() -> None:
    story = story_at(Move.SERVE_NOTICE, start=workdays_ago(60))

    found = steps_of(story, Role.CASE_OFFICER)

    assert found.primary is not None
    told = [breach.message for breach in found.primary.breaches]
    assert any("应当由机关负责人办理" in message for message in told)
    assert not any(message.startswith(story.cast.lead.name) for message in told)
