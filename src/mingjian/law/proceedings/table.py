"""附随程序 as data: what each step follows, who may take it, and under which rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from mingjian.law.breach import Breach
from mingjian.law.proceedings import rules_common as common
from mingjian.law.proceedings import rules_compulsion as compulsion
from mingjian.law.proceedings import rules_evidence as evidence
from mingjian.law.proceedings import rules_hearing as hearing
from mingjian.law.proceedings import rules_referral as referral
from mingjian.law.proceedings.facts import Matter, ProceedingAct
from mingjian.law.proceedings.kinds import ProceedingKind, ProceedingMove
from mingjian.law.roles import Actor, Role

# A rule answers with the breach it sees, or None. Its docstring is the law's sentence.
Rule = Callable[[Matter, ProceedingAct, Actor], Breach | None]


@dataclass(frozen=True)
class Line:
    """One step: ``after`` empty, it begins the proceeding; else the last step is one of these.

    ``rules`` judge before anything is filled in, ``details`` what was filled in; ``warnings`` are
    told and journalled. ``on_scene``: two officers act, which the database checks again.
    """

    kind: ProceedingKind
    roles: frozenset[Role]
    after: frozenset[ProceedingMove] = frozenset()
    rules: tuple[Rule, ...] = ()
    details: tuple[Rule, ...] = ()
    warnings: tuple[Rule, ...] = ()
    on_scene: bool = False


Table = Mapping[ProceedingMove, Line]

_KIND, _MOVE = ProceedingKind, ProceedingMove
_OFFICER = frozenset({Role.CASE_OFFICER})
_HEAD = frozenset({Role.AGENCY_HEAD})
_ALWAYS = (common.apl43_actor_is_not_recused, common.apl42_officer_of_the_case)
_OPEN = (common.apl54_case_is_open, *_ALWAYS)
_UNDECIDED = (*_OPEN, common.apl57_case_is_undecided)
_DATED = (common.apl47_dates_are_possible,)
_REASONED = (*_DATED, common.apl47_reasons_are_written)
_ON_SITE = (*_REASONED, common.apl42_two_valid_officers)
_HANDED = (*_REASONED, common.apl61_paper_was_handed_over)
_SCENE = (*_HANDED, common.apl42_two_valid_officers)
_HEADS_WORD = (*_ALWAYS, common.apl57_decided_by_another)


def _line(
    kind: ProceedingKind,
    roles: frozenset[Role],
    *after: ProceedingMove,
    rules: tuple[Rule, ...] = _ALWAYS,
    details: tuple[Rule, ...] = _REASONED,
    warnings: tuple[Rule, ...] = (),
    on_scene: bool = False,
) -> Line:
    return Line(kind, roles, frozenset(after), rules, details, warnings, on_scene)


def _decision(kind: ProceedingKind, after: ProceedingMove, warnings: tuple[Rule, ...] = ()) -> Line:
    return _line(kind, _HEAD, after, rules=_HEADS_WORD, warnings=warnings)


_PRESERVATION: Table = {
    _MOVE.REQUEST_PRESERVATION: _line(
        _KIND.PRESERVATION,
        _OFFICER,
        rules=_UNDECIDED,
        details=(*_REASONED, evidence.apl56_evidence_may_be_lost),
    ),
    _MOVE.APPROVE_PRESERVATION: _decision(_KIND.PRESERVATION, _MOVE.REQUEST_PRESERVATION),
    _MOVE.DECLINE_PRESERVATION: _decision(_KIND.PRESERVATION, _MOVE.REQUEST_PRESERVATION),
    _MOVE.PRESERVE: _line(
        _KIND.PRESERVATION,
        _OFFICER,
        _MOVE.APPROVE_PRESERVATION,
        rules=_UNDECIDED,
        details=(*_SCENE, evidence.apl56_head_approved, evidence.apl56_list_is_written),
        on_scene=True,
    ),
    _MOVE.DISPOSE_PRESERVED: _line(
        _KIND.PRESERVATION,
        _HEAD,
        *(_MOVE.PRESERVE, _MOVE.DISPOSE_PRESERVED),
        rules=(*_HEADS_WORD, evidence.apl56_something_is_held),
        details=(
            *_HANDED,
            evidence.apl56_items_are_preserved,
            evidence.apl56_decided_in_seven_days,
            evidence.apl56_way_is_lawful,
        ),
    ),
    _MOVE.RECORD_LAPSE: _line(
        _KIND.PRESERVATION,
        _OFFICER,
        *(_MOVE.PRESERVE, _MOVE.DISPOSE_PRESERVED),
        rules=(*_ALWAYS, evidence.apl56_something_is_held),
        details=(*_HANDED, evidence.apl56_items_are_preserved, evidence.apl56_term_has_ended),
    ),
}
_TAKING: Table = {
    _MOVE.SAMPLE: _line(
        _KIND.SAMPLING,
        _OFFICER,
        rules=_UNDECIDED,
        details=(*_SCENE, evidence.apl56_list_is_written, evidence.apl56_samples_were_signed),
        on_scene=True,
    ),
    _MOVE.RECORD_SAMPLE_RESULT: _line(
        _KIND.SAMPLING,
        _OFFICER,
        _MOVE.SAMPLE,
        details=(*_REASONED, evidence.apl46_result_was_told),
    ),
    _MOVE.COMMISSION_TEST: _line(
        _KIND.TESTING,
        _OFFICER,
        rules=_UNDECIDED,
        details=(*_REASONED, common.apl46_organ_is_named, evidence.apl46_test_is_definite),
    ),
    _MOVE.RECORD_TEST_RESULT: _line(
        _KIND.TESTING,
        _OFFICER,
        _MOVE.COMMISSION_TEST,
        details=(*_REASONED, evidence.apl46_result_was_told),
    ),
    _MOVE.ORDER_CORRECTION: _line(
        _KIND.CORRECTION,
        _OFFICER,
        rules=_OPEN,
        details=(*_SCENE, evidence.apl28_correction_is_definite),
        on_scene=True,
    ),
    _MOVE.RECHECK_CORRECTION: _line(
        _KIND.CORRECTION,
        _OFFICER,
        *(_MOVE.ORDER_CORRECTION, _MOVE.RECHECK_CORRECTION),
        rules=(*_ALWAYS, evidence.apl28_not_yet_corrected),
        details=(
            *_ON_SITE,
            evidence.apl28_recheck_has_result,
        ),
        on_scene=True,
    ),
    _MOVE.REQUEST_RECUSAL: _line(
        _KIND.RECUSAL,
        _OFFICER,
        rules=_OPEN,
        details=(*_REASONED, evidence.apl43_person_is_named),
    ),
    _MOVE.ANSWER_RECUSAL: _line(
        _KIND.RECUSAL,
        _HEAD,
        _MOVE.REQUEST_RECUSAL,
        rules=(*_ALWAYS, evidence.apl43_head_is_not_concerned),
        details=(*_HANDED, evidence.apl43_answer_has_effect),
    ),
}
_HEARING: Table = {
    _MOVE.SERVE_HEARING_NOTICE: _line(
        _KIND.HEARING,
        _OFFICER,
        rules=(*_OPEN, hearing.apl64_hearing_was_notified, hearing.apl64_not_yet_served),
        details=_HANDED,
        warnings=(hearing.apl64_served_seven_days_before,),
    ),
}
_SENDING: Table = {
    _MOVE.PROPOSE_TRANSFER: _line(
        _KIND.JURISDICTION,
        _OFFICER,
        rules=(*_UNDECIDED, referral.apl25_case_is_here),
        details=(*_REASONED, referral.apl25_organ_is_named),
    ),
    _MOVE.APPROVE_TRANSFER: _decision(_KIND.JURISDICTION, _MOVE.PROPOSE_TRANSFER),
    _MOVE.DECLINE_TRANSFER: _decision(_KIND.JURISDICTION, _MOVE.PROPOSE_TRANSFER),
    _MOVE.SEND_CASE: _line(
        _KIND.JURISDICTION,
        _OFFICER,
        _MOVE.APPROVE_TRANSFER,
        rules=_UNDECIDED,
        details=(*_HANDED, referral.apl25_organ_is_named),
    ),
    _MOVE.RECORD_RECEIPT: _line(
        _KIND.JURISDICTION,
        _OFFICER,
        _MOVE.SEND_CASE,
        details=(*_REASONED, referral.apl25_receipt_has_answer),
    ),
    _MOVE.REPORT_DISPUTE: _line(
        _KIND.JURISDICTION,
        _OFFICER,
        *(_MOVE.SEND_CASE, _MOVE.RECORD_RECEIPT),
        rules=(*_ALWAYS, referral.apl25_nobody_has_taken_it),
        details=(*_REASONED, referral.apl25_organ_is_named),
    ),
    _MOVE.RECORD_DESIGNATION: _line(
        _KIND.JURISDICTION,
        _OFFICER,
        _MOVE.REPORT_DISPUTE,
        details=(*_REASONED, referral.apl25_designation_has_result),
    ),
    _MOVE.REPORT_CRIME: _line(
        _KIND.REFERRAL,
        _OFFICER,
        rules=(*_OPEN, referral.ctr05_not_with_the_police),
        details=(
            *_ON_SITE,
            referral.ctr05_crime_is_named,
        ),
        on_scene=True,
    ),
    _MOVE.APPROVE_REFERRAL: _decision(
        _KIND.REFERRAL, _MOVE.REPORT_CRIME, (referral.ctr05_decided_in_three_days,)
    ),
    _MOVE.DECLINE_REFERRAL: _decision(
        _KIND.REFERRAL, _MOVE.REPORT_CRIME, (referral.ctr05_decided_in_three_days,)
    ),
    _MOVE.SEND_REFERRAL: _line(
        _KIND.REFERRAL,
        _OFFICER,
        _MOVE.APPROVE_REFERRAL,
        details=(
            *_REASONED,
            referral.ctr06_organ_is_named,
            referral.ctr06_papers_are_attached,
            referral.ctr07_receipt_was_signed,
            referral.ctr11_decision_is_copied,
        ),
        warnings=(referral.ctr05_sent_in_a_day,),
    ),
    _MOVE.RECORD_ANSWER: _line(
        _KIND.REFERRAL,
        _OFFICER,
        *(_MOVE.SEND_REFERRAL, _MOVE.RECORD_ANSWER, _MOVE.ASK_RECONSIDERATION),
        _MOVE.HAND_OVER_GOODS,
        details=(*_REASONED, referral.ctr08_answer_fits),
    ),
    _MOVE.ASK_RECONSIDERATION: _line(
        _KIND.REFERRAL,
        _OFFICER,
        _MOVE.RECORD_ANSWER,
        details=(*_REASONED, referral.ctr09_asked_in_three_days),
    ),
    _MOVE.HAND_OVER_GOODS: _line(
        _KIND.REFERRAL,
        _OFFICER,
        _MOVE.RECORD_ANSWER,
        rules=(*_ALWAYS, referral.ctr12_police_filed),
        details=_HANDED,
        warnings=(referral.ctr12_handed_over_in_three_days,),
    ),
    _MOVE.TAKE_BACK: _line(
        _KIND.REFERRAL,
        _OFFICER,
        _MOVE.RECORD_ANSWER,
        rules=(*_ALWAYS, referral.ctr10_case_comes_back),
    ),
}
_FREEZING: Table = {
    _MOVE.REQUEST_FREEZE: _line(
        _KIND.FREEZE,
        _OFFICER,
        rules=_UNDECIDED,
        details=(
            *_REASONED,
            compulsion.acl29_law_allows_freezing,
            compulsion.acl29_amount_fits,
        ),
    ),
    _MOVE.APPROVE_FREEZE: _decision(_KIND.FREEZE, _MOVE.REQUEST_FREEZE),
    _MOVE.DECLINE_FREEZE: _decision(_KIND.FREEZE, _MOVE.REQUEST_FREEZE),
    _MOVE.FREEZE: _line(
        _KIND.FREEZE,
        _OFFICER,
        _MOVE.APPROVE_FREEZE,
        rules=_UNDECIDED,
        details=(
            *_SCENE,
            compulsion.acl29_amount_fits,
            compulsion.acl29_not_frozen_by_others,
            compulsion.acl30_notice_was_given,
        ),
        on_scene=True,
    ),
    _MOVE.DELIVER_FREEZE: _line(
        _KIND.FREEZE,
        _OFFICER,
        _MOVE.FREEZE,
        details=_HANDED,
        warnings=(compulsion.acl31_delivered_in_three_days,),
    ),
    _MOVE.EXTEND_FREEZE: _line(
        _KIND.FREEZE,
        _HEAD,
        _MOVE.DELIVER_FREEZE,
        rules=_HEADS_WORD,
        details=(
            *_HANDED,
            compulsion.acl32_within_the_period,
            compulsion.acl32_extension_is_short_enough,
        ),
    ),
    _MOVE.RELEASE_FREEZE: _line(
        _KIND.FREEZE,
        _OFFICER | _HEAD,
        *(_MOVE.FREEZE, _MOVE.DELIVER_FREEZE, _MOVE.EXTEND_FREEZE),
        details=(*_HANDED, compulsion.acl33_release_has_its_ground),
    ),
}
_DECIDED = (*_OPEN, compulsion.acl34_decision_is_due)
_ENFORCING: Table = {
    _MOVE.DECIDE_SURCHARGE: _line(
        _KIND.SURCHARGE,
        _HEAD,
        rules=(*_DECIDED, common.apl57_decided_by_another, compulsion.acl45_decided_once),
        details=(*_HANDED, compulsion.acl45_surcharge_is_owed),
    ),
    _MOVE.DECIDE_ENFORCEMENT: _line(
        _KIND.ENFORCEMENT,
        _HEAD,
        rules=(*_DECIDED, common.apl57_decided_by_another),
        details=(
            *_HANDED,
            compulsion.acl34_law_gives_the_power,
            compulsion.acl37_demand_came_first,
            compulsion.acl37_decision_is_complete,
        ),
    ),
    _MOVE.ENFORCE: _line(
        _KIND.ENFORCEMENT,
        _OFFICER,
        *(_MOVE.DECIDE_ENFORCEMENT, _MOVE.ENFORCE),
        details=(
            *_ON_SITE,
            compulsion.acl43_not_at_night,
            compulsion.acl43_not_on_holidays,
            compulsion.acl43_homes_keep_supply,
        ),
        on_scene=True,
    ),
    _MOVE.STOP_ENFORCEMENT: _line(
        _KIND.ENFORCEMENT, _OFFICER, _MOVE.DECIDE_ENFORCEMENT, _MOVE.ENFORCE
    ),
    _MOVE.DECIDE_SUBSTITUTE: _line(
        _KIND.SUBSTITUTE,
        _HEAD,
        rules=(*_OPEN, common.apl57_decided_by_another),
        details=(
            *_HANDED,
            compulsion.acl50_duty_and_harm,
            compulsion.acl50_party_is_late,
            compulsion.acl51_decision_is_complete,
        ),
    ),
    _MOVE.URGE_PERFORMANCE: _line(
        _KIND.SUBSTITUTE, _OFFICER, _MOVE.DECIDE_SUBSTITUTE, details=_HANDED
    ),
    _MOVE.STOP_SUBSTITUTE: _line(
        _KIND.SUBSTITUTE, _OFFICER, _MOVE.DECIDE_SUBSTITUTE, _MOVE.URGE_PERFORMANCE
    ),
    _MOVE.PERFORM_SUBSTITUTE: _line(
        _KIND.SUBSTITUTE,
        _OFFICER,
        _MOVE.URGE_PERFORMANCE,
        details=(
            *_ON_SITE,
            compulsion.acl51_urged_three_days_before,
            compulsion.acl51_staff_supervised,
            compulsion.acl51_no_violence,
            compulsion.acl43_not_at_night,
            compulsion.acl43_not_on_holidays,
        ),
        on_scene=True,
    ),
    _MOVE.PERFORM_AT_ONCE: _line(
        _KIND.SUBSTITUTE,
        _OFFICER,
        rules=_OPEN,
        details=(
            *_ON_SITE,
            compulsion.acl52_public_place,
            compulsion.acl52_party_was_told,
            compulsion.acl51_no_violence,
        ),
        on_scene=True,
    ),
}
TABLE: Table = MappingProxyType(
    {**_PRESERVATION, **_TAKING, **_HEARING, **_SENDING, **_FREEZING, **_ENFORCING}
)
