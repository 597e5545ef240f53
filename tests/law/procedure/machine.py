"""A state machine that handles cases as clumsily and as slyly as an office can."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from mingjian.law.breach import MoveRefused
from mingjian.law.penalties import PenaltyContent, PenaltyKind
from mingjian.law.procedure import (
    TABLE,
    Act,
    Move,
    RemedyOutcome,
    State,
    Table,
    content_in_force,
    next_state,
    next_step,
)
from mingjian.law.procedure.ordinary_parts import UNDECIDED
from mingjian.law.roles import Actor, Role
from tests.law.procedure.clerk import Clerk, a_case, a_proposal
from tests.law.procedure.history import Entry, History
from tests.law.procedure.ledger import after
from tests.law.procedure.people import (
    LI,
    MONDAY,
    QIAN,
    SUN,
    WANG,
    ZHANG,
    ZHAO,
    a_fine,
    an_actor,
    an_officer,
    as_role,
)

WU = an_actor(33, "吴十一", Role.CASE_OFFICER)
CREDENTIALS = {
    ZHANG.person_id: (date(2024, 1, 1), date(2027, 12, 31)),
    LI.person_id: (date(2024, 1, 1), MONDAY + timedelta(days=9)),
    SUN.person_id: (date(2024, 1, 1), date(2027, 12, 31)),
    WU.person_id: (date(2024, 1, 1), date(2027, 12, 31)),
}
ZHOU = an_actor(31, "周九", Role.AGENCY_HEAD)
PEOPLE = (ZHANG, LI, SUN, WU, WANG, ZHOU, ZHAO, QIAN)
OFFICIALS = (
    *PEOPLE,
    *(as_role(person, Role.LEGAL_REVIEWER) for person in (ZHANG, SUN, WANG, QIAN)),
    *(as_role(person, Role.AGENCY_HEAD) for person in (LI, ZHAO)),
    *(as_role(person, Role.PRESIDING_OFFICER) for person in (LI, SUN)),
)
CLOSURE = PenaltyContent((PenaltyKind.CLOSURE_ORDER,))
CONTENTS = (a_fine(1_000), a_fine(2_000), a_fine(9_999), a_fine(20_000), a_fine(50_000), CLOSURE)
PARTY_MOVES = (
    Move.RECORD_DEFENCE,
    Move.WAIVE_DEFENCE,
    Move.REQUEST_HEARING,
    Move.WAIVE_HEARING,
)
OFFICE_MOVES = (
    Move.SUBMIT_REVIEW,
    Move.REVISE_PROPOSAL,
    Move.ISSUE_NOTICE,
    Move.SERVE_NOTICE,
    Move.AGREE,
    Move.FIND_PROBLEMS,
    Move.DELIBERATE,
    Move.DECIDE,
    Move.NOTIFY_HEARING,
    Move.HOLD_HEARING,
    Move.ANSWER_DEFENCE,
    Move.RECORD_PAYMENT,
    Move.CLOSE,
)
# What happens after service; most of it only to those who do not pay.
EXECUTION_MOVES = (
    *(Move.REQUEST_DEFERRAL, Move.APPROVE_DEFERRAL, Move.REFUSE_DEFERRAL, Move.REDUCE_SURCHARGE),
    *(Move.ISSUE_DEMAND, Move.SERVE_DEMAND, Move.RECORD_RESPONSE, Move.APPLY_COURT),
    *(Move.RECORD_COURT, Move.ACCEPT_REMEDY, Move.END_REMEDY, Move.CORRECT_DECISION),
    *(Move.SUSPEND_EXECUTION, Move.RESUME_EXECUTION, Move.TERMINATE_EXECUTION, Move.REOPEN),
)
OUTCOMES = tuple(RemedyOutcome)


TEAM = tuple(
    an_officer(person, valid_until=CREDENTIALS[person.person_id][1]) for person in (ZHANG, LI, SUN)
)


@dataclass(frozen=True)
class Dice:
    """What chance adds to one step."""

    move: Move
    content: PenaltyContent
    by: Actor
    days: int
    count: int
    person: Actor
    execution: Move


DICE = st.builds(
    Dice,
    move=st.sampled_from(OFFICE_MOVES + PARTY_MOVES),
    content=st.sampled_from(CONTENTS),
    by=st.sampled_from(OFFICIALS),
    days=st.sampled_from((-20, -3, -1, 0, 1, 3)),
    count=st.sampled_from((5, 4, 3, 2, 1)),
    person=st.sampled_from(PEOPLE),
    execution=st.sampled_from(EXECUTION_MOVES),
)


class CaseMachine(RuleBasedStateMachine):
    """One case after another; every accepted act is written into an independent history."""

    table: ClassVar[Table] = TABLE
    tally: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self._begin(a_fine(20_000))

    # One rule with weights: separate rules would be switched off at random in whole examples.
    @rule(what=st.sampled_from(range(17)), dice=DICE)
    def step(self, what: int, dice: Dice) -> None:
        self.tally["steps"] += 1
        is_over = next_step(self.clerk.facts) is None
        if is_over and (self.clerk.facts.state is not State.CLOSED or dice.days >= 0):
            self._begin(dice.content)
        self._happenings()[what](dice)
        self._somebody_hurries(dice)

    def _happenings(self) -> tuple[Callable[[Dice], None], ...]:
        return (
            *(self._go_on,) * 5,
            *(self._somebody_cheats,) * 2,
            self._somebody_tries,
            *(self._office_cuts_short,) * 2,
            *(self._party_speaks,) * 2,
            *(self._hearing_is_botched,) * 2,
            self._proposal_is_changed,
            self._something_rare,
            self._party_does_not_pay,
        )

    def _go_on(self, dice: Dice) -> None:
        """The next legal steps by the right persons; a period that runs is waited for."""
        for _ in range(dice.count):
            move = next_step(self.clerk.facts)
            if move is None:
                break
            if move is Move.RECORD_PAYMENT and dice.days < 0:
                self._party_does_not_pay(dice)
                break
            if not self._attempt(self._honest(move, dice), self._usual_person(move)):
                self.clerk.wait(8)
            elif move is Move.SERVE_NOTICE and dice.days <= 0:
                break  # the party has the word

    def _honest(self, move: Move, dice: Dice) -> Act:
        """The lawful act; some offices offer a hearing although none is owed."""
        act = self.clerk.act(move)
        if act.notice is None or dice.count < 3:
            return act
        return replace(act, notice=replace(act.notice, offers_hearing=True))

    def _office_cuts_short(self, dice: Dice) -> None:
        """From wherever the case is to the decision, without what lies between."""
        for move in (Move.ISSUE_NOTICE, Move.SERVE_NOTICE, Move.DELIBERATE, Move.DECIDE):
            self._attempt(self.clerk.act(move), self._usual_person(move))
            self.clerk.wait(abs(dice.days))

    def _party_speaks(self, dice: Dice) -> None:
        """申辩、听证 or a waiver, as far as the notice gives the right."""
        asks = (Move.REQUEST_HEARING, Move.RECORD_DEFENCE)
        move = dice.move if dice.move in PARTY_MOVES else asks[dice.days % 2]
        self._attempt(self.clerk.act(move), self._usual_person(move))

    def _hearing_is_botched(self, dice: Dice) -> None:
        """Asked for, then called at short notice or forgotten over the decision."""
        if self.clerk.facts.state is not State.HEARING:
            moves: tuple[Move, ...] = (Move.REQUEST_HEARING,)
        elif dice.count % 2:
            moves = (Move.NOTIFY_HEARING, Move.HOLD_HEARING)
        else:
            moves = (Move.DELIBERATE, Move.DECIDE)
            self.clerk.wait(8)
        soon = {"scheduled_on": self.clerk.today + timedelta(days=3)}
        for move in moves:
            details = soon if move is Move.NOTIFY_HEARING else {}
            self._attempt(self.clerk.act(move, **details), self._usual_person(move))

    def _proposal_is_changed(self, dice: Dice) -> None:
        old = self.clerk.facts.proposal
        revised = a_proposal(dice.content, revision=old.revision + 1 if old else 1)
        act = self.clerk.act(Move.REVISE_PROPOSAL, proposal=revised, not_heavier_because="较轻")
        self._attempt(act, self._usual_person(Move.REVISE_PROPOSAL))

    def _party_does_not_pay(self, dice: Dice) -> None:
        """Time passes after service, and something of execution or remedies is tried."""
        if self.clerk.facts.state in UNDECIDED or self.clerk.facts.opened_on is None:
            self._go_on(dice)
            return
        self.clerk.wait(dice.count**3 if dice.days >= 0 else 0)
        for shift in range(dice.count):
            at = (EXECUTION_MOVES.index(dice.execution) + shift) % len(EXECUTION_MOVES)
            move = EXECUTION_MOVES[at]
            if move not in (Move.CORRECT_DECISION, Move.TERMINATE_EXECUTION) or dice.days == 3:
                self._attempt(self._of_execution(move, dice), self._usual_person(move))

    def _of_execution(self, move: Move, dice: Dice) -> Act:
        """The lawful act; a remedy may end in any way."""
        act = self.clerk.act(move)
        if move is not Move.END_REMEDY:
            return act
        content, outcome = content_in_force(self.clerk.facts), OUTCOMES[dice.count]
        half = content.fine_yuan / 2 if content and outcome.sets_a_fine else None
        result = self.clerk.result(act.on, outcome, fine_yuan=half, orders_redo=dice.days == 1)
        return replace(act, remedy=result)

    def _somebody_tries(self, dice: Dice) -> None:
        """The next step, or a plausible one, perhaps by the wrong person or too early."""
        expected = next_step(self.clerk.facts)
        move = dice.move if expected is None or dice.days > 0 else expected
        self._attempt(self.clerk.act(move), dice.by)

    def _somebody_cheats(self, dice: Dice) -> None:
        """The right person, but a date or a detail that is not lawful."""
        expected = next_step(self.clerk.facts)
        move = dice.move if expected is None or dice.days == 0 else expected
        act = replace(self.clerk.act(move), **self._twist(move, dice))
        self._attempt(act, self._usual_person(move))

    def _somebody_hurries(self, dice: Dice) -> None:
        """One who holds the role decides, or does what is not due yet, at once."""
        move = Move.DECIDE if dice.days < 0 else dice.move
        act = self.clerk.act(move)
        if move is Move.DECIDE and dice.count == 1:
            act = replace(act, proposal=a_proposal(dice.content, revision=99))
        holds_role = dice.by.role in self.table[move].roles
        self._attempt(act, dice.by if holds_role else self._usual_person(move))

    def _something_rare(self, dice: Dice) -> None:
        """回避、更换承办人、延期、中止, or a declaration that review is owed."""
        if dice.days == 0 and self.clerk.facts.decision is None:
            self.clerk.change(declared_triggers=frozenset({"public_interest"}))
            self.history.declared = True
            return
        rare = (Move.RECUSE, Move.REPLACE_OFFICER, Move.EXTEND, Move.PAUSE, Move.RESUME)
        move = rare[dice.count % len(rare)]
        is_member = dice.person.person_id in self.clerk.facts.investigator_ids
        change = {
            "person_id": dice.person.person_id,
            "replacement": an_officer(WU) if is_member else None,
        }
        is_change = move in (Move.RECUSE, Move.REPLACE_OFFICER)
        self._attempt(self.clerk.act(move, **(change if is_change else {})), ZHOU)

    def _attempt(self, act: Act, by: Actor) -> bool:
        """Do it if the table allows it; a refusal changes nothing."""
        facts = self.clerk.facts
        try:
            state = next_state(facts=facts, act=act, by=by, table=self.table)
        except MoveRefused:
            self.tally["refused"] += 1
            return False
        self.tally[act.move.value] += 1
        self.history.add(Entry(act, by))
        self.clerk.facts = after(facts, act, by, state)
        self.clerk.today = max(self.clerk.today, act.on)
        return True

    def _begin(self, content: PenaltyContent) -> None:
        self.clerk = Clerk(a_case(), proposal=a_proposal(content), table=self.table, team=TEAM)
        self.history = History(CREDENTIALS)

    def _usual_person(self, move: Move) -> Actor:
        """The person whose task it is, an officer of the case where one is needed."""
        facts, usual = self.clerk.facts, self.clerk.actor(move)
        team = {officer.person_id for officer in facts.officers}
        if usual.role is Role.AGENCY_HEAD and WANG.person_id in facts.recused_person_ids:
            return ZHOU
        if usual.role is not Role.CASE_OFFICER or usual.person_id in team or not team:
            return usual
        return next(person for person in PEOPLE if person.person_id in team)

    def _twist(self, move: Move, dice: Dice) -> dict[str, Any]:
        """A date or a detail as a careless or sly clerk would fill it in."""
        today = self.clerk.today
        day = {"on": today + timedelta(days=dice.days), "entered_on": today}
        details: dict[Move, dict[str, Any]] = {
            Move.SERVE_NOTICE: {"defence_due_on": today, "hearing_due_on": today},
            Move.NOTIFY_HEARING: {"scheduled_on": today + timedelta(days=3)},
            Move.WAIVE_DEFENCE: {"in_writing": False},
            Move.WAIVE_HEARING: {"in_writing": False},
            Move.DELIBERATE: {"member_count": 1},
            Move.DECIDE: {"proposal": a_proposal(dice.content, revision=99)},
        }
        if move is Move.ISSUE_NOTICE and self.clerk.facts.proposal:
            details[move] = {"notice": self.clerk.notice(today, offers_hearing=False)}
        return day if dice.days < 0 else details.get(move, day)
