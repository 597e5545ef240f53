"""Running the rules (校核): all of them, in the order of their numbers, on one paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from mingjian.law.breach import Breach
from mingjian.law.linting.amounts import (
    l31_capitals_say_what_the_digits_say,
    l32_the_amounts_are_the_decided_ones,
    l33_sums_are_right,
)
from mingjian.law.linting.clauses import l41_cited_places_exist_and_were_in_force
from mingjian.law.linting.dates import (
    l01_dates_exist,
    l02_dates_are_written_by_the_standard,
    l03_no_fact_lies_after_the_paper,
    l04_days_of_the_case_are_in_order,
)
from mingjian.law.linting.numbers import (
    l11_own_number_has_the_right_form,
    l12_numbers_in_the_text_have_the_right_form,
    l13_no_number_of_another_case,
)
from mingjian.law.linting.paper import CaseSheet, Finding, Gravity, Paper
from mingjian.law.linting.parties import (
    l21_the_party_is_called_by_one_name,
    l22_codes_are_the_party_s_and_sound,
    l23_the_organ_is_called_by_its_full_name,
    l24_nothing_is_left_to_fill_in,
)
from mingjian.law.linting.parts import (
    l51_statutory_parts_are_there,
    l52_the_remedy_names_organ_court_and_periods,
)

Rule = Callable[[Paper, CaseSheet], Iterator[Finding]]
RULES: tuple[Rule, ...] = (
    *(l01_dates_exist, l02_dates_are_written_by_the_standard, l03_no_fact_lies_after_the_paper),
    *(l04_days_of_the_case_are_in_order, l11_own_number_has_the_right_form),
    *(l12_numbers_in_the_text_have_the_right_form, l13_no_number_of_another_case),
    *(l21_the_party_is_called_by_one_name, l22_codes_are_the_party_s_and_sound),
    *(l23_the_organ_is_called_by_its_full_name, l24_nothing_is_left_to_fill_in),
    *(l31_capitals_say_what_the_digits_say, l32_the_amounts_are_the_decided_ones),
    *(l33_sums_are_right, l41_cited_places_exist_and_were_in_force),
    *(l51_statutory_parts_are_there, l52_the_remedy_names_organ_court_and_periods),
)


def find_faults(*, paper: Paper, sheet: CaseSheet) -> tuple[Finding, ...]:
    """Every formal fault of the paper; the serious ones first."""
    found = [finding for rule in RULES for finding in rule(paper, sheet)]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: one.gravity is Gravity.SLIGHT))


def serious(findings: Iterable[Finding]) -> list[Breach]:
    """The faults that forbid the seal, as refusals."""
    return [
        Breach(one.rule, f"{one.place}：{one.message}", one.cite, one.remedy)
        for one in findings
        if one.gravity is Gravity.SERIOUS
    ]
