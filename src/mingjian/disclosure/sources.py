"""Sources (决定原貌): a decided case as the projection needs it, with all that must not get out."""

from __future__ import annotations

from typing import Any

from mingjian.cases.assessing import rule_of
from mingjian.cases.facts import facts_of, penalty_content
from mingjian.cases.joint_files import co_parties
from mingjian.cases.lawbooks import lawbook_of
from mingjian.cases.models import Case, Proposal
from mingjian.cases.papers import content_sentence
from mingjian.cases.summary.facts import content_of
from mingjian.cases.summary.papers import remedy_sentences
from mingjian.disclosure.leaks import KnownValue
from mingjian.disclosure.places import division_name, six_digits
from mingjian.disclosure.projection import Source
from mingjian.dossier.models import Service
from mingjian.law.benchmarks import BenchmarkItem, benchmark
from mingjian.law.dates import full_years, long_date
from mingjian.law.lawbook import LawBook
from mingjian.law.penalties import PenaltyContent, PenaltyKind
from mingjian.law.procedure import content_in_force
from mingjian.law.procedure.kinds import PartyKind
from mingjian.law.redaction import cut_to_county
from mingjian.law.summary import is_summary
from mingjian.law.violations import Line
from mingjian.registry.models import Officer, Party

ADULT_AGE = 18
MARKET_SECTOR = "market_supervision"


def source_of_case(case: Case) -> Source:
    """The decision of a case, read from its rows; the exact text that was reviewed and served."""
    if is_summary(case.procedure):
        return _source_of_penalty(case)
    decision = case.decision
    proposal = case.proposals.get(hash=decision.proposal_hash)
    content = _content_in_force(case, proposal)
    book, agency, party = lawbook_of(case), case.agency, case.party
    return Source(
        agency=agency.name,
        division_code=six_digits(agency.division_code),
        division=division_name(agency.division_code),
        party_kind=PartyKind(party.kind),
        party_name=party.name,
        credit_code=party.credit_code,
        legal_representative=party.legal_representative,
        cause=case.cause,
        facts=proposal.facts,
        basis=tuple(cite["text"] for cite in proposal.basis),
        kinds=content.kinds if content else tuple(PenaltyKind(kind) for kind in proposal.kinds),
        penalty=f"{content.sentence()}。" if content else content_sentence(proposal),
        fine_yuan=content.fine_yuan if content else proposal.fine_yuan,
        confiscated=_confiscated(proposal),
        number=decision.number,
        decided_on=decision.decided_on,
        law_pack=f"{book.name}（{book.version}）",
        remedy=_remedy(case, book),
        **_known_of_party(case),
    )


def _source_of_penalty(case: Case) -> Source:
    """The same of an on-the-spot penalty; its remedies begin with reconsideration."""
    penalty, book = case.summary_penalty, lawbook_of(case)
    content, on = content_of(penalty), penalty.decided_on
    agency, party = case.agency, case.party
    return Source(
        agency=agency.name,
        division_code=six_digits(agency.division_code),
        division=division_name(agency.division_code),
        party_kind=PartyKind(party.kind),
        party_name=party.name,
        credit_code=party.credit_code,
        legal_representative=party.legal_representative,
        cause=case.cause,
        facts=penalty.facts,
        basis=tuple(penalty.basis),
        kinds=content.kinds,
        penalty=f"{content.sentence()}。",
        fine_yuan=content.fine_yuan,
        confiscated="",
        number=penalty.number,
        decided_on=on,
        law_pack=f"{book.name}（{book.version}）",
        remedy="".join(remedy_sentences(agency=agency, lawbook=book, on=on)[:2]),
        is_summary=True,
        **_known_of_party(case),
    )


def line_of(violation_id: str) -> str:
    """执法领域 of a cause, be it of a statute or of a benchmark."""
    rule = rule_of(violation_id)
    return benchmark(rule.benchmark_id).line if isinstance(rule, BenchmarkItem) else rule.line


def _known_of_party(case: Case) -> dict[str, Any]:
    """What is known and must not get out, and what decides whether it may be published."""
    return {
        "address": case.party.address,
        "other_people": (*_receivers(case), *_persons_beside(case)),
        "private": _private(case.party),
        "is_minor": _is_minor(case),
        "sector": MARKET_SECTOR if line_of(case.violation_id) == Line.MARKET else "",
    }


def _content_in_force(case: Case, proposal: Proposal) -> PenaltyContent | None:
    """现行有效的内容: a fine that a remedy has lowered is published as it now stands."""
    if case.remedies.filter(fine_yuan__isnull=False).exists():
        return content_in_force(facts_of(case))
    return penalty_content(proposal)


def _is_minor(case: Case) -> bool:
    """未成年人: judged by the age at the act, the earlier day."""
    born = case.party.birth_on
    return born is not None and full_years(born=born, on=case.act_ended_on) < ADULT_AGE


def _receivers(case: Case) -> tuple[str, ...]:
    """受送达人、代收人 of this case's documents, except the agency's own officers."""
    names = Service.objects.filter(subject_id=case.id).values_list("receiver", flat=True)
    wanted = {name.strip() for name in names if name.strip()}
    officers = Officer.objects.filter(agency_id=case.agency_id, name__in=wanted)
    return tuple(sorted(wanted - set(officers.values_list("name", flat=True))))


def _persons_beside(case: Case) -> tuple[str, ...]:
    """共同当事人中的个人: named in the facts, published only by their own decision."""
    return tuple(one.party.name for one in co_parties(case) if one.party.kind == PartyKind.PERSON)


def _private(party: Party) -> tuple[KnownValue, ...]:
    if party.kind == PartyKind.ORGANISATION:
        return ()
    found = []
    if party.address and cut_to_county(party.address) != party.address.strip():
        found.append(KnownValue("住址", party.address))
    if party.birth_on is not None:
        found.append(KnownValue("出生日期", long_date(party.birth_on)))
    return tuple(found)


def _confiscated(proposal: Proposal) -> str:
    content = penalty_content(proposal)
    if content is None:
        return ""
    parts = []
    if content.confiscated_gains_yuan:
        parts.append(f"违法所得人民币{content.confiscated_gains_yuan:,.2f}元")
    if content.confiscated_items.strip():
        parts.append(content.confiscated_items.strip())
    return "；".join(parts)


def _remedy(case: Case, book: LawBook) -> str:
    on = case.opened_on or case.registered_on
    days = book.time_limit("apply_reconsideration", on=on).length
    months = book.time_limit("sue", on=on).length
    return (
        f"当事人不服的，可以自收到决定书之日起{days}日内向{case.agency.reconsideration_body}"
        f"申请行政复议，或者{months}个月内依法向{case.agency.court}提起行政诉讼。"
    )
