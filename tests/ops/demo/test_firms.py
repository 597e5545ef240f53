"""Synthetic parties: codes check, serials were never assigned, nobody is there twice."""

from __future__ import annotations

from datetime import date

import pytest

from mingjian.law.identifiers import check_credit_code, check_id_number
from mingjian.ops.demo.firms import credit_code, id_number
from mingjian.ops.demo.places import PLACES

CODES = [place.division_code for place in PLACES]


@pytest.mark.parametrize("division_code", CODES)
@pytest.mark.parametrize("serial", [1, 7, 999])
def test_a_synthetic_code_has_a_right_check_digit(division_code: str, serial: int) -> None:
    code = credit_code(division_code, serial)

    assert check_credit_code(code) == code
    assert code[8:14] == "000000"


@pytest.mark.parametrize("division_code", CODES)
@pytest.mark.parametrize("serial", [1, 7, 999])
def test_a_synthetic_person_has_a_right_check_digit(division_code: str, serial: int) -> None:
    number = id_number(division_code, serial)

    assert check_id_number(number, on=date(2026, 5, 11)) == number


def test_no_two_parties_of_a_place_share_a_code() -> None:
    codes = {credit_code(code, serial) for code in CODES for serial in range(50)}

    assert len(codes) == 50 * len(CODES)
