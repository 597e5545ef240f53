"""Deliberation: enough heads, every opinion kept, on the very text that is decided."""

from __future__ import annotations

import pytest

from mingjian.cases.deliberation import Member
from mingjian.cases.models import Deliberation
from mingjian.dossier.kinds import DocumentKind
from mingjian.law.procedure import Move, State
from mingjian.ops.demo.story import Telling
from tests.cases import acts
from tests.cases.story import last_entry, refused, state_of, story_at

pytestmark = pytest.mark.django_db


def before_deliberation() -> Telling:
    """A grave case, reviewed, noticed, its periods over."""
    story = story_at(Move.SERVE_NOTICE, grave=True)
    served = story.case.notice_services.get()
    story.wait_until_after(served.hearing_due_on)
    return story


def test_members_opinions_and_conclusion_are_kept() -> None:
    story = before_deliberation()
    dissenting = Member("丁", "副局长", agrees=False, opinion="罚款偏高。")

    acts.deliberate(story, members=(*acts.MEMBERS, dissenting))

    held = Deliberation.objects.get(case=story.case_id)
    assert [member["name"] for member in held.members] == ["甲", "乙", "丙", "丁"]
    assert held.members[-1]["opinion"] == "罚款偏高。"
    assert last_entry(story.case_id).payload["dissent"] == 1
    assert held.document.kind == DocumentKind.DELIBERATION_RECORD.value


def test_a_dissenting_opinion_stands_in_the_paper() -> None:
    story = before_deliberation()
    dissenting = Member("丁", "副局长", agrees=False, opinion="罚款偏高。")

    acts.deliberate(story, members=(*acts.MEMBERS, dissenting))

    sections = Deliberation.objects.get(case=story.case_id).document.content["sections"]
    assert "丁（副局长）：不同意。罚款偏高。" in sections[1]["paragraphs"]


def test_two_heads_are_not_enough() -> None:
    story = before_deliberation()

    with refused("参加集体讨论的负责人为2人", "少于规定的3人"):
        acts.deliberate(story, members=acts.MEMBERS[:2])


def test_one_head_named_three_times_is_one_head() -> None:
    story = before_deliberation()

    with refused("参加集体讨论的负责人为1人"):
        acts.deliberate(story, members=acts.MEMBERS[:1] * 3)


def test_a_grave_case_is_not_decided_by_the_head_alone() -> None:
    story = before_deliberation()

    with refused("应当由负责人集体讨论决定", "第五十七条"):
        acts.decide(story)


def test_a_conclusion_against_the_text_stops_the_decision() -> None:
    story = before_deliberation()
    acts.deliberate(story, agrees=False)

    with refused("现行文本尚未讨论同意"):
        acts.decide(story)


def test_with_the_conclusion_the_decision_names_it() -> None:
    story = before_deliberation()
    acts.deliberate(story)

    acts.decide(story)

    decision = story.case.decision
    assert state_of(story.case_id) is State.DECIDED
    assert decision.deliberation == Deliberation.objects.get(case=story.case_id)
    assert decision.deliberation_agrees is True


def test_a_deliberation_before_the_party_was_heard_is_refused() -> None:
    story = story_at(Move.AGREE, grave=True)

    with refused("尚未向当事人告知现行拟处理意见"):
        acts.deliberate(story)
