"""The nevers of 简易程序, whatever officers try: found by Hypothesis, act after act."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from decimal import Decimal

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from mingjian.law.breach import MoveRefused
from mingjian.law.penalties import PenaltyContent, PenaltyKind
from mingjian.law.procedure import EvidenceKind, PaymentChannel, State
from mingjian.law.roles import Role
from mingjian.law.summary import Enforcer, Leniency, PaymentWay, SummaryMove
from tests.law.procedure.people import LI, MONDAY, SUN, WANG, ZHANG, an_officer, as_role
from tests.law.summary.street import DIVISION, act_of, content, done, imposing, nothing_yet

_ACTORS = st.builds(as_role, st.sampled_from([ZHANG, LI, SUN, WANG]), st.sampled_from(Role))
_CONTENTS = st.one_of(
    st.builds(content, st.sampled_from([0, 50, 100, 101, 200, 201, 3000]), warned=st.just(True)),
    st.builds(content, st.sampled_from([50, 100, 101, 200, 201, 3000])),
    st.just(PenaltyContent((PenaltyKind.LICENSE_REVOCATION,))),
)
_CARDS = st.sampled_from(
    [
        Enforcer(an_officer(ZHANG), DIVISION),
        Enforcer(an_officer(LI), DIVISION),
        Enforcer(an_officer(SUN, valid_until=MONDAY - timedelta(days=1)), DIVISION),
        Enforcer(an_officer(WANG), "440300"),
    ]
)
_USUALLY = st.sampled_from([True, True, True, True, False])


class SummaryPenalties(RuleBasedStateMachine):
    """One matter; every act is tried by anybody, lawful or not."""

    def __init__(self) -> None:
        super().__init__()
        self.facts, self.scene = nothing_yet(), None
        self.filed_by = None

    @precondition(lambda self: self.facts.decision is None)
    @rule(
        by=_ACTORS,
        given=_CONTENTS,
        told=st.one_of(_CONTENTS, st.none()),
        cards=st.lists(_CARDS, max_size=3),
        truths=st.tuples(_USUALLY, _USUALLY, _USUALLY, _USUALLY),
        words=st.sampled_from([("", ""), ("冤枉。", "不采纳。"), ("冤枉。", "")]),
        way=st.sampled_from(PaymentWay),
        leniency=st.sampled_from(Leniency),
        evidence=st.frozensets(st.sampled_from(EvidenceKind), max_size=2),
    )
    def impose(self, by, given, told, cards, truths, words, way, leniency, evidence):
        certain, shown, heard, delivered = truths
        act = imposing(
            enforcers=tuple(cards),
            content=given,
            told=told or given,
            facts_are_certain=certain,
            cards_were_shown=shown,
            party_was_heard=heard,
            was_delivered=delivered,
            statement=words[0],
            answer=words[1],
            way=way,
            leniency=leniency,
            evidence=evidence,
        )
        with suppress(MoveRefused):
            self.facts, self.scene = done(self.facts, act, by), act.scene

    @rule(by=_ACTORS, enforcers=st.just(None))
    def impose_lawfully(self, by, enforcers):
        with suppress(MoveRefused):
            act = imposing(way=PaymentWay.SMALL)
            self.facts, self.scene = done(self.facts, act, by), act.scene

    @rule(
        by=_ACTORS,
        move=st.sampled_from([move for move in SummaryMove if move is not SummaryMove.IMPOSE]),
        days=st.integers(-1, 9),
        channel=st.sampled_from(PaymentChannel),
        receipt=st.sampled_from(["1", "", " "]),
        amount=st.sampled_from([None, Decimal(1)]),
    )
    def follow(self, by, move, days, channel, receipt, amount):
        on = MONDAY + timedelta(days=days)
        changes = {"channel": channel, "receipt_number": receipt}
        changes |= {"amount_yuan": amount} if amount else {}
        with suppress(MoveRefused):
            self.facts = done(self.facts, act_of(move, self.facts, on, **changes), by)
            if move is SummaryMove.FILE:
                self.filed_by = by

    @invariant()
    def no_penalty_beyond_a_warning_and_the_cap(self):
        if self.facts.decision is not None:
            imposed = self.facts.decision.content
            assert imposed.fine_yuan <= self.facts.terms.cap_yuan
            assert {PenaltyKind.WARNING, PenaltyKind.FINE}.issuperset(imposed.kinds)

    @invariant()
    def no_penalty_untold_unheard_or_heavier_than_told(self):
        if self.scene is not None:
            assert self.scene.told is not None
            assert not self.scene.content.is_heavier_than(self.scene.told)
            assert self.scene.party_was_heard
            assert bool(self.scene.statement) == bool(self.scene.answer)

    @invariant()
    def no_penalty_by_one_officer_or_for_what_is_spared(self):
        if self.scene is not None:
            people = {one.officer.person_id for one in self.facts.enforcers}
            assert len(people) >= 2
            assert self.scene.leniency in (Leniency.NONE, Leniency.FIRST_PUNISHED)

    @invariant()
    def no_cash_without_a_ground_and_none_lost_on_the_way(self):
        facts = self.facts
        if facts.collected_on is not None:
            assert facts.decision.way.is_cash
            assert facts.collected_on == facts.decision.decided_on
        if facts.handed_in_on is not None:
            assert facts.collected_on <= facts.handed_in_on
        assert facts.paid_yuan in (0, facts.decision.content.fine_yuan if facts.decision else 0)

    @invariant()
    def nobody_receives_his_own_filing(self):
        if self.filed_by is not None:
            people = {one.officer.person_id for one in self.facts.enforcers}
            assert self.filed_by.person_id not in people

    @invariant()
    def closed_means_paid_and_filed(self):
        facts = self.facts
        if facts.state is State.CLOSED:
            assert facts.filed_on is not None
            assert facts.paid_yuan == facts.decision.content.fine_yuan


TestNevers = SummaryPenalties.TestCase
TestNevers.settings = settings(max_examples=150, stateful_step_count=12, deadline=None)
