"""A party with a pass in its hands."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from mingjian.cases.days import BEIJING
from mingjian.cases.party.passes import IssuedPass, issue_pass
from mingjian.law.roles import Role
from mingjian.ops.demo.story import Telling

HOME = "203.0.113.7"


def noon(story: Telling, days: int = 0) -> datetime:
    """Noon of the story's day."""
    day = datetime.combine(story.day, time(12), tzinfo=BEIJING)
    return day + timedelta(days=days)


def notice_paper_id(story: Telling) -> object:
    """事先告知书 of the case."""
    return story.case.notices.latest("issued_on").document_id


def a_pass(story: Telling) -> IssuedPass:
    """查询凭证 for the notice that was served."""
    return issue_pass(
        document_id=notice_paper_id(story),
        by=story.cast.actor(Role.CASE_OFFICER),
        at=noon(story),
    )
