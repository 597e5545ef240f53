"""Recordings of steps (音像记录): what the case owes, what is linked, what is excepted and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mingjian.access.duties import refusal, require_role
from mingjian.cases.lawbooks import lawbook_of
from mingjian.cases.models import Case
from mingjian.cases.refusals import refuse_another_agency
from mingjian.dossier.kinds import ServiceMethod
from mingjian.dossier.models import Service
from mingjian.evidence.covert import refuse_unconfirmed
from mingjian.evidence.kinds import MediaKind
from mingjian.evidence.models import EvidenceFile, ExceptionRuling, StepRecord
from mingjian.evidence.steps import enter_ruling, enter_step
from mingjian.journal.writing import write_entry
from mingjian.law.citation import Citation
from mingjian.law.measures import MeasureKind
from mingjian.law.proceedings import ProceedingMove
from mingjian.law.recordings import Answer, Duty, Step, StepDone, recording_duties
from mingjian.law.roles import Actor, Role

STREAM = "case"
RECORD_LAW = Citation("行政处罚法", "47")
# What of services and of proceedings is a step to be recorded.
SERVED = {ServiceMethod.LEFT_IN_PLACE, ServiceMethod.BY_ANNOUNCEMENT}
BESIDE = {
    ProceedingMove.PRESERVE: Step.PRESERVATION,
    ProceedingMove.SAMPLE: Step.SAMPLING,
    ProceedingMove.ENFORCE: Step.ENFORCEMENT,
    ProceedingMove.PERFORM_SUBSTITUTE: Step.SUBSTITUTE,
    ProceedingMove.PERFORM_AT_ONCE: Step.SUBSTITUTE,
}


def recording_duties_of(
    case: Case, *, services: Iterable[Service] | None = None
) -> tuple[Duty, ...]:
    """Every step of the case that must be recorded, and whether it is.

    ``services``: those of the case with their documents, where they were read before.
    """
    steps = list(_steps(case, services))
    answers = [_answer(one) for one in step_records_of(case_id=case.id)]
    if not steps:
        return ()
    return recording_duties(steps=steps, answers=answers, lawbook=lawbook_of(case))


def step_records_of(*, case_id: UUID) -> list[StepRecord]:
    """Recordings and exceptions in the order they were entered."""
    found = StepRecord.objects.filter(case_id=case_id).select_related("file", "ruling")
    return list(found.order_by("entered_at", "id"))


def link_recording(
    *, case_id: UUID, step_id: UUID, file_id: UUID, by: Actor, at: datetime
) -> StepRecord:
    """关联录音录像: a film or a sound of this case that shows the step."""
    file = EvidenceFile.objects.filter(id=file_id, case_id=case_id).first()
    if file is None or file.media not in (MediaKind.VIDEO, MediaKind.AUDIO):
        raise refusal(
            code="RECORDING_FILE",
            message="所选材料不是本案的录音、录像。",
            remedy="请先在证据材料中上传该环节的录音录像，再关联。",
            cite=RECORD_LAW,
        )
    refuse_unconfirmed(file)
    return _enter(case_id, step_id, file=file, reasons="", by=by, at=at)


def except_step(
    *, case_id: UUID, step_id: UUID, reasons: str, by: Actor, at: datetime
) -> StepRecord:
    """例外: why there is no recording; where the whole act must be recorded a head decides."""
    if not reasons.strip():
        raise refusal(
            code="RECORDING_REASONS",
            message="没有写明没有音像记录的理由。",
            remedy="请写明设备故障、文字记录已能全面有效记录等具体情况。",
            cite=RECORD_LAW,
        )
    return _enter(case_id, step_id, file=None, reasons=reasons.strip(), by=by, at=at)


def rule_on_exception(
    *, record_id: UUID, approved: bool, opinion: str, by: Actor, at: datetime
) -> ExceptionRuling:
    """例外审批: by a head who did not ask for it."""
    require_role(by=by, roles={Role.AGENCY_HEAD}, act="审批没有音像记录的理由")
    with transaction.atomic():
        record = StepRecord.objects.select_for_update().get(id=record_id)
        case = Case.objects.locked(record.case_id)
        refuse_another_agency(by=by, agency_id=case.agency_id)
        _refuse_ruling(record, opinion, by)
        told = {"step": record.step, "approved": approved, "opinion": opinion.strip()}
        ruling = enter_ruling(
            record=record, approved=approved, opinion=opinion.strip(), by=by, at=at
        )
        _write(record.case_id, "rule_on_recording", by, at, told)
    return ruling


def _refuse_ruling(record: StepRecord, opinion: str, by: Actor) -> None:
    is_ruled = ExceptionRuling.objects.filter(record=record).exists()
    if record.file_id is not None or is_ruled:
        message, remedy = "这一环节不待审批。", "请返回案件的音像记录查看。"
    elif record.entered_by_person_id == by.person_id:
        message, remedy = "理由是您本人提出的，不能由您审批。", "请由其他负责人审批。"
    elif not opinion.strip():
        message, remedy = "没有填写审批意见。", "请写明同意或者不同意的意见。"
    else:
        return
    raise refusal(code="RECORDING_RULING", message=message, remedy=remedy, cite=RECORD_LAW)


def _enter(
    case_id: UUID,
    step_id: UUID,
    *,
    file: EvidenceFile | None,
    reasons: str,
    by: Actor,
    at: datetime,
) -> StepRecord:
    require_role(by=by, roles={Role.CASE_OFFICER}, act="登记音像记录")
    with transaction.atomic():
        case = Case.objects.locked(case_id)
        refuse_another_agency(by=by, agency_id=case.agency_id)
        done = next((one for one in _steps(case) if one.id == step_id), None)
        if done is None:
            raise refusal(
                code="RECORDING_STEP",
                message="本案没有这一环节。",
                remedy="请返回案件的音像记录重新选择。",
                cite=RECORD_LAW,
            )
        record, is_new = enter_step(
            case_id=case_id, done=done, file=file, reasons=reasons, by=by, at=at
        )
        told = {"step": done.step.title, "on": done.on, "reasons": reasons}
        if is_new:
            named = {**told, "file": file.id if file else None}
            _write(case_id, "record_step", by, at, named)
    return record


def _write(case_id: UUID, kind: str, by: Actor, at: datetime, told: dict[str, object]) -> None:
    write_entry(
        stream_id=case_id,
        stream_kind=STREAM,
        kind=f"{STREAM}.{kind}",
        by=by,
        at=at,
        payload=told,
    )


def _steps(case: Case, services: Iterable[Service] | None = None) -> Iterator[StepDone]:
    """What took place, from the rows of the acts themselves."""
    # ``.all()``: no query where the case was read whole (``rows.read_rows``).
    for measure in case.measures.all():
        if measure.taken_on is not None:
            about = f"{MeasureKind(measure.kind).title}，{measure.place}"
            yield StepDone(Step.MEASURE, measure.id, measure.taken_on, about)
    places = {one.id: one.place for one in case.hearings.all()}
    for record in case.hearing_records.all():
        about = places[record.hearing_id]
        yield StepDone(Step.HEARING, record.hearing_id, record.held_on, about)
    for act in case.proceeding_steps.all():
        if act.move in BESIDE:
            about = act.subject or act.reasons
            yield StepDone(BESIDE[ProceedingMove(act.move)], act.id, act.acted_on, about)
    if services is None:
        services = Service.objects.filter(subject_id=case.id).select_related("document")
    for service in services:
        if service.method in SERVED:
            about = service.document.title
            yield StepDone(Step(service.method), service.id, service.done_on, about)


def _answer(record: StepRecord) -> Answer:
    ruling = getattr(record, "ruling", None)
    return Answer(record.step_id, record.file_id is not None, ruling.approved if ruling else None)
