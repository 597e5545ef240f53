"""Looking at evidence (查看): purpose once a case and session, the record first, then the page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from mingjian.cases.models import Case
from mingjian.desk.cases.material import clock_words, line_of, marker_url
from mingjian.desk.cases.showing import head_context
from mingjian.desk.evidence.bytes import view_ticket
from mingjian.desk.evidence.showing import title_of
from mingjian.evidence.clips import watermark_of
from mingjian.evidence.files import files_of_case
from mingjian.evidence.kinds import DerivativeKind, MediaKind
from mingjian.evidence.markers import markers_of
from mingjian.evidence.models import Derivative, EvidenceFile, Marker
from mingjian.evidence.previews import can_preview
from mingjian.evidence.recording import mark_viewed
from mingjian.law.roles import Actor, Role
from mingjian.web.parts import Link

DOWNLOADERS = (Role.CASE_OFFICER, Role.AGENCY_HEAD, Role.LEGAL_REVIEWER, Role.SUPERVISOR)
_PURPOSES, _SEEN = "evidence_purposes", "evidence_thumbnails"
NO_TOOLS = "本机没有安装预览所需的程序（ffmpeg、bubblewrap），没有预览；请下载原件查看"
WAITING = "预览正在制作，请过几分钟再打开"


@dataclass(frozen=True)
class MarkerLine:
    """One moment in the list beside the player."""

    marker: Marker
    clock: str
    url: str


def purpose_for(request: HttpRequest, subject_id: UUID) -> str:
    """查看目的, as it was given for this case earlier in this session."""
    return str(request.session.get(_PURPOSES, {}).get(str(subject_id), ""))


def remember_purpose(request: HttpRequest, subject_id: UUID, purpose: str) -> None:
    """For the rest of the session."""
    known = request.session.get(_PURPOSES, {})
    request.session[_PURPOSES] = {**known, str(subject_id): purpose.strip()[:80]}


def subject_of(file: EvidenceFile) -> UUID:
    """What a purpose is given for: the case, or the file that has none yet."""
    return file.case_id or file.id


def player_context(
    file: EvidenceFile, *, by: Actor, account: str, purpose: str, second: int
) -> dict[str, Any]:
    """Writes the viewing down, then shows the page; without a preview nothing was viewed."""
    copy = Derivative.objects.filter(file=file, kind=DerivativeKind.PREVIEW).first()
    source = ""
    if copy is not None and copy.sha256:
        watching, now = replace(by, purpose=purpose), timezone.now()
        told = {"what": "preview", "second": second}
        mark_viewed(file_id=file.id, by=watching, at=now, what="viewed", details=told)
        ticket = view_ticket(file_id=file.id, person_id=by.person_id)
        source = f"{reverse('desk:evidence-preview', args=[file.id])}?ticket={ticket}"
    kind = copy.content_type.partition("/")[0] if copy else ""
    home = reverse("desk:case-evidence", args=[file.case_id]) if file.case_id else ""
    return {
        "file": file,
        "line": line_of(file),
        "title": title_of(file),
        "crumbs": [
            Link(file.case_number or "证据与音像", home or reverse("desk:evidence")),
            Link(title_of(file), ""),
        ],
        "source": f"{source}#t={second}" if second and kind in ("video", "audio") else source,
        "kind": kind,
        "why_not": _why_not(copy),
        "watermark": watermark_of(by=by, account=account, at=timezone.now()),
        "purpose": purpose,
        "markers": [marker_line(one) for one in markers_of(file_id=file.id)],
        "notes": file.notes.order_by("written_at"),
        "second": second,
        "may_mark": by.role is Role.CASE_OFFICER,
        "may_download": by.role in DOWNLOADERS,
        "is_timed": file.media in (MediaKind.VIDEO, MediaKind.AUDIO),
    }


def gallery_context(request: HttpRequest, case: Case, *, by: Actor, purpose: str) -> dict[str, Any]:
    """Every file of the case with its thumbnail; each is on record once a session."""
    files = list(files_of_case(case_id=case.id).prefetch_related("derivatives", "markers"))
    seen = set(request.session.get(_SEEN, []))
    watching, cells = replace(by, purpose=purpose), []
    for file in files:
        thumbnail = _copy_in(file, DerivativeKind.THUMBNAIL)
        if thumbnail is not None and str(file.id) not in seen:
            told = {"what": "thumbnail"}
            mark_viewed(
                file_id=file.id, by=watching, at=timezone.now(), what="viewed", details=told
            )
            seen.add(str(file.id))
        cells.append(_cell(file, thumbnail, by))
    request.session[_SEEN] = sorted(seen)
    head = head_context(case)
    home = Link("证据材料", reverse("desk:case-evidence", args=[case.id]))
    return {
        **head,
        "crumbs": [*head["crumbs"], home, Link("浏览", "")],
        "cells": cells,
        "watermark": watermark_of(by=by, account=request.user.get_username(), at=timezone.now()),
        "home": home,
        "no_tools": "" if can_preview() else NO_TOOLS,
    }


def marker_line(marker: Marker) -> MarkerLine:
    """1:02:05 of a recording, with its way there."""
    url = marker_url(marker.file_id, marker.second)
    return MarkerLine(marker, clock_words(marker.second), url)


def _cell(file: EvidenceFile, thumbnail: Derivative | None, by: Actor) -> dict[str, Any]:
    image = ""
    if thumbnail is not None:
        ticket = view_ticket(file_id=file.id, person_id=by.person_id)
        image = f"{reverse('desk:evidence-thumbnail', args=[file.id])}?ticket={ticket}"
    return {
        "file": file,
        "image": image,
        "media": MediaKind(file.media).title,
        "url": reverse("desk:evidence-view", args=[file.id]),
        "markers": len({one.id for one in file.markers.all()}),
    }


def _copy_in(file: EvidenceFile, kind: DerivativeKind) -> Derivative | None:
    """From what was read with the list."""
    return next((one for one in file.derivatives.all() if one.kind == kind and one.sha256), None)


def _why_not(copy: Derivative | None) -> str:
    if copy is not None:
        return copy.why_not
    return WAITING if can_preview() else NO_TOOLS
