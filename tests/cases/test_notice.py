"""Notice and its service: one content, the party's rights, periods from the day after."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mingjian.cases.models import Notice, NoticeService
from mingjian.dossier.kinds import ServiceMethod
from mingjian.dossier.models import Document
from mingjian.law.procedure import Move, Outcome, State
from mingjian.law.workdays import national_calendar
from mingjian.ops.demo.story import Telling
from tests.cases import acts
from tests.cases.story import last_entry, refused, state_of, story_at

pytestmark = pytest.mark.django_db


def paper_text(notice: Notice) -> str:
    """All paragraphs of the notice."""
    sections = notice.document.content["sections"]
    return "".join(text for section in sections for text in section["paragraphs"])


def test_a_notice_tells_the_proposal_and_the_rights() -> None:
    story = story_at(Move.ISSUE_NOTICE)

    notice = Notice.objects.get(case=story.case_id)

    assert state_of(story.case_id) is State.REPORTED
    assert notice.proposal_hash == story.case.proposals.get().hash
    assert story.plot.facts in paper_text(notice)
    assert "12,000" in paper_text(notice) or "12000" in paper_text(notice)
    assert "陈述和申辩" in paper_text(notice)
    assert last_entry(story.case_id).payload["number"] == notice.document.number.text


def test_a_light_case_is_offered_no_hearing() -> None:
    notice = Notice.objects.get(case=story_at(Move.ISSUE_NOTICE).case_id)

    assert not notice.offers_hearing
    assert "听证" not in paper_text(notice)


def test_a_grave_case_is_offered_a_hearing() -> None:
    notice = Notice.objects.get(case=story_at(Move.ISSUE_NOTICE, grave=True).case_id)

    assert notice.offers_hearing
    assert "要求举行听证的权利" in paper_text(notice)


def test_service_starts_the_periods_on_the_day_after() -> None:
    story = story_at(Move.SERVE_NOTICE, grave=True)

    served = NoticeService.objects.get(case=story.case_id)

    five_workdays = national_calendar().add_workdays(story.day, 5)
    assert state_of(story.case_id) is State.NOTIFIED
    assert served.served_on == story.day
    assert (served.defence_due_on, served.hearing_due_on) == (five_workdays, five_workdays)


def test_the_record_of_the_service_names_method_and_periods() -> None:
    story = story_at(Move.SERVE_NOTICE)

    payload = last_entry(story.case_id).payload

    served = NoticeService.objects.get(case=story.case_id)
    assert payload["method"] == "direct"
    assert payload["defence_due_on"] == served.defence_due_on.isoformat()
    assert payload["hearing_due_on"] is None


def test_service_by_announcement_takes_effect_when_its_days_are_over() -> None:
    story = story_at(Move.ISSUE_NOTICE)
    acts.try_in_vain(story)

    acts.serve(
        story,
        method=ServiceMethod.BY_ANNOUNCEMENT,
        receiver="",
        proof="公告栏第1号",
        efforts="住所无人，邮寄退回。",
    )

    served = NoticeService.objects.get(case=story.case_id)
    assert served.served_on == story.day + timedelta(days=30)
    assert served.defence_due_on > served.served_on


def test_nothing_is_served_that_was_not_issued() -> None:
    story = story_at(Move.REPORT)

    with refused("没有待送达的告知书"):
        acts.serve(story)


def test_a_text_is_told_once() -> None:
    story = story_at(Move.SERVE_NOTICE)
    acts.revise(story, reasons="补充理由。")
    acts.issue(story)
    acts.serve(story)

    with refused("办理"):
        acts.issue(story)


def test_where_no_penalty_is_proposed_there_is_nothing_to_tell() -> None:
    story = story_at(Move.REPORT, outcome=Outcome.NO_PENALTY_NOT_ESTABLISHED, content=None)

    with refused("没有拟给予行政处罚"):
        acts.issue(story)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"proof": " "}, "没有写明送达凭证"),
        ({"receiver": " "}, "没有写明签收人"),
        ({"done_on": date(2026, 3, 1)}, "早于"),
        ({"done_on": date(2027, 3, 1)}, "晚于登记日期"),
    ],
)
def test_an_unlawful_service_leaves_no_trace(changes: dict[str, object], words: str) -> None:
    story = story_at(Move.ISSUE_NOTICE)
    story.seal()

    with refused(words):
        acts.serve(story, **changes)


def test_the_notice_is_numbered_in_the_order_of_its_year() -> None:
    first = story_at(Move.ISSUE_NOTICE)
    second = story_at(Move.ISSUE_NOTICE, cast=first.cast)

    serials = [_notice_of(story).number.serial for story in (first, second)]

    assert serials == [1, 2]


def _notice_of(story: Telling) -> Document:
    return Notice.objects.get(case=story.case_id).document
