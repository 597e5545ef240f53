"""Changes: named, told, and never more than allowed."""

from __future__ import annotations

import pytest

from mingjian.access.sealing import SHOWN
from mingjian.law.breach import MoveRefused
from mingjian.registry.changes import apply_changes
from mingjian.registry.models import Agency, Party


def test_only_what_differs_is_told() -> None:
    row = Agency(name="甲局", court="乙法院")

    told = apply_changes(row, {"name": "丙局", "court": "乙法院"}, allowed={"name", "court"})

    assert (row.name, told) == ("丙局", {"name": ["甲局", "丙局"]})


def test_a_sealed_value_is_only_said_to_change() -> None:
    row = Party(phone="13800000000")

    told = apply_changes(row, {"phone": "13900000000"}, allowed={"phone"})

    assert told == {"phone": [SHOWN, SHOWN]}


def test_no_change_is_refused() -> None:
    with pytest.raises(MoveRefused, match="没有需要变更的内容"):
        apply_changes(Agency(name="甲局"), {"name": "甲局"}, allowed={"name"})


def test_a_field_that_may_not_change_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match=r"registry\.Agency fields may not be changed"):
        apply_changes(Agency(), {"id": "x"}, allowed={"name"})
