"""Lines above the board (其他待办): recordings to answer for, dossiers to file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from mingjian.access.gate import scope_here
from mingjian.access.scopes import seen_by
from mingjian.cases.models import Case
from mingjian.cases.unrecorded import missing_recordings
from mingjian.desk.acting import acting
from mingjian.evidence.covert import awaiting_confirmation
from mingjian.evidence.exporting import exports_to_decide
from mingjian.evidence.oversight import late_files, open_gaps
from mingjian.law.procedure import State
from mingjian.law.roles import Actor, Role
from mingjian.registry.models import Agency

# 结案后三十日归档；有的法域另有规定，逐件的期限见归档清单。
_FILED_WITHIN = timedelta(days=30)
_FINAL = [state.value for state in State if state.is_final]
_OVERSEERS = (Role.AGENCY_HEAD, Role.SUPERVISOR)


@dataclass(frozen=True)
class Line:
    """One line: a figure in words, where it leads, what is to be done."""

    word: str
    tone: str
    label: str
    note: str
    url: str


def lines_for(request: HttpRequest, *, role: Role) -> list[Line]:
    """What this person owes beside the cases of the board; empty where nothing waits."""
    by, on = acting(request), timezone.localdate()
    cases = Case.objects.visible_to(scope_here(request))
    lines: list[Line] = []
    if role is Role.CASE_OFFICER:
        own = [by.agency_id] if by.agency_id else []
        lines += [*_answers_owed(by, own), *_to_hand_over(cases, by, on)]
    elif role in _OVERSEERS:
        missing = len(missing_recordings(cases=cases.open(), on=on))
        seen = seen_by(scope_here(request), agency="id", division="division_code")
        agencies = list(Agency.objects.filter(seen).values_list("id", flat=True))
        lines += [*_to_approve(by), *_unrecorded(missing), *_answers_owed(by, agencies)]
    elif role is Role.ARCHIVIST:
        lines += _filing(_unfiled(cases), "案件待归档", on)
    return lines


def _to_approve(by: Actor) -> list[Line]:
    """证据审批: what only this head can say, and originals that wait to leave."""
    if by.role is not Role.AGENCY_HEAD or by.agency_id is None:
        return []
    url = reverse("desk:evidence-approvals")
    covert = awaiting_confirmation(by=by).count()
    exports = exports_to_decide(agency_ids=[by.agency_id], by=by).count()
    asked = [
        (covert, "隐蔽录制待您确认", "您本人确认以前，不能关联为证据", "covert"),
        (exports, "原件导出待审批", "未经遮挡的原件带出系统，限时批准", "exports"),
    ]
    return [
        Line(f"{count} 项", "warn", label, note, f"{url}#{place}")
        for count, label, note, place in asked
        if count
    ]


def _answers_owed(by: Actor, agencies: list[UUID]) -> list[Line]:
    """间断、迟延 that this person must explain; who oversees sees those of everybody."""
    sees_all = by.role in _OVERSEERS
    gaps = [
        one for one in open_gaps(agency_ids=agencies) if sees_all or one.person_id == by.person_id
    ]
    late = late_files(agency_ids=agencies).filter(late_note=None)
    if not sees_all:
        late = late.filter(uploaded_by_person_id=by.person_id)
    return [*_gaps(len(gaps)), *_late(late.count())]


def _gaps(count: int) -> list[Line]:
    note = "设备片段编号不连续，由当时的领用人说明原因"
    return _line(count, "late", "音像片段间断待说明", note, "gaps")


def _late(count: int) -> list[Line]:
    note = "采集后超过二十四小时才上传，由上传人说明原因"
    return _line(count, "warn", "迟延上传待说明", note, "late")


def _unrecorded(count: int) -> list[Line]:
    note = "关联录音录像，或者写明理由；全程记录的由负责人审批"
    return _line(count, "late", "办案环节缺少音像记录", note, "missing")


def _line(count: int, tone: str, label: str, note: str, place: str) -> list[Line]:
    url = f"{reverse('desk:recording-oversight')}#{place}"
    return [Line(f"{count} 项", tone, label, note, url)] if count else []


def _to_hand_over(cases: QuerySet[Case], by: Actor, on: date) -> list[Line]:
    """立卷移交: the handler's own ended cases, until the archivist has them."""
    own = Q(lead_officer__person_id=by.person_id) | Q(assisting_officer__person_id=by.person_id)
    waiting = _unfiled(cases).filter(own, hand_over__isnull=True)
    return _filing(waiting, "案卷待立卷移交", on)


def _unfiled(cases: QuerySet[Case]) -> QuerySet[Case]:
    """归档: every ended case without a dossier."""
    return cases.filter(state__in=_FINAL, dossier__isnull=True)


def _filing(waiting: QuerySet[Case], label: str, on: date) -> list[Line]:
    days = list(waiting.values_list("latest_act_on", flat=True))
    late = sum(on - one > _FILED_WITHIN for one in days)
    if not days:
        return []
    note = "办结后三十日内归档"
    if late:
        note += f"；{late} 件已超过三十日"
    url = reverse("desk:archive")
    return [Line(f"{len(days)} 件", "late" if late else "plain", label, note, url)]
