"""Texts besides first publications (更正稿、导入批次) that wait for approval or release."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q

from mingjian.access.scopes import Scope
from mingjian.desk.disclosure.reading import page_of_text
from mingjian.disclosure.kinds import ApprovalKind
from mingjian.disclosure.models import Approval, Duty, Preparation, PublicRecord, Release

MOST = 50


@dataclass(frozen=True)
class PendingText:
    """One line: what it is, what is missing, where it is handled."""

    title: str
    kind: str
    progress: str
    url: str


def pending_texts(*, scope: Scope) -> list[PendingText]:
    """The newest texts that correct a record or publish an import, not released yet; one query."""
    seen = Q(duty__in=Duty.objects.visible_to(scope))
    if scope.agency_id is not None:
        seen |= Q(batch__agency_id=scope.agency_id)
    of_text = Approval.objects.filter(preparation=OuterRef("pk"))
    later = Preparation.objects.filter(
        stream_id=OuterRef("stream_id"), revision__gt=OuterRef("revision")
    )
    standing = PublicRecord.objects.standing().filter(public_id=OuterRef("corrects"))
    texts = (
        Preparation.objects.filter(seen)
        .exclude(corrects="", batch__isnull=True)
        .filter(Exists(standing) | Q(corrects=""))
        .filter(~Exists(later), ~Exists(Release.objects.filter(preparation=OuterRef("pk"))))
        .annotate(
            has_content=Exists(of_text.filter(kind=ApprovalKind.CONTENT.value)),
            has_secrecy=Exists(of_text.filter(kind=ApprovalKind.SECRECY.value)),
        )
        .select_related("duty", "batch")
        .order_by("prepared_at")
    )
    return [_line(text) for text in texts[:MOST]]


def progress_of(*, has_content: bool, has_secrecy: bool, last: str) -> str:
    """待内容审核、保密审查, or the act that comes after both."""
    given = {ApprovalKind.CONTENT: has_content, ApprovalKind.SECRECY: has_secrecy}
    missing = [kind.title for kind in ApprovalKind if not given[kind]]
    return f"待{'、'.join(missing)}" if missing else last


def _line(text: Any) -> PendingText:
    if text.duty is not None:
        title = text.duty.number
    else:
        title = text.content.get("number", "") if text.corrects else text.batch.file_name
    return PendingText(
        title=title,
        kind="更正稿" if text.corrects else "导入批次",
        progress=progress_of(
            has_content=text.has_content,
            has_secrecy=text.has_secrecy,
            last="待公示更正" if text.corrects else "待公示",
        ),
        url=page_of_text(text),
    )
