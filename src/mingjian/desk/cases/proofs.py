"""证据缺口 beside the investigation report: what is not proved yet, before it goes to review."""

from __future__ import annotations

from datetime import date
from typing import Any

from mingjian.cases.proof import matrix_of
from mingjian.desk.cases.case_file import CaseFile
from mingjian.law.proof import CLEAR_FACTS


def gaps_context(file: CaseFile, *, on: date) -> dict[str, Any]:
    """The gap list and its indispensable part."""
    matrix = matrix_of(file.case, on=on)
    return {"gaps": matrix.gaps, "mandatory": matrix.mandatory, "clear_facts": CLEAR_FACTS}
