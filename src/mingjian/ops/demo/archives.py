"""Filed dossiers of the demo (归档): filed, packed and lent; the rest of the ended wait."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from mingjian.archive.borrowing import ask_for_loan, lend
from mingjian.archive.checking import check_dossier
from mingjian.archive.filing import file_dossier, hand_over
from mingjian.archive.kinds import Occasion
from mingjian.archive.models import Dossier, HandOver
from mingjian.archive.packaging import build_package
from mingjian.archive.readiness import missing_of
from mingjian.cases.days import day_of
from mingjian.cases.models import Case
from mingjian.law.procedure import State
from mingjian.law.roles import Role
from mingjian.ops.demo.cast import Cast

COUNT = 1
_NOTE = "听证通知书当场签收，签收单附后；其余材料齐全。"
_LOAN_DAYS = 7


def file_some(*, cast: Cast, at: datetime) -> int:
    """File what is ready, once; returns how many dossiers there are."""
    ended = Case.objects.filter(agency_id=cast.agency_id, state=State.CLOSED, dossier=None)
    if not Dossier.objects.filter(agency_id=cast.agency_id).exists():
        ready = [case for case in ended.order_by("latest_act_on", "id") if _is_ready(case)]
        dossiers = [_file(case.id, cast, at) for case in ready[:COUNT]]
        if dossiers:
            _lend(dossiers[0], cast, at)
        if len(ready) > COUNT:
            _hand_over(ready[COUNT].id, cast, at)
    return Dossier.objects.filter(agency_id=cast.agency_id).count()


def _is_ready(case: Case) -> bool:
    return not any(one.blocks for one in missing_of(case))


def _hand_over(case_id: UUID, cast: Cast, at: datetime) -> HandOver:
    by = cast.actor(Role.CASE_OFFICER)
    return hand_over(case_id=case_id, on=day_of(at), note=_NOTE, by=by, at=at)


def _file(case_id: UUID, cast: Cast, at: datetime) -> Dossier:
    _hand_over(case_id, cast, at)
    by = cast.actor(Role.ARCHIVIST)
    dossier = file_dossier(case_id=case_id, on=day_of(at), note="", by=by, at=at)
    build_package(dossier_id=dossier.id, by=by, at=at)
    check_dossier(dossier_id=dossier.id, occasion=Occasion.FILING, by=by, at=at)
    return dossier


def _lend(dossier: Dossier, cast: Cast, at: datetime) -> None:
    loan = ask_for_loan(
        dossier_id=dossier.id,
        purpose="行政处罚案件自查",
        with_internal=True,
        by=cast.actor(Role.LEGAL_REVIEWER),
        at=at,
    )
    by, later = cast.actor(Role.ARCHIVIST), at + timedelta(seconds=1)
    lend(loan_id=loan.id, days=_LOAN_DAYS, opinion="同意。", by=by, at=later)
