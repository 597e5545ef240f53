"""Facts of persons (人员事实): party, officers with their credentials, who took which evidence."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID

from mingjian.cases.models import Case, Evidence, Verification
from mingjian.law.procedure import (
    EvidenceFacts,
    EvidenceKind,
    OfficerFacts,
    PartyFacts,
    PartyKind,
)
from mingjian.registry.models import Credential, Officer, Party


def party_facts(party: Party) -> PartyFacts:
    """当事人 as the rules see it."""
    return PartyFacts(kind=PartyKind(party.kind), born_on=party.birth_on)


def officer_facts(officer: Officer) -> OfficerFacts:
    """执法人员 with all credentials held so far; a person without one has none that is ever valid.

    A renewed card continues the old one; days between two cards count like a suspension. What
    stopped a card (暂扣、注销、吊销) ends where the next card begins.
    """
    cards = sorted(officer.credentials.all(), key=lambda one: (one.valid_from, one.valid_until))
    if not cards:
        return OfficerFacts(officer.person_id, officer.name, "", date.max, date.min)
    return OfficerFacts(
        person_id=officer.person_id,
        name=officer.name,
        credential_number=cards[-1].number,
        valid_from=cards[0].valid_from,
        valid_until=max(card.valid_until for card in cards),
        suspensions=tuple(sorted(_days_without(cards))),
    )


def _days_without(cards: Sequence[Credential]) -> Iterator[tuple[date, date]]:
    """Half-open days on which no card was good: stopped, or between two cards."""
    covered_until = cards[0].valid_until
    for card, following in pairwise([*cards, None]):
        assert card is not None  # only the last one has nothing after it
        renewed_on = following.valid_from if following else date.max
        covered_until = max(covered_until, card.valid_until)
        for stop in card.suspensions.all():
            if stop.since < renewed_on:
                yield stop.since, min(stop.until or date.max, renewed_on)
        if following and following.valid_from > covered_until + timedelta(days=1):
            yield covered_until + timedelta(days=1), following.valid_from


def officers_of(case: Case, evidence: list[Evidence]) -> dict[UUID, OfficerFacts]:
    """Everybody who handles the case or took evidence, with credentials, in three queries."""
    recusals = list(case.recusals.all())
    named = [case.lead_officer_id, case.assisting_officer_id]
    named += [one for item in evidence for one in (item.collected_by_id, item.collected_with_id)]
    named += [one.replacement_id for one in recusals]
    officers = Officer.objects.filter(id__in={one for one in named if one is not None})
    found = {one.id: one for one in officers.prefetch_related("credentials__suspensions")}
    for item in evidence:  # pages name them too: no query for each
        item.collected_by = _known(found, item.collected_by_id)
        item.collected_with = _known(found, item.collected_with_id)
    for recusal in recusals:
        recusal.replacement = _known(found, recusal.replacement_id)
    return {id_: officer_facts(officer) for id_, officer in found.items()}


def names_of(person_ids: Collection[UUID]) -> frozenset[str]:
    """姓名 of these persons; asked only where somebody was recused."""
    if not person_ids:
        return frozenset()
    found = Officer.objects.filter(person_id__in=person_ids)
    return frozenset(found.values_list("name", flat=True))


def _known(officers: Mapping[UUID, Officer], officer_id: UUID | None) -> Officer | None:
    return officers[officer_id] if officer_id else None


def verifiers_of(verification: Verification | None) -> frozenset[UUID]:
    """核查人员: they have handled the case, whoever took it over."""
    ids = verification.officer_person_ids if verification else []
    return frozenset(UUID(one) for one in ids)


def evidence_facts(item: Evidence, officers: Mapping[UUID, OfficerFacts]) -> EvidenceFacts:
    """证据 as the rules see it: verified at entry or later, or excluded."""
    verdict = getattr(item, "verdict", None)
    collectors = (item.collected_by_id, item.collected_with_id)
    return EvidenceFacts(
        kind=EvidenceKind(item.kind),
        collected_on=item.collected_on,
        collectors=tuple(officers[one] for one in collectors if one is not None),
        verified=item.verified or (verdict is not None and verdict.accepted),
        excluded=verdict is not None and not verdict.accepted,
    )
