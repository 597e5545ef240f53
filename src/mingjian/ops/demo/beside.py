"""Proceedings (附随程序) in cases already told: evidence preserved, a crime with the police."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from mingjian.cases.days import BEIJING
from mingjian.cases.measures.acting import Handing
from mingjian.cases.measures.taking import GoodsLine
from mingjian.cases.models import Case
from mingjian.cases.proceedings.acting import StepDraft, take_step
from mingjian.law.procedure import State
from mingjian.law.proceedings import TABLE, ProceedingMove
from mingjian.law.roles import Role
from mingjian.law.workdays import national_calendar
from mingjian.ops.demo.cases import id_of_case
from mingjian.ops.demo.cast import Cast

PLACE = "qiyang"
# 该地的第几件案件：与查封、扣押的两件相同，一直在调查。
_PRESERVING, _REFERRING = 3, 4
_SIGNED = Handing(receiver="现场负责人")
_M = ProceedingMove
_PRESERVED = (
    StepDraft(
        _M.REQUEST_PRESERVATION,
        date.min,
        "当事人可能转移进销货账册。",
        subject="进销货账册",
        ticks=frozenset({"may_be_lost"}),
    ),
    StepDraft(_M.APPROVE_PRESERVATION, date.min, "同意。"),
    StepDraft(
        _M.PRESERVE,
        date.min,
        "当场清点，当事人在场。",
        subject="当事人办公室，由当事人保管",
        goods=(GoodsLine("进销货账册", "", Decimal(3), "本", None, "照片0021"),),
        handing=_SIGNED,
    ),
)
_REFERRED = (
    StepDraft(
        _M.REPORT_CRIME,
        date.min,
        "违法数额较大，涉嫌构成犯罪，需要移送。",
        subject="危险作业罪（罪名由公安机关认定）",
        basis="最高人民检察院、公安部的立案追诉标准",
    ),
    StepDraft(_M.APPROVE_REFERRAL, date.min, "同意移送。"),
    StepDraft(
        _M.SEND_REFERRAL,
        date.min,
        "当日送达，回执已签字。",
        organ="样板县公安局",
        handing=_SIGNED,
        ticks=frozenset({"letter", "report", "goods"}),
    ),
)


def tell_proceedings(*, cast: Cast, today: date) -> None:
    """Tell those that are not there yet."""
    for number, drafts in ((_PRESERVING, _PRESERVED), (_REFERRING, _REFERRED)):
        found = Case.objects.filter(id=id_of_case(PLACE, number), state=State.INVESTIGATING)
        case = found.first()
        if case is not None and not case.proceedings.exists():
            _tell(cast, case, drafts, today)


def _tell(cast: Cast, case: Case, drafts: tuple[StepDraft, ...], today: date) -> None:
    day = national_calendar().add_workdays(case.latest_act_on, 1)
    if day > today - timedelta(days=1):
        return
    for hour, draft in enumerate(drafts, start=9):
        begins = not TABLE[draft.move].after
        own = None if begins else case.proceedings.latest("begun_on", "id").id
        by_officer = Role.CASE_OFFICER in TABLE[draft.move].roles
        take_step(
            case_id=case.id,
            draft=replace(draft, on=day),
            by=cast.actor(Role.CASE_OFFICER if by_officer else Role.AGENCY_HEAD),
            at=datetime.combine(day, time(hour), tzinfo=BEIJING),
            proceeding_id=own,
        )
