"""附随程序 as data: what each step follows, who may take it, and under which rules."""

from __future__ import annotations

from types import MappingProxyType

from mingjian.law.proceedings import rules_common as common
from mingjian.law.proceedings import rules_compulsion as compulsion
from mingjian.law.proceedings import rules_evidence as evidence
from mingjian.law.proceedings import rules_hearing as hearing
from mingjian.law.proceedings import rules_referral as referral
from mingjian.law.proceedings.lines import (
    ALWAYS,
    HANDED,
    HEAD,
    HEADS_WORD,
    KIND,
    MOVE,
    OFFICER,
    ON_SITE,
    OPEN,
    REASONED,
    SCENE,
    UNDECIDED,
    Line,
    Rule,
    Table,
    decision_of_head,
    line,
)
from mingjian.law.proceedings.table_goods import GOODS
from mingjian.law.proceedings.table_justice import FROM_JUSTICE

__all__ = ["TABLE", "Line", "Rule", "Table"]

_PRESERVATION: Table = {
    MOVE.REQUEST_PRESERVATION: line(
        KIND.PRESERVATION,
        OFFICER,
        rules=UNDECIDED,
        details=(*REASONED, evidence.apl56_evidence_may_be_lost),
    ),
    MOVE.APPROVE_PRESERVATION: decision_of_head(KIND.PRESERVATION, MOVE.REQUEST_PRESERVATION),
    MOVE.DECLINE_PRESERVATION: decision_of_head(KIND.PRESERVATION, MOVE.REQUEST_PRESERVATION),
    MOVE.PRESERVE: line(
        KIND.PRESERVATION,
        OFFICER,
        MOVE.APPROVE_PRESERVATION,
        rules=UNDECIDED,
        details=(*SCENE, evidence.apl56_head_approved, evidence.apl56_list_is_written),
        on_scene=True,
    ),
    MOVE.DISPOSE_PRESERVED: line(
        KIND.PRESERVATION,
        HEAD,
        *(MOVE.PRESERVE, MOVE.DISPOSE_PRESERVED),
        rules=(*HEADS_WORD, evidence.apl56_something_is_held),
        details=(
            *HANDED,
            evidence.apl56_items_are_preserved,
            evidence.apl56_decided_in_seven_days,
            evidence.apl56_way_is_lawful,
        ),
    ),
    MOVE.RECORD_LAPSE: line(
        KIND.PRESERVATION,
        OFFICER,
        *(MOVE.PRESERVE, MOVE.DISPOSE_PRESERVED),
        rules=(*ALWAYS, evidence.apl56_something_is_held),
        details=(*HANDED, evidence.apl56_items_are_preserved, evidence.apl56_term_has_ended),
    ),
}
_TAKING: Table = {
    MOVE.SAMPLE: line(
        KIND.SAMPLING,
        OFFICER,
        rules=UNDECIDED,
        details=(*SCENE, evidence.apl56_list_is_written, evidence.apl56_samples_were_signed),
        on_scene=True,
    ),
    MOVE.RECORD_SAMPLE_RESULT: line(
        KIND.SAMPLING,
        OFFICER,
        MOVE.SAMPLE,
        details=(*REASONED, evidence.apl46_result_was_told),
    ),
    MOVE.COMMISSION_TEST: line(
        KIND.TESTING,
        OFFICER,
        rules=UNDECIDED,
        details=(*REASONED, common.apl46_organ_is_named, evidence.apl46_test_is_definite),
    ),
    MOVE.RECORD_TEST_RESULT: line(
        KIND.TESTING,
        OFFICER,
        MOVE.COMMISSION_TEST,
        details=(*REASONED, evidence.apl46_result_was_told),
    ),
    MOVE.ORDER_CORRECTION: line(
        KIND.CORRECTION,
        OFFICER,
        rules=OPEN,
        details=(*SCENE, evidence.apl28_correction_is_definite),
        on_scene=True,
    ),
    MOVE.RECHECK_CORRECTION: line(
        KIND.CORRECTION,
        OFFICER,
        *(MOVE.ORDER_CORRECTION, MOVE.RECHECK_CORRECTION),
        rules=(*ALWAYS, evidence.apl28_not_yet_corrected),
        details=(
            *ON_SITE,
            evidence.apl28_recheck_has_result,
        ),
        on_scene=True,
    ),
    MOVE.REQUEST_RECUSAL: line(
        KIND.RECUSAL,
        OFFICER,
        rules=OPEN,
        details=(*REASONED, evidence.apl43_person_is_named),
    ),
    MOVE.ANSWER_RECUSAL: line(
        KIND.RECUSAL,
        HEAD,
        MOVE.REQUEST_RECUSAL,
        rules=(*ALWAYS, evidence.apl43_head_is_not_concerned),
        details=(*HANDED, evidence.apl43_answer_has_effect),
    ),
}
_HEARING: Table = {
    MOVE.SERVE_HEARING_NOTICE: line(
        KIND.HEARING,
        OFFICER,
        rules=(*OPEN, hearing.apl64_hearing_was_notified, hearing.apl64_not_yet_served),
        details=HANDED,
        warnings=(hearing.apl64_served_seven_days_before,),
    ),
}
_SENDING: Table = {
    MOVE.PROPOSE_TRANSFER: line(
        KIND.JURISDICTION,
        OFFICER,
        rules=(*UNDECIDED, referral.apl25_case_is_here),
        details=(*REASONED, referral.apl25_organ_is_named),
    ),
    MOVE.APPROVE_TRANSFER: decision_of_head(KIND.JURISDICTION, MOVE.PROPOSE_TRANSFER),
    MOVE.DECLINE_TRANSFER: decision_of_head(KIND.JURISDICTION, MOVE.PROPOSE_TRANSFER),
    MOVE.SEND_CASE: line(
        KIND.JURISDICTION,
        OFFICER,
        MOVE.APPROVE_TRANSFER,
        rules=UNDECIDED,
        details=(*HANDED, referral.apl25_organ_is_named),
    ),
    MOVE.RECORD_RECEIPT: line(
        KIND.JURISDICTION,
        OFFICER,
        MOVE.SEND_CASE,
        details=(*REASONED, referral.apl25_receipt_has_answer),
    ),
    MOVE.REPORT_DISPUTE: line(
        KIND.JURISDICTION,
        OFFICER,
        *(MOVE.SEND_CASE, MOVE.RECORD_RECEIPT),
        rules=(*ALWAYS, referral.apl25_nobody_has_taken_it),
        details=(*REASONED, referral.apl25_organ_is_named),
    ),
    MOVE.RECORD_DESIGNATION: line(
        KIND.JURISDICTION,
        OFFICER,
        MOVE.REPORT_DISPUTE,
        details=(*REASONED, referral.apl25_designation_has_result),
    ),
    MOVE.REPORT_CRIME: line(
        KIND.REFERRAL,
        OFFICER,
        rules=(*OPEN, referral.ctr05_not_with_the_police),
        details=(
            *ON_SITE,
            referral.ctr05_crime_is_named,
        ),
        on_scene=True,
    ),
    MOVE.APPROVE_REFERRAL: decision_of_head(
        KIND.REFERRAL, MOVE.REPORT_CRIME, (referral.ctr05_decided_in_three_days,)
    ),
    MOVE.DECLINE_REFERRAL: decision_of_head(
        KIND.REFERRAL, MOVE.REPORT_CRIME, (referral.ctr05_decided_in_three_days,)
    ),
    MOVE.SEND_REFERRAL: line(
        KIND.REFERRAL,
        OFFICER,
        MOVE.APPROVE_REFERRAL,
        details=(
            *REASONED,
            referral.ctr06_organ_is_named,
            referral.ctr06_papers_are_attached,
            referral.ctr07_receipt_was_signed,
            referral.ctr11_decision_is_copied,
        ),
        warnings=(referral.ctr05_sent_in_a_day,),
    ),
    MOVE.RECORD_ANSWER: line(
        KIND.REFERRAL,
        OFFICER,
        *(MOVE.SEND_REFERRAL, MOVE.RECORD_ANSWER, MOVE.ASK_RECONSIDERATION),
        MOVE.HAND_OVER_GOODS,
        details=(*REASONED, referral.ctr08_answer_fits),
    ),
    MOVE.ASK_RECONSIDERATION: line(
        KIND.REFERRAL,
        OFFICER,
        MOVE.RECORD_ANSWER,
        details=(*REASONED, referral.ctr09_asked_in_three_days),
    ),
    MOVE.HAND_OVER_GOODS: line(
        KIND.REFERRAL,
        OFFICER,
        MOVE.RECORD_ANSWER,
        rules=(*ALWAYS, referral.ctr12_police_filed),
        details=HANDED,
        warnings=(referral.ctr12_handed_over_in_three_days,),
    ),
    MOVE.TAKE_BACK: line(
        KIND.REFERRAL,
        OFFICER,
        MOVE.RECORD_ANSWER,
        rules=(*ALWAYS, referral.ctr10_case_comes_back),
    ),
}
_FREEZING: Table = {
    MOVE.REQUEST_FREEZE: line(
        KIND.FREEZE,
        OFFICER,
        rules=UNDECIDED,
        details=(
            *REASONED,
            compulsion.acl29_law_allows_freezing,
            compulsion.acl29_amount_fits,
        ),
    ),
    MOVE.APPROVE_FREEZE: decision_of_head(KIND.FREEZE, MOVE.REQUEST_FREEZE),
    MOVE.DECLINE_FREEZE: decision_of_head(KIND.FREEZE, MOVE.REQUEST_FREEZE),
    MOVE.FREEZE: line(
        KIND.FREEZE,
        OFFICER,
        MOVE.APPROVE_FREEZE,
        rules=UNDECIDED,
        details=(
            *SCENE,
            compulsion.acl29_amount_fits,
            compulsion.acl29_not_frozen_by_others,
            compulsion.acl29_not_frozen_already,
            compulsion.acl30_notice_was_given,
        ),
        on_scene=True,
    ),
    MOVE.DELIVER_FREEZE: line(
        KIND.FREEZE,
        OFFICER,
        MOVE.FREEZE,
        details=HANDED,
        warnings=(compulsion.acl31_delivered_in_three_days,),
    ),
    MOVE.EXTEND_FREEZE: line(
        KIND.FREEZE,
        HEAD,
        MOVE.DELIVER_FREEZE,
        rules=HEADS_WORD,
        details=(
            *HANDED,
            compulsion.acl32_within_the_period,
            compulsion.acl32_extension_is_short_enough,
        ),
    ),
    MOVE.RELEASE_FREEZE: line(
        KIND.FREEZE,
        OFFICER | HEAD,
        *(MOVE.FREEZE, MOVE.DELIVER_FREEZE, MOVE.EXTEND_FREEZE),
        details=(*HANDED, compulsion.acl33_release_has_its_ground),
    ),
}
_DECIDED = (*OPEN, compulsion.acl34_decision_is_due)
_ENFORCING: Table = {
    MOVE.DECIDE_SURCHARGE: line(
        KIND.SURCHARGE,
        HEAD,
        rules=(*_DECIDED, common.apl57_decided_by_another, compulsion.acl45_decided_once),
        details=(*HANDED, compulsion.acl45_surcharge_is_owed),
    ),
    MOVE.DECIDE_ENFORCEMENT: line(
        KIND.ENFORCEMENT,
        HEAD,
        rules=(*_DECIDED, common.apl57_decided_by_another),
        details=(
            *HANDED,
            compulsion.acl34_law_gives_the_power,
            compulsion.acl37_demand_came_first,
            compulsion.acl37_decision_is_complete,
        ),
    ),
    MOVE.ENFORCE: line(
        KIND.ENFORCEMENT,
        OFFICER,
        *(MOVE.DECIDE_ENFORCEMENT, MOVE.ENFORCE),
        details=(
            *ON_SITE,
            compulsion.acl43_not_at_night,
            compulsion.acl43_not_on_holidays,
            compulsion.acl43_homes_keep_supply,
        ),
        on_scene=True,
    ),
    MOVE.STOP_ENFORCEMENT: line(KIND.ENFORCEMENT, OFFICER, MOVE.DECIDE_ENFORCEMENT, MOVE.ENFORCE),
    MOVE.DECIDE_SUBSTITUTE: line(
        KIND.SUBSTITUTE,
        HEAD,
        rules=(*OPEN, common.apl57_decided_by_another),
        details=(
            *HANDED,
            compulsion.acl50_duty_and_harm,
            compulsion.acl50_party_is_late,
            compulsion.acl51_decision_is_complete,
        ),
    ),
    MOVE.URGE_PERFORMANCE: line(KIND.SUBSTITUTE, OFFICER, MOVE.DECIDE_SUBSTITUTE, details=HANDED),
    MOVE.STOP_SUBSTITUTE: line(
        KIND.SUBSTITUTE, OFFICER, MOVE.DECIDE_SUBSTITUTE, MOVE.URGE_PERFORMANCE
    ),
    MOVE.PERFORM_SUBSTITUTE: line(
        KIND.SUBSTITUTE,
        OFFICER,
        MOVE.URGE_PERFORMANCE,
        details=(
            *ON_SITE,
            compulsion.acl51_urged_three_days_before,
            compulsion.acl51_staff_supervised,
            compulsion.acl51_no_violence,
            compulsion.acl43_not_at_night,
            compulsion.acl43_not_on_holidays,
        ),
        on_scene=True,
    ),
    MOVE.PERFORM_AT_ONCE: line(
        KIND.SUBSTITUTE,
        OFFICER,
        rules=OPEN,
        details=(
            *ON_SITE,
            compulsion.acl52_public_place,
            compulsion.acl52_party_was_told,
            compulsion.acl51_no_violence,
        ),
        on_scene=True,
    ),
}
TABLE: Table = MappingProxyType(
    {
        **_PRESERVATION,
        **_TAKING,
        **_HEARING,
        **_SENDING,
        **FROM_JUSTICE,
        **GOODS,
        **_FREEZING,
        **_ENFORCING,
    }
)
