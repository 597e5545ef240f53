"""Rules of a table are asked in order; an act of another post is told whose it is."""

from __future__ import annotations

from uuid import UUID

from mingjian.law.breach import Breach
from mingjian.law.judging import broken_rules, wrong_post
from mingjian.law.roles import Actor, Role

ZHANG = Actor(UUID(int=1), "张三", Role.CASE_OFFICER, UUID(int=2), "办案")


def too_small(number: int) -> Breach | None:
    """A rule."""
    return Breach("SMALL", "太小", None, "请加大。") if number < 10 else None


def odd(number: int) -> Breach | None:
    """Another."""
    return Breach("ODD", "是单数", None, "请改为双数。") if number % 2 else None


def test_every_broken_rule_is_told_in_the_order_of_the_table():
    assert [each.code for each in broken_rules((odd, too_small), 3)] == ["ODD", "SMALL"]
    assert [each.code for each in broken_rules((odd, too_small), 11)] == ["ODD"]
    assert not list(broken_rules((odd, too_small), 12))


def test_an_act_of_another_post_names_whose_it_is():
    roles = (Role.LEGAL_REVIEWER, Role.AGENCY_HEAD)

    (breach,) = wrong_post(title="审核", roles=roles, by=ZHANG)

    assert "审核应当由机关负责人、法制审核人员办理，张三现以执法人员的岗位办理" in str(breach)
    assert "先切换岗位" in breach.remedy


def test_an_act_of_ones_own_post_is_no_breach():
    assert not list(wrong_post(title="调查", roles=(Role.CASE_OFFICER,), by=ZHANG))
