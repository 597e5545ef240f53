"""Contrast, computed from the tokens themselves (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import mingjian.web

STATIC = Path(mingjian.web.__file__).parent / "static" / "web"
TOKENS = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", (STATIC / "tokens.css").read_text()))
TEXT_PAIRS = [
    *((ink, ground) for ink in ("ink", "ink-2", "brand") for ground in ("paper", "ground")),
    *((mark, ground) for mark in ("amber", "green", "seal") for ground in ("paper", "ground")),
    *((ink, "brand-tint") for ink in ("ink", "ink-2", "brand", "brand-deep")),
    *((ink, "amber-tint") for ink in ("ink", "ink-2", "amber", "brand")),
    ("green", "green-tint"),
    ("seal", "seal-tint"),
    ("ink", "hit"),
    ("brand", "hit"),
    *(("paper", ground) for ground in ("brand", "brand-deep", "seal")),
]


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(TOKENS[one]), luminance(TOKENS[other])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_can_be_read_on_its_ground(ink: str, ground: str):
    assert contrast(ink, ground) >= 4.5


@pytest.mark.parametrize(
    ("edge", "ground"), [("edge", "paper"), ("edge", "ground"), ("focus", "paper")]
)
def test_edges_of_controls_can_be_seen(edge: str, ground: str):
    assert contrast(edge, ground) >= 3


def test_seal_red_is_kept_for_seal_red_head_and_overdue():
    users = {
        selector.strip().splitlines()[-1]
        for sheet in STATIC.glob("*.css")
        for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet.read_text())
        if "var(--seal" in body
    }

    assert {user for user in users if "late" not in user and "sheet-red" not in user} == set()


def test_a_style_sheet_stays_short():
    long = [s.name for s in STATIC.glob("*.css") if len(s.read_text().splitlines()) > 400]

    assert long == []
