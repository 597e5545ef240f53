"""The file of one case (案卷): every row that the case page, the review and the decision show."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TypeVar
from uuid import UUID

from django.db.models import Manager, Model
from django.shortcuts import get_object_or_404

from mingjian.access.scopes import Scope
from mingjian.cases.facts import facts_of
from mingjian.cases.models import (
    Case,
    Defence,
    Deliberation,
    Evidence,
    Extension,
    Hearing,
    HearingRequest,
    Notice,
    Opening,
    Pause,
    Payment,
    Proposal,
    Recusal,
    ReviewSubmission,
)
from mingjian.dossier.models import Document
from mingjian.law.procedure import CaseFacts

Row = TypeVar("Row", bound=Model)
_NAMES = ("agency", "party", "lead_number", "lead_officer", "assisting_officer", "duty")


@dataclass(frozen=True)
class CaseFile:
    """案卷: the case, its facts for the law, and its rows in the order of events."""

    case: Case
    facts: CaseFacts
    openings: list[Opening]
    proposals: list[Proposal]
    evidence: list[Evidence]
    submissions: list[ReviewSubmission]
    notices: list[Notice]
    defences: list[Defence]
    hearing_requests: list[HearingRequest]
    hearings: list[Hearing]
    deliberations: list[Deliberation]
    payments: list[Payment]
    recusals: list[Recusal]
    pauses: list[Pause]
    extensions: list[Extension]
    documents: list[Document]

    @property
    def proposal(self) -> Proposal | None:
        """The text as it stands now."""
        return self.proposals[-1] if self.proposals else None

    @property
    def number(self) -> str:
        """立案号, before opening the number of the lead."""
        return self.case.number or self.case.lead_number.text


def case_for(*, scope: Scope, case_id: UUID) -> Case:
    """The case if this person may see it, otherwise 404."""
    visible = Case.objects.visible_to(scope).select_related(*_NAMES)
    return get_object_or_404(visible, id=case_id)


def read_file(case: Case) -> CaseFile:
    """The facts read every row of the case; the documents are one query more."""
    facts, documents = facts_of(case), documents_of(case)
    notices = _sorted(case.notices, "issued_on", "id")
    for notice in notices:
        notice.document = next(one for one in documents if one.id == notice.document_id)
    return CaseFile(
        case=case,
        facts=facts,
        openings=_sorted(case.openings, "requested_on", "id"),
        proposals=_sorted(case.proposals, "revision"),
        evidence=_sorted(case.evidence, "collected_on", "id"),
        submissions=_sorted(case.review_submissions, "submitted_on", "id"),
        notices=notices,
        defences=_sorted(case.defences, "received_on", "id"),
        hearing_requests=_sorted(case.hearing_requests, "received_on", "id"),
        hearings=_sorted(case.hearings, "notified_on", "id"),
        deliberations=_sorted(case.deliberations, "held_on", "id"),
        payments=_sorted(case.payments, "paid_on", "id"),
        recusals=_sorted(case.recusals, "decided_on", "id"),
        pauses=_sorted(case.pauses, "since"),
        extensions=_sorted(case.extensions, "granted_on", "id"),
        documents=documents,
    )


def documents_of(case: Case) -> list[Document]:
    """文书 in the order they were made, without their texts."""
    found = Document.objects.filter(subject_id=case.id).select_related("number", "service")
    return list(found.defer("content").order_by("made_at", "id"))


def _sorted(rows: Manager[Row], *fields: str) -> list[Row]:
    """Rows that have been read, in order."""
    return sorted(rows.all(), key=attrgetter(*fields))
