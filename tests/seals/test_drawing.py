"""The drawn seal: small, of paths only, and different for each name."""

from __future__ import annotations

import zlib

import pytest

from mingjian.seals.drawing import DIAMETER, draw_seal


@pytest.mark.parametrize(
    "name", ["宾县司法局", "长治市水利局", "内蒙古自治区某某市市场监督管理局分局"]
)
def test_a_seal_stays_inside_its_circle(name: str):
    drawn = draw_seal(name).decode()
    numbers = [
        float(word) for word in drawn.split() if word.replace(".", "").replace("-", "").isdigit()
    ]

    assert min(numbers) >= 0
    assert max(numbers) <= DIAMETER


def test_it_needs_no_font_and_little_room():
    drawn = draw_seal("示例县市场监督管理局")

    assert b"Tf" not in drawn
    assert len(zlib.compress(drawn)) < 10_000


def test_every_name_has_its_own_seal():
    assert draw_seal("宾县司法局") != draw_seal("宾县水务局")


def test_a_name_that_cannot_be_drawn_is_refused():
    with pytest.raises(ValueError, match="no glyph"):
        draw_seal("\U0002ceff局")
