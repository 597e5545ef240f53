"""Proceedings for tests: each step lawful unless a test changes it, after the steps it follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from uuid import UUID

from mingjian.law.breach import MoveRefused
from mingjian.law.lawbook import load_lawbook
from mingjian.law.penalties import PenaltyContent, PenaltyKind
from mingjian.law.procedure import (
    CaseFacts,
    DecisionFacts,
    HearingFacts,
    Outcome,
    PartyFacts,
    PartyKind,
    ProposalFacts,
    State,
)
from mingjian.law.procedure.facts_execution import DemandFacts
from mingjian.law.proceedings import (
    TABLE,
    ItemFacts,
    Matter,
    ProceedingAct,
    ProceedingFacts,
    ProceedingMove,
    ProceedingTerms,
    StepFacts,
    judge_proceeding,
)
from mingjian.law.roles import Actor, Role
from mingjian.law.workdays import national_calendar
from tests.law.procedure.people import LI, MONDAY, TERMS, WANG, ZHANG, an_officer, person_id

M = ProceedingMove
TUESDAY = MONDAY + timedelta(days=1)
NEXT_WEEK = MONDAY + timedelta(days=9)
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=timezone(timedelta(hours=8)))
BOOK = ProceedingTerms(load_lawbook("binxian"), MONDAY, national_calendar())
LEDGER, DISK = ItemFacts(UUID(int=81), "账册"), ItemFacts(UUID(int=82), "硬盘")
FINE = PenaltyContent((PenaltyKind.FINE,), fine_yuan=Decimal(1000))
CASE = CaseFacts(
    terms=TERMS,
    party=PartyFacts(PartyKind.ORGANISATION),
    state=State.INVESTIGATING,
    opened_on=MONDAY,
    officers=(an_officer(ZHANG), an_officer(LI)),
)
DECISION = DecisionFacts("hash", Outcome.PENALTY, FINE, date(2026, 1, 5), date(2026, 1, 6))
SERVED = replace(
    CASE,
    state=State.SERVED,
    opened_on=date(2025, 12, 1),
    decision=DECISION,
    demands=(DemandFacts(date(2026, 2, 1), date(2026, 2, 2), date(2026, 2, 20)),),
)
AFTER_DECISION = {M.DECIDE_SURCHARGE, M.DECIDE_ENFORCEMENT, M.DECIDE_SUBSTITUTE}
AFTER_DECISION |= {M.ENFORCE, M.STOP_ENFORCEMENT}
REQUESTED = {
    "reasons": "查证属实。",
    "subject": "标的",
    "organ": "机关",
    "basis": "《水法》第六十五条",
    "was_told": True,
    "amount_yuan": Decimal(100),
    "due_on": MONDAY + timedelta(days=5),
}
TICKS = frozenset(
    {"may_be_lost", "sealed", "signed", "told", "letter", "report", "decision", "not_frozen"}
    | {"cards", "record", "no_cut", "harm", "supervised", "peaceful", "public_place"}
    | {"cannot_clear"}
)
CHOICES = {
    M.DISPOSE_PRESERVED: "released",
    M.RECHECK_CORRECTION: "corrected",
    M.ANSWER_RECUSAL: "refused",
    M.RECORD_RECEIPT: "accepted",
    M.RECORD_DESIGNATION: "ours",
    M.RECORD_ANSWER: "filed",
    M.RELEASE_FREEZE: "unrelated",
    M.RECEIVE_FROM_JUSTICE: "not_prosecuted",
    M.ANSWER_JUSTICE: "progress",
    M.DISPOSE_CONFISCATED: "auctioned",
}
# 每一步以前的步骤；不在此列的，取表中所列的第一个前一步。
IN_HEARING = replace(
    CASE,
    proposal=ProposalFacts("hash", Outcome.PENALTY, FINE, 1, MONDAY),
    hearings=(HearingFacts("hash", notified_on=MONDAY, scheduled_on=MONDAY + timedelta(days=14)),),
)
(_ARRANGED,) = IN_HEARING.hearings
NOTICE_SERVED = replace(IN_HEARING, hearings=(replace(_ARRANGED, served_on=MONDAY),))
PATHS: dict[ProceedingMove, tuple[ProceedingMove, ...]] = {
    M.DISPOSE_PRESERVED: (M.REQUEST_PRESERVATION, M.APPROVE_PRESERVATION, M.PRESERVE),
    M.RECORD_LAPSE: (M.REQUEST_PRESERVATION, M.APPROVE_PRESERVATION, M.PRESERVE),
    M.PRESERVE: (M.REQUEST_PRESERVATION, M.APPROVE_PRESERVATION),
    M.RECHECK_CORRECTION: (M.ORDER_CORRECTION,),
    M.RECORD_ANSWER: (M.REPORT_CRIME, M.APPROVE_REFERRAL, M.SEND_REFERRAL),
    M.SEND_REFERRAL: (M.REPORT_CRIME, M.APPROVE_REFERRAL),
    M.REPORT_DISPUTE: (M.PROPOSE_TRANSFER, M.APPROVE_TRANSFER, M.SEND_CASE),
    M.FREEZE: (M.REQUEST_FREEZE, M.APPROVE_FREEZE),
    M.DELIVER_FREEZE: (M.REQUEST_FREEZE, M.APPROVE_FREEZE, M.FREEZE),
    M.EXTEND_FREEZE: (M.REQUEST_FREEZE, M.APPROVE_FREEZE, M.FREEZE, M.DELIVER_FREEZE),
    M.RELEASE_FREEZE: (M.REQUEST_FREEZE, M.APPROVE_FREEZE, M.FREEZE),
    M.ENFORCE: (M.DECIDE_ENFORCEMENT,),
    M.STOP_ENFORCEMENT: (M.DECIDE_ENFORCEMENT,),
    M.ANSWER_JUSTICE: (M.RECEIVE_FROM_JUSTICE,),
    M.DISPOSE_CONFISCATED: (M.RECEIVE_CONFISCATED,),
    M.STOP_SUBSTITUTE: (M.DECIDE_SUBSTITUTE,),
    M.PERFORM_SUBSTITUTE: (M.DECIDE_SUBSTITUTE, M.URGE_PERFORMANCE),
    **dict.fromkeys(
        (M.ASK_RECONSIDERATION, M.HAND_OVER_GOODS, M.TAKE_BACK),
        (M.REPORT_CRIME, M.APPROVE_REFERRAL, M.SEND_REFERRAL, M.RECORD_ANSWER),
    ),
}
_ANSWERS = {M.ASK_RECONSIDERATION: "not_filed", M.TAKE_BACK: "not_filed"}


CONFISCATED = PenaltyContent(
    (PenaltyKind.CONFISCATION_OF_PROPERTY,), confiscated_items="账册、硬盘"
)
CONFISCATING = replace(SERVED, decision=replace(DECISION, content=CONFISCATED))
_CASES = {
    M.SERVE_HEARING_NOTICE: IN_HEARING,
    M.RECEIVE_CONFISCATED: CONFISCATING,
    M.DISPOSE_CONFISCATED: CONFISCATING,
    M.RECORD_STORAGE_COST: replace(CASE, goods_taken=1),
}


def step_of(move: ProceedingMove, **changes: Any) -> StepFacts:
    """A step taken on Monday at noon."""
    held = {M.PRESERVE: MONDAY + timedelta(days=9), M.FREEZE: MONDAY + timedelta(days=30)}
    by = ZHANG if Role.CASE_OFFICER in TABLE[move].roles else WANG
    due = held.get(move)
    lawful = StepFacts(move, MONDAY, by.person_id, NOON, due_on=due, amount_yuan=Decimal(100))
    return replace(lawful, **changes)


def path_to(move: ProceedingMove) -> ProceedingFacts | None:
    """The proceeding as it stands before the step."""
    line = TABLE[move]
    if not line.after:
        return None
    before = PATHS.get(move) or (min(line.after),)
    steps = tuple(step_of(one) for one in before)
    if move in _ANSWERS or move is M.HAND_OVER_GOODS:
        steps = (*steps[:-1], replace(steps[-1], choice=_ANSWERS.get(move, "filed")))
    if move is M.ANSWER_RECUSAL:
        steps = (replace(steps[0], choice=str(person_id(9))),)
    items = (LEDGER, DISK) if {M.PRESERVE, M.RECEIVE_CONFISCATED} & set(before) else ()
    return ProceedingFacts(line.kind, steps, items)


def matter_for(move: ProceedingMove, **changes: Any) -> Matter:
    """The matter before this step; ``case``, ``others`` and fields of the proceeding change it."""
    usual = _CASES.get(move, CASE)
    case = changes.pop("case", SERVED if move in AFTER_DECISION else usual)
    others = changes.pop("others", ())
    found = path_to(move)
    return Matter(case, BOOK, replace(found, **changes) if found else None, others)


def act_of(move: ProceedingMove, **changes: Any) -> ProceedingAct:
    """The step as the law asks."""
    on = changes.pop("on", _day_of(move))
    given = {
        **REQUESTED,
        **(_OF_JUSTICE if move is M.RECEIVE_FROM_JUSTICE else {}),
        "choice": CHOICES.get(move, ""),
        "ticks": TICKS,
        "items": (LEDGER.id,),
        "items_count": 2,
        "days": 30,
        "person_id": person_id(9),
        "entered_at": NOON,
    }
    if "due_on" not in changes:
        given["due_on"] = on + timedelta(days=5)
    return ProceedingAct(move, on, changes.pop("entered_on", on), **{**given, **changes})


LETTER = "《检察意见书》（样检行意〔2026〕3号，2026年3月1日）"
_OF_JUSTICE = {"organ": "样板市人民检察院", "subject": LETTER}


def _day_of(move: ProceedingMove) -> date:
    late = {M.RECORD_LAPSE: MONDAY + timedelta(days=10), M.PERFORM_SUBSTITUTE: NEXT_WEEK}
    return late.get(move, MONDAY)


def actor_of(move: ProceedingMove) -> Actor:
    """Who takes it."""
    return ZHANG if Role.CASE_OFFICER in TABLE[move].roles else WANG


def codes(matter: Matter, act: ProceedingAct, by: Actor | None = None, table=TABLE) -> list[str]:
    """The codes of every rule that refuses."""
    try:
        judge_proceeding(matter=matter, act=act, by=by or actor_of(act.move), table=table)
    except MoveRefused as refused:
        return [breach.code for breach in refused.breaches]
    return []
