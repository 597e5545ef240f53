"""Changes (变更): apply named changes to a row and tell the record what they were."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db import models

from mingjian.access.duties import refusal
from mingjian.access.sealing import SHOWN, Sealed


def apply_changes(
    row: models.Model, changes: Mapping[str, Any], *, allowed: Collection[str]
) -> dict[str, list[Any]]:
    """Set the fields and return {field: [before, after]}; sealed values are only said to change.

    Raises ValueError for a field that may not change, MoveRefused when nothing would.
    """
    unknown = set(changes) - set(allowed)
    if unknown:
        raise ValueError(f"{row._meta.label} fields may not be changed: {sorted(unknown)}")
    told: dict[str, list[Any]] = {}
    for name, value in changes.items():
        before = getattr(row, name)
        if isinstance(before, Sealed):
            told[name] = [SHOWN, SHOWN]
        elif before != value:
            told[name] = [before, value]
        setattr(row, name, value)
    if not told:
        raise refusal(code="NO_CHANGE", message="没有需要变更的内容。", remedy="请核对后再提交。")
    return told
