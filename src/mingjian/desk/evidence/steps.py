"""Recordings of steps (音像记录事项) on the evidence page of a case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from mingjian.access.gate import scope_here
from mingjian.cases.models import Case
from mingjian.cases.recordings import (
    except_step,
    link_recording,
    recording_duties_of,
    rule_on_exception,
    step_records_of,
)
from mingjian.desk.acting import acting
from mingjian.desk.answering import answer_act
from mingjian.desk.cases.case_file import case_for
from mingjian.evidence.covert import unconfirmed_ids
from mingjian.evidence.kinds import MediaKind
from mingjian.evidence.models import EvidenceFile, StepRecord
from mingjian.law.recordings import Duty
from mingjian.law.roles import Actor, Role
from mingjian.web.endpoints import staff

_RECORDINGS = {MediaKind.VIDEO, MediaKind.AUDIO}


@staff(Role.CASE_OFFICER, purpose="登记音像记录")
@require_POST
def record(request: HttpRequest, case_id: UUID, step_id: UUID) -> HttpResponse:
    """关联录音录像，或者写明没有记录的理由."""
    by = acting(request)
    case = case_for(scope=scope_here(request), case_id=case_id)
    done: dict[str, Any] = {"case_id": case.id, "step_id": step_id, "by": by, "at": timezone.now()}
    file_id, reasons = request.POST.get("file", ""), request.POST.get("reasons", "")
    return answer_act(
        request,
        lambda: (
            link_recording(file_id=_id(file_id), **done)
            if file_id
            else except_step(reasons=reasons, **done)
        ),
        done="音像记录已登记。",
        url=_place(case.id),
    )


@staff(Role.AGENCY_HEAD, purpose="审批没有音像记录的理由")
@require_POST
def rule(request: HttpRequest, case_id: UUID, record_id: UUID) -> HttpResponse:
    """同意、不同意."""
    case = case_for(scope=scope_here(request), case_id=case_id)
    if not StepRecord.objects.filter(id=record_id, case_id=case.id).exists():
        raise Http404("no such exception")
    said: dict[str, Any] = {
        "approved": "approve" in request.POST,
        "opinion": request.POST.get("opinion", ""),
    }
    return answer_act(
        request,
        lambda: rule_on_exception(
            record_id=record_id, by=acting(request), at=timezone.now(), **said
        ),
        done="审批意见已登记。",
        url=_place(case.id),
    )


def step_lines(case: Case, files: list[EvidenceFile], *, by: Actor) -> list[dict[str, Any]]:
    """Every step that owes a recording, with its answers and what this person may do."""
    records = step_records_of(case_id=case.id)
    unconfirmed = unconfirmed_ids(case_id=case.id)
    films = [one for one in files if one.media in _RECORDINGS and one.id not in unconfirmed]
    return [_line(one, records, films, case, by) for one in recording_duties_of(case)]


def _line(
    duty: Duty, records: list[StepRecord], films: list[EvidenceFile], case: Case, by: Actor
) -> dict[str, Any]:
    own = [one for one in records if one.step_id == duty.done.id]
    linked = {one.file_id for one in own}
    word, tone = ("待审批", "warn") if duty.awaits_ruling else ("缺少", "late")
    return {
        "duty": duty,
        "kind": "全程记录" if duty.is_full else "视情况记录",
        "word": "已落实" if duty.is_met else word,
        "tone": "good" if duty.is_met else tone,
        "answers": [_answer(one, by) for one in own],
        "films": [one for one in films if one.id not in linked],
        "may_enter": by.role is Role.CASE_OFFICER,
        "action": reverse("desk:step-recording", args=[case.id, duty.done.id]),
    }


def _answer(record: StepRecord, by: Actor) -> dict[str, Any]:
    ruling = getattr(record, "ruling", None)
    file = record.file
    return {
        "record": record,
        "ruling": ruling,
        "word": ("同意" if ruling.approved else "不同意") if ruling else "",
        "title": f"第{file.number}号 {file.name}" if file else "",
        "url": reverse("desk:evidence-view", args=[file.id]) if file else "",
        "may_rule": by.role is Role.AGENCY_HEAD
        and file is None
        and ruling is None
        and by.person_id != record.entered_by_person_id,
        "action": reverse("desk:step-ruling", args=[record.case_id, record.id]),
    }


def _place(case_id: UUID) -> str:
    return f"{reverse('desk:case-evidence', args=[case_id])}#recordings"


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404("no such file") from error
