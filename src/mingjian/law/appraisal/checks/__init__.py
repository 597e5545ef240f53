"""Automatic checks (自动核对): importing this package registers them all."""

from __future__ import annotations

from mingjian.law.appraisal.answers import CHECKS
from mingjian.law.appraisal.checks import conduct, legality, parts

__all__ = ["CHECKS", "conduct", "legality", "parts"]
