"""Fixtures of the room."""

from __future__ import annotations

from tests.supervision.fixtures import at_told_campaign, told

__all__ = ["at_told_campaign", "told"]
