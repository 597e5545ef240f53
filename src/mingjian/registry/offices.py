"""Offices (办案机关): an agency with its newest law pack and its powers of the day, in one go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery

from mingjian.journal.statements import Written
from mingjian.registry.models import Agency, AgencyPower, LawPack
from mingjian.registry.packs import PackNotLoaded

_ID, _DAY = UUID(int=7), date(1, 1, 7)


@dataclass(frozen=True)
class Office:
    """``pack_hash``: what new cases are opened under; ``lines``: what it may enforce that day."""

    agency: Agency
    pack_hash: str
    lines: frozenset[str]


def find_office(*, agency_id: UUID | None, on: date) -> Office | None:
    """The agency as it works on that day; None without one. Raises PackNotLoaded."""
    agency = _statement().first(agency=agency_id, on=on) if agency_id else None
    if agency is None:
        return None
    if agency.pack_hash is None:
        raise PackNotLoaded(f"law pack {agency.pack_id!r} was never loaded: run load_packs")
    return Office(agency, agency.pack_hash, frozenset(agency.lines))


@cache
def _statement() -> Written:
    newest = LawPack.objects.filter(pack_id=OuterRef("pack_id")).order_by("-loaded_at")
    powers = AgencyPower.objects.in_force(on=_DAY).filter(agency=OuterRef("pk"))
    found = Agency.objects.filter(pk=_ID).annotate(
        pack_hash=Subquery(newest.values("hash")[:1]), lines=ArraySubquery(powers.values("line"))
    )
    return Written(found, {"agency": _ID, "on": _DAY})
