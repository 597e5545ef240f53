"""What the rule of credit restoration (信用修复) needs of a record that stands in public."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from mingjian.cases.facts import facts_of
from mingjian.cases.models import Case
from mingjian.disclosure.models import PublicationRequest, PublicRecord, Release
from mingjian.disclosure.sources import MARKET_SECTOR, source_of_case
from mingjian.law.lawbook import LawBook
from mingjian.law.penalties import PenaltyKind
from mingjian.law.procedure import money_owed
from mingjian.law.restoration import Publicity
from mingjian.law.summary import is_summary
from mingjian.law.violations import Line
from mingjian.registry.packs import current_pack, lawbook_by_hash


def publicity_of(record: PublicRecord, *, on: date) -> Publicity:
    """The decision as it stands in public; money and sector where a case of ours tells."""
    release = _release_of(record.public_id)
    duty = release.preparation.duty
    case = duty.case if duty is not None else None
    return Publicity(
        kinds=tuple(PenaltyKind(kind) for kind in record.content.get("kinds", ())),
        fine_yuan=record.fine_yuan or Decimal(0),
        decided_on=record.decided_on,
        published_on=record.published_on,
        is_summary=case is not None and is_summary(case.procedure),
        is_market=_is_market(release, case, on),
        owed_yuan=_owed(case, on),
    )


def lawbook_of_request(request: PublicationRequest) -> LawBook:
    """The law under which the agency works today."""
    return lawbook_by_hash(current_pack(request.agency).hash)


def _release_of(public_id: str) -> Release:
    releases = Release.objects.select_related("preparation__duty__case", "agency")
    return releases.filter(public_id=public_id).latest("version")


def _is_market(release: Release, case: Case | None, on: date) -> bool:
    """By the cause of our own case; of an imported decision by the powers of the agency."""
    if case is not None:
        return source_of_case(case).sector == MARKET_SECTOR
    return release.agency.powers.in_force(on=on).filter(line=Line.MARKET.value).exists()


def _owed(case: Case | None, on: date) -> Decimal | None:
    if case is None or is_summary(case.procedure):
        return None
    facts = facts_of(case)
    return money_owed(facts=facts, on=on).total_yuan if facts.decision else None
