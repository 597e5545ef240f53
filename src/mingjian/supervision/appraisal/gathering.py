"""Gathering (案卷事实): what the automatic checks look at, from the rows of one case."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from mingjian.cases.deadlines import deadlines_of
from mingjian.cases.facts import facts_of
from mingjian.cases.facts_of_measures import measure_facts, measures_in_order
from mingjian.cases.models import Case
from mingjian.cases.paper_checks import check_paper
from mingjian.cases.summary.facts import summary_facts_of
from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.models import Document
from mingjian.law.appraisal import DossierFacts, EvidenceLine, PaperFacts, Procedure
from mingjian.law.linting import Paper
from mingjian.law.summary import is_summary
from mingjian.law.violations import violation
from mingjian.registry.models import AgencyPower


def dossier_facts(*, case: Case, on: date) -> DossierFacts:
    """案卷事实 as the record stands."""
    facts: dict[str, Any] = {
        "party_name": case.party.name,
        "party_code": case.party.credit_code,
        "papers": tuple(_papers(case)),
    }
    if is_summary(case.procedure):
        facts |= _summary(case)
    else:
        facts |= _ordinary(case, on=on)
    decided_on: date = facts["decided_on"]
    return DossierFacts(
        **facts,
        has_power=_has_power(case, on=decided_on),
        prior_fines=_prior_fines(case),
        cases_of_year=_cases_of_year(case, decided_on.year),
    )


def _summary(case: Case) -> dict[str, Any]:
    return {
        "procedures": frozenset({Procedure.PENALTY, Procedure.SUMMARY}),
        "summary": summary_facts_of(case),
        "decided_on": case.summary_penalty.decided_on,
    }


def _ordinary(case: Case, *, on: date) -> dict[str, Any]:
    facts = facts_of(case)
    measures = [one for one in measures_in_order(case) if one.taken_on]
    procedures = {Procedure.PENALTY, Procedure.ORDINARY}
    if measures:
        procedures |= {Procedure.COERCION, Procedure.MEASURE}
    if facts.court:
        procedures |= {Procedure.COERCION, Procedure.COURT}
    reviews = sorted(case.reviews.all(), key=lambda one: one.concluded_on)
    return {
        "procedures": frozenset(procedures),
        "case": facts,
        "decided_on": case.decision.decided_on,
        "closed_on": facts.closed_on,
        "measures": tuple(measure_facts(one, case) for one in measures),
        "measure_witnesses": tuple(one.witness for one in measures),
        "review_points": len(reviews[-1].points) if reviews else 0,
        "receipts": tuple(one.receipt_number for one in case.payments.all()),
        "evidence": tuple(_evidence(case)),
        "deadlines": deadlines_of(case=case, on=on, facts=facts),
    }


def _evidence(case: Case) -> Iterator[EvidenceLine]:
    for one in case.evidence.all():
        yield EvidenceLine(one.title, one.place, one.proves, one.collected_by_id is not None)


def _papers(case: Case) -> Iterator[PaperFacts]:
    rows = Document.objects.filter(subject_id=case.id).select_related("number", "service", "seal")
    for row in rows.order_by("made_at", "id"):
        paper = Paper(row.kind, row.title, row.dated, row.content)
        service = getattr(row, "service", None)
        yield PaperFacts(
            id=row.id,
            kind=row.kind,
            title=row.title,
            dated=row.dated,
            text=_text(paper),
            number=row.number.text if row.number else "",
            is_external=DocumentKind(row.kind).is_external,
            is_sealed=hasattr(row, "seal"),
            signers=tuple(str(name) for _, name in row.content.get("signatures", ())),
            served_on=service.effective_on if service else None,
            proof=service.proof if service else "",
            faults=tuple((one.rule, one.message) for one in check_paper(document=row, case=case)),
        )


def _text(paper: Paper) -> str:
    """Headings and labels as well: they name what stands below."""
    content = paper.content
    labels = [f"{label}：{value}" for label, value in content.get("fields", ())]
    sections = [
        "\n".join([part["heading"], *part["paragraphs"]]) for part in content.get("sections", ())
    ]
    head = [str(content.get(key, "")) for key in ("addressee", "opening")]
    return "\n".join([*head, *labels, *sections])


def _has_power(case: Case, *, on: date) -> bool:
    line = violation(case.violation_id).line
    held = AgencyPower.objects.in_force(on=on)
    return held.filter(agency_id=case.agency_id, line=line.value).exists()


def _prior_fines(case: Case) -> int:
    """Other fines of this agency for what ended the same day at the same place."""
    others = Case.objects.filter(
        agency_id=case.agency_id,
        party_id=case.party_id,
        violation_id=case.violation_id,
        act_ended_on=case.act_ended_on,
        place=case.place,
        decision__fine_yuan__gt=0,
    )
    redone = [one for one in (case.redoes_case_id,) if one]
    return others.exclude(id__in=[case.id, *redone]).exclude(redoes_case_id=case.id).count()


def _cases_of_year(case: Case, year: int) -> int:
    ordinary = Case.objects.filter(agency_id=case.agency_id, decision__decided_on__year=year)
    summary = Case.objects.filter(agency_id=case.agency_id, summary_penalty__decided_on__year=year)
    return ordinary.count() + summary.count()
