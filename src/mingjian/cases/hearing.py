"""Hearing (听证): asked for or waived, notified, held; the decision follows it (art. 63–65)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from mingjian.cases.acting import Save, act_on_case
from mingjian.cases.days import day_of
from mingjian.cases.making import make_paper
from mingjian.cases.models import Case, Hearing, HearingRecord, HearingRequest
from mingjian.cases.papers import hearing_notice, hearing_record_paper
from mingjian.dossier.kinds import DocumentKind
from mingjian.journal.canonical import digest
from mingjian.law.procedure import Act, CaseFacts, Move
from mingjian.law.roles import Actor


def request_hearing(*, case_id: UUID, on: date, content: str, by: Actor, at: datetime) -> Case:
    """登记听证申请: within five working days of the notice (行政处罚法 art. 64 (一))."""
    act = Act(Move.REQUEST_HEARING, on=on, entered_on=day_of(at), reasons=content)
    return act_on_case(
        case_id=case_id, act=act, by=by, at=at, save=_request_saver(on, content, waived=False)
    )


def waive_hearing(
    *, case_id: UUID, on: date, content: str, party_absent: bool, by: Actor, at: datetime
) -> Case:
    """登记放弃听证: declared in writing, or absent without good reason (art. 64 (六))."""
    act = Act(
        Move.WAIVE_HEARING,
        on=on,
        entered_on=day_of(at),
        in_writing=bool(content.strip()) and not party_absent,
        party_absent=party_absent,
        reasons=content,
    )
    save = _request_saver(on, content, waived=True, is_absence=party_absent)
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)


def _request_saver(on: date, content: str, *, waived: bool, is_absence: bool = False) -> Save:
    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        assert facts.proposal is not None  # a notice was served, so a text exists
        HearingRequest.objects.create(
            case=case,
            proposal_hash=facts.proposal.hash,
            received_on=on,
            waived=waived,
            is_absence=is_absence,
            content=content,
        )
        return {"waived": waived, "content": content}

    return save


def notify_hearing(
    *,
    case_id: UUID,
    on: date,
    scheduled_on: date,
    place: str,
    presiding_person_id: UUID,
    presiding_name: str,
    by: Actor,
    at: datetime,
) -> Case:
    """通知听证: seven working days before, under a neutral host (art. 64 (二), (四))."""

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        assert facts.proposal is not None  # a notice was served, so a text exists
        told = hearing_notice(
            case, scheduled_on=scheduled_on, place=place, presiding_name=presiding_name
        )
        kind = DocumentKind.HEARING_NOTICE
        paper = make_paper(case=case, kind=kind, content=told, on=on, by=by, at=at)
        Hearing.objects.create(
            case=case,
            proposal_hash=facts.proposal.hash,
            document=paper,
            notified_on=on,
            scheduled_on=scheduled_on,
            place=place,
            presiding_person_id=presiding_person_id,
            presiding_name=presiding_name,
        )
        return {"scheduled_on": scheduled_on, "place": place, "presiding": presiding_name}

    act = Act(
        Move.NOTIFY_HEARING,
        on=on,
        entered_on=day_of(at),
        scheduled_on=scheduled_on,
        presiding_officer_id=presiding_person_id,
    )
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)


def hold_hearing(*, case_id: UUID, on: date, record: str, by: Actor, at: datetime) -> Case:
    """登记听证笔录: its hash is what the decision follows."""
    record_hash = digest("hearing-record", {"record": record}) if record.strip() else ""

    def save(case: Case, facts: CaseFacts) -> dict[str, object]:
        hearing = case.hearings.latest("notified_on", "id")
        paper = make_paper(
            kind=DocumentKind.HEARING_RECORD,
            case=case,
            content=hearing_record_paper(case, hearing, record=record),
            on=on,
            by=by,
            at=at,
        )
        HearingRecord.objects.create(
            hearing=hearing,
            case=case,
            held_on=on,
            document=paper,
            record=record,
            record_hash=record_hash,
        )
        return {"record": record_hash}

    act = Act(Move.HOLD_HEARING, on=on, entered_on=day_of(at), record_hash=record_hash)
    return act_on_case(case_id=case_id, act=act, by=by, at=at, save=save)
