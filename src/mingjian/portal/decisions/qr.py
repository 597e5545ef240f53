"""QR codes (二维码) drawn into the page itself: no request, no script, sharp on paper."""

from __future__ import annotations

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_svg(text: str) -> SafeString:
    """The text as an inline SVG of its own size; correction level M."""
    drawn = segno.make(text, error="m", micro=False)
    svg = drawn.svg_inline(omitsize=True, border=2, svgclass=None, lineclass=None)
    return mark_safe(svg)  # noqa: S308  # made of numbers by the library, the text is not in it
