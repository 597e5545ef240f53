"""Breaches of the laws of proceedings: code of the law and the article, as in the rule's name."""

from __future__ import annotations

from mingjian.law.breach import Breach
from mingjian.law.citation import Citation
from mingjian.law.proceedings.kinds import COMPULSION_LAW, PENALTY_LAW, REFERRAL_RULES

CODES = {PENALTY_LAW: "APL", COMPULSION_LAW: "ACL", REFERRAL_RULES: "CTR"}


def refuse(
    law: str, article: str, message: str, remedy: str, *, paragraph: str = "", item: str = ""
) -> Breach:
    """A breach with its article."""
    cite = Citation(law, article, paragraph, item)
    return Breach(f"{CODES[law]}{article:0>2}", message, cite, remedy)
