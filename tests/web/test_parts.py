"""The small records handed to the parts know their own state."""

from __future__ import annotations

import pytest

from mingjian.law.breach import Breach
from mingjian.web.parts import DiffRow, Step


@pytest.mark.parametrize(
    ("public", "change"), [(None, "withheld"), ("示例路", "changed"), ("示例路 12 号", "same")]
)
def test_a_field_says_how_it_differs_outside(public: str | None, change: str):
    assert DiffRow("住所", "示例路 12 号", public).change == change


def test_a_step_is_allowed_when_nothing_is_breached():
    breach = Breach("APL58", "法制审核尚未通过。", None, "")

    assert Step("决定", "/d").is_allowed
    assert not Step("决定", "/d", (breach,)).is_allowed
