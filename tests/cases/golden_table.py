"""The table of docs/real-decisions.md: what each golden decision must say, word for word."""

from __future__ import annotations

from functools import cache
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "real-decisions.md"


@cache
def rows() -> tuple[tuple[str, str, str], ...]:
    """Decision, element, our words."""
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line[:2] == "| "]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]
    return tuple((decision, element, ours) for decision, element, _, ours in cells)


def lacking(decision: str, words: str) -> list[str]:
    """The elements of that decision which ``words`` do not say."""
    told = [(element, ours) for known, element, ours in rows() if known == decision]
    assert told, f"no row for {decision}"
    return [f"{element}: {ours}" for element, ours in told if ours not in words]
