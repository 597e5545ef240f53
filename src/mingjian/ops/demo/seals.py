"""Sealed documents of the demo (测试用印): the served papers, sealed as people would."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from mingjian.cases.models import Case
from mingjian.cases.paper_checks import faults_against_sealing
from mingjian.dossier.models import Document, Seal
from mingjian.dossier.sealing import approve_seal, ready_bytes, seal_document
from mingjian.law.roles import Role
from mingjian.law.service import paper_seals
from mingjian.ops.demo.cast import Cast

_A_WHILE = timedelta(minutes=20)


def seal_served(*, casts: dict[str, Cast]) -> Iterator[str]:
    """Seal what was served and bears no seal yet; yields a line for each place."""
    for pack_id, cast in casts.items():
        cases = Case.objects.filter(agency_id=cast.agency_id).values("id")
        served = Document.objects.filter(subject_id__in=cases, service__isnull=False)
        waiting = served.exclude(id__in=Seal.objects.values("document_id")).order_by("made_at")
        papers = [paper for paper in waiting if paper.content.get("sealed")]
        for paper in papers:
            later = paper.made_at + _A_WHILE
            _seal(paper, cast, approved_at=later, sealed_at=later + _A_WHILE)
        yield f"{pack_id}：测试用印 {len(papers)} 份"


def seal_waiting(*, case_id: UUID, cast: Cast, at: datetime) -> None:
    """Seal what is ready to be served, as people do before they go out with it."""
    papers = Document.objects.filter(subject_id=case_id, service=None, seal=None)
    wanted = [kind for kind, one in paper_seals().items() if not one.on_the_spot]
    for paper in papers.filter(kind__in=wanted).order_by("made_at"):
        _seal(paper, cast, approved_at=at, sealed_at=at)


def _seal(paper: Document, cast: Cast, *, approved_at: datetime, sealed_at: datetime) -> None:
    approve_seal(
        document_id=paper.id,
        seen_sha256=ready_bytes(document=paper).sha256,
        find_faults=faults_against_sealing,
        by=cast.actor(Role.LEGAL_REVIEWER),
        at=approved_at,
    )
    seal_document(
        document_id=paper.id,
        find_faults=faults_against_sealing,
        by=cast.actor(Role.CASE_OFFICER),
        at=sealed_at,
    )
