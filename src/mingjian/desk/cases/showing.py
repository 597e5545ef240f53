"""What the pages of a case show: the whole page, or the material beside a form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from mingjian.cases.deadlines import deadlines_of
from mingjian.cases.models import Case
from mingjian.desk.cases.case_file import CaseFile
from mingjian.desk.cases.happenings import (
    decision_rows,
    execution_rows,
    hearing_story,
    owed_review,
    review_views,
)
from mingjian.desk.cases.ledger import ledger_of, linked_cases
from mingjian.desk.cases.limits import deadline_lines
from mingjian.desk.cases.persons import person_lines
from mingjian.desk.cases.sections import (
    forbidding_provisions,
    lead_rows,
    party_rows,
    proposal_views,
)
from mingjian.desk.cases.stages import stage_cells
from mingjian.desk.cases.steps import steps_for
from mingjian.desk.cases.timeline import record_of
from mingjian.disclosure.kinds import Settlement
from mingjian.disclosure.models import Duty
from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.models import Document
from mingjian.law.procedure import CaseFacts, State, table_of
from mingjian.law.proceedings import ProceedingMove
from mingjian.law.prosecution import PassedThreshold
from mingjian.law.roles import Actor
from mingjian.web.parts import Link

# 缴款批准书的送达目前没有单独的登记。
NOT_RECORDED = frozenset({DocumentKind.DEFERRAL_APPROVAL})


def page_context(file: CaseFile, *, by: Actor, query: QueryDict, on: date) -> dict[str, Any]:
    """The case page."""
    case = file.case
    return {
        **material_context(file, on=on),
        "crime": crime_hint(file.facts, case),
        "stages": stage_cells(file),
        "steps": steps_for(
            case_id=case.id,
            facts=file.facts,
            by=by,
            on=on,
            table=table_of(case.procedure),
        ),
        "deadlines": deadline_lines(
            deadlines_of(case=case, on=on, facts=file.facts, **_publication_of(file)), on=on
        ),
        "record": record_of(case_id=case.id, documents=file.documents, query=query),
    }


@dataclass(frozen=True)
class CrimeHint:
    """行刑衔接提示: the standards reached, and where to answer them."""

    passed: tuple[PassedThreshold, ...]
    is_answered: bool
    report_url: str


def crime_hint(facts: CaseFacts, case: Case) -> CrimeHint | None:
    """None where no figure of the proposal reaches a published standard."""
    if not facts.thresholds:
        return None
    report = reverse("desk:begin-proceeding", args=[case.id, ProceedingMove.REPORT_CRIME.value])
    return CrimeHint(facts.thresholds, facts.is_referral_answered, report)


def material_context(file: CaseFile, *, on: date) -> dict[str, Any]:
    """The material of the case: used by the page, the review and the decision alike."""
    proposals = proposal_views(file)
    return {
        **head_context(file.case),
        "file": file,
        "party_rows": party_rows(file.case),
        "lead_rows": lead_rows(file),
        "provisions": forbidding_provisions(file.case),
        "proposal": proposals[0] if proposals else None,
        "earlier_proposals": proposals[1:],
        "evidence": file.evidence,
        "documents": [paper_line(one) for one in file.documents],
        "reviews": review_views(file),
        "owed_review": owed_review(file),
        "story": hearing_story(file),
        "decision_rows": decision_rows(file),
        "execution_rows": execution_rows(file),
        "ledger": ledger_of(file, on=on),
        "linked_cases": linked_cases(file),
        "persons": person_lines(file, on=on),
    }


def _publication_of(file: CaseFile) -> dict[str, Any]:
    """公示情况: a period that has been met, or that no longer runs, is not told as overdue."""
    duty: Duty | None = getattr(file.case, "duty", None)
    if duty is None or not duty.settlement:
        return {}
    is_published = duty.settlement == Settlement.PUBLISHED
    return {"is_published": is_published, "published_on": duty.settled_on if is_published else None}


def head_context(case: Case) -> dict[str, Any]:
    """Line 1: number, party, cause, officers; and where the reader stands."""
    case_url = reverse("desk:case", args=[case.id])
    number = case.number or case.lead_number.text
    return {
        "case": case,
        "number": number,
        "state": State(case.state).title,
        "officers": [one.name for one in (case.lead_officer, case.assisting_officer) if one],
        "case_url": case_url,
        "crumbs": [Link("案件", reverse("desk:cases")), Link(number, case_url)],
    }


def paper_line(document: Document) -> dict[str, Any]:
    """One line of the list of documents."""
    kind, served = DocumentKind(document.kind), getattr(document, "service", None)
    if not kind.is_external:
        word, tone = "内部文书", "plain"
    elif kind in NOT_RECORDED:
        word, tone = "对外文书", "plain"
    elif served is None:
        word, tone = "未送达", "warn"
    else:
        word, tone = "已送达", "good"
    return {"document": document, "word": word, "tone": tone, "service": served}
