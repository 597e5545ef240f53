"""Checking the papers of a case (文书校核): the paper against the rows it was made from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from mingjian.cases.lawbooks import lawbook_of
from mingjian.cases.models import Case, Proposal
from mingjian.dossier.models import Document, IssuedNumber
from mingjian.law.breach import Breach
from mingjian.law.linting import CaseSheet, Finding, Paper, find_faults, serious


def check_paper(*, document: Document, case: Case) -> tuple[Finding, ...]:
    """Every formal fault of one paper of the case."""
    paper = Paper(document.kind, document.title, document.dated, document.content)
    return find_faults(paper=paper, sheet=case_sheet(case=case, document=document))


def faults_against_sealing(document: Document) -> list[Breach]:
    """The faults that forbid the seal; asked by ``dossier.sealing``."""
    case = Case.objects.select_related("agency", "party").get(id=document.subject_id)
    return serious(check_paper(document=document, case=case))


def blank_sheet(*, case: Case) -> CaseSheet:
    """案件要素 for a text that is still being written."""
    return _sheet(case, None)


def case_sheet(*, case: Case, document: Document) -> CaseSheet:
    """案件要素 as they stand, for this paper."""
    return _sheet(case, _proposal_of(document, case))


def _sheet(case: Case, proposal: Proposal | None) -> CaseSheet:
    book, on = lawbook_of(case), case.opened_on or case.registered_on
    return CaseSheet(
        agency_name=case.agency.name,
        number_prefix=case.agency.number_prefix,
        party_name=case.party.name,
        party_code=case.party.credit_code,
        reconsideration_body=case.agency.reconsideration_body,
        court=case.agency.court,
        reconsideration_days=book.time_limit("apply_reconsideration", on=on).length,
        sue_months=book.time_limit("sue", on=on).length,
        fine_yuan=proposal.fine_yuan if proposal else Decimal(0),
        gains_yuan=proposal.confiscated_gains_yuan if proposal else Decimal(0),
        fine_parts=_parts(proposal, "fine_yuan"),
        gains_parts=_parts(proposal, "gains_yuan"),
        days=tuple(_days_of(case)),
        numbers=_numbers_of(case),
    )


def _numbers_of(case: Case) -> frozenset[str]:
    """文号 of the case, and of the one that is made again in it (重新办理)."""
    subjects = [one for one in (case.id, case.redoes_case_id) if one is not None]
    found = IssuedNumber.objects.filter(subject_id__in=subjects)
    return frozenset(found.values_list("text", flat=True))


def _parts(proposal: Proposal | None, amount: str) -> frozenset[Decimal]:
    counts = proposal.counts if proposal else []
    return frozenset(Decimal(one[amount]) for one in counts) if len(counts) > 1 else frozenset()


def _proposal_of(document: Document, case: Case) -> Proposal | None:
    """The text that the paper tells; the newest where it tells none."""
    told = case.notices.filter(document=document).values_list("proposal_hash", flat=True).first()
    decided = getattr(case, "decision", None)
    if told is None and decided is not None and decided.document_id == document.id:
        told = decided.proposal_hash
    proposals = case.proposals.order_by("-revision")
    return (proposals.filter(hash=told) if told else proposals).first()


def _days_of(case: Case) -> Iterator[tuple[str, date]]:
    """办案经过, in the order of the law; of repeated acts the first."""
    if case.opened_on is not None:
        yield "立案", case.opened_on
    noticed = case.notice_services.order_by("served_on").first()
    if noticed is not None:
        yield "告知书送达", noticed.served_on
    heard = case.hearing_records.order_by("held_on").first()
    if heard is not None:
        yield "听证", heard.held_on
    decision = getattr(case, "decision", None)
    if decision is not None:
        yield "决定", decision.decided_on
    served = getattr(case, "decision_service", None)
    if served is not None:
        yield "决定书送达", served.served_on
