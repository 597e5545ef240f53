"""Papers in the to-do (文书待办): what waits for approval, for the seal, or to reach the party."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.urls import reverse

from mingjian.access.scopes import Scope
from mingjian.cases.models import Case
from mingjian.cases.serving import SERVED_BY_A_STEP
from mingjian.dossier.models import Document, Seal, SealApproval, ServiceAttempt
from mingjian.dossier.sealing import APPROVERS, KEEPERS
from mingjian.law.roles import Role
from mingjian.law.service import paper_seals

_MOST = 50


@dataclass(frozen=True)
class PaperLine:
    """一份文书 and what this role does with it next."""

    document: Document
    step: str
    url: str


def papers_waiting(*, scope: Scope, role: Role) -> list[PaperLine]:
    """The unserved papers of the cases this person sees, where this role comes next."""
    if role not in APPROVERS | KEEPERS:
        return []
    own = Case.objects.visible_to(scope).open().values("id")
    of_paper = {"document": OuterRef("pk")}
    papers = Document.objects.filter(
        subject_id__in=own, kind__in=_sealed_before_service(), service=None
    ).annotate(
        is_approved=Exists(SealApproval.objects.filter(**of_paper)),
        is_sealed=Exists(Seal.objects.filter(**of_paper)),
        was_tried=Exists(ServiceAttempt.objects.filter(**of_paper)),
    )
    papers = papers.filter(is_approved=False) if role in APPROVERS else papers
    newest = papers.select_related("number").order_by("made_at")[:_MOST]
    return [line for paper in newest if (line := _line(paper, role)) is not None]


def _sealed_before_service() -> list[str]:
    return [kind for kind, one in paper_seals().items() if not one.on_the_spot]


def _line(paper: Document, role: Role) -> PaperLine | None:
    page = reverse("desk:document", args=[paper.id])
    if role in APPROVERS:
        return PaperLine(paper, "批准用印", page)
    if not paper.is_approved:  # type: ignore[attr-defined]  # annotated above
        return None
    if not paper.is_sealed:  # type: ignore[attr-defined]  # annotated above
        return PaperLine(paper, "加盖印章", page)
    room = _service_page(paper.subject_id)
    if paper.was_tried:  # type: ignore[attr-defined]  # annotated above
        return PaperLine(paper, "未能送达，改用其他方式", room)
    # 告知书、决定书、催告书的送达在案件待办中。
    return None if paper.kind in SERVED_BY_A_STEP else PaperLine(paper, "送达", room)


def _service_page(case_id: UUID) -> str:
    return reverse("desk:case-service", args=[case_id])
