"""Formal faults of documents (文书格式校核): rules that need no judgement."""

from __future__ import annotations

from mingjian.law.linting.checking import find_faults, serious
from mingjian.law.linting.paper import CaseSheet, Finding, Gravity, Paper

__all__ = ["CaseSheet", "Finding", "Gravity", "Paper", "find_faults", "serious"]
