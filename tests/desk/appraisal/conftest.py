"""The campaign told for the supervision room, seen from the desk."""

from __future__ import annotations

from tests.supervision.fixtures import at_told_campaign, told

__all__ = ["at_told_campaign", "told"]
