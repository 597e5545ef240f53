"""The history of one case (办案经过) and the law's nevers, told from the history alone.

Nothing here asks the rules, the duties or the facts: only what was done, when, by whom.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from mingjian.law.dates import add_months
from mingjian.law.penalties import PenaltyContent, PenaltyKind
from mingjian.law.procedure import Act, ClosingReason, Move, Outcome, RemedyOutcome
from mingjian.law.roles import Actor, Role
from mingjian.law.workdays import national_calendar

OPINIONS = (Move.AGREE, Move.FIND_PROBLEMS, Move.RETURN_FOR_SUPPLEMENT)
FINAL = (Move.DECLINE_OPENING, Move.CLOSE, Move.DISMISS)
# Only a remedy or an order of the head moves a closed case.
AFTER_CLOSING = (Move.ACCEPT_REMEDY, Move.CORRECT_DECISION, Move.REOPEN, Move.END_REMEDY)
RESULTS = (Move.END_REMEDY, Move.CORRECT_DECISION)
OVERTURNED = (RemedyOutcome.REVOKED, RemedyOutcome.VOID)
GRAVE_FINE = 10_000


@dataclass(frozen=True)
class Entry:
    """One act that was accepted."""

    act: Act
    by: Actor

    @property
    def move(self) -> Move:
        return self.act.move

    @property
    def on(self) -> date:
        return self.act.on


@dataclass
class History:
    """办案经过. ``credentials``: the days on which each person's credential is valid."""

    credentials: dict[UUID, tuple[date, date]]
    entries: list[Entry] = field(default_factory=list)
    declared: bool = False

    def add(self, entry: Entry) -> None:
        """Write down the act; AssertionError if the law says never."""
        self.entries.append(entry)
        for never in NEVERS:
            never(self)

    @property
    def last(self) -> Entry:
        return self.entries[-1]

    def all(self, *moves: Move) -> list[Entry]:
        return [entry for entry in self.entries if entry.move in moves]

    def since(self, mark: Entry, *moves: Move) -> list[Entry]:
        later = self.entries[self.entries.index(mark) + 1 :]
        return [entry for entry in later if entry.move in moves]

    @property
    def text(self) -> Entry:
        """The act that made the proposal what it is."""
        return self.all(Move.REPORT, Move.REVISE_PROPOSAL)[-1]

    def team(self) -> set[UUID]:
        """承办人 now."""
        members: set[UUID] = set()
        for entry in self.all(Move.REQUEST_OPENING, Move.RECUSE, Move.REPLACE_OFFICER):
            if entry.move is Move.REQUEST_OPENING:
                members = {officer.person_id for officer in entry.act.officers}
            elif entry.act.person_id in members:
                members.discard(entry.act.person_id)
                members |= {entry.act.replacement.person_id} if entry.act.replacement else set()
        return members

    def ever_involved(self) -> set[UUID | None]:
        """Everybody who investigated, asked for the opening or approved it."""
        acted = {
            entry.by.person_id
            for entry in self.entries
            if entry.move in (Move.REQUEST_OPENING, Move.APPROVE_OPENING)
            or (entry.by.role is Role.CASE_OFFICER and entry.move is not Move.REGISTER_LEAD)
        }
        named = {o.person_id for e in self.all(Move.REQUEST_OPENING) for o in e.act.officers}
        changes = self.all(Move.RECUSE, Move.REPLACE_OFFICER)
        return acted | named | {e.act.replacement.person_id for e in changes if e.act.replacement}

    def told_before(self, mark: Entry) -> PenaltyContent:
        """What the last notice served before that act told the party."""
        earlier = self.entries[: self.entries.index(mark)]
        served = max(i for i, entry in enumerate(earlier) if entry.move is Move.SERVE_NOTICE)
        issued = [entry for entry in earlier[:served] if entry.move is Move.ISSUE_NOTICE][-1]
        assert issued.act.notice is not None
        return issued.act.notice.content


def is_grave(content: PenaltyContent) -> bool:
    """A hearing, a review and a deliberation are owed."""
    return content.fine_yuan >= GRAVE_FINE or PenaltyKind.CLOSURE_ORDER in content.kinds


def weight(content: PenaltyContent) -> tuple[bool, int]:
    """How heavy; the tests use fines and closure orders only."""
    return PenaltyKind.CLOSURE_ORDER in content.kinds, int(content.fine_yuan)


def _decided_penalty(history: History) -> PenaltyContent | None:
    last = history.last
    if last.move is not Move.DECIDE or last.act.proposal is None:
        return None
    return last.act.proposal.content if last.act.proposal.outcome is Outcome.PENALTY else None


def never_a_penalty_before_the_party_was_told_and_its_time_is_over(history: History) -> None:
    content = _decided_penalty(history)
    if content is None:
        return
    served = history.since(history.text, Move.SERVE_NOTICE)
    assert served, "decided without notice of this text"
    assert history.told_before(history.last) == content, "decided what the party was not told"
    fifth_day = national_calendar().add_workdays(served[-1].on, 5)
    waived = [e for e in history.since(served[-1], Move.WAIVE_DEFENCE) if e.act.in_writing]
    assert waived or history.last.on > fifth_day, "decided before the defence period was over"


def never_a_penalty_while_a_defence_is_unanswered(history: History) -> None:
    if _decided_penalty(history) is None:
        return
    for defence in history.all(Move.RECORD_DEFENCE):
        assert history.since(defence, Move.ANSWER_DEFENCE), "decided with a defence unanswered"


def never_a_heavier_penalty_after_a_defence(history: History) -> None:
    content = _decided_penalty(history)
    for spoken in history.all(Move.RECORD_DEFENCE, Move.HOLD_HEARING) if content else ():
        told = history.told_before(spoken)
        assert content is not None
        assert weight(content) <= weight(told), "heavier penalty after a defence"


def never_a_grave_penalty_without_hearing_where_it_is_owed(history: History) -> None:
    content = _decided_penalty(history)
    if content is None:
        return
    served = history.since(history.text, Move.SERVE_NOTICE)[-1]
    asked = history.since(served, Move.REQUEST_HEARING)
    for request in asked:
        ended = history.since(request, Move.HOLD_HEARING, Move.WAIVE_HEARING)
        assert ended, "decided although the hearing asked for was not held"
    if is_grave(content):
        issued = history.since(history.text, Move.ISSUE_NOTICE)[-1].act.notice
        assert issued is not None, "no notice"
        assert issued.offers_hearing, "hearing not offered"
        fifth_day = national_calendar().add_workdays(served.on, 5)
        settled = asked or history.since(served, Move.WAIVE_HEARING)
        assert settled or history.last.on > fifth_day, "decided before a hearing could be asked"


def never_an_unreviewed_penalty_where_review_is_owed(history: History) -> None:
    content = _decided_penalty(history)
    hearings = history.all(Move.HOLD_HEARING)
    if content is None or not (is_grave(content) or hearings or history.declared):
        return
    opinions = history.since(history.text, *OPINIONS)
    assert opinions, "decided without review of this text"
    assert opinions[-1].move is Move.AGREE, "decided although the review did not agree"
    if hearings:
        assert opinions[-1] in history.since(hearings[-1], Move.AGREE), "no review after hearing"


def never_a_grave_penalty_by_one_head_alone(history: History) -> None:
    content = _decided_penalty(history)
    if content is None or not is_grave(content):
        return
    talks = history.since(history.text, Move.DELIBERATE)
    assert talks, "decided without deliberation"
    assert talks[-1].act.conclusion_agrees, "decided against the deliberation"
    assert talks[-1].act.member_count >= 3, "too few heads"


def never_a_judge_in_his_own_case(history: History) -> None:
    last, involved = history.last, history.ever_involved()
    if last.move in OPINIONS:
        assert last.by.person_id not in involved, "reviewed his own case"
    if last.move is Move.APPROVE_OPENING:
        asked = history.all(Move.REQUEST_OPENING)[-1].by.person_id
        assert last.by.person_id != asked, "approved what he asked for"
    if last.move is Move.DECIDE:
        reviewers = {entry.by.person_id for entry in history.all(*OPINIONS)}
        assert last.by.person_id not in reviewers, "decided what he reviewed"
    if last.move is Move.HOLD_HEARING:
        assert last.by.person_id not in history.team(), "presided in his own case"


def never_an_act_without_a_valid_credential(history: History) -> None:
    last = history.last
    if last.by.role is not Role.CASE_OFFICER or last.move is Move.REGISTER_LEAD:
        return
    since, until = history.credentials[last.by.person_id]
    assert since <= last.on <= until, "acted without a valid credential"
    if history.all(Move.REQUEST_OPENING):
        assert last.by.person_id in history.team(), "acted in another's case"


def never_an_act_of_a_recused_person(history: History) -> None:
    earlier = history.entries[:-1]
    recused = {entry.act.person_id for entry in earlier if entry.move is Move.RECUSE}
    assert history.last.by.person_id not in recused, "acted although recused"


def never_backwards_in_time(history: History) -> None:
    last = history.last
    assert last.on <= last.act.entered_on, "an act of the future"
    if len(history.entries) > 1:
        assert last.on >= history.entries[-2].on, "an act before the one before it"


def never_a_hearing_on_short_notice(history: History) -> None:
    if history.last.move is not Move.HOLD_HEARING:
        return
    told = history.all(Move.NOTIFY_HEARING)[-1]
    days = national_calendar().workdays_between(told.on, history.last.on)
    assert days >= 7, "hearing on short notice"
    assert history.last.act.record_hash, "hearing without record"


def never_closed_while_money_is_owed(history: History) -> None:
    last = history.last
    if last.move is not Move.CLOSE or last.act.closing_reason is not ClosingReason.PERFORMED:
        return
    decided = history.all(Move.DECIDE)[-1].act.proposal
    assert decided is not None
    assert decided.content is not None, "a penalty performed that was never imposed"
    results = [e.act.remedy for e in history.all(*RESULTS) if e.act.remedy]
    assert not any(one.outcome in OVERTURNED for one in results), "closed as performed though void"
    fines = [one.fine_yuan for one in results if one.fine_yuan is not None]
    paid = sum(entry.act.amount_yuan for entry in history.all(Move.RECORD_PAYMENT))
    assert paid >= (fines or [decided.content.money_yuan])[-1], "closed while money is owed"


def never_more_than_twice_the_fine(history: History) -> None:
    paid = sum(entry.act.amount_yuan for entry in history.all(Move.RECORD_PAYMENT))
    if paid:
        decided = history.all(Move.DECIDE)[-1].act.proposal
        assert decided is not None
        assert decided.content is not None, "paid for nothing"
        assert paid <= 2 * decided.content.fine_yuan, "surcharge above the fine"


def never_to_the_court_without_demand_and_time(history: History) -> None:
    last = history.last
    if last.move is not Move.APPLY_COURT:
        return
    served = history.all(Move.SERVE_DEMAND)
    assert served, "applied without demand"
    days = national_calendar().workdays_between(served[-1].on, last.on)
    assert days > 10, "applied before the demand was over"
    begun, over = history.all(Move.ACCEPT_REMEDY), history.all(Move.END_REMEDY)
    assert len(begun) == len(over), "applied during a remedy"
    if not begun:
        told = history.all(Move.SERVE_DECISION)[-1].on
        assert last.on > add_months(told, 6), "applied before the party's time was over"


def never_demanded_while_suspended(history: History) -> None:
    if history.last.move in (Move.ISSUE_DEMAND, Move.APPLY_COURT):
        stopped, resumed = (
            history.all(move) for move in (Move.SUSPEND_EXECUTION, Move.RESUME_EXECUTION)
        )
        assert len(stopped) == len(resumed), "executed while suspended"


def never_anything_after_the_end(history: History) -> None:
    for end in history.all(*FINAL):
        later = history.since(end, *Move)
        if later and end.move is Move.CLOSE:
            assert later[0].move in AFTER_CLOSING, "after the end"
        else:
            assert not later, "after the end"
    assert len(history.all(Move.DECIDE)) <= 1, "decided twice"


NEVERS: Iterable[Callable[[History], None]] = (
    never_a_penalty_before_the_party_was_told_and_its_time_is_over,
    never_a_penalty_while_a_defence_is_unanswered,
    never_a_heavier_penalty_after_a_defence,
    never_a_grave_penalty_without_hearing_where_it_is_owed,
    never_an_unreviewed_penalty_where_review_is_owed,
    never_a_grave_penalty_by_one_head_alone,
    never_a_judge_in_his_own_case,
    never_an_act_without_a_valid_credential,
    never_an_act_of_a_recused_person,
    never_backwards_in_time,
    never_a_hearing_on_short_notice,
    never_closed_while_money_is_owed,
    never_more_than_twice_the_fine,
    never_to_the_court_without_demand_and_time,
    never_demanded_while_suspended,
    never_anything_after_the_end,
)
