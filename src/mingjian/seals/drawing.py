"""The round seal (圆形印章) as vector drawing: made from the agency's name, small, without fonts.

Agency's name on the arc, a star, 测试用印 below. Glyph outlines are drawn as paths, so that the
sealed file needs no further font and is drawn alike everywhere.
"""

from __future__ import annotations

from functools import cache, lru_cache
from math import cos, pi, radians, sin
from typing import Any

from fontTools.misc.transform import Transform
from fontTools.pens.basePen import BasePen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from pylopdf_fonts_zh_cn import sans_path, serif_path

MM = 72 / 25.4
DIAMETER = 42 * MM  # 县级政府部门印章直径 42 毫米 (国发〔1999〕25号)
WORDS = "测试用印"
_RED = "0.784 0.063 0.180"
_CENTRE = DIAMETER / 2
_RING = 1.2 * MM
_STAR = 7 * MM
_NAME_RADIUS = 15.2 * MM
_WIDEST_ARC = 240.0
_CIRCLE = 0.5522847498  # Bézier handles of a quarter circle


@lru_cache(maxsize=64)
def draw_seal(agency_name: str) -> bytes:
    """PDF drawing operators in a box of DIAMETER × DIAMETER points."""
    parts = [f"q {_RED} rg {_RED} RG", _ring(), _star(), *_arc(agency_name), *_line(WORDS)]
    return "\n".join([*parts, "Q"]).encode("ascii")


def _ring() -> str:
    r, h = _CENTRE - _RING, (_CENTRE - _RING) * _CIRCLE
    c = _CENTRE
    curves = (
        (c + r, c + h, c + h, c + r, c, c + r),
        (c - h, c + r, c - r, c + h, c - r, c),
        (c - r, c - h, c - h, c - r, c, c - r),
        (c + h, c - r, c + r, c - h, c + r, c),
    )
    drawn = " ".join(f"{_numbers(*curve)} c" for curve in curves)
    return f"{_RING:.2f} w {_numbers(c + r, c)} m {drawn} s"


def _star() -> str:
    points = [
        (_CENTRE + _STAR * cos(angle), _CENTRE + _STAR * sin(angle))
        for angle in (pi / 2 + index * 4 * pi / 5 for index in range(5))
    ]
    first, *others = (_numbers(*point) for point in points)
    return f"{first} m " + " ".join(f"{point} l" for point in others) + " h f"


def _arc(text: str) -> list[str]:
    """The name from the lower left over the top to the lower right."""
    step = min(26.0, _WIDEST_ARC / max(len(text) - 1, 1))
    size = min(5.6 * MM, 2 * pi * _NAME_RADIUS * step / 360 * 1.02)
    first = step * (len(text) - 1) / 2
    return [
        _glyph(letter, _on_circle(radians(first - step * place)), size, "serif")
        for place, letter in enumerate(text)
    ]


def _on_circle(angle: float) -> Transform:
    middle = Transform().translate(
        _CENTRE - _NAME_RADIUS * sin(angle), _CENTRE + _NAME_RADIUS * cos(angle)
    )
    return middle.rotate(angle)


def _line(text: str) -> list[str]:
    size, baseline = 3.6 * MM, _CENTRE - 17 * MM
    start = _CENTRE - size * (len(text) - 1) / 2
    return [
        _glyph(letter, Transform().translate(start + size * place, baseline), size, "sans")
        for place, letter in enumerate(text)
    ]


def _glyph(letter: str, middle: Transform, size: float, face: str) -> str:
    """The outline of one letter, its middle at the origin of ``middle``."""
    glyphs, names, units = _font(face)
    if ord(letter) not in names:
        raise ValueError(f"no glyph for {letter!r} in the seal's font")
    glyph = glyphs[names[ord(letter)]]
    # 汉字字身以基线上 0.38 字高为中心。
    scaled = middle.scale(size / units).translate(-glyph.width / 2, -0.38 * units)
    pen = _PathPen(glyphs)
    glyph.draw(TransformPen(pen, scaled))
    return " ".join([*pen.drawn, "f"])


class _PathPen(BasePen):  # type: ignore[misc]  # fontTools has no types
    """Writes an outline as PDF path operators."""

    def __init__(self, glyphs: Any) -> None:
        super().__init__(glyphs)
        self.drawn: list[str] = []

    def _moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802  # fontTools' name
        self.drawn.append(f"{_numbers(*point)} m")

    def _lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802  # fontTools' name
        self.drawn.append(f"{_numbers(*point)} l")

    def _curveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802  # fontTools' name
        self.drawn.append(f"{_numbers(*(n for point in points for n in point))} c")

    def _closePath(self) -> None:  # noqa: N802  # fontTools' name
        self.drawn.append("h")


def _numbers(*values: float) -> str:
    return " ".join(f"{value:.2f}".rstrip("0").rstrip(".") for value in values)


@cache
def _font(face: str) -> tuple[Any, dict[int, str], int]:
    font = TTFont(serif_path() if face == "serif" else sans_path(), lazy=True)
    return font.getGlyphSet(), font.getBestCmap(), font["head"].unitsPerEm
