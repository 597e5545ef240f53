"""Every rule of proceedings: it alone refuses its unlawful step; struck out, it passes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest

from mingjian.law.proceedings import TABLE, find_proceeding_warnings
from mingjian.law.proceedings import rules_common as common
from mingjian.law.proceedings import rules_compulsion as compulsion
from mingjian.law.proceedings import rules_evidence as evidence
from mingjian.law.proceedings import rules_hearing as hearing
from mingjian.law.proceedings import rules_justice as justice
from mingjian.law.proceedings import rules_referral as referral
from mingjian.law.proceedings.facts import ProceedingFacts
from mingjian.law.proceedings.kinds import ProceedingKind
from mingjian.law.roles import Role
from tests.law.procedure.people import LI, MONDAY, SUN, WANG, ZHANG, an_officer, as_role
from tests.law.proceedings import of_goods, of_justice
from tests.law.proceedings.store import (
    BOOK,
    CASE,
    DECISION,
    DISK,
    LEDGER,
    NEXT_WEEK,
    NOON,
    NOTICE_SERVED,
    SERVED,
    TICKS,
    TUESDAY,
    M,
    act_of,
    actor_of,
    codes,
    matter_for,
    path_to,
    step_of,
)


@dataclass(frozen=True)
class Unlawful:
    """One step that breaks exactly one rule."""

    rule: Any
    move: M
    act: dict[str, Any] | None = None
    matter: dict[str, Any] | None = None
    by: Any = None


def no(*ticks: str) -> dict[str, Any]:
    return {"ticks": TICKS - set(ticks)}


def case(facts=CASE, **changes: Any) -> dict[str, Any]:
    return {"case": replace(facts, **changes)}


def moment(on: date, hour: int, minute: int = 0) -> dict[str, Any]:
    at = NOON.replace(year=on.year, month=on.month, day=on.day, hour=hour, minute=minute)
    return {"at": at, "on": on, "entered_on": on}


def answered(move: M, choice: str, **changes: Any) -> dict[str, Any]:
    """The proceeding, its last answer changed."""
    steps = path_to(move).steps
    return {"steps": (*steps[:-1], replace(steps[-1], choice=choice, **changes))}


SATURDAY, LATE = date(2026, 3, 7), MONDAY + timedelta(days=40)
RETURNED = (replace(LEDGER, outcome="released"), replace(DISK, outcome="released"))
OWN_RECUSAL = (step_of(M.REQUEST_RECUSAL, choice=str(WANG.person_id)),)
DONE = (step_of(M.ORDER_CORRECTION), step_of(M.RECHECK_CORRECTION, choice="corrected"))
SENT = ProceedingFacts(ProceedingKind.REFERRAL, path_to(M.RECORD_ANSWER).steps)
AWAY = ProceedingFacts(
    ProceedingKind.JURISDICTION, (step_of(M.PROPOSE_TRANSFER), step_of(M.SEND_CASE))
)
RECEIVED = (step_of(M.SEND_CASE), step_of(M.RECORD_RECEIPT, choice="accepted"))
EARLY_APPROVAL = (
    step_of(M.REQUEST_PRESERVATION),
    step_of(M.APPROVE_PRESERVATION, at=NOON + timedelta(hours=2)),
)
DECIDED = {"decision": replace(DECISION, served_on=None)}

UNLAWFUL = [
    Unlawful(common.apl47_dates_are_possible, M.SAMPLE, {"entered_on": MONDAY - timedelta(days=1)}),
    Unlawful(common.apl47_dates_are_possible, M.SAMPLE, {"on": MONDAY - timedelta(days=1)}),
    Unlawful(common.apl47_reasons_are_written, M.REPORT_CRIME, {"reasons": " "}),
    Unlawful(common.apl54_case_is_open, M.ORDER_CORRECTION, None, case(opened_on=None)),
    Unlawful(common.apl57_case_is_undecided, M.SAMPLE, None, case(**DECIDED)),
    Unlawful(common.apl42_officer_of_the_case, M.SAMPLE, by=SUN),
    Unlawful(common.apl42_two_valid_officers, M.SAMPLE, None, case(officers=(an_officer(ZHANG),))),
    Unlawful(
        common.apl43_actor_is_not_recused,
        M.SAMPLE,
        None,
        case(recused_person_ids=frozenset({ZHANG.person_id})),
    ),
    Unlawful(
        common.apl57_decided_by_another, M.APPROVE_FREEZE, by=as_role(ZHANG, Role.AGENCY_HEAD)
    ),
    Unlawful(common.apl57_decided_by_another, M.EXTEND_FREEZE, by=as_role(LI, Role.AGENCY_HEAD)),
    Unlawful(common.apl61_paper_was_handed_over, M.PRESERVE, {"was_told": False}),
    Unlawful(common.apl46_organ_is_named, M.COMMISSION_TEST, {"organ": ""}),
    Unlawful(evidence.apl56_head_approved, M.PRESERVE, {"at": NOON}, {"steps": EARLY_APPROVAL}),
    Unlawful(evidence.apl56_evidence_may_be_lost, M.REQUEST_PRESERVATION, no("may_be_lost")),
    Unlawful(evidence.apl56_list_is_written, M.PRESERVE, {"items_count": 0}),
    Unlawful(evidence.apl56_items_are_preserved, M.DISPOSE_PRESERVED, {"items": ()}),
    Unlawful(
        evidence.apl56_decided_in_seven_days,
        M.DISPOSE_PRESERVED,
        {"on": MONDAY + timedelta(days=10)},
    ),
    Unlawful(evidence.apl56_term_has_ended, M.RECORD_LAPSE, {"on": MONDAY + timedelta(days=9)}),
    Unlawful(evidence.apl56_way_is_lawful, M.DISPOSE_PRESERVED, {"choice": ""}),
    Unlawful(evidence.apl56_way_is_lawful, M.DISPOSE_PRESERVED, {"choice": "lapsed"}),
    Unlawful(evidence.apl56_way_is_lawful, M.DISPOSE_PRESERVED, {"choice": "seized"}),
    Unlawful(evidence.apl56_way_is_lawful, M.DISPOSE_PRESERVED, {"choice": "confiscated"}),
    Unlawful(evidence.apl56_samples_were_signed, M.SAMPLE, no("sealed")),
    Unlawful(evidence.apl46_test_is_definite, M.COMMISSION_TEST, {"due_on": None}),
    Unlawful(evidence.apl46_result_was_told, M.RECORD_TEST_RESULT, no("told")),
    Unlawful(evidence.apl28_correction_is_definite, M.ORDER_CORRECTION, {"basis": ""}),
    Unlawful(evidence.apl28_recheck_has_result, M.RECHECK_CORRECTION, {"choice": ""}),
    Unlawful(evidence.apl28_not_yet_corrected, M.RECHECK_CORRECTION, None, {"steps": DONE}),
    Unlawful(evidence.apl43_person_is_named, M.REQUEST_RECUSAL, {"person_id": None}),
    Unlawful(evidence.apl43_answer_has_effect, M.ANSWER_RECUSAL, {"choice": "granted"}),
    Unlawful(evidence.apl43_answer_has_effect, M.ANSWER_RECUSAL, {"choice": ""}),
    Unlawful(evidence.apl43_head_is_not_concerned, M.ANSWER_RECUSAL, None, {"steps": OWN_RECUSAL}),
    Unlawful(hearing.apl64_hearing_was_notified, M.SERVE_HEARING_NOTICE, None, {"case": CASE}),
    Unlawful(hearing.apl64_not_yet_served, M.SERVE_HEARING_NOTICE, None, {"case": NOTICE_SERVED}),
    Unlawful(referral.ctr05_not_with_the_police, M.REPORT_CRIME, None, {"others": (SENT,)}),
    Unlawful(referral.ctr05_crime_is_named, M.REPORT_CRIME, {"subject": ""}),
    Unlawful(referral.ctr06_organ_is_named, M.SEND_REFERRAL, {"organ": ""}),
    Unlawful(referral.ctr06_papers_are_attached, M.SEND_REFERRAL, no("report")),
    Unlawful(referral.ctr07_receipt_was_signed, M.SEND_REFERRAL, {"was_told": False}),
    Unlawful(referral.ctr11_decision_is_copied, M.SEND_REFERRAL, no("decision"), {"case": SERVED}),
    Unlawful(referral.ctr08_answer_fits, M.RECORD_ANSWER, {"choice": ""}),
    Unlawful(referral.ctr08_answer_fits, M.RECORD_ANSWER, {"choice": "acquitted"}),
    Unlawful(
        referral.ctr09_asked_in_three_days,
        M.ASK_RECONSIDERATION,
        {"on": MONDAY + timedelta(days=4)},
    ),
    Unlawful(
        referral.ctr09_asked_in_three_days,
        M.ASK_RECONSIDERATION,
        None,
        answered(M.ASK_RECONSIDERATION, "filed"),
    ),
    Unlawful(
        referral.ctr12_police_filed,
        M.HAND_OVER_GOODS,
        None,
        answered(M.HAND_OVER_GOODS, "not_filed"),
    ),
    Unlawful(referral.ctr10_case_comes_back, M.TAKE_BACK, None, answered(M.TAKE_BACK, "filed")),
    Unlawful(referral.ctr10_case_comes_back, M.TAKE_BACK, None, answered(M.TAKE_BACK, "convicted")),
    Unlawful(referral.apl25_case_is_here, M.PROPOSE_TRANSFER, None, {"others": (AWAY,)}),
    Unlawful(referral.apl25_receipt_has_answer, M.RECORD_RECEIPT, {"choice": ""}),
    Unlawful(referral.apl25_nobody_has_taken_it, M.REPORT_DISPUTE, None, {"steps": RECEIVED}),
    Unlawful(referral.apl25_designation_has_result, M.RECORD_DESIGNATION, {"choice": ""}),
    Unlawful(referral.apl25_organ_is_named, M.SEND_CASE, {"organ": ""}),
    Unlawful(compulsion.acl29_law_allows_freezing, M.REQUEST_FREEZE, {"basis": "《某条例》第三条"}),
    Unlawful(compulsion.acl29_amount_fits, M.FREEZE, {"amount_yuan": 101}),
    Unlawful(compulsion.acl29_amount_fits, M.REQUEST_FREEZE, {"amount_yuan": 0}),
    Unlawful(compulsion.acl29_not_frozen_by_others, M.FREEZE, no("not_frozen")),
    Unlawful(compulsion.acl30_notice_was_given, M.FREEZE, no("record")),
    Unlawful(
        compulsion.acl32_within_the_period, M.EXTEND_FREEZE, {"on": MONDAY + timedelta(days=31)}
    ),
    Unlawful(compulsion.acl32_extension_is_short_enough, M.EXTEND_FREEZE, {"days": 31}),
    Unlawful(compulsion.acl33_release_has_its_ground, M.RELEASE_FREEZE, {"choice": ""}),
    Unlawful(compulsion.acl33_release_has_its_ground, M.RELEASE_FREEZE, {"choice": "expired"}),
    Unlawful(compulsion.acl33_release_has_its_ground, M.RELEASE_FREEZE, {"choice": "decided"}),
    Unlawful(compulsion.acl34_law_gives_the_power, M.DECIDE_ENFORCEMENT, {"basis": "惯例"}),
    Unlawful(compulsion.acl34_decision_is_due, M.DECIDE_ENFORCEMENT, None, case(SERVED, **DECIDED)),
    Unlawful(
        compulsion.acl37_demand_came_first, M.DECIDE_ENFORCEMENT, None, case(SERVED, demands=())
    ),
    Unlawful(compulsion.acl37_decision_is_complete, M.DECIDE_ENFORCEMENT, {"subject": ""}),
    Unlawful(compulsion.acl43_not_at_night, M.ENFORCE, moment(TUESDAY, 22)),
    Unlawful(compulsion.acl43_not_at_night, M.ENFORCE, moment(TUESDAY, 5, 59)),
    Unlawful(compulsion.acl43_not_on_holidays, M.ENFORCE, moment(SATURDAY, 12)),
    Unlawful(compulsion.acl43_homes_keep_supply, M.ENFORCE, no("no_cut")),
    Unlawful(
        compulsion.acl45_surcharge_is_owed,
        M.DECIDE_SURCHARGE,
        None,
        case(SERVED, decision=replace(DECISION, served_on=date(2026, 3, 1))),
    ),
    Unlawful(
        compulsion.acl45_decided_once,
        M.DECIDE_SURCHARGE,
        None,
        {"others": (ProceedingFacts(ProceedingKind.SURCHARGE, (step_of(M.DECIDE_SURCHARGE),)),)},
    ),
    Unlawful(compulsion.acl50_duty_and_harm, M.DECIDE_SUBSTITUTE, no("harm")),
    Unlawful(compulsion.acl50_party_is_late, M.DECIDE_SUBSTITUTE, None, {"case": CASE}),
    Unlawful(compulsion.acl51_decision_is_complete, M.DECIDE_SUBSTITUTE, {"organ": ""}),
    Unlawful(
        compulsion.acl51_urged_three_days_before,
        M.PERFORM_SUBSTITUTE,
        {"on": MONDAY + timedelta(days=3)},
    ),
    Unlawful(compulsion.acl51_staff_supervised, M.PERFORM_SUBSTITUTE, no("supervised")),
    Unlawful(compulsion.acl51_no_violence, M.PERFORM_AT_ONCE, no("peaceful")),
    Unlawful(compulsion.acl52_public_place, M.PERFORM_AT_ONCE, no("cannot_clear")),
    Unlawful(compulsion.acl52_party_was_told, M.PERFORM_AT_ONCE, {"was_told": False}),
    Unlawful(compulsion.acl29_not_frozen_already, M.FREEZE, {"frozen_elsewhere": "该账户已被冻结"}),
    Unlawful(justice.apl42_officer_of_the_case_if_any, M.ANSWER_JUSTICE, by=SUN),
    *(Unlawful(*one) for one in (*of_justice.UNLAWFUL, *of_goods.UNLAWFUL)),
]
WARNED = [
    (hearing.apl64_served_seven_days_before, M.SERVE_HEARING_NOTICE, {"on": NEXT_WEEK}),
    (referral.ctr05_decided_in_three_days, M.APPROVE_REFERRAL, {"on": LATE}),
    (referral.ctr05_sent_in_a_day, M.SEND_REFERRAL, {"at": NOON + timedelta(hours=25)}),
    (referral.ctr12_handed_over_in_three_days, M.HAND_OVER_GOODS, {"on": LATE}),
    (compulsion.acl31_delivered_in_three_days, M.DELIVER_FREEZE, {"on": LATE}),
]


@pytest.mark.parametrize("move", list(TABLE))
def test_the_lawful_step_is_taken(move):
    assert codes(matter_for(move), act_of(move)) == []


@pytest.mark.parametrize("one", UNLAWFUL, ids=lambda one: f"{one.rule.__name__}-{one.move.value}")
def test_each_rule_alone_refuses_its_step_and_struck_out_lets_it_pass(one):
    matter = matter_for(one.move, **(one.matter or {}))
    act = act_of(one.move, **(one.act or {}))
    code = one.rule.__name__.partition("_")[0].upper()

    assert codes(matter, act, one.by) == [code]
    assert codes(matter, act, one.by, _without(one.rule)) == []


@pytest.mark.parametrize(("rule", "move", "changes"), WARNED)
def test_what_is_late_is_told_and_done_all_the_same(rule, move, changes):
    act, by = act_of(move, **changes), actor_of(move)
    code = rule.__name__.partition("_")[0].upper()
    found = find_proceeding_warnings(matter=matter_for(move), act=act, by=by)

    assert codes(matter_for(move), act) == []
    assert [one.code for one in found] == [code]
    assert not find_proceeding_warnings(matter=matter_for(move), act=act_of(move), by=by)


def test_every_rule_has_its_unlawful_step():
    rules = {
        rule for line in TABLE.values() for rule in (*line.rules, *line.details, *line.warnings)
    }
    # 已经全部处理的清单，没有可以选择的物品：两条规则同时拒绝。
    both = {evidence.apl56_something_is_held}

    assert rules == {one.rule for one in UNLAWFUL} | {rule for rule, *_ in WARNED} | both


def test_apl56_nothing_is_left_to_dispose_of():
    matter = matter_for(M.DISPOSE_PRESERVED, items=RETURNED)

    assert codes(matter, act_of(M.DISPOSE_PRESERVED)) == ["APL56", "APL56"]
    assert codes(
        matter, act_of(M.DISPOSE_PRESERVED), table=_without(evidence.apl56_something_is_held)
    ) == ["APL56"]


@pytest.mark.parametrize("move", list(TABLE))
def test_a_step_out_of_its_place_or_role_is_refused(move):
    other = M.FREEZE if TABLE[move].kind is not ProceedingKind.FREEZE else M.SAMPLE
    elsewhere = replace(matter_for(move), proceeding=path_to(other) or SENT)
    reviewer = as_role(WANG, Role.LEGAL_REVIEWER)

    assert codes(elsewhere, act_of(move)) == ["STATE"]
    assert "ROLE" in codes(matter_for(move), act_of(move), reviewer)


def test_acl43_urgency_allows_night_and_holidays():
    urgent = {"is_urgent": True}

    assert codes(matter_for(M.ENFORCE), act_of(M.ENFORCE, **moment(SATURDAY, 23), **urgent)) == []
    assert codes(matter_for(M.ENFORCE), act_of(M.ENFORCE, **moment(TUESDAY, 6))) == []


def test_acl37_hiding_property_needs_no_more_waiting():
    demanded = replace(SERVED.demands[0], due_on=LATE)
    matter = matter_for(M.DECIDE_ENFORCEMENT, **case(SERVED, demands=(demanded,)))

    assert codes(matter, act_of(M.DECIDE_ENFORCEMENT)) == ["ACL37"]
    assert codes(matter, act_of(M.DECIDE_ENFORCEMENT, ticks=TICKS | {"hiding"})) == []


def test_the_period_of_preservation_is_seven_workdays():
    assert evidence.preservation_due(matter_for(M.PRESERVE), date(2026, 2, 12)) == date(2026, 2, 28)
    assert BOOK.limit("preserve_evidence").length == 7


def _without(rule):
    def rest(rules):
        return tuple(one for one in rules if one is not rule)

    return {
        move: replace(line, rules=rest(line.rules), details=rest(line.details))
        for move, line in TABLE.items()
    }
