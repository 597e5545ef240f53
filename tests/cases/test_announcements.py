"""Announcements: only where no nearer way is left, made from the case, with their clock."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mingjian.cases.announcements import announcement_of, clock_of, make_announcement
from mingjian.cases.lawbooks import announcement_days
from mingjian.cases.serving import AttemptDraft, record_attempt
from mingjian.dossier.models import Document, Service
from mingjian.law.roles import Role
from mingjian.law.service import AttemptReason, ServiceMethod
from mingjian.ops.demo.story import Telling
from tests.cases.story import last_entry, refused
from tests.cases.test_receipts import notice_of, noticed

pytestmark = pytest.mark.django_db


def announce(story: Telling, *, is_missing: bool = False) -> Document:
    return make_announcement(
        case_id=story.case_id,
        document_id=notice_of(story).id,
        is_missing=is_missing,
        by=story.cast.actor(Role.CASE_OFFICER),
        at=story.at,
    )


def tried(story: Telling, method: ServiceMethod) -> None:
    """One attempt that failed."""
    draft = AttemptDraft(
        method, story.day, "示例路1号", AttemptReason.MOVED, "门店关闭。", "照片1张。", "张三、李四"
    )
    by = story.cast.actor(Role.CASE_OFFICER)
    paper = notice_of(story)
    record_attempt(case_id=story.case_id, document_id=paper.id, draft=draft, by=by, at=story.at)


def test_an_announcement_says_which_paper_and_when_it_counts_as_served() -> None:
    story = noticed()
    for method in (ServiceMethod.DIRECT, ServiceMethod.POSTAL):
        tried(story, method)
    made = announce(story)

    days = announcement_days(story.case, on=story.day)
    said = made.content["opening"] + made.content["sections"][0]["paragraphs"][0]
    number = notice_of(story).number
    assert number is not None
    assert number.text in said
    assert f"经过{days}日，即视为送达" in said
    assert "用其他方式无法送达" in said
    assert (made.content["sealed"], "送公" in made.content["number"]) == (True, True)
    assert last_entry(story.case_id).payload["days"] == days
    assert announcement_of(notice_of(story)) == made


def test_one_attempt_is_enough_where_the_party_is_missing() -> None:
    story = noticed()
    tried(story, ServiceMethod.DIRECT)

    assert "下落不明" in announce(story, is_missing=True).content["opening"]


def test_a_nearer_way_forbids_the_announcement_and_nothing_changes() -> None:
    story = noticed()
    with refused("还没有试过", "第九十五条"):
        announce(story)

    tried(story, ServiceMethod.DIRECT)
    with refused("还没有试过邮寄送达"):
        announce(story)


def test_the_clock_counts_to_the_day_on_which_it_counts_as_served() -> None:
    story = noticed()
    ends = story.day + timedelta(days=30)
    service = Service(
        method=ServiceMethod.BY_ANNOUNCEMENT.value, done_on=story.day, effective_on=ends
    )

    assert "还有30日" in clock_of(service, on=story.day)
    assert "已经视为送达" in clock_of(service, on=ends)
    assert clock_of(Service(method=ServiceMethod.DIRECT.value), on=ends) == ""
    assert clock_of(None, on=ends) == ""
