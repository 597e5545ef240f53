"""简易程序 as data: who may do each act, in which states, under which rules; versioned.

A running matter stays on the version it was decided under, as in 普通程序.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from mingjian.law.breach import Breach
from mingjian.law.procedure.states import State
from mingjian.law.procedure.versions import UnknownProcedure
from mingjian.law.roles import Actor, Role
from mingjian.law.summary.facts import SummaryAct, SummaryFacts
from mingjian.law.summary.kinds import SummaryMove
from mingjian.law.summary.rules_after import (
    apl42_by_the_officers,
    apl47_date_is_possible,
    apl52_filed_by_another,
    apl52_filed_in_time,
    apl52_not_filed_yet,
    apl67_bank_received,
    apl67_money_is_owed,
    apl67_not_collected,
    apl68_cash_was_chosen,
    apl70_receipt_was_issued,
    apl71_banked_in_time,
    apl71_handed_in_in_time,
    apl71_was_collected,
    apl71_was_handed_in,
    apl74_amount_is_the_fine,
)
from mingjian.law.summary.rules_scene import (
    apl28_order_was_disobeyed,
    apl30_party_is_of_age,
    apl33_slight_act_is_spared,
    apl42_cards_cover_the_place,
    apl42_officer_acts_himself,
    apl42_two_valid_officers,
    apl44_party_was_told,
    apl45_not_heavier_than_told,
    apl45_party_was_heard,
    apl51_facts_are_certain,
    apl51_fine_within_cap,
    apl51_warning_or_fine_only,
    apl52_cards_were_shown,
    apl52_decided_today,
    apl52_was_delivered,
    apl57_no_deliberation_is_due,
    apl68_cash_has_a_ground,
)

PREFIX = "summary-penalty/"
VERSION = f"{PREFIX}1"

# A rule answers with the breach it sees, or None. Its docstring is the law's sentence.
Rule = Callable[[SummaryFacts, SummaryAct, Actor], Breach | None]


@dataclass(frozen=True)
class Line:
    """One line of the table. ``sources`` empty: the act begins the matter.

    ``rules`` can be judged before anything is filled in, ``details`` judge what was filled in;
    ``warnings`` are told and journalled, but do not refuse.
    """

    sources: frozenset[State]
    roles: frozenset[Role]
    rules: tuple[Rule, ...] = ()
    details: tuple[Rule, ...] = ()
    warnings: tuple[Rule, ...] = ()


Table = Mapping[SummaryMove, Line]

_SERVED = frozenset({State.SERVED})
_UNFILED = frozenset({State.SERVED, State.PERFORMED})
_OFFICER = frozenset({Role.CASE_OFFICER})
_HEAD = frozenset({Role.AGENCY_HEAD})
_MONEY = (apl47_date_is_possible, apl74_amount_is_the_fine)

TABLE: Table = MappingProxyType(
    {
        SummaryMove.IMPOSE: Line(
            frozenset(),
            _OFFICER,
            details=(
                apl42_two_valid_officers,
                apl42_officer_acts_himself,
                apl42_cards_cover_the_place,
                apl51_facts_are_certain,
                apl51_warning_or_fine_only,
                apl51_fine_within_cap,
                apl57_no_deliberation_is_due,
                apl28_order_was_disobeyed,
                apl30_party_is_of_age,
                apl33_slight_act_is_spared,
                apl52_cards_were_shown,
                apl44_party_was_told,
                apl45_party_was_heard,
                apl45_not_heavier_than_told,
                apl52_decided_today,
                apl52_was_delivered,
                apl68_cash_has_a_ground,
            ),
        ),
        SummaryMove.COLLECT: Line(
            _SERVED,
            _OFFICER,
            rules=(
                apl42_by_the_officers,
                apl68_cash_was_chosen,
                apl67_not_collected,
                apl67_money_is_owed,
            ),
            details=(*_MONEY, apl70_receipt_was_issued),
        ),
        SummaryMove.HAND_IN: Line(
            _SERVED,
            _OFFICER,
            rules=(apl42_by_the_officers, apl71_was_collected),
            details=_MONEY,
            warnings=(apl71_handed_in_in_time,),
        ),
        SummaryMove.BANK: Line(
            _SERVED,
            _OFFICER | _HEAD,
            rules=(apl42_by_the_officers, apl71_was_handed_in),
            details=(*_MONEY, apl70_receipt_was_issued),
            warnings=(apl71_banked_in_time,),
        ),
        SummaryMove.PAY: Line(
            _SERVED,
            _OFFICER,
            rules=(apl42_by_the_officers, apl67_not_collected, apl67_money_is_owed),
            details=(*_MONEY, apl67_bank_received, apl70_receipt_was_issued),
        ),
        SummaryMove.FILE: Line(
            _UNFILED,
            _HEAD,
            rules=(apl52_not_filed_yet, apl52_filed_by_another),
            details=(apl47_date_is_possible,),
            warnings=(apl52_filed_in_time,),
        ),
    }
)
_TABLES: Mapping[str, Table] = {VERSION: TABLE}


def is_summary(procedure: str) -> bool:
    """Whether a version stored on a case is one of 简易程序."""
    return procedure.startswith(PREFIX)


def summary_table_of(version: str) -> Table:
    """The table of a version as stored on a case; raises UnknownProcedure."""
    try:
        return _TABLES[version]
    except KeyError:
        known = ", ".join(_TABLES)
        raise UnknownProcedure(f"no procedure {version!r}; there are: {known}") from None
