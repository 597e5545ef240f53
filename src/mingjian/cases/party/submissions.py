"""当事人在线提交: it counts from its arrival, stays as it arrived, and the officer registers it.

Between arrival and registration nothing is lost: the case cannot be decided past an unread
submission, and registering dates the act by the day of arrival.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from mingjian.access.duties import refusal, require_role
from mingjian.cases.acting import STREAM
from mingjian.cases.days import day_of
from mingjian.cases.models import Case, PartyIntake, PartyPass, PartySubmission
from mingjian.cases.party.passes import visitor_of
from mingjian.cases.refusals import refuse_another_agency
from mingjian.journal.ids import new_id
from mingjian.journal.writing import write_entry
from mingjian.law.party_page import (
    ARRIVAL,
    Standing,
    SubmissionKind,
    require_lawful_submission,
)
from mingjian.law.roles import Actor, Role

RECEIVED, FILED = "party.received", "party.filed"
# An act of the procedure: 登记陈述申辩、登记听证申请.
Register = Callable[..., object]


def standing_of(case: Case) -> Standing:
    """What was served on the party so far; nothing that it was not told."""
    notices = list(case.notice_services.order_by("served_on"))
    return Standing(
        is_noticed=bool(notices),
        hearing_due_on=notices[-1].hearing_due_on if notices else None,
        # 已决定而未送达的，当事人尚不知道：照常收下，由承办人处理。
        is_decided=hasattr(case, "decision_service"),
    )


def hand_in(
    *, party_pass: PartyPass, kind: SubmissionKind, content: str, at: datetime
) -> PartySubmission:
    """在线提交; raises MoveRefused. The moment is the server's, in the time of Beijing."""
    with transaction.atomic():
        case = Case.objects.locked(party_pass.case_id)
        on = day_of(at)
        standing = standing_of(case)
        require_lawful_submission(kind=kind, content=content, standing=standing, on=on)
        made = PartySubmission.objects.create(
            id=new_id(),
            case=case,
            party_pass=party_pass,
            kind=kind.value,
            content=content.strip(),
            received_at=at,
            received_on=on,
        )
        write_entry(
            stream_id=case.id,
            stream_kind=STREAM,
            kind=RECEIVED,
            by=visitor_of(party_pass),
            at=at,
            acted_on=on,
            payload={"kind": kind.title, "submission": str(made.id), "content": made.content},
        )
    return made


def register_submission(
    *, submission_id: UUID, register: Register, by: Actor, at: datetime
) -> PartyIntake:
    """登记为办案行为: ``register`` does the act, dated by the day of arrival."""
    with transaction.atomic():
        found = _unread(submission_id, by)
        register(case_id=found.case_id, on=found.received_on, content=found.content, by=by, at=at)
        return _take_in(found, as_act=True, reasons="", by=by, at=at)


def file_submission(*, submission_id: UUID, reasons: str, by: Actor, at: datetime) -> PartyIntake:
    """归入案卷: read and kept, where it starts no step of the procedure; with reasons."""
    with transaction.atomic():
        found = _unread(submission_id, by)
        if not reasons.strip():
            raise refusal(
                code="PARTY_FILED",
                message="没有写明归入案卷的处理情况",
                remedy="请写明怎样处理了当事人提交的材料。",
                cite=SubmissionKind(found.kind).cite,
            )
        return _take_in(found, as_act=False, reasons=reasons.strip(), by=by, at=at)


def refuse_unread_submissions(case: Case) -> None:
    """决定前须听取: what arrived online is read first (行政处罚法 art. 45; 电子签名法 art. 11)."""
    unread = case.party_submissions.filter(intake__isnull=True)
    days: list[date] = [one.received_on for one in unread]
    if days:
        raise refusal(
            code="PARTY_UNREAD",
            message=f"当事人在线提交的材料有{len(days)}件尚未登记，不能作出决定",
            remedy="请在案件页“当事人在线提交”中逐件登记，再办理。",
            cite=ARRIVAL,
        )


def _unread(submission_id: UUID, by: Actor) -> PartySubmission:
    require_role(by=by, roles={Role.CASE_OFFICER}, act="登记当事人提交的材料")
    found = PartySubmission.objects.select_related("case").get(id=submission_id)
    refuse_another_agency(by=by, agency_id=found.case.agency_id)
    Case.objects.locked(found.case_id)
    if PartyIntake.objects.filter(submission=found).exists():
        raise refusal(
            code="TWICE", message="这件材料已经登记", remedy="无需重复登记，请刷新页面查看。"
        )
    return found


def _take_in(
    found: PartySubmission, *, as_act: bool, reasons: str, by: Actor, at: datetime
) -> PartyIntake:
    made = PartyIntake.objects.create(
        submission=found,
        case_id=found.case_id,
        as_act=as_act,
        reasons=reasons,
        taken_at=at,
        taken_by_person_id=by.person_id,
    )
    write_entry(
        stream_id=found.case_id,
        stream_kind=STREAM,
        kind=FILED,
        by=by,
        at=at,
        payload={"submission": str(found.id), "as_act": as_act, "reasons": reasons},
    )
    return made
