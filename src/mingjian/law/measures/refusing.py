"""Breaches of 行政强制法: code ACL and the article, as in the rule's name."""

from __future__ import annotations

from mingjian.law.breach import Breach
from mingjian.law.citation import Citation
from mingjian.law.measures.kinds import COMPULSION_LAW


def refuse(
    article: str, message: str, remedy: str, *, paragraph: str = "", item: str = ""
) -> Breach:
    """A breach of 行政强制法."""
    cite = Citation(COMPULSION_LAW, article, paragraph, item)
    return Breach(f"ACL{article:0>2}", message, cite, remedy)
