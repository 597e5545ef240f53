"""Filing (立卷归档): handed over by the handling unit, received and filed by an archivist.

The case itself is not touched: what happens to the dossier stands in the dossier's own stream.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from mingjian.access.duties import refusal, require_own_agency, require_role
from mingjian.archive.models import Dossier, HandOver, Item
from mingjian.archive.papers import Printed, print_file
from mingjian.archive.readiness import closed_on, filing_due, missing_of, retention_for
from mingjian.archive.store import keep_paper
from mingjian.cases.models import Case
from mingjian.dossier.numbering import issue_number
from mingjian.journal.ids import new_id
from mingjian.journal.models import Stream
from mingjian.journal.writing import write_entry
from mingjian.law.archiving import Missing, Volume, archive_number
from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.citation import Citation
from mingjian.law.dates import long_date
from mingjian.law.procedure import State
from mingjian.law.roles import Actor, Role

STREAM, CASE_STREAM, NUMBER_MARK = "dossier", "case", "档"
HANDED_OVER, FILED, SUPPLEMENTED = "case.handed_over", "dossier.filed", "dossier.supplemented"
_TO_ARCHIVE = Citation("档案法", "14")
_NAMES = ("agency", "party", "pack", "lead_number", "lead_officer", "assisting_officer")


def hand_over(*, case_id: UUID, on: date, note: str, by: Actor, at: datetime) -> HandOver:
    """移交归档 of an ended case: nothing that blocks may be missing; a late one is explained."""
    require_role(by=by, roles={Role.CASE_OFFICER}, act="移交案卷")
    with transaction.atomic():
        case = _ended_case(case_id, by)
        if HandOver.objects.filter(case=case).exists():
            raise _already("这件案件已经移交归档", "请在归档页面查看案卷。")
        due, missing = filing_due(case), missing_of(case)
        _refuse_missing(missing, note)
        _refuse_unexplained(on > due.on and not note.strip(), due.on, due.cite)
        row = HandOver.objects.create(
            case=case,
            closed_on=due.closed_on,
            due_on=due.on,
            handed_on=on,
            handed_at=at,
            handed_by_person_id=by.person_id,
            handed_by_name=by.name,
            note=note.strip(),
        )
        payload = {"missing": [one.message for one in missing], "note": row.note}
        write_entry(
            stream_id=case.id,
            stream_kind=CASE_STREAM,
            kind=HANDED_OVER,
            by=by,
            at=at,
            acted_on=on,
            payload=payload,
        )
    return row


def file_dossier(*, case_id: UUID, on: date, note: str, by: Actor, at: datetime) -> Dossier:
    """归档: number, order, pages, hashes and retention are fixed; by another than handed over."""
    require_role(by=by, roles={Role.ARCHIVIST}, act="归档")
    with transaction.atomic():
        case = _ended_case(case_id, by)
        handed = _handed_over(case, by)
        dossier = _create(case, handed, on=on, note=note, by=by, at=at)
        items = add_items(dossier, print_file(case=case), filing=1)
        told = {"retention": dossier.retention_code, "items": len(items)}
        record(dossier, FILED, by=by, at=at, on=on, told={**told, "head": dossier.case_head_hash})
    return dossier


def supplement_dossier(*, dossier_id: UUID, on: date, by: Actor, at: datetime) -> list[Item]:
    """补充归档 of what was made after the filing; it stands after the rest and is marked."""
    require_role(by=by, roles={Role.ARCHIVIST}, act="补充归档")
    with transaction.atomic():
        dossier = locked_dossier(dossier_id, by)
        case = Case.objects.select_related(*_NAMES).get(id=dossier.case_id)
        fresh = unfiled_papers(dossier, case)
        if not fresh:
            raise _already("没有归档后形成的文件", "不需要补充归档。")
        filing = max(dossier.items.values_list("filing", flat=True)) + 1
        items = add_items(dossier, fresh, filing=filing)
        record(dossier, SUPPLEMENTED, by=by, at=at, on=on, told={"items": len(items)})
    return items


def unfiled_papers(dossier: Dossier, case: Case) -> tuple[Printed, ...]:
    """归档后形成的文件: what the case has and the dossier does not."""
    known = frozenset(dossier.items.values_list("paper_id", flat=True))
    return print_file(case=case, known=known)


def add_items(dossier: Dossier, papers: Sequence[Printed], *, filing: int) -> list[Item]:
    """Keep the bytes and write the rows, after what each volume has already."""
    ends = {volume: _end_of(dossier, volume) for volume in Volume}
    items = []
    for one in papers:
        serial, page = ends[one.volume]
        items.append(
            Item(
                dossier=dossier,
                filing=filing,
                volume=one.volume.value,
                serial=serial,
                kind=one.paper.kind,
                title=one.paper.title,
                number=one.number,
                paper_id=one.paper.id,
                document_id=one.document_id,
                responsible=one.responsible,
                dated=one.paper.dated,
                made_at=one.paper.made_at,
                first_page=page,
                pages=one.pages,
                size=len(one.pdf),
                sha256=keep_paper(pdf=one.pdf),
                sm3=one.sm3,
                is_sealed=one.is_sealed,
            )
        )
        ends[one.volume] = serial + 1, page + one.pages
    return Item.objects.bulk_create(items)


def _end_of(dossier: Dossier, volume: Volume) -> tuple[int, int]:
    last = dossier.items.filter(volume=volume.value).order_by("serial").last()
    return (last.serial + 1, last.first_page + last.pages) if last else (1, 1)


def _create(
    case: Case, handed: HandOver, *, on: date, note: str, by: Actor, at: datetime
) -> Dossier:
    dossier_id, kept = new_id(), retention_for(case)
    number = issue_number(
        agency_id=case.agency_id,
        prefix=case.agency.number_prefix,
        kind=NUMBER_MARK,
        year=on.year,
        subject_id=dossier_id,
        at=at,
    )
    return Dossier.objects.create(
        id=dossier_id,
        case=case,
        agency=case.agency,
        division_code=case.division_code,
        number=number,
        archive_number=archive_number(year=on.year, serial=number.serial),
        title=f"{case.party.name}{case.cause}案",
        hand_over=handed,
        closed_on=handed.closed_on,
        handed_by_person_id=handed.handed_by_person_id,
        filed_on=on,
        filed_at=at,
        filed_by_person_id=by.person_id,
        filed_by_name=by.name,
        retention_code=kept.code,
        retention_cite=str(kept.cite),
        retain_until=kept.until,
        note=note.strip(),
        case_head_hash=Stream.objects.get(id=case.id).head_hash,
    )


def locked_dossier(dossier_id: UUID, by: Actor) -> Dossier:
    """The dossier of the actor's own agency, locked; refused where it has been destroyed."""
    row = (
        Dossier.objects.select_for_update(of=("self",)).select_related("agency").get(id=dossier_id)
    )
    require_own_agency(by=by, agency_id=row.agency_id, act="办理案卷")
    ended = getattr(row, "destruction", None)
    if ended is not None and ended.destroyed_at is not None:
        raise _already("这份案卷已经销毁", "只能查看销毁存根。")
    return row


def record(
    dossier: Dossier,
    kind: str,
    *,
    by: Actor,
    at: datetime,
    on: date | None = None,
    told: Mapping[str, Any] | None = None,
) -> None:
    """One entry in the dossier's own stream."""
    write_entry(
        stream_id=dossier.id,
        stream_kind=STREAM,
        kind=kind,
        by=by,
        at=at,
        acted_on=on,
        payload={"archive_number": dossier.archive_number, "title": dossier.title, **(told or {})},
    )


def _ended_case(case_id: UUID, by: Actor) -> Case:
    case = Case.objects.locked(case_id)
    require_own_agency(by=by, agency_id=case.agency_id, act="归档")
    if not State(case.state).is_final:
        raise refusal(
            code="ARCHIVE_STATE",
            message=f"案件“{State(case.state).title}”，尚未办结，不能归档",
            remedy="请办结后再移交。",
            cite=_TO_ARCHIVE,
        )
    return case


def _handed_over(case: Case, by: Actor) -> HandOver:
    if Dossier.objects.filter(case=case).exists():
        raise _already("这件案件已经归档", "请打开案卷查看；新形成的文件办理补充归档。")
    handed = HandOver.objects.filter(case=case).first()
    if handed is None:
        raise refusal(
            code="ARCHIVE_HAND_OVER",
            message="承办机构还没有移交这件案件的材料",
            remedy="请由承办人核对完整性清单后移交。",
            cite=_TO_ARCHIVE,
        )
    if handed.handed_by_person_id == by.person_id:
        raise refusal(
            code="ARCHIVE_FOUR_EYES",
            message="移交和接收须由两人分别办理",
            remedy="请由另一名档案管理人员接收归档。",
            cite=_TO_ARCHIVE,
        )
    if closed_on(case) != handed.closed_on:
        raise refusal(
            code="ARCHIVE_REOPENED",
            message="移交以后案件又有变动",
            remedy="请核对案件的最近一次结案。",
            cite=_TO_ARCHIVE,
        )
    return handed


def _refuse_missing(missing: Sequence[Missing], note: str) -> None:
    blocking = [one for one in missing if one.blocks or not note.strip()]
    if blocking:
        raise MoveRefused(
            Breach(f"ARCHIVE_{one.code}", one.message, one.cite, one.remedy) for one in blocking
        )


def _refuse_unexplained(is_late: bool, due_on: date, cite: Citation) -> None:
    if is_late:
        raise refusal(
            code="ARCHIVE_LATE",
            message=f"归档期限{long_date(due_on)}已过",
            remedy="请立即移交，并写明逾期的原因。",
            cite=cite,
        )


def _already(message: str, remedy: str) -> MoveRefused:
    return refusal(code="ARCHIVE_TWICE", message=message, remedy=remedy)
