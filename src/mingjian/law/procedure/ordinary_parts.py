"""Parts of the table of 普通程序 that several moves share: roles, states, groups of rules."""

from __future__ import annotations

from mingjian.law.procedure import rules_acts as acts
from mingjian.law.procedure import rules_evidence as evidence
from mingjian.law.procedure import rules_hearing as hearing
from mingjian.law.procedure import rules_notice as notice
from mingjian.law.procedure import rules_opening as opening
from mingjian.law.procedure import rules_proposal as proposal
from mingjian.law.procedure import rules_recusal as recusal
from mingjian.law.procedure import rules_review as review
from mingjian.law.procedure.states import State
from mingjian.law.roles import Role

OFFICER = frozenset({Role.CASE_OFFICER})
HEAD = frozenset({Role.AGENCY_HEAD})
REVIEWER = frozenset({Role.LEGAL_REVIEWER})
HOST = frozenset({Role.PRESIDING_OFFICER})

# 已立案、未决定
UNDECIDED = frozenset(
    {
        State.INVESTIGATING,
        State.REPORTED,
        State.IN_REVIEW,
        State.RETURNED,
        State.REVIEW_PROBLEMS,
        State.REVIEWED,
        State.NOTIFIED,
        State.HEARING,
    }
)
# 材料在承办人手中，可以补充证据、修改意见
IN_HAND = frozenset(
    {State.REPORTED, State.RETURNED, State.REVIEW_PROBLEMS, State.REVIEWED, State.NOTIFIED}
)
BEFORE_NOTICE = frozenset({State.REPORTED, State.REVIEWED})
BEFORE_DECISION = frozenset({State.REPORTED, State.REVIEWED, State.NOTIFIED})
AFTER_DECISION = frozenset({State.DECIDED, State.SERVED, State.PERFORMED, State.REVOKED})
# 决定已送达、可以复议诉讼的；结案以后也可以
CONTESTABLE = frozenset({State.SERVED, State.PERFORMED, State.CLOSED})

EVERY_ACT = (
    acts.apl47_date_is_not_future,
    acts.apl47_date_follows_last_act,
    acts.apl43_actor_is_not_recused,
)
BY_CASE_OFFICER = (acts.apl42_actor_is_case_officer, acts.apl42_credential_was_valid)
ONE_OFFICER = EVERY_ACT + BY_CASE_OFFICER
TWO_OFFICERS = (*ONE_OFFICER, acts.apl42_two_officers)

PROPOSAL = (
    proposal.apl57_proposal_is_complete,
    evidence.apl40_facts_are_clear,
    opening.apl36_end_of_act_is_known,
    opening.apl36_limitation_has_not_passed,
    proposal.apl04_fine_has_basis,
    proposal.apl30_child_is_not_punished,
    proposal.apl30_minor_is_treated_lighter,
    proposal.apl31_incapable_is_not_punished,
    proposal.apl32_mitigation_has_ground,
    proposal.apl33_slight_act_is_not_punished,
    proposal.apl33_exemption_has_ground,
    proposal.apl34_deviation_has_reasons,
)
# 听取意见已毕：送审（告知以后）、讨论、决定之前都须满足
PARTY_WAS_HEARD = (
    notice.apl62_defence_period_is_over,
    notice.apl45_defence_was_answered,
    hearing.apl63_hearing_period_is_over,
    hearing.apl63_requested_hearing_was_held,
)
NEUTRAL_REVIEWER = (
    *EVERY_ACT,
    review.apl58_reviewer_is_not_involved,
    review.apl58_reviewer_is_of_the_level,
)
OPINION = (
    review.apl58_reviewer_is_qualified,
    review.apl58_opinion_answers_every_point,
    review.apl58_judged_points_are_reasoned,
    acts.apl47_reasons_are_written,
)
SUCCESSION = (
    recusal.apl43_person_is_named,
    recusal.apl43_successor_is_neutral,
    recusal.apl42_two_officers_remain,
    acts.apl47_reasons_are_written,
)
