"""What the pages of the room show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from mingjian.access.scopes import Scope
from mingjian.cases.models import Case
from mingjian.desk.cases.material import FileLine, line_of, size_words
from mingjian.desk.cases.showing import head_context
from mingjian.desk.devices.showing import REGISTER_READERS
from mingjian.desk.evidence.steps import step_lines
from mingjian.evidence.budget import Budget, budget_of
from mingjian.evidence.clips import EXPORTERS
from mingjian.evidence.covert import covert_bases, covertness_of, heads_of, unconfirmed_ids
from mingjian.evidence.devices import held_by
from mingjian.evidence.docks import index_words
from mingjian.evidence.exporting import exports_of, is_open
from mingjian.evidence.files import files_of_case, files_without_case, latest_files, may_free_space
from mingjian.evidence.kinds import CUSTODY_STEPS, FileState, ReceiptKind
from mingjian.evidence.models import CovertRuling, EvidenceFile, OriginalExport
from mingjian.evidence.receiving import uploads_of_case
from mingjian.evidence.recording import custody_of
from mingjian.evidence.signing import signature_of
from mingjian.law.covert import AWAITED, CONFIRMED, DENIED
from mingjian.law.dates import long_date
from mingjian.law.procedure import State
from mingjian.law.roles import Actor, Role
from mingjian.web.parts import Link, SummaryRow

LATEST = 10


@dataclass(frozen=True)
class CustodyLine:
    """One step of the chain of custody."""

    at: Any
    who: str
    what: str
    purpose: str
    hash: str


def case_context(case: Case, *, by: Actor) -> dict[str, Any]:
    """The page of a case's files; officers may add while the case runs."""
    may_upload = by.role is Role.CASE_OFFICER and not State(case.state).is_final
    head, files = head_context(case), list(files_of_case(case_id=case.id))
    return {
        **head,
        "crumbs": [*head["crumbs"], Link("证据材料", "")],
        "files": [line_of(one) for one in files],
        "steps": step_lines(case, files, by=by),
        "unconfirmed": any(one.is_covert for one in files)
        and bool(unconfirmed_ids(case_id=case.id)),
        "gallery_url": reverse("desk:case-gallery", args=[case.id]),
        "waiting": uploads_of_case(case_id=case.id),
        "may_upload": may_upload,
        "place": case.place,
        **(_upload_choices(by) if may_upload else {}),
        "collector": by.name,
        "list_url": reverse("desk:case-evidence", args=[case.id]),
    }


def room_context(*, scope: Scope, by: Actor) -> dict[str, Any]:
    """Own files that wait for a case, and the storage budget."""
    everything = by.role is Role.SYSTEM_ADMIN
    budget: Budget = budget_of(agency_id=None if everything else by.agency_id, all_of=everything)
    numbers = {} if everything else _numbers(scope, budget)
    return {
        "files": [line_of(one) for one in files_without_case(person_id=by.person_id)],
        "latest": [line_of(one) for one in latest_files(person_id=by.person_id, most=LATEST)],
        "budget": budget,
        "sizes": {
            "all": size_words(budget.size),
            "free": size_words(budget.free),
            "room": size_words(budget.room),
        },
        "years": [
            {
                **vars(one),
                "size_words": size_words(one.size),
                "per_case_words": size_words(one.per_case),
            }
            for one in budget.years
        ],
        "cases": [
            {
                "row": one,
                "size": size_words(one.size),
                "url": reverse("desk:case-evidence", args=[one.case_id]),
            }
            for one in budget.cases
            if one.case_id in numbers
        ],
        "is_officer": by.role is Role.CASE_OFFICER,
    }


def file_for(*, scope: Scope, by: Actor, file_id: UUID) -> EvidenceFile:
    """The file, for who may see its case; without a case, for who brought it in or must decide."""
    file = EvidenceFile.objects.filter(id=file_id).first()
    if file is None:
        raise Http404("no such file")
    if file.case_id is None:
        may_see = file.uploaded_by_person_id == by.person_id or _is_asked(file, by)
    else:
        may_see = Case.objects.visible_to(scope).filter(id=file.case_id).exists()
    if not may_see:
        raise Http404("no such file")
    return file


def _is_asked(file: EvidenceFile, by: Actor) -> bool:
    """A head who was asked about a file that has no case yet."""
    if by.role is not Role.AGENCY_HEAD or by.agency_id != file.agency_id:
        return False
    is_named = file.covert_approver_person_id == by.person_id
    return is_named or file.exports.exclude(asked_by_person_id=by.person_id).exists()


def file_context(file: EvidenceFile, *, by: Actor) -> dict[str, Any]:
    """The page of one file."""
    line = line_of(file)
    home = (
        Link(str(file.case_number), reverse("desk:case-evidence", args=[file.case_id]))
        if file.case_id
        else Link("证据与音像", reverse("desk:evidence"))
    )
    return {
        "line": line,
        "file": file,
        "crumbs": [home, Link(title_of(file), "")],
        "title": title_of(file),
        "tags": _tags(file, by),
        "proofs": _proofs(file, line),
        "notes": file.notes.order_by("written_at"),
        "receipts": [
            {"title": ReceiptKind(one.kind).title, "note": one.note, "at": one.issued_at}
            for one in file.receipts.order_by("issued_at")
        ],
        "alarms": file.alarms.order_by("found_at"),
        "covert": covertness_of(file),
        "may_confirm": covertness_of(file).confirmed is None
        and by.role is Role.AGENCY_HEAD
        and file.is_covert
        and file.covert_approver_person_id == by.person_id,
        **export_context(file, by=by),
        "custody": [_custody(one) for one in custody_of(file_id=file.id)],
        "may_note": by.role is Role.CASE_OFFICER,
        "may_join": by.role is Role.CASE_OFFICER and file.case_id is None,
        "may_free": may_free_space(file),
    }


def state_of(file: EvidenceFile) -> dict[str, Any]:
    """For programs."""
    return {
        "id": str(file.id),
        "state": file.state,
        "title": FileState(file.state).title,
        "sha256": file.sha256,
        "sm3": file.sm3,
        "may_free_space": may_free_space(file),
        "receipts": {one.kind: one.note for one in file.receipts.all()},
    }


def title_of(file: EvidenceFile) -> str:
    """第3号　现场录像.mp4."""
    return f"第{file.number}号 {file.name}" if file.number else file.name


def _tags(file: EvidenceFile, by: Actor) -> list[SummaryRow]:
    rows = [
        SummaryRow("案件编号", file.case_number or "尚未归入案件"),
        SummaryRow("采集时间", _second(file.captured_at)),
        SummaryRow("采集地点", file.captured_place),
        SummaryRow("采集人", file.captured_by),
        SummaryRow("证明对象", file.proves),
    ]
    if file.device:
        place = f"，第{file.device_sequence}段" if file.device_sequence is not None else ""
        may_open = file.source_id is not None and by.role in REGISTER_READERS
        url = reverse("desk:device", args=[file.source_id]) if may_open else ""
        rows.append(SummaryRow("设备", f"{file.device}{place}", url=url))
    if signed := signature_of(file).title:
        rows.append(SummaryRow("设备签名", signed))
    rows += [SummaryRow(title, text) for title, text in index_words(file)]
    if file.is_covert:
        rows.append(SummaryRow("隐蔽录制", f"依据：{file.covert_basis}"))
        rows.append(SummaryRow("批准的确认", _confirmation(file)))
    return rows


def _confirmation(file: EvidenceFile) -> str:
    ruling = CovertRuling.objects.filter(file=file).first()
    if ruling is None:
        return f"{AWAITED}：申请由{file.covert_approver}批准；本人确认以前不能关联为证据"
    at = _second(ruling.decided_at)
    word = CONFIRMED if ruling.confirmed else DENIED
    return f"{word}：{ruling.decided_by_name}，{at}。{ruling.opinion}"


def export_context(file: EvidenceFile, *, by: Actor) -> dict[str, Any]:
    """导出原件: every request with its standing, and what this person may do."""
    now = timezone.now()
    lines = [_export_line(one, by, now) for one in exports_of(file_id=file.id)]
    waits = any(one["is_waiting"] and one["is_own"] for one in lines)
    return {"exports": lines, "may_ask": by.role in EXPORTERS and not waits}


def _export_line(export: OriginalExport, by: Actor, now: datetime) -> dict[str, Any]:
    is_own, is_running = export.asked_by_person_id == by.person_id, is_open(export, at=now)
    if export.approved is None:
        word, tone = "待审批", "warn"
    elif not export.approved:
        word, tone = "不同意", "plain"
    else:
        word, tone = ("可以导出", "good") if is_running else ("已过时限", "plain")
    return {
        "export": export,
        "word": word,
        "tone": tone,
        "is_waiting": export.approved is None,
        "is_own": is_own,
        "may_take": is_own and is_running,
        "taken": sorted(export.taken.all(), key=lambda one: one.taken_at),
    }


def _upload_choices(by: Actor) -> dict[str, Any]:
    """Own devices; 依据 and 批准人 that a covert recording may name today."""
    on = timezone.localdate()
    heads = heads_of(agency_id=by.agency_id, on=on)
    return {
        "devices": held_by(person_id=by.person_id, agency_id=by.agency_id),
        "bases": covert_bases(agency_id=by.agency_id, on=on),
        "approvers": [one for one in heads if one.person_id != by.person_id],
    }


def _proofs(file: EvidenceFile, line: FileLine) -> list[SummaryRow]:
    arrived = f"{_second(file.received_at)}，{file.uploaded_by_name}"
    return [
        SummaryRow("载体", f"{line.media}，{line.size}（{file.size:,} 字节）"),
        SummaryRow("收到", f"{arrived}{'；' + line.late if line.late else ''}"),
        SummaryRow("SHA-256", file.sha256),
        SummaryRow("SM3", file.sm3 or "入库时计算"),
        SummaryRow("副本", f"{file.copies.count()} 处，均已读回核对" if file.sm3 else "待入库"),
    ]


def _custody(entry: Any) -> CustodyLine:
    what = CUSTODY_STEPS.get(entry.kind, entry.kind)
    details = entry.payload.get("found", "")
    return CustodyLine(
        entry.at,
        entry.actor_name,
        f"{what}：{details}" if details else what,
        entry.purpose,
        entry.hash[:16],
    )


def _numbers(scope: Scope, budget: Budget) -> dict[UUID, str]:
    """Which of the largest cases this person may open."""
    ids = [one.case_id for one in budget.cases]
    seen = Case.objects.visible_to(scope).filter(id__in=ids)
    return dict(seen.values_list("id", "number"))


def _second(at: datetime) -> str:
    """2026年11月20日 09:21:00."""
    local = timezone.localtime(at)
    return f"{long_date(local.date())} {local:%H:%M:%S}"
