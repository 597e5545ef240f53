"""Leniency that is allowed and not used is named; what the law commands is not left open."""

from dataclasses import replace
from datetime import date

import pytest

from mingjian.law.circumstances import Circumstances, Relief
from mingjian.law.leniency import (
    first_violation_hint,
    leniency_rows,
    open_leniency,
    read_list,
)
from mingjian.law.violations import violation

DAY = date(2026, 5, 11)
CORRECTED = Circumstances(corrected_promptly=True)
FIRST = replace(CORRECTED, grounds=frozenset({"first-violation"}))
BUILDING = "environment-building-before-approval"
LIST = {
    "name": "测试市首违不罚清单",
    "document_number": "测发〔2026〕1号",
    "division_code": "440300",
    "since": date(2026, 1, 1),
    "until": date(2027, 1, 1),
    "row": [
        {
            "id": "shop-sign",
            "kind": "first",
            "title": "初次擅自设置招牌且及时改正",
            "violations": ["sign"],
            "needs": ["first", "corrected"],
        }
    ],
}
(SIGN,) = read_list(LIST)


def test_every_row_names_violations_that_exist():
    rows = leniency_rows(rule_id=BUILDING, division_code="230125", on=DAY)

    assert [row.id for row in rows] == ["environment-stopped-by-itself"]
    assert all(violation(one) for row in rows for one in row.violations)


@pytest.mark.parametrize(
    ("rule", "place", "on", "applies"),
    [
        ("sign", "440305", DAY, True),
        ("other", "440305", DAY, False),
        ("sign", "230125", DAY, False),
        ("sign", "", DAY, False),
        ("sign", "440305", date(2025, 12, 31), False),
        ("sign", "440305", date(2027, 1, 1), False),
    ],
)
def test_a_list_applies_in_its_place_and_time(rule: str, place: str, on: date, applies: bool):
    assert SIGN.applies(rule_id=rule, division_code=place, on=on) is applies


@pytest.mark.parametrize(
    ("case", "left"),
    [
        (CORRECTED, ["首违不罚"]),
        (replace(CORRECTED, offence_count=2), []),
        (Circumstances(), []),
        (FIRST, ["第三十三条", "首违不罚"]),
        (replace(FIRST, relief=Relief.EXEMPTED), []),
        (replace(CORRECTED, grounds=frozenset({"confessed"}), offence_count=2), []),
        (Circumstances(grounds=frozenset({"partly-able-to-control"})), ["从轻或者减轻"]),
    ],
)
def test_what_was_allowed_and_not_used_is_named(case: Circumstances, left: list[str]):
    named = open_leniency(circumstances=case, rows=[SIGN])

    assert len(named) == len(left)
    assert all(word in sentence for word, sentence in zip(left, named, strict=True))


@pytest.mark.parametrize(
    ("case", "is_told"),
    [
        (CORRECTED, True),
        (Circumstances(), False),
        (replace(CORRECTED, offence_count=2), False),
        (FIRST, False),
        (replace(CORRECTED, relief=Relief.LIGHTER), False),
    ],
)
def test_a_first_corrected_violation_is_pointed_out(case: Circumstances, is_told: bool):
    hint = first_violation_hint(circumstances=case)

    assert ("可以不予行政处罚" in hint) is is_told
