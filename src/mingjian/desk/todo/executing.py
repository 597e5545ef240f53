"""Flags of execution (执行标记) for the to-do list: sub-questions of the one query."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, Min, OuterRef, Q, Subquery

from mingjian.cases.models import (
    CourtApplication,
    Deferral,
    Demand,
    Remedy,
    Reopening,
    Suspension,
    Termination,
)
from mingjian.law.procedure import CourtStep

_OWN = {"case": OuterRef("pk")}
_LAST_STEPS = [step.value for step in CourtStep if step.is_last]
# 待机关负责人答复申请、恢复执行，或者终结执行后结案。
HEAD_IS_ASKED = Q(awaits_deferral=True) | Q(is_suspended=True) | Q(is_terminated=True)


def execution_flags() -> dict[str, Any]:
    """What is asked of whom after service."""
    lowered = (
        Remedy.objects.filter(**_OWN).order_by().values("case").annotate(fine=Min("fine_yuan"))
    )
    redone = Reopening.objects.filter(case=OuterRef("case"), new_case_id__isnull=False)
    resumed = Reopening.objects.filter(
        case=OuterRef("case"), new_case_id__isnull=True, id__gt=OuterRef("id")
    )
    applied = CourtApplication.objects.filter(**_OWN)
    return {
        "awaits_deferral": Exists(Deferral.objects.filter(**_OWN, approved__isnull=True)),
        "is_suspended": Exists(Suspension.objects.filter(**_OWN, until__isnull=True)),
        "is_terminated": Exists(Termination.objects.filter(**_OWN).filter(~Exists(resumed))),
        "is_demand_unserved": Exists(Demand.objects.filter(**_OWN, served_on__isnull=True)),
        "is_court_open": Exists(applied.exclude(events__step__in=_LAST_STEPS)),
        "lowered_fine_yuan": Subquery(lowered.values("fine")[:1]),
        "needs_redo": Exists(
            Remedy.objects.filter(**_OWN, orders_redo=True).filter(~Exists(redone))
        ),
    }
