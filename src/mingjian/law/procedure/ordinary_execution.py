"""执行、救济、结案 of 普通程序: the part of the table after the decision is made."""

from __future__ import annotations

from dataclasses import replace

from mingjian.law.procedure import rules_acts as acts
from mingjian.law.procedure import rules_court as court
from mingjian.law.procedure import rules_deferral as deferral
from mingjian.law.procedure import rules_ending as ending
from mingjian.law.procedure import rules_execution as execution
from mingjian.law.procedure import rules_measures as measures
from mingjian.law.procedure import rules_proceedings as proceedings
from mingjian.law.procedure import rules_remedy as remedy
from mingjian.law.procedure.duties import is_overturned, owes_other_performance
from mingjian.law.procedure.facts import CaseFacts
from mingjian.law.procedure.money import money_owed
from mingjian.law.procedure.moves import Act, Arrival, Move, Table, Transition
from mingjian.law.procedure.ordinary_parts import (
    AFTER_DECISION,
    CONTESTABLE,
    EVERY_ACT,
    HEAD,
    OFFICER,
    ONE_OFFICER,
    TWO_OFFICERS,
)
from mingjian.law.procedure.states import State

EXECUTION: Table = {
    Move.SERVE_DECISION: Transition(
        sources=frozenset({State.DECIDED}),
        target=State.SERVED,
        roles=OFFICER,
        rules=ONE_OFFICER,
        warnings=(execution.apl61_served_in_seven_days,),
    ),
    Move.RECORD_PAYMENT: Transition(
        sources=frozenset({State.SERVED}),
        target=Arrival(State.PERFORMED, execution.is_last_payment, "缴清且无其他待履行内容"),
        roles=OFFICER,
        rules=(*ONE_OFFICER, execution.apl67_money_is_owed),
        details=(execution.apl67_bank_collected, execution.apl74_payment_is_exact),
    ),
    Move.RECORD_PERFORMANCE: Transition(
        sources=frozenset({State.SERVED}),
        target=Arrival(State.PERFORMED, execution.is_last_performance, "罚款、违法所得已经缴清"),
        roles=OFFICER,
        rules=(*ONE_OFFICER, execution.apl66_performance_is_owed),
    ),
    Move.REQUEST_DEFERRAL: Transition(
        sources=frozenset({State.SERVED}),
        target=None,
        roles=OFFICER,
        rules=(
            *ONE_OFFICER,
            deferral.apl66_fine_is_owed,
            deferral.apl66_no_application_is_open,
        ),
        details=(acts.apl47_reasons_are_written,),
    ),
    Move.APPROVE_DEFERRAL: Transition(
        sources=frozenset({State.SERVED}),
        target=None,
        roles=HEAD,
        rules=(*EVERY_ACT, deferral.apl66_application_is_open),
        details=(deferral.apl66_schedule_is_whole, acts.apl47_reasons_are_written),
    ),
    Move.REFUSE_DEFERRAL: Transition(
        sources=frozenset({State.SERVED}),
        target=None,
        roles=HEAD,
        rules=(*EVERY_ACT, deferral.apl66_application_is_open),
        details=(acts.apl47_reasons_are_written,),
    ),
    Move.REDUCE_SURCHARGE: Transition(
        sources=frozenset({State.SERVED}),
        target=Arrival(State.PERFORMED, execution.is_last_reduction, "其余款项已经缴清"),
        roles=HEAD,
        rules=(*EVERY_ACT, deferral.acl42_surcharge_can_be_waived),
        details=(
            deferral.acl42_waiver_is_within_surcharge,
            acts.apl47_reasons_are_written,
        ),
    ),
    Move.ISSUE_DEMAND: Transition(
        sources=frozenset({State.SERVED}),
        target=None,
        roles=OFFICER,
        rules=(
            *TWO_OFFICERS,
            court.apl72_performance_is_overdue,
            court.acl35_no_demand_waits,
            court.acl39_execution_is_not_suspended,
        ),
    ),
    Move.SERVE_DEMAND: Transition(
        sources=frozenset({State.SERVED}),
        target=None,
        roles=OFFICER,
        rules=(*ONE_OFFICER, court.acl35_demand_was_issued),
    ),
    Move.RECORD_RESPONSE: Transition(
        sources=frozenset({State.SERVED}),
        target=None,
        roles=OFFICER,
        rules=(*ONE_OFFICER, court.acl36_demand_was_served),
        details=(court.acl36_response_is_answered,),
    ),
    Move.APPLY_COURT: Transition(
        sources=frozenset({State.SERVED}),
        target=None,
        roles=HEAD,
        rules=(
            *EVERY_ACT,
            court.apl72_performance_is_overdue,
            court.acl54_demand_has_expired,
            court.acl53_remedies_have_ended,
            court.acl53_no_application_is_open,
            court.acl39_execution_is_not_suspended,
            court.arl78_changed_decision_is_not_ours,
        ),
        details=(court.acl53_application_is_in_time, court.acl55_papers_are_complete),
    ),
    Move.RECORD_COURT: Transition(
        sources=frozenset({State.SERVED}),
        target=None,
        roles=OFFICER,
        rules=(*ONE_OFFICER, court.acl56_application_is_open),
        details=(court.acl56_step_follows,),
    ),
    Move.SUSPEND_EXECUTION: Transition(
        sources=frozenset({State.SERVED}),
        target=None,
        roles=HEAD,
        rules=(*EVERY_ACT, ending.acl39_execution_can_be_suspended),
        details=(
            ending.acl39_suspension_has_ground,
            ending.arl42_stay_needs_reconsideration,
            ending.asl56_stay_needs_litigation,
            acts.apl47_reasons_are_written,
        ),
    ),
    Move.RESUME_EXECUTION: Transition(
        sources=frozenset({State.SERVED}),
        target=None,
        roles=HEAD,
        rules=(*EVERY_ACT, ending.acl39_execution_is_suspended),
        details=(acts.apl47_reasons_are_written,),
    ),
    Move.TERMINATE_EXECUTION: Transition(
        sources=frozenset({State.SERVED}),
        target=None,
        roles=HEAD,
        rules=(*EVERY_ACT, ending.acl40_execution_can_be_terminated),
        details=(
            ending.acl40_termination_has_ground,
            ending.acl39_three_years_have_passed,
            acts.apl47_reasons_are_written,
        ),
    ),
    Move.CLOSE: Transition(
        sources=AFTER_DECISION,
        target=State.CLOSED,
        roles=HEAD,
        rules=(
            *EVERY_ACT,
            execution.apl61_decision_was_served,
            remedy.arl64_redo_is_opened,
            measures.acl27_no_goods_are_held,
            proceedings.apl56_nothing_is_preserved,
            proceedings.acl33_nothing_is_frozen,
        ),
        details=(execution.apl66_closing_has_lawful_reason, execution.apl33_party_was_educated),
    ),
}


def _ends_the_decision(facts: CaseFacts, act: Act) -> bool:
    """Whether the result leaves nothing of the decision."""
    outcome = act.remedy.outcome if act.remedy else None
    return outcome is not None and outcome.ends_the_decision


def _leaves_nothing_to_pay(facts: CaseFacts, act: Act) -> bool:
    """Whether the lowered fine is already paid, and nothing else is owed."""
    if facts.state is not State.SERVED or act.remedy is None or is_overturned(facts):
        return False
    if act.remedy.outcome is None or not act.remedy.outcome.sets_a_fine:
        return False
    changed = replace(facts, remedies=(*facts.remedies, act.remedy))
    owed = money_owed(facts=changed, on=act.on).total_yuan
    return not owed and not owes_other_performance(changed)


def _is_closed(facts: CaseFacts, act: Act) -> bool:
    return facts.state is State.CLOSED


_RESULTS = (
    Arrival(State.REVOKED, _ends_the_decision, "撤销或者确认无效"),
    Arrival(State.PERFORMED, _leaves_nothing_to_pay, "变更后已经缴清"),
)

REMEDIES: Table = {
    Move.ACCEPT_REMEDY: Transition(
        sources=CONTESTABLE,
        target=None,
        roles=OFFICER,
        rules=(*ONE_OFFICER, remedy.apl73_no_remedy_is_open, remedy.apl75_decision_still_stands),
        details=(remedy.apl73_remedy_is_described,),
    ),
    Move.END_REMEDY: Transition(
        sources=CONTESTABLE | {State.REVOKED},
        target=_RESULTS,
        roles=OFFICER,
        rules=(*ONE_OFFICER, remedy.apl73_remedy_is_open),
        details=(
            remedy.arl75_result_took_effect,
            remedy.arl63_new_fine_is_lower,
            remedy.arl64_redo_follows_revocation,
        ),
    ),
    Move.CORRECT_DECISION: Transition(
        sources=CONTESTABLE | {State.DECIDED},
        target=_RESULTS,
        roles=HEAD,
        rules=(*EVERY_ACT, remedy.apl75_decision_still_stands),
        details=(
            remedy.apl75_error_is_described,
            remedy.arl75_result_took_effect,
            remedy.arl63_new_fine_is_lower,
            remedy.arl64_redo_follows_revocation,
        ),
    ),
    Move.REOPEN: Transition(
        sources=frozenset({State.CLOSED, State.REVOKED}),
        target=Arrival(State.SERVED, _is_closed, "已结案而恢复执行"),
        roles=HEAD,
        rules=(*EVERY_ACT, remedy.apl75_case_can_be_reopened),
        details=(acts.apl47_reasons_are_written,),
    ),
}
