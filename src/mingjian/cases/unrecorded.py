"""Steps without their recording (缺少的音像记录) over many cases, a day and a night later."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from mingjian.cases.models import Case, HearingRecord, Measure, ProceedingStep
from mingjian.cases.recordings import BESIDE, SERVED, recording_duties_of
from mingjian.dossier.models import Service
from mingjian.evidence.models import StepRecord
from mingjian.law.recordings import Duty

# 只知道环节的日期：满二十四小时，最迟是次日终了。
_GRACE = timedelta(days=1)
MOST = 100


def missing_recordings(
    *, cases: QuerySet[Case], on: date, most: int = MOST
) -> list[tuple[Case, Duty]]:
    """Steps that owe a recording, or a ruling on there being none; at most ``most`` cases.

    The database names the cases, the law says what each of them owes.
    """
    before = on - _GRACE
    candidates = cases.filter(id__in=_candidates(cases, before)).select_related("pack", "agency")
    found = []
    for case in candidates.order_by("registered_on", "id")[:most]:
        duties = recording_duties_of(case)
        found += [(case, one) for one in duties if not one.is_met and one.done.on < before]
    return found


def _candidates(cases: QuerySet[Case], before: date) -> set[UUID]:
    """Cases with a step of then that no recording and no accepted reasons answer."""
    within = {"case__in": cases}
    taken = Measure.objects.filter(taken_on__lt=before, **within)
    heard = HearingRecord.objects.filter(held_on__lt=before, **within)
    beside = ProceedingStep.objects.filter(acted_on__lt=before, move__in=BESIDE, **within)
    served = Service.objects.filter(
        done_on__lt=before, method__in=SERVED, subject_id__in=cases.values("id")
    )
    # 视情况记录的，写明理由即可；全程记录的，理由须经批准。
    agreed = Q(file__isnull=False) | Q(ruling__approved=True)
    said = agreed | Q(ruling__isnull=True)
    rows: tuple[tuple[QuerySet[Any], str, str, Q], ...] = (
        (taken, "pk", "case_id", agreed),
        (heard, "hearing_id", "case_id", said),
        (beside, "pk", "case_id", agreed),
        (served, "pk", "subject_id", said),
    )
    return {
        case_id
        for steps, key, case, answer in rows
        for case_id in steps.exclude(
            Exists(StepRecord.objects.filter(answer, step_id=OuterRef(key)))
        ).values_list(case, flat=True)
    }
