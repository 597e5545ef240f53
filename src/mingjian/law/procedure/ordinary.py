"""普通程序 of 行政处罚法 (2021) as one table: from where, to where, by whom, under which rules.

A running case stays on the version it was opened under: a change of law is a new table beside this
one, never an edit of a table that cases have used.
"""

from __future__ import annotations

from types import MappingProxyType

from mingjian.law.procedure import rules_acts as acts
from mingjian.law.procedure import rules_decision as deciding
from mingjian.law.procedure import rules_evidence as evidence
from mingjian.law.procedure import rules_hearing as hearing
from mingjian.law.procedure import rules_measures as measures
from mingjian.law.procedure import rules_notice as notice
from mingjian.law.procedure import rules_opening as opening
from mingjian.law.procedure import rules_proceedings as proceedings
from mingjian.law.procedure import rules_proposal as proposal
from mingjian.law.procedure import rules_recusal as recusal
from mingjian.law.procedure import rules_remedy as remedy
from mingjian.law.procedure import rules_review as review
from mingjian.law.procedure.moves import Move, Table, Transition
from mingjian.law.procedure.ordinary_execution import EXECUTION, REMEDIES
from mingjian.law.procedure.ordinary_parts import (
    AFTER_DECISION,
    BEFORE_DECISION,
    BEFORE_NOTICE,
    BY_CASE_OFFICER,
    EVERY_ACT,
    HEAD,
    HOST,
    IN_HAND,
    NEUTRAL_REVIEWER,
    OFFICER,
    ONE_OFFICER,
    OPINION,
    PARTY_WAS_HEARD,
    PROPOSAL,
    REVIEWER,
    SUCCESSION,
    TWO_OFFICERS,
    UNDECIDED,
)
from mingjian.law.procedure.states import State

VERSION = "ordinary-penalty/1"

_OPENING: Table = {
    Move.REGISTER_LEAD: Transition(
        sources=frozenset(), target=State.REGISTERED, roles=OFFICER, rules=EVERY_ACT
    ),
    Move.VERIFY_LEAD: Transition(
        sources=frozenset({State.REGISTERED}),
        target=State.VERIFIED,
        roles=OFFICER,
        rules=EVERY_ACT,
        details=BY_CASE_OFFICER,
    ),
    Move.REQUEST_OPENING: Transition(
        sources=frozenset({State.VERIFIED}),
        target=State.OPENING_REQUESTED,
        roles=OFFICER,
        rules=EVERY_ACT,
        details=(*BY_CASE_OFFICER, acts.apl42_two_officers),
    ),
    Move.APPROVE_OPENING: Transition(
        sources=frozenset({State.OPENING_REQUESTED}),
        target=State.INVESTIGATING,
        roles=HEAD,
        rules=(
            *EVERY_ACT,
            opening.apl54_approver_is_another,
            acts.apl42_two_officers,
            opening.apl36_limitation_has_not_passed,
        ),
    ),
    Move.DECLINE_OPENING: Transition(
        sources=frozenset({State.VERIFIED, State.OPENING_REQUESTED}),
        target=State.DECLINED,
        roles=HEAD,
        rules=(*EVERY_ACT, opening.apl54_approver_is_another),
        details=(acts.apl47_reasons_are_written,),
    ),
}

_INVESTIGATION: Table = {
    Move.ADD_EVIDENCE: Transition(
        sources=IN_HAND | {State.INVESTIGATING, State.HEARING},
        target=None,
        roles=OFFICER,
        rules=TWO_OFFICERS,
        details=(evidence.apl46_evidence_is_described, evidence.apl42_collectors_were_valid),
    ),
    Move.VERIFY_EVIDENCE: Transition(
        sources=IN_HAND | {State.INVESTIGATING, State.HEARING},
        target=None,
        roles=OFFICER,
        rules=TWO_OFFICERS,
    ),
    Move.REPORT: Transition(
        sources=frozenset({State.INVESTIGATING}),
        target=State.REPORTED,
        roles=OFFICER,
        rules=(
            *TWO_OFFICERS,
            deciding.apl60_clock_is_running,
            evidence.apl55_records_were_made,
        ),
        details=PROPOSAL,
    ),
    Move.REVISE_PROPOSAL: Transition(
        sources=IN_HAND,
        target=State.REPORTED,
        roles=OFFICER,
        rules=TWO_OFFICERS,
        details=(
            *PROPOSAL,
            proposal.apl44_revision_is_a_new_text,
            proposal.apl45_penalty_is_not_heavier,
            proposal.apl45_change_in_words_is_explained,
            acts.apl47_reasons_are_written,
        ),
    ),
}

_REVIEW: Table = {
    # 审核同意以后只剩一种送审：以政府名义作出决定的，再报政府法制机构
    Move.SUBMIT_REVIEW: Transition(
        sources=IN_HAND,
        target=State.IN_REVIEW,
        roles=OFFICER,
        rules=(
            *TWO_OFFICERS,
            *PARTY_WAS_HEARD,
            review.apl58_review_is_still_owed,
            review.apl58_settlement_is_followed,
        ),
        details=(review.apl58_every_finding_is_answered, review.apl58_disagreement_was_settled),
    ),
    Move.RETURN_FOR_SUPPLEMENT: Transition(
        sources=frozenset({State.IN_REVIEW}),
        target=State.RETURNED,
        roles=REVIEWER,
        rules=NEUTRAL_REVIEWER,
        details=(review.apl58_supplement_has_its_day, acts.apl47_reasons_are_written),
    ),
    Move.FIND_PROBLEMS: Transition(
        sources=frozenset({State.IN_REVIEW}),
        target=State.REVIEW_PROBLEMS,
        roles=REVIEWER,
        rules=NEUTRAL_REVIEWER,
        details=(*OPINION, review.apl58_problems_are_named),
    ),
    Move.AGREE: Transition(
        sources=frozenset({State.IN_REVIEW}),
        target=State.REVIEWED,
        roles=REVIEWER,
        rules=NEUTRAL_REVIEWER,
        details=OPINION,
    ),
    # 意见供参考，不代替审核
    Move.TAKE_ADVICE: Transition(
        sources=frozenset({State.IN_REVIEW}),
        target=None,
        roles=REVIEWER,
        rules=NEUTRAL_REVIEWER,
        details=(review.apl43_adviser_has_no_conflict, acts.apl47_reasons_are_written),
    ),
    Move.SETTLE_DISAGREEMENT: Transition(
        sources=frozenset({State.REVIEW_PROBLEMS}),
        target=None,
        roles=HEAD,
        rules=EVERY_ACT,
        details=(
            review.apl58_settlement_follows_the_order,
            review.apl57_settling_heads_are_enough,
            acts.apl47_reasons_are_written,
        ),
    ),
    Move.DECLARE_TRIGGER: Transition(
        sources=UNDECIDED - {State.IN_REVIEW},
        target=None,
        roles=OFFICER | HEAD,
        rules=ONE_OFFICER,
        details=(review.apl58_trigger_is_known, acts.apl47_reasons_are_written),
    ),
    Move.DROP_TRIGGER: Transition(
        sources=UNDECIDED - {State.IN_REVIEW},
        target=None,
        roles=HEAD,
        rules=(*EVERY_ACT, review.apl58_downgrade_is_by_another),
        details=(review.apl58_trigger_was_declared, acts.apl47_reasons_are_written),
    ),
}

_NOTICE: Table = {
    Move.ISSUE_NOTICE: Transition(
        sources=BEFORE_NOTICE,
        target=None,
        roles=OFFICER,
        rules=(
            *TWO_OFFICERS,
            notice.apl44_penalty_is_proposed,
            notice.apl44_text_is_not_yet_told,
            review.apl58_review_was_passed,
        ),
        details=(
            notice.apl44_notice_says_everything,
            notice.apl44_notice_tells_this_penalty,
            hearing.apl63_hearing_is_offered,
        ),
    ),
    Move.SERVE_NOTICE: Transition(
        sources=BEFORE_NOTICE,
        target=State.NOTIFIED,
        roles=OFFICER,
        rules=(*ONE_OFFICER, notice.apl44_notice_was_issued),
        details=(notice.apl45_periods_are_not_shortened,),
    ),
    # 决定以前随时可以陈述、申辩：期满以后提出的，也应当听取
    Move.RECORD_DEFENCE: Transition(
        sources=UNDECIDED - {State.INVESTIGATING},
        target=None,
        roles=OFFICER,
        rules=(*ONE_OFFICER, notice.apl44_notice_was_served),
    ),
    Move.ANSWER_DEFENCE: Transition(
        sources=UNDECIDED - {State.INVESTIGATING},
        target=None,
        roles=OFFICER,
        rules=(*ONE_OFFICER, notice.apl45_defence_awaits_answer),
        details=(notice.apl45_answer_is_given, acts.apl47_reasons_are_written),
    ),
    Move.WAIVE_DEFENCE: Transition(
        sources=frozenset({State.NOTIFIED}),
        target=None,
        roles=OFFICER,
        rules=ONE_OFFICER,
        details=(notice.apl62_waiver_is_explicit,),
    ),
}

_HEARING: Table = {
    Move.REQUEST_HEARING: Transition(
        sources=frozenset({State.NOTIFIED}),
        target=State.HEARING,
        roles=OFFICER,
        rules=(
            *ONE_OFFICER,
            hearing.apl63_hearing_was_offered,
            hearing.apl63_no_hearing_was_requested,
            hearing.apl64_request_is_in_time,
        ),
    ),
    Move.WAIVE_HEARING: Transition(
        sources=frozenset({State.NOTIFIED, State.HEARING}),
        target=State.NOTIFIED,
        roles=OFFICER | HOST,
        rules=(
            *ONE_OFFICER,
            hearing.apl63_hearing_was_offered,
            hearing.apl63_hearing_is_still_open,
        ),
        details=(hearing.apl64_absence_ends_hearing,),
    ),
    Move.NOTIFY_HEARING: Transition(
        sources=frozenset({State.HEARING}),
        target=None,
        roles=OFFICER | HOST,
        rules=ONE_OFFICER,
        details=(
            hearing.apl64_notified_seven_days_before,
            hearing.apl64_host_is_not_investigator,
        ),
    ),
    Move.HOLD_HEARING: Transition(
        sources=frozenset({State.HEARING}),
        target=State.NOTIFIED,
        roles=HOST,
        rules=(*EVERY_ACT, hearing.apl64_hearing_was_notified, hearing.apl64_host_presides),
        details=(hearing.apl64_record_is_kept,),
    ),
}

_DECISION: Table = {
    Move.DELIBERATE: Transition(
        sources=BEFORE_DECISION,
        target=None,
        roles=HEAD,
        rules=(
            *EVERY_ACT,
            notice.apl62_party_was_told,
            *PARTY_WAS_HEARD,
            review.apl58_review_was_passed,
        ),
        details=(deciding.apl57_enough_heads_took_part,),
    ),
    Move.DECIDE: Transition(
        sources=BEFORE_DECISION,
        target=State.DECIDED,
        roles=HEAD,
        rules=(
            *EVERY_ACT,
            deciding.apl57_decider_did_not_investigate,
            review.apl58_decider_did_not_review,
            deciding.apl60_clock_is_running,
            opening.apl36_limitation_has_not_passed,
            evidence.apl40_facts_are_clear,
            evidence.apl41_device_record_was_reviewed,
            evidence.apl46_evidence_is_verified,
            evidence.apl46_evidence_precedes_decision,
            notice.apl62_party_was_told,
            *PARTY_WAS_HEARD,
            hearing.apl65_decision_follows_record,
            review.apl58_review_was_passed,
            deciding.apl57_heads_deliberated,
            proceedings.apl25_case_is_not_sent_away,
            proceedings.apl27_police_do_not_have_it,
            proceedings.apl35_no_fine_after_a_sentence,
            remedy.arl64_redone_decision_differs,
        ),
        details=(
            deciding.apl57_decision_is_the_proposal,
            proposal.apl45_penalty_is_not_heavier,
        ),
        warnings=(deciding.apl60_decided_in_ninety_days,),
    ),
}

_ANY_TIME: Table = {
    Move.EXTEND: Transition(
        sources=UNDECIDED,
        target=None,
        roles=HEAD,
        rules=(*EVERY_ACT, deciding.apl60_extension_is_in_time),
        details=(deciding.apl60_extension_has_basis, acts.apl47_reasons_are_written),
    ),
    Move.PAUSE: Transition(
        sources=UNDECIDED,
        target=None,
        roles=HEAD,
        rules=(*EVERY_ACT, deciding.apl60_clock_is_running),
        details=(acts.apl47_reasons_are_written,),
    ),
    Move.RESUME: Transition(
        sources=UNDECIDED,
        target=None,
        roles=HEAD | OFFICER,
        rules=(*ONE_OFFICER, deciding.apl60_clock_is_stopped),
    ),
    Move.RECUSE: Transition(
        sources=UNDECIDED | AFTER_DECISION,
        target=None,
        roles=HEAD,
        rules=EVERY_ACT,
        details=SUCCESSION,
    ),
    Move.REPLACE_OFFICER: Transition(
        sources=UNDECIDED | AFTER_DECISION,
        target=None,
        roles=HEAD,
        rules=EVERY_ACT,
        details=(recusal.apl42_person_is_case_officer, *SUCCESSION),
    ),
    Move.DISMISS: Transition(
        sources=UNDECIDED,
        target=State.DISMISSED,
        roles=HEAD,
        rules=(
            *EVERY_ACT,
            deciding.apl57_decider_did_not_investigate,
            measures.acl27_no_goods_are_held,
            proceedings.apl56_nothing_is_preserved,
            proceedings.acl33_nothing_is_frozen,
        ),
        details=(deciding.apl57_dismissal_is_lawful, acts.apl47_reasons_are_written),
    ),
}

TABLE: Table = MappingProxyType(
    {
        **_OPENING,
        **_INVESTIGATION,
        **_REVIEW,
        **_NOTICE,
        **_HEARING,
        **_DECISION,
        **EXECUTION,
        **REMEDIES,
        **_ANY_TIME,
    }
)
