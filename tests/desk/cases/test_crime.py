"""行刑衔接 on the case page: the hint, its clause, and that it ends with the head's word."""

from __future__ import annotations

import pytest

from mingjian.law.procedure import Move
from mingjian.law.proceedings import ProceedingMove as Step
from mingjian.law.roles import Role
from tests.cases.crime import expired_food
from tests.cases.proceedings.steps import take
from tests.cases.story import story_at
from tests.desk.make import at_desk, text_of

pytestmark = pytest.mark.django_db


def test_the_page_names_the_standard_and_where_to_answer_it() -> None:
    story = expired_food(Move.REPORT)

    page = text_of(at_desk(story.cast, Role.CASE_OFFICER).get(f"/cases/{story.case_id}/"))

    assert "本案数额达到立案追诉标准，可能涉嫌犯罪" in page
    assert "货值金额 60,000 元：生产、销售伪劣产品罪（刑法第一百四十条）" in page
    assert "尚未销售，货值金额十五万元以上的" in page
    assert f"/cases/{story.case_id}/proceedings/report_crime/" in page


def test_once_the_head_has_answered_the_page_says_so() -> None:
    story = expired_food(Move.REPORT)
    take(story, Step.REPORT_CRIME, Step.DECLINE_REFERRAL, reasons="尚未销售，不足十五万元。")

    page = text_of(at_desk(story.cast, Role.AGENCY_HEAD).get(f"/cases/{story.case_id}/"))

    assert "负责人已写明不予移送的理由" in page
    assert "也没有负责人不予移送的理由以前" not in page


def test_a_case_below_every_standard_is_not_hinted_at() -> None:
    story = story_at(Move.REPORT)

    page = text_of(at_desk(story.cast, Role.CASE_OFFICER).get(f"/cases/{story.case_id}/"))

    assert "立案追诉标准" not in page
