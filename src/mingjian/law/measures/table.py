"""查封、扣押 as data: who may do each act, and under which rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from mingjian.law.breach import Breach
from mingjian.law.measures import rules_holding as holding
from mingjian.law.measures import rules_taking as taking
from mingjian.law.measures.facts import Matter, MeasureAct
from mingjian.law.measures.kinds import MeasureMove
from mingjian.law.roles import Actor, Role

# A rule answers with the breach it sees, or None. Its docstring is the law's sentence.
Rule = Callable[[Matter, MeasureAct, Actor], Breach | None]


@dataclass(frozen=True)
class Line:
    """One line: ``rules`` judge before anything is filled in, ``details`` what was filled in."""

    roles: frozenset[Role]
    rules: tuple[Rule, ...] = ()
    details: tuple[Rule, ...] = ()
    warnings: tuple[Rule, ...] = ()


Table = Mapping[MeasureMove, Line]

_ALWAYS = (taking.apl43_nobody_is_recused,)
_OFFICER = frozenset({Role.CASE_OFFICER})
_HEAD = frozenset({Role.AGENCY_HEAD})
_DATED = (holding.acl24_dates_are_possible,)
_REASONED = (*_DATED, taking.acl24_reasons_are_written)
_BEGINS = (taking.acl16_case_is_under_investigation, taking.acl17_officer_of_the_case)
_SCENE = (
    *_DATED,
    taking.acl18_two_valid_officers,
    taking.acl18_cards_were_shown,
    taking.acl18_party_or_witness_is_there,
    taking.acl18_party_was_told,
    taking.acl18_party_was_heard,
    taking.acl18_record_was_made,
    taking.acl18_refusal_is_witnessed,
    taking.acl23_goods_belong_to_the_case,
    taking.acl23_necessities_are_spared,
    taking.acl23_not_sealed_by_others,
    taking.acl23_not_held_already,
    taking.acl23_likeness_is_answered,
    taking.acl24_list_is_written,
    taking.acl24_was_delivered,
    taking.acl26_detained_goods_stay_with_the_organ,
)
_HEADS_WORD = (holding.acl19_decided_once, taking.acl18_approver_is_another)
_RUNNING = (holding.acl27_goods_are_held, holding.acl25_within_the_period)
_OF_ITEMS = (*_REASONED, holding.acl27_items_are_held)

_LINES: Table = {
    MeasureMove.REQUEST: Line(_OFFICER, _BEGINS, (*_REASONED, taking.acl10_provision_allows_it)),
    MeasureMove.APPROVE: Line(_HEAD, _HEADS_WORD, _REASONED),
    MeasureMove.DECLINE: Line(_HEAD, _HEADS_WORD, _REASONED),
    MeasureMove.TAKE: Line(
        _OFFICER,
        (*_BEGINS, holding.acl24_not_taken_yet, taking.acl18_head_approved_before),
        _SCENE,
    ),
    MeasureMove.TAKE_URGENTLY: Line(
        _OFFICER,
        _BEGINS,
        (*_SCENE, taking.acl24_reasons_are_written, taking.acl10_provision_allows_it),
        warnings=(taking.acl19_reported_in_time,),
    ),
    MeasureMove.EXTEND: Line(
        _HEAD,
        (*_RUNNING, holding.acl25_extended_once, holding.acl19_approval_came_first),
        (
            *_DATED,
            holding.acl25_extension_is_short_enough,
            holding.acl25_reasons_are_told,
        ),
    ),
    MeasureMove.START_TEST: Line(
        _OFFICER,
        (
            *_RUNNING,
            taking.acl17_officer_of_the_case,
            holding.acl25_one_test_at_a_time,
            holding.acl19_approval_came_first,
        ),
        (*_DATED, holding.acl25_test_is_definite),
    ),
    MeasureMove.END_TEST: Line(
        _OFFICER, (taking.acl17_officer_of_the_case, holding.acl25_test_is_open), _DATED
    ),
    MeasureMove.SELL: Line(
        _HEAD,
        (*_RUNNING, holding.acl19_approval_came_first),
        (*_OF_ITEMS, holding.acl28_only_perishables_are_sold, holding.acl28_sold_once),
    ),
    MeasureMove.DISPOSE: Line(
        _OFFICER,
        (
            holding.acl27_goods_are_held,
            taking.acl17_officer_of_the_case,
            holding.acl19_approval_came_first,
            holding.acl27_decided_in_the_period,
        ),
        (*_DATED, holding.acl27_items_are_held, holding.acl27_outcome_has_its_decision),
    ),
    # 解除不必等待负责人：承办人、负责人均可，以免延误退还。
    MeasureMove.RELEASE: Line(
        _OFFICER | _HEAD,
        (holding.acl27_goods_are_held,),
        (
            *_DATED,
            holding.acl27_items_are_held,
            holding.acl28_release_has_its_ground,
            holding.acl28_goods_are_returned,
        ),
    ),
}
TABLE: Table = MappingProxyType(
    {move: replace(line, rules=(*_ALWAYS, *line.rules)) for move, line in _LINES.items()}
)
