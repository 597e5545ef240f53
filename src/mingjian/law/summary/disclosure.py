"""Disclosure of a summary penalty (当场处罚的公示): due or not due, by rule, with the reason.

处罚法第四十八条 asks for penalties with certain social effect. The packs say which ones
are left out: by sector (redaction rules), and as minor information of credit (信用修复管理办法).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mingjian.law.citation import Citation
from mingjian.law.lawbook import LawBook
from mingjian.law.penalties import PenaltyKind
from mingjian.law.redaction import find_withholding_rules


@dataclass(frozen=True)
class NotDue:
    """依规定不公示, and where that is written."""

    reason: str
    cite: Citation


def why_not_published(
    *,
    kinds: Sequence[PenaltyKind],
    sector: str,
    is_minor: bool,
    decided_on: date,
    lawbook: LawBook,
) -> NotDue | None:
    """The rule that leaves this penalty out of publication; None: it is due like any other."""
    rules = find_withholding_rules(
        rules=lawbook.redaction_rules(on=decided_on),
        is_minor=is_minor,
        kinds=kinds,
        is_summary=True,
        sector=sector,
    )
    if rules:
        reason = "；".join(f"{rule.title}不予公开" for rule in rules)
        return NotDue(reason, rules[0].cite)
    minor = lawbook.find("disclosure_term.minor_published", on=decided_on)
    if minor is not None and minor.value is False:
        return NotDue("适用简易程序作出的处罚属于轻微失信信息，原则上不予公示", minor.cite)
    return None
