"""How many times (第几次违法): what the record says about a party and a cause."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q

from mingjian.cases.assessing import rule_of
from mingjian.cases.models import Case, Decision, SummaryPenalty
from mingjian.law.benchmarks import BenchmarkItem, benchmark, count_offences
from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.circumstances import Circumstances
from mingjian.law.citation import Citation
from mingjian.law.grounds import grounds
from mingjian.law.procedure import Outcome, RemedyOutcome

_GONE = [one.value for one in RemedyOutcome if one.ends_the_decision]


def offence_number(*, party_id: UUID, violation_id: str, on: date) -> int:
    """第几次: this act and those of the same party and cause that were punished before.

    A penalty that was revoked or declared void is no record.
    """
    own = {"case__party_id": party_id, "case__violation_id": violation_id}
    gone = Q(case__remedies__outcome__in=_GONE)
    decided = Decision.objects.filter(**own, outcome=Outcome.PENALTY.value).exclude(gone)
    on_the_spot = SummaryPenalty.objects.filter(**own).exclude(gone)
    days = [
        *decided.values_list("decided_on", flat=True),
        *on_the_spot.values_list("decided_on", flat=True),
    ]
    rule = rule_of(violation_id)
    if isinstance(rule, BenchmarkItem):
        document = benchmark(rule.benchmark_id)
        return count_offences(benchmark=document, act_on=on, punished_on=days)
    return 1 + sum(day < on for day in days)


def refuse_fewer_than_recorded(*, case: Case, violation_id: str, found: Circumstances) -> None:
    """An officer may know of more penalties than this system, never of fewer."""
    if not _counts_matter(violation_id, found):
        return
    recorded = offence_number(
        party_id=case.party_id, violation_id=violation_id, on=case.act_ended_on
    )
    if found.offence_count < recorded:
        raise MoveRefused(
            [
                Breach(
                    "DISCRETION",
                    f"本次填写为第{found.offence_count}次违法，与处罚记录不符："
                    f"当事人此前因相同违法行为被处罚，本次为第{recorded}次",
                    Citation("行政处罚法", "34"),
                    "请按照处罚记录填写次数；记录有误的，请先依法更正。",
                )
            ]
        )


def _counts_matter(violation_id: str, found: Circumstances) -> bool:
    known = grounds()
    claimed_first = any("first" in known[one].needs for one in found.grounds if one in known)
    return claimed_first or isinstance(rule_of(violation_id), BenchmarkItem)
