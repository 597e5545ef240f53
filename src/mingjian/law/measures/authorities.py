"""Authorities (查封、扣押的依据): provisions of laws and regulations that allow a seizure.

行政强制法 art. 10: nothing below a law or a regulation may. A test reads each in the statutes.
"""

from __future__ import annotations

from mingjian.law.citation import Citation
from mingjian.law.measures.kinds import MeasureKind

_BOTH = frozenset(MeasureKind)

AUTHORITIES: dict[Citation, frozenset[MeasureKind]] = {
    Citation("食品安全法", "110", "1", "4"): _BOTH,
    Citation("食品安全法", "110", "1", "5"): frozenset({MeasureKind.SEAL}),
    Citation("安全生产法", "65", "1", "4"): _BOTH,
    Citation("个人信息保护法", "63", "1", "4"): _BOTH,
}


def authorities_for(kind: MeasureKind) -> tuple[Citation, ...]:
    """依据 for this kind of measure, in the order of the list."""
    return tuple(cite for cite, kinds in AUTHORITIES.items() if kind in kinds)


def authority_at(text: str) -> Citation | None:
    """The authority written like this: 《食品安全法》第一百一十条第一款第（四）项."""
    return next((cite for cite in AUTHORITIES if str(cite) == text), None)
