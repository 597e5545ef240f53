"""Readiness (移交条件): when the file is due, what it lacks, how long it will be kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mingjian.archive.attachments import unvaulted_of
from mingjian.cases.lawbooks import lawbook_of
from mingjian.cases.models import Case
from mingjian.dossier.models import Document
from mingjian.law.archiving import (
    SERVED_KINDS,
    FileFacts,
    Missing,
    Retention,
    missing_papers,
    retention_of,
)
from mingjian.law.citation import Citation
from mingjian.law.procedure import State
from mingjian.law.summary import is_summary
from mingjian.law.time_limits import due_date
from mingjian.law.workdays import national_calendar


@dataclass(frozen=True)
class FilingDue:
    """归档期限: from which day, until which day, by which provision."""

    closed_on: date
    on: date
    cite: Citation


def closed_on(case: Case) -> date:
    """When the case ended; a case moved again by a remedy ends with its last closing."""
    last = case.closings.order_by("serial").last()
    return last.closed_on if last else case.latest_act_on


def filing_due(case: Case) -> FilingDue:
    """归档期限 of an ended case: thirty days where the jurisdiction has no other (REC-02)."""
    ended = closed_on(case)
    limit = lawbook_of(case).time_limit("archive", on=ended)
    due = due_date(limit=limit, start=ended, calendar=national_calendar())
    return FilingDue(ended, due.on, limit.cite)


def missing_of(case: Case) -> tuple[Missing, ...]:
    """完整性清单 of the case as it stands."""
    return missing_papers(file_facts(case))


def file_facts(case: Case) -> FileFacts:
    """立卷事实, from the rows of the case."""
    papers = list(
        Document.objects.filter(subject_id=case.id).select_related("service", "seal", "number")
    )
    decision = getattr(case, "decision", None)
    served = [one for one in papers if one.content.get("sealed")]
    unserved = [one for one in served if not hasattr(one, "service")]
    return FileFacts(
        ending=_ENDINGS[State(case.state)],
        is_summary=is_summary(case.procedure),
        kinds=frozenset(one.kind for one in papers),
        is_decided=decision is not None or is_summary(case.procedure),
        unserved=_titles(one for one in unserved if one.kind in SERVED_KINDS),
        without_receipt=_titles(one for one in unserved if one.kind not in SERVED_KINDS),
        unsealed=_titles(one for one in served if not hasattr(one, "seal")),
        evidence_count=case.evidence.count(),
        review_due=decision is not None and decision.needs_review,
        deliberation_due=decision is not None and decision.deliberation_id is not None,
        was_heard=case.hearings.filter(hearingrecord__isnull=False).exists(),
        unfiled_recordings=unvaulted_of(case_id=case.id),
    )


_ENDINGS = {
    State.CLOSED: "closed",
    State.DECLINED: "declined",
    State.DISMISSED: "dismissed",
}


def _titles(papers: Iterable[Document]) -> tuple[str, ...]:
    found = []
    for one in papers:
        found.append(f"{one.title}（{one.number.text}）" if one.number else one.title)
    return tuple(found)


def retention_for(case: Case) -> Retention:
    """保管期限: a reviewed, deliberated or complex case is kept as an important one."""
    facts = file_facts(case)
    return retention_of(
        lawbook=lawbook_of(case),
        is_summary=facts.is_summary,
        is_major=case.is_complex or facts.review_due or facts.deliberation_due,
        closed_on=closed_on(case),
    )
