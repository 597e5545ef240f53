"""Papers in the to-do: approval, seal, and what reached nobody, each for whose turn it is."""

from __future__ import annotations

import pytest

from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from mingjian.ops.demo.story import Telling
from tests.cases import acts
from tests.cases.story import story_at
from tests.desk.make import at_desk, text_of, workdays_ago

pytestmark = pytest.mark.django_db


def papers_of(story: Telling, role: Role) -> str:
    """The list of papers on the to-do page of that role."""
    page = text_of(at_desk(story.cast, role).get("/todo/beside/"))
    return page.partition("文书用印和送达（")[2]


def test_a_new_notice_waits_for_who_approves_the_seal() -> None:
    story = story_at(Move.ISSUE_NOTICE, start=workdays_ago(25))

    assert "批准用印" in papers_of(story, Role.LEGAL_REVIEWER)
    assert "没有等待您" in papers_of(story, Role.CASE_OFFICER)


def test_what_was_tried_in_vain_waits_for_another_way() -> None:
    story = story_at(Move.ISSUE_NOTICE, start=workdays_ago(25))
    story.seal()
    acts.try_in_vain(story)

    assert "改用其他方式" in papers_of(story, Role.CASE_OFFICER)
    assert "没有等待您" in papers_of(story, Role.LEGAL_REVIEWER)
