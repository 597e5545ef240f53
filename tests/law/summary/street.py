"""A scene on the street, lawful unless a test changes it; and the matter as acts leave it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from mingjian.law.lawbook import LawBook, load_lawbook
from mingjian.law.penalties import PenaltyContent, PenaltyKind
from mingjian.law.procedure import EvidenceKind, PartyKind, PaymentChannel
from mingjian.law.roles import Actor, Role
from mingjian.law.summary import (
    Enforcer,
    PaymentWay,
    Scene,
    SummaryAct,
    SummaryFacts,
    SummaryMove,
    SummaryTerms,
    next_summary_state,
    summary_terms,
)
from mingjian.law.summary.moving import facts_after
from mingjian.law.workdays import national_calendar
from tests.law.procedure.people import LI, MONDAY, WANG, ZHANG, an_officer

BOOK: LawBook = load_lawbook("binxian")
TERMS: SummaryTerms = summary_terms(
    lawbook=BOOK, on=MONDAY, party_kind=PartyKind.PERSON, calendar=national_calendar()
)
DIVISION = "230125"
TEAM = tuple(Enforcer(an_officer(actor), DIVISION) for actor in (ZHANG, LI))


def content(fine: int | str = 0, *, warned: bool = False) -> PenaltyContent:
    """警告、罚款."""
    kinds = [PenaltyKind.WARNING] if warned else []
    kinds += [PenaltyKind.FINE] if Decimal(fine) else []
    return PenaltyContent(tuple(kinds), fine_yuan=Decimal(fine))


def scene(**changes: Any) -> Scene:
    """Everything done as the law asks; ``told`` is what is decided unless said otherwise."""
    given = changes.pop("content", content(100))
    details = {
        "division_code": DIVISION,
        "content": given,
        "told": given,
        "evidence": frozenset({EvidenceKind.AUDIOVISUAL}),
        "facts_are_certain": True,
        "cards_were_shown": True,
        "party_was_heard": True,
        "was_delivered": True,
        **changes,
    }
    return Scene(**details)


def nothing_yet(**changes: Any) -> SummaryFacts:
    """Before the decision."""
    return replace(SummaryFacts(TERMS, PartyKind.PERSON), **changes)


def imposing(on: date = MONDAY, *, enforcers: Any = TEAM, **changes: Any) -> SummaryAct:
    """The act of deciding."""
    return SummaryAct(
        SummaryMove.IMPOSE, on=on, entered_on=on, enforcers=enforcers, scene=scene(**changes)
    )


def act_of(move: SummaryMove, facts: SummaryFacts, on: date = MONDAY, **changes: Any) -> SummaryAct:
    """An act after the decision with everything it needs."""
    fine = facts.decision.content.fine_yuan if facts.decision else Decimal(0)
    details = {
        "amount_yuan": fine,
        "receipt_number": "1",
        "channel": PaymentChannel.BANK,
        **changes,
    }
    return SummaryAct(move, on=on, entered_on=on, **details)


def actor_of(move: SummaryMove) -> Actor:
    """Who does it as a rule."""
    return WANG if move is SummaryMove.FILE else ZHANG


def done(facts: SummaryFacts, act: SummaryAct, by: Actor | None = None) -> SummaryFacts:
    """The facts after a lawful act."""
    by = by or actor_of(act.move)
    return replace(facts_after(facts, act), state=next_summary_state(facts=facts, act=act, by=by))


def decided(way: PaymentWay = PaymentWay.BANK, fine: int = 100, **changes: Any) -> SummaryFacts:
    """A decided penalty."""
    given = content(fine, warned=not fine)
    return done(nothing_yet(), imposing(content=given, way=way, **changes))


def codes_of(breaches: Any) -> list[str]:
    """The numbers of the rules."""
    return [one.code for one in breaches]


ROLES = tuple(Role)
