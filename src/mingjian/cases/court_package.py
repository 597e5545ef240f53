"""The package for the court (申请材料): each paper of art. 55 with the document that is it."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from uuid import UUID

from mingjian.cases.models import Case
from mingjian.law.dates import long_date
from mingjian.law.procedure import CourtPaper

SUBJECT_MISSING = "尚未写明申请强制执行标的情况"


@dataclass(frozen=True)
class PackageItem:
    """一份材料: there or missing, in words; ``document_id`` where a document of the case is it."""

    paper: CourtPaper
    is_there: bool
    note: str
    document_id: UUID | None = None


def package_of(case: Case, *, subject: str) -> list[PackageItem]:
    """强制执行申请的材料 in the order of art. 55; the application itself is made by the act."""
    return [
        PackageItem(CourtPaper.APPLICATION, True, "由机关负责人签名、盖章并注明日期"),
        _decision(case),
        _proof_of_service(case),
        _opinion(case),
        _demand(case),
        PackageItem(CourtPaper.SUBJECT, bool(subject.strip()), subject.strip() or SUBJECT_MISSING),
    ]


def _decision(case: Case) -> PackageItem:
    decision = getattr(case, "decision", None)
    if decision is None:
        return PackageItem(CourtPaper.DECISION, False, "尚未作出决定")
    return PackageItem(CourtPaper.DECISION, True, decision.number, decision.document_id)


def _proof_of_service(case: Case) -> PackageItem:
    served = getattr(case, "decision_service", None)
    if served is None:
        return PackageItem(CourtPaper.PROOF_OF_SERVICE, False, "决定书尚未送达")
    words = f"{long_date(served.served_on)}送达，送达回证在卷"
    return PackageItem(CourtPaper.PROOF_OF_SERVICE, True, words)


def _opinion(case: Case) -> PackageItem:
    """告知后的陈述、申辩 and 催告后的意见, or that the party said nothing."""
    said = [one for one in case.defences.all() if not one.waived]
    answered = list(case.demand_responses.all())
    asked = any(one.served_on for one in case.demands.all())
    if not asked:
        return PackageItem(CourtPaper.OPINION, False, "催告书尚未送达，当事人的意见尚未听取")
    if not said and not answered:
        return PackageItem(CourtPaper.OPINION, True, "当事人在告知、催告后均未提出意见")
    words = f"陈述、申辩{len(said)}次，催告后意见{len(answered)}次，均有记录和复核"
    return PackageItem(CourtPaper.OPINION, True, words)


def _demand(case: Case) -> PackageItem:
    found = sorted(case.demands.all(), key=attrgetter("issued_on", "id"))
    if not found:
        return PackageItem(CourtPaper.DEMAND, False, "尚未催告")
    last = found[-1]
    if last.served_on is None or last.due_on is None:
        return PackageItem(CourtPaper.DEMAND, False, "催告书尚未送达", last.document_id)
    words = f"{long_date(last.served_on)}送达催告书，{long_date(last.due_on)}期满"
    return PackageItem(CourtPaper.DEMAND, True, words, last.document_id)
