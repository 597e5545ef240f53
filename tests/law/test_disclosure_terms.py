"""Terms of publication: class, longest day, first day of restoration."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from mingjian.law.disclosure_terms import (
    DishonestyClass,
    Term,
    disclosure_term,
    market_disclosure_term,
)
from mingjian.law.lawbook import UnknownLawValue, load_lawbook, read_pack_folder
from mingjian.law.penalties import PenaltyKind
from tests.law.pack_texts import JURISDICTION, write_packs

BOOK = load_lawbook("binxian")
DAY = date(2026, 5, 11)
NOTHING = Decimal(0)
WARNING, CRITICISM, FINE = PenaltyKind.WARNING, PenaltyKind.PUBLIC_CRITICISM, PenaltyKind.FINE


def term(
    *kinds: PenaltyKind, fine: Decimal = NOTHING, on: date = DAY, is_summary: bool = False
) -> Term:
    return disclosure_term(
        kinds=kinds, fine_yuan=fine, decided_on=on, lawbook=BOOK, is_summary=is_summary
    )


@pytest.mark.parametrize(
    ("kinds", "fine", "expected"),
    [
        ((WARNING,), NOTHING, DishonestyClass.MINOR),
        ((CRITICISM,), NOTHING, DishonestyClass.MINOR),
        ((FINE,), Decimal(3000), DishonestyClass.MINOR),
        ((WARNING, FINE), Decimal(500), DishonestyClass.MINOR),
        ((FINE,), Decimal("3000.01"), DishonestyClass.GENERAL),
        ((FINE,), Decimal("999999.99"), DishonestyClass.GENERAL),
        ((FINE,), Decimal(1000000), DishonestyClass.SERIOUS),
        ((PenaltyKind.CONFISCATION_OF_GAINS,), NOTHING, DishonestyClass.GENERAL),
        ((FINE, PenaltyKind.CONFISCATION_OF_PROPERTY), Decimal(100), DishonestyClass.GENERAL),
        ((PenaltyKind.LICENSE_SUSPENSION,), NOTHING, DishonestyClass.GENERAL),
        ((PenaltyKind.QUALIFICATION_DOWNGRADE,), NOTHING, DishonestyClass.GENERAL),
        ((PenaltyKind.DETENTION,), NOTHING, DishonestyClass.GENERAL),
        ((PenaltyKind.LICENSE_REVOCATION,), NOTHING, DishonestyClass.SERIOUS),
        ((WARNING, PenaltyKind.BUSINESS_SUSPENSION), NOTHING, DishonestyClass.SERIOUS),
        ((PenaltyKind.CLOSURE_ORDER,), NOTHING, DishonestyClass.SERIOUS),
        ((PenaltyKind.PRACTICE_RESTRICTION,), NOTHING, DishonestyClass.SERIOUS),
        ((PenaltyKind.ACTIVITY_RESTRICTION,), NOTHING, DishonestyClass.SERIOUS),
    ],
)
def test_the_gravest_part_decides_the_class(
    kinds: tuple[PenaltyKind, ...], fine: Decimal, expected: DishonestyClass
) -> None:
    assert term(*kinds, fine=fine).dishonesty_class is expected


def test_a_summary_decision_is_minor() -> None:
    found = term(FINE, fine=Decimal(3000), is_summary=True)

    assert found.dishonesty_class is DishonestyClass.MINOR


def test_minor_information_is_not_published_in_principle() -> None:
    found = term(WARNING)

    assert not found.is_published
    assert (found.months, found.ends_on_max) == (3, date(2026, 8, 11))
    assert found.repair_from == DAY


def test_general_information_stands_three_to_twelve_months() -> None:
    found = term(FINE, fine=Decimal(20000))

    assert found.is_published
    assert (found.months, found.ends_on_max) == (12, date(2027, 5, 11))
    assert found.repair_from == date(2026, 8, 11)
    assert str(found.cite) == "《信用修复管理办法》（国家发展改革委令第36号）"


def test_serious_information_stands_one_to_three_years() -> None:
    found = term(PenaltyKind.LICENSE_REVOCATION)

    assert (found.months, found.ends_on_max) == (36, date(2029, 5, 11))
    assert found.repair_from == date(2027, 5, 11)


def test_a_term_ends_on_the_last_day_where_the_month_is_short() -> None:
    found = term(WARNING, on=date(2026, 11, 30))

    assert found.ends_on_max == date(2027, 2, 28)


def test_before_april_2026_the_trial_rule_knew_one_class() -> None:
    found = term(PenaltyKind.LICENSE_REVOCATION, on=date(2026, 3, 31))

    assert found.dishonesty_class is DishonestyClass.GENERAL
    assert (found.months, found.ends_on_max) == (36, date(2029, 3, 31))
    assert term(WARNING, on=date(2026, 3, 31)).is_published is False


def test_before_the_trial_rule_nothing_is_known() -> None:
    with pytest.raises(UnknownLawValue, match=r"on 2023-04-30"):
        term(FINE, fine=Decimal(20000), on=date(2023, 4, 30))


def test_classes_have_chinese_names() -> None:
    assert [each.label for each in DishonestyClass] == ["轻微", "一般", "严重"]


@pytest.mark.parametrize(
    ("kinds", "months", "ends_on", "may_stop_early"),
    [
        ((CRITICISM,), 3, date(2026, 8, 11), True),
        ((FINE,), 36, date(2029, 5, 11), True),
        ((CRITICISM, FINE), 36, date(2029, 5, 11), True),
        ((PenaltyKind.LICENSE_REVOCATION,), 36, date(2029, 5, 11), False),
    ],
)
def test_market_supervision_counts_from_publication(
    kinds: tuple[PenaltyKind, ...], months: int, ends_on: date, may_stop_early: bool
) -> None:
    found = market_disclosure_term(
        kinds=kinds, fine_yuan=Decimal(1000), published_on=DAY, lawbook=BOOK
    )

    assert (found.months, found.ends_on, found.may_stop_early) == (months, ends_on, may_stop_early)
    assert str(found.cite) == "《市场监督管理行政处罚信息公示规定》第十三条第一款"


def test_a_province_may_say_which_fine_is_low(tmp_path: Path) -> None:
    low = JURISDICTION.replace("staff.ratio", "disclosure_term.market_supervision.low_fine_yuan")
    low = low.replace('0.07\nunit = "ratio"', '2000\nunit = "yuan"')
    book = read_pack_folder(write_packs(tmp_path, national=None, jurisdiction=low)).lawbook(
        "somewhere"
    )

    def months(fine: int) -> int:
        return market_disclosure_term(
            kinds=(FINE,), fine_yuan=Decimal(fine), published_on=DAY, lawbook=book
        ).months

    assert (months(2000), months(2001)) == (3, 36)
