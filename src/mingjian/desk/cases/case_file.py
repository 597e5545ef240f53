"""The file of one case (案卷): every row that the case page, the review and the decision show."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

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

_ONE_TO_ONE = ("verification", "decision", "decision_service", "performance", "closing")
_NAMES = ("agency", "party", "lead_number", "lead_officer", "assisting_officer")


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
    visible = Case.objects.visible_to(scope).select_related(*_NAMES, *_ONE_TO_ONE)
    return get_object_or_404(visible, id=case_id)


def read_file(case: Case) -> CaseFile:
    """One query for each kind of row, whatever their number."""
    return CaseFile(
        case=case,
        facts=facts_of(case),
        openings=list(case.openings.order_by("requested_on", "id")),
        proposals=list(case.proposals.order_by("revision")),
        evidence=list(
            case.evidence.select_related("verdict", "collected_by", "collected_with").order_by(
                "collected_on", "id"
            )
        ),
        submissions=list(
            case.review_submissions.select_related("review").order_by("submitted_on", "id")
        ),
        notices=list(
            case.notices.select_related("noticeservice", "document__number").order_by(
                "issued_on", "id"
            )
        ),
        defences=list(case.defences.select_related("defenceanswer").order_by("received_on", "id")),
        hearing_requests=list(case.hearing_requests.order_by("received_on", "id")),
        hearings=list(case.hearings.select_related("hearingrecord").order_by("notified_on", "id")),
        deliberations=list(case.deliberations.order_by("held_on", "id")),
        payments=list(case.payments.order_by("paid_on", "id")),
        recusals=list(case.recusals.select_related("replacement").order_by("decided_on", "id")),
        pauses=list(case.pauses.order_by("since")),
        extensions=list(case.extensions.order_by("granted_on", "id")),
        documents=list(
            Document.objects.filter(subject_id=case.id)
            .select_related("number", "service")
            .defer("content")
            .order_by("made_at", "id")
        ),
    )
