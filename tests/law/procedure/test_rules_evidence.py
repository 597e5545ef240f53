"""Rules of evidence."""

from dataclasses import replace
from datetime import date, timedelta

from mingjian.law.procedure import EvidenceFacts, EvidenceKind, Move, Outcome
from mingjian.law.procedure import rules_evidence as rules
from tests.law.procedure.clerk import a_proposal, decidable, investigating, without_penalty
from tests.law.procedure.people import LI, MONDAY, TEAM, ZHANG, an_officer
from tests.law.procedure.refusals import accepts, refuses

A_PAPER = EvidenceFacts(EvidenceKind.DOCUMENTARY, MONDAY, verified=True)


def test_apl40_facts_are_clear():
    clerk = investigating().change(has_interview_record=True)

    refuses(rules.apl40_facts_are_clear, clerk, Move.REPORT)

    accepts(clerk.change(evidence=(A_PAPER,)), Move.REPORT)


def test_apl40_facts_are_clear_only_through_evidence_that_was_not_excluded():
    clerk = decidable().change(evidence=(replace(A_PAPER, excluded=True),))

    refuses(rules.apl40_facts_are_clear, clerk, Move.DECIDE)

    accepts(clerk.change(evidence=(A_PAPER,)), Move.DECIDE)


def test_apl40_facts_need_not_be_clear_where_they_cannot_be_established():
    clerk = investigating().change(has_interview_record=True)
    not_established = a_proposal(None, outcome=Outcome.NO_PENALTY_NOT_ESTABLISHED)

    accepts(clerk, Move.REPORT, proposal=not_established)

    decidable_without = without_penalty(Outcome.NO_PENALTY_NOT_ESTABLISHED).change(evidence=())
    accepts(decidable_without, Move.DECIDE)


def test_apl41_device_record_was_reviewed():
    record = replace(A_PAPER, kind=EvidenceKind.ELECTRONIC_DATA, from_device=True)
    clerk = decidable().change(evidence=(A_PAPER, record))

    refuses(rules.apl41_device_record_was_reviewed, clerk, Move.DECIDE)

    reviewed = replace(record, device_record_reviewed=True)
    accepts(clerk.change(evidence=(A_PAPER, reviewed)), Move.DECIDE)
    excluded = replace(record, excluded=True)
    accepts(clerk.change(evidence=(A_PAPER, excluded)), Move.DECIDE)


def test_apl42_collectors_were_valid():
    clerk = investigating()
    ended = an_officer(LI, valid_until=date(2026, 2, 27))
    alone = replace(A_PAPER, collectors=(an_officer(ZHANG), ended))

    refuses(rules.apl42_collectors_were_valid, clerk, Move.ADD_EVIDENCE, evidence=alone)

    earlier = replace(alone, collected_on=date(2026, 2, 27))
    accepts(clerk, Move.ADD_EVIDENCE, evidence=earlier)
    accepts(clerk, Move.ADD_EVIDENCE, evidence=replace(A_PAPER, collectors=TEAM))


def test_apl46_evidence_is_verified():
    unverified = replace(A_PAPER, verified=False)
    clerk = decidable().change(evidence=(A_PAPER, unverified))

    breach = refuses(rules.apl46_evidence_is_verified, clerk, Move.DECIDE)

    assert "有1件证据尚未查证属实" in breach.message
    accepts(clerk.do(Move.VERIFY_EVIDENCE), Move.DECIDE)


def test_apl46_evidence_precedes_decision():
    clerk = decidable()
    late = replace(A_PAPER, collected_on=clerk.today + timedelta(days=1))

    refuses(
        rules.apl46_evidence_precedes_decision,
        clerk.change(evidence=(A_PAPER, late)),
        Move.DECIDE,
    )

    same_day = replace(A_PAPER, collected_on=clerk.today)
    accepts(clerk.change(evidence=(A_PAPER, same_day)), Move.DECIDE)


def test_apl46_evidence_is_described():
    clerk = investigating()
    tomorrow = replace(A_PAPER, collected_on=MONDAY + timedelta(days=1))

    refuses(rules.apl46_evidence_is_described, clerk, Move.ADD_EVIDENCE, evidence=None)
    refuses(rules.apl46_evidence_is_described, clerk, Move.ADD_EVIDENCE, evidence=tomorrow)

    accepts(clerk, Move.ADD_EVIDENCE, evidence=A_PAPER)


def test_apl55_records_were_made():
    clerk = investigating().change(evidence=(A_PAPER,))

    refuses(rules.apl55_records_were_made, clerk, Move.REPORT)

    accepts(clerk.change(has_interview_record=True), Move.REPORT)
    accepts(clerk.change(has_interview_record=False, has_scene_record=True), Move.REPORT)
