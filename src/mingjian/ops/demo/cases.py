"""Sixty cases, twelve in each jurisdiction: every stage, some overdue, the usual detours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from uuid import UUID, uuid5

from mingjian.cases.days import BEIJING
from mingjian.cases.models import Case
from mingjian.law.penalties import PenaltyContent, PenaltyKind
from mingjian.law.procedure import Move
from mingjian.law.roles import Role
from mingjian.law.workdays import national_calendar
from mingjian.ops.demo.firms import party_for
from mingjian.ops.demo.places import PLACES, Offence, Place
from mingjian.ops.demo.story import Cast, Plot, tell

# Case ids follow from place and chapter, so that seeding can be stopped and resumed.
_SPACE = UUID("4b0d6a7e-9d64-4f0c-8a57-0c6f7c1d2e10")


@dataclass(frozen=True)
class Chapter:
    """One case of a place: how long ago it began (working days), where it stops, what happens."""

    begun: int
    until: Move | None
    heavy: bool = False
    twist: str = ""


CHAPTERS = (
    Chapter(2, Move.REGISTER_LEAD),
    Chapter(6, Move.REQUEST_OPENING),
    Chapter(9, None, twist="declined"),
    Chapter(14, Move.ADD_EVIDENCE),
    Chapter(95, Move.ADD_EVIDENCE),
    Chapter(22, Move.SUBMIT_REVIEW, heavy=True, twist="grave"),
    Chapter(30, Move.FIND_PROBLEMS, heavy=True, twist="review_objects"),
    Chapter(26, Move.SERVE_NOTICE, twist="reached"),
    Chapter(34, Move.RECORD_DEFENCE, twist="defends"),
    Chapter(60, Move.SERVE_DECISION, heavy=True, twist="review_returns"),
    Chapter(75, None, heavy=True, twist="asks_hearing"),
    Chapter(50, None, twist="waives"),
)
# 应当经法制审核的案件。
_GRAVE = {"grave", "review_objects", "asks_hearing"}


def id_of_case(pack_id: str, number: int) -> UUID:
    """The id of a place's case by its place in the chapters."""
    return uuid5(_SPACE, f"{pack_id}/{number}")


def tell_all(*, casts: dict[str, Cast], today: date) -> Iterator[tuple[int, int]]:
    """Tell every case that is not there yet; yields (told, of) after each, to show progress."""
    total = len(PLACES) * len(CHAPTERS)
    told = 0
    for place in PLACES:
        for number, chapter in enumerate(CHAPTERS):
            case_id = id_of_case(place.pack_id, number)
            if not Case.objects.filter(id=case_id).exists():
                _tell_one(place, casts[place.pack_id], chapter, number, case_id, today)
            told += 1
            yield told, total


def _tell_one(
    place: Place, cast: Cast, chapter: Chapter, number: int, case_id: UUID, today: date
) -> None:
    start = national_calendar().subtract_workdays(today, chapter.begun)
    at = datetime.combine(start, time(9, 0), tzinfo=BEIJING)
    party = party_for(place, number + 1, by=cast.actor(Role.CASE_OFFICER), at=at)
    ordinary = place.offences[number % len(place.offences)]
    offence = place.grave if chapter.twist in _GRAVE else ordinary
    tell(
        cast=cast,
        plot=_twisted(plot_for(offence, party, heavy=chapter.heavy), chapter.twist),
        start=start,
        until=chapter.until,
        not_after=today,
        case_id=case_id,
    )


def plot_for(offence: Offence, party_id: UUID, *, heavy: bool = False) -> Plot:
    """What the officers write and propose for that kind of offence."""
    fine = offence.heavy if heavy else offence.light
    kinds = (*offence.besides, *((PenaltyKind.FINE,) if fine else ()))
    return Plot(
        party_id=party_id,
        violation_id=offence.violation_id,
        place=offence.place,
        facts=offence.facts,
        evidence=offence.evidence,
        content=PenaltyContent(kinds=kinds, fine_yuan=fine or Decimal(0)),
        circumstances=offence.circumstances,
    )


def _twisted(plot: Plot, twist: str) -> Plot:
    match twist:
        case "" | "grave":
            return plot
        case "declined":
            return replace(plot, declined=True)
        case "review_objects":
            return replace(plot, review_objects=True)
        case "review_returns":
            return replace(plot, review_returns=True, reached=True)
        case "defends":
            return replace(plot, defends=True)
        case "reached":
            return replace(plot, reached=True)
        case "waives":
            return replace(plot, waives=True)
        case "asks_hearing":
            return replace(plot, asks_hearing=True)
    raise ValueError(f"unknown twist: {twist!r}")
