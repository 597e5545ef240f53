"""The elements of a case (案件要素) for forms: taken from its rows, nothing invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from operator import attrgetter

from mingjian.cases.facts import penalty_content
from mingjian.cases.lawbooks import lawbook_of
from mingjian.cases.models import Case, Proposal
from mingjian.cases.papers import content_sentence, decision_paper
from mingjian.dossier.filling import Values
from mingjian.dossier.kinds import ServiceMethod
from mingjian.dossier.models import Document
from mingjian.law.amounts import format_yuan
from mingjian.law.dates import long_date
from mingjian.law.procedure import ClosingReason, ReviewOutcome

Pairs = Iterator[tuple[str, str]]
_SECTIONS = {
    "案件来源和调查经过": "course",
    "告知、陈述申辩及听证": "heard",
    "履行方式和期限": "performance",
    "救济途径": "remedy",
}
_USES = {"forbids": "上述行为违反了{}的规定。", "penalises": "处理依据：{}。"}


def values_of(*, case: Case, on: date) -> Values:
    """Every element that the case has today; what it does not have is not among them."""
    papers = list(
        Document.objects.filter(subject_id=case.id)
        .select_related("number")
        .defer("content")
        .order_by("dated", "made_at")
    )
    texts = dict(_case(case, on))
    proposal = case.proposals.order_by("revision").last()
    if proposal is not None:
        texts |= dict(_proposal(case, proposal))
    texts |= dict(_review(case)) | dict(_hearing(case)) | dict(_decision(case))
    for paper in papers:
        if paper.number is not None:
            texts[f"number_{paper.kind}"] = paper.number.text
    return Values(
        texts={name: text for name, text in texts.items() if text},
        tables={"documents": [_listed(serial, paper) for serial, paper in enumerate(papers, 1)]},
    )


def _case(case: Case, on: date) -> Pairs:
    agency, party = case.agency, case.party
    yield from (
        ("agency", agency.name),
        ("number_prefix", agency.number_prefix),
        ("year", str(on.year)),
        ("dated", long_date(on)),
        ("agency_address", agency.address),
        ("agency_phone", agency.complaint_phone),
        ("reconsideration", agency.reconsideration_body),
        ("court", agency.court),
        ("party_name", party.name),
        ("party_code", party.credit_code),
        ("party_representative", party.legal_representative),
        ("party_address", party.address),
        ("cause", case.cause),
        ("case_title", f"{party.name}{case.cause}案"),
        ("case_number", case.number),
        ("lead_number", case.lead_number.text),
        ("source", case.source),
        ("place", case.place),
        ("summary", case.summary),
        ("registered_on", long_date(case.registered_on)),
        ("discovered_on", long_date(case.discovered_on)),
        ("opened_on", long_date(case.opened_on) if case.opened_on else ""),
    )
    book, day = lawbook_of(case), case.opened_on or case.registered_on
    yield "review_days", str(book.time_limit("apply_reconsideration", on=day).length)
    yield from _people(case, on)
    verification = getattr(case, "verification", None)
    yield "verification", verification.conclusion if verification else ""
    opening = case.openings.order_by("requested_on", "id").last()
    if opening is not None:
        yield "opening_reasons", opening.reasons
        word = {True: "同意立案。", False: "不予立案。", None: ""}[opening.approved]
        yield "opening_opinion", f"{word}{opening.decision_reasons}"


def _people(case: Case, on: date) -> Pairs:
    officers = [one for one in (case.lead_officer, case.assisting_officer) if one is not None]
    numbers = [
        credential.number
        for officer in officers
        if (credential := officer.credentials.valid(on=on).first()) is not None
    ]
    yield "officers", "、".join(officer.name for officer in officers)
    yield "officer_credentials", "、".join(numbers)


def _proposal(case: Case, proposal: Proposal) -> Pairs:
    yield "facts", proposal.facts
    yield "evidence", proposal.evidence_summary
    yield "reasons", proposal.reasons
    yield "proposal", content_sentence(proposal)
    yield "basis", "、".join(cite["text"] for cite in proposal.basis)
    for use, sentence in _USES.items():
        cited = "、".join(cite["text"] for cite in proposal.basis if cite["use"] == use)
        yield use, sentence.format(cited) if cited else ""
    content = penalty_content(proposal)
    if content is not None and content.fine_yuan:
        yield "fine_yuan", format_yuan(content.fine_yuan)
    if case.opened_on is None:
        return
    for section in decision_paper(case, proposal)["sections"]:
        heading = section["heading"].partition("、")[2]
        if heading in _SECTIONS:
            yield _SECTIONS[heading], "".join(section["paragraphs"])


def _review(case: Case) -> Pairs:
    review = case.reviews.order_by("concluded_on", "id").last()
    if review is not None:
        yield "review_opinion", review.opinion
        yield "review_outcome", ReviewOutcome(review.outcome).title
        yield "reviewer", review.reviewer_name
    held = case.deliberations.order_by("held_on", "id").last()
    if held is not None:
        yield "deliberated_on", long_date(held.held_on)
        yield "deliberation_minutes", held.minutes
        yield "deliberation_conclusion", "同意拟处理意见。" if held.agrees else "不同意，退回研究。"
        said = (f"{one['name']}（{one['post']}）：{one['opinion']}" for one in held.members)
        yield "deliberation_members", "\n".join(said)


def _hearing(case: Case) -> Pairs:
    defences = case.defences.order_by("received_on", "id")
    yield "defence", "\n".join(one.content for one in defences)
    hearing = case.hearings.select_related("hearingrecord").order_by("notified_on", "id").last()
    if hearing is not None:
        yield "hearing_on", long_date(hearing.scheduled_on)
        yield "hearing_place", hearing.place
        yield "hearing_host", hearing.presiding_name


def _decision(case: Case) -> Pairs:
    decision = getattr(case, "decision", None)
    if decision is None:
        return
    yield "decision_number", decision.number
    yield "decided_on", long_date(decision.decided_on)
    yield "decision_title", f"{decision.document.title}（{decision.number}）"
    served = getattr(case, "decision_service", None)
    if served is not None:
        yield "decision_served_on", long_date(served.served_on)
        yield "served_how", ServiceMethod(served.service.method).title
        yield "served_receiver", served.service.receiver
    paid = [
        f"{long_date(one.paid_on)}缴款{format_yuan(one.amount_yuan)}元（票据号{one.receipt_number}）"
        for one in case.payments.order_by("paid_on", "id")
    ]
    yield "execution", "；".join(paid)
    closing = max(case.closings.all(), key=attrgetter("serial"), default=None)
    if closing is not None:
        yield "closed_on", long_date(closing.closed_on)
        yield "closing_reason", ClosingReason(closing.reason).title


def _listed(serial: int, paper: Document) -> list[str]:
    number = paper.number.text if paper.number else ""
    return [str(serial), number, paper.title, long_date(paper.dated), "", ""]
