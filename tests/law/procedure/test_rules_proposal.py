"""Rules of the proposal: outcome, amount, grounds, protection of the party."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mingjian.law.penalties import PenaltyContent, PenaltyKind
from mingjian.law.procedure import Move, Outcome, PartyFacts, PartyKind
from mingjian.law.procedure import rules_proposal as rules
from tests.law.procedure.clerk import (
    Clerk,
    a_case,
    a_proposal,
    decidable,
    investigating,
    notified,
    reported,
)
from tests.law.procedure.people import LARGE, SMALL, a_fine
from tests.law.procedure.refusals import accepts, refuses

CONFISCATION = PenaltyContent((PenaltyKind.CONFISCATION_OF_PROPERTY,), confiscated_items="船只一艘")
LARGER_CONFISCATION = replace(CONFISCATION, confiscated_items="船只二艘")


def ready_to_report(**changes) -> Clerk:
    facts = a_case(**changes)
    return investigating(facts=facts).do(Move.ADD_EVIDENCE, Move.VERIFY_EVIDENCE)


def a_person_born_on(day: date) -> Clerk:
    return ready_to_report(party=PartyFacts(PartyKind.PERSON, born_on=day))


def test_apl04_fine_has_basis():
    clerk = ready_to_report()
    too_high = a_proposal(SMALL, lawful_maximum=Decimal("1999.99"))

    refuses(rules.apl04_fine_has_basis, clerk, Move.REPORT, proposal=too_high)

    at_the_limit = a_proposal(SMALL, lawful_maximum=Decimal(2_000))
    accepts(clerk, Move.REPORT, proposal=at_the_limit)


def test_apl30_child_is_not_punished():
    act_ended_on = date(2026, 1, 5)
    thirteen = a_person_born_on(date(2012, 1, 6)).change(act_ended_on=act_ended_on)
    lighter = a_proposal(SMALL, grounds=frozenset({"aged-14-to-18"}))

    refuses(rules.apl30_child_is_not_punished, thirteen, Move.REPORT, proposal=lighter)

    exempted = a_proposal(None, outcome=Outcome.NO_PENALTY_MINOR)
    accepts(thirteen, Move.REPORT, proposal=exempted)
    fourteen = a_person_born_on(date(2012, 1, 4))
    accepts(fourteen, Move.REPORT, proposal=lighter)


def test_apl30_minor_is_treated_lighter():
    seventeen = a_person_born_on(date(2009, 1, 1))
    lighter = a_proposal(SMALL, grounds=frozenset({"aged-14-to-18"}))

    refuses(rules.apl30_minor_is_treated_lighter, seventeen, Move.REPORT)

    accepts(seventeen, Move.REPORT, proposal=lighter)
    accepts(a_person_born_on(date(2007, 1, 1)), Move.REPORT)


def test_apl30_age_is_that_of_a_natural_person_only():
    founded = PartyFacts(PartyKind.ORGANISATION, born_on=date(2015, 1, 1))

    accepts(ready_to_report(party=founded), Move.REPORT)


def test_apl31_incapable_is_not_punished():
    clerk = ready_to_report()
    incapable = frozenset({"unable-to-control"})

    refuses(
        rules.apl31_incapable_is_not_punished,
        clerk,
        Move.REPORT,
        proposal=a_proposal(SMALL, grounds=incapable),
    )

    exempted = a_proposal(None, outcome=Outcome.NO_PENALTY_MINOR, grounds=incapable)
    accepts(clerk, Move.REPORT, proposal=exempted)


def test_apl32_mitigation_has_ground():
    clerk = ready_to_report()
    below = a_proposal(SMALL, lawful_minimum=Decimal(5_000))

    refuses(rules.apl32_mitigation_has_ground, clerk, Move.REPORT, proposal=below)

    remedied = replace(below, grounds=frozenset({"removed-harm"}))
    accepts(clerk, Move.REPORT, proposal=remedied)
    at_the_limit = replace(below, lawful_minimum=Decimal(2_000))
    accepts(clerk, Move.REPORT, proposal=at_the_limit)


@pytest.mark.parametrize("ground", ["slight-and-harmless", "no-fault"])
def test_apl33_slight_act_is_not_punished(ground):
    clerk = ready_to_report()
    grounds = frozenset({ground})

    breach = refuses(
        rules.apl33_slight_act_is_not_punished,
        clerk,
        Move.REPORT,
        proposal=a_proposal(SMALL, grounds=grounds),
    )

    assert "进行教育" in breach.remedy
    exempted = a_proposal(None, outcome=Outcome.NO_PENALTY_MINOR, grounds=grounds)
    accepts(clerk, Move.REPORT, proposal=exempted)


def test_apl33_first_violation_may_still_be_punished():
    first = a_proposal(SMALL, grounds=frozenset({"first-violation"}))

    accepts(ready_to_report(), Move.REPORT, proposal=first)


def test_apl33_exemption_has_ground():
    clerk = ready_to_report()
    exempted = a_proposal(None, outcome=Outcome.NO_PENALTY_MINOR)

    refuses(rules.apl33_exemption_has_ground, clerk, Move.REPORT, proposal=exempted)

    first = replace(exempted, grounds=frozenset({"first-violation"}))
    accepts(clerk, Move.REPORT, proposal=first)


@pytest.mark.parametrize(("low", "high"), [(3_000, 5_000), (500, 1_000)])
def test_apl34_deviation_has_reasons(low, high):
    clerk = ready_to_report()
    tier = {"range_minimum": Decimal(low), "range_maximum": Decimal(high)}
    outside = a_proposal(SMALL, **tier)

    refuses(rules.apl34_deviation_has_reasons, clerk, Move.REPORT, proposal=outside)

    explained = replace(outside, deviation_reasons="当事人积极赔偿，取得谅解")
    accepts(clerk, Move.REPORT, proposal=explained)


def test_apl34_a_fine_inside_the_tier_needs_no_reasons():
    inside = a_proposal(SMALL, range_minimum=Decimal(2_000), range_maximum=Decimal(2_000))

    accepts(ready_to_report(), Move.REPORT, proposal=inside)


def test_apl44_revision_is_a_new_text():
    clerk = reported()
    old = clerk.facts.proposal

    refuses(rules.apl44_revision_is_a_new_text, clerk, Move.REVISE_PROPOSAL, proposal=old)

    accepts(clerk, Move.REVISE_PROPOSAL)


def test_apl44_revision_is_a_new_text_even_after_other_texts():
    clerk = notified()
    told = clerk.facts.proposal
    clerk.do(Move.REVISE_PROPOSAL)

    refuses(rules.apl44_revision_is_a_new_text, clerk, Move.REVISE_PROPOSAL, proposal=told)


def test_apl45_penalty_is_not_heavier():
    clerk = notified(SMALL).do(Move.RECORD_DEFENCE)
    heavier = a_proposal(a_fine(2_001), revision=2)

    refuses(rules.apl45_penalty_is_not_heavier, clerk, Move.REVISE_PROPOSAL, proposal=heavier)

    lighter = a_proposal(a_fine(1_999), revision=2)
    accepts(clerk, Move.REVISE_PROPOSAL, proposal=lighter)


def test_apl45_penalty_is_not_heavier_than_what_was_told_before_an_earlier_revision():
    clerk = notified(SMALL).do(Move.RECORD_DEFENCE)
    clerk.do(Move.REVISE_PROPOSAL, proposal=a_proposal(a_fine(1_000), revision=2))

    heavier = a_proposal(a_fine(3_000), revision=3)

    refuses(rules.apl45_penalty_is_not_heavier, clerk, Move.REVISE_PROPOSAL, proposal=heavier)


def test_apl45_a_party_that_waived_did_not_defend_itself():
    clerk = notified(SMALL).do(Move.WAIVE_DEFENCE)
    heavier = a_proposal(a_fine(3_000), revision=2)

    accepts(clerk, Move.REVISE_PROPOSAL, proposal=heavier)


def test_apl45_a_decision_is_not_heavier_than_what_the_party_spoke_against():
    clerk = decidable(SMALL).do(Move.RECORD_DEFENCE, Move.ANSWER_DEFENCE)
    (told,) = clerk.facts.notices
    clerk.change(notices=(replace(told, content=a_fine(100)),))

    refuses(rules.apl45_penalty_is_not_heavier, clerk, Move.DECIDE)


def test_apl45_change_in_words_is_explained():
    clerk = notified(CONFISCATION).do(Move.RECORD_DEFENCE)
    changed = a_proposal(LARGER_CONFISCATION, revision=2)

    refuses(rules.apl45_change_in_words_is_explained, clerk, Move.REVISE_PROPOSAL, proposal=changed)

    explained = {"proposal": changed, "not_heavier_because": "原告知漏列一艘，总价值没有增加"}
    accepts(clerk, Move.REVISE_PROPOSAL, **explained)


def test_apl57_proposal_is_complete():
    clerk = ready_to_report()
    no_content = replace(a_proposal(SMALL), content=None)
    content_without_penalty = replace(a_proposal(LARGE), outcome=Outcome.NO_PENALTY_NOT_ESTABLISHED)

    refuses(rules.apl57_proposal_is_complete, clerk, Move.REPORT, proposal=None)
    refuses(rules.apl57_proposal_is_complete, clerk, Move.REPORT, proposal=no_content)
    refuses(rules.apl57_proposal_is_complete, clerk, Move.REPORT, proposal=content_without_penalty)

    accepts(clerk, Move.REPORT)
