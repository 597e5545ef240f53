"""证照号码: right ones pass in their normal form, wrong ones are refused with the place."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc
from stdnum.iso7064 import mod_11_10

from mingjian.law.identifiers import (
    BadIdentifier,
    Identifier,
    IdentifierKind,
    check_credit_code,
    check_id_number,
    check_old_id_number,
    check_phone,
    check_registration_number,
    identify_organisation,
    identify_person,
    read_birth_date,
)

TODAY = date(2026, 11, 22)
CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
DIGITS = "0123456789"


@st.composite
def credit_codes(draw: st.DrawFn) -> str:
    body = draw(st.text(CREDIT_SIGNS, min_size=9, max_size=9))
    code = f"91{draw(st.integers(100000, 999999))}{body}"
    return code + str(uscc.calc_check_digit(code))


@st.composite
def id_numbers(draw: st.DrawFn) -> str:
    born = draw(st.dates(date(1930, 1, 1), TODAY))
    number = f"230125{born:%Y%m%d}{draw(st.integers(1, 999)):03d}"
    return number + str(ric.calc_check_digit(number + "?"))


@pytest.mark.parametrize("code", ["11230125000000019Y", "91431121MA0ABCDE6D"])
def test_a_right_credit_code_passes(code: str) -> None:
    assert check_credit_code(code) == code


@pytest.mark.parametrize(
    "text",
    ["11230125000000019y", " 1123 0125 0000 0001 9Y ", "１１２３０１２５０００００００１９Ｙ"],
)
def test_a_credit_code_is_brought_to_its_normal_form(text: str) -> None:
    assert check_credit_code(text) == "11230125000000019Y"


@given(credit_codes())
def test_every_credit_code_with_its_check_digit_passes(code: str) -> None:
    assert check_credit_code(code) == code


@given(credit_codes(), st.integers(8, 17), st.sampled_from(CREDIT_SIGNS))
def test_one_wrong_sign_in_a_credit_code_is_found(code: str, place: int, sign: str) -> None:
    assume(code[place] != sign)

    with pytest.raises(BadIdentifier, match="校验位（第18位）与前面各位不符"):
        check_credit_code(code[:place] + sign + code[place + 1 :])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("91431121MA0ABCDE6", "统一社会信用代码应为18位，现为17位。请核对是否漏填或者多填。"),
        ("91431121MAOABCDE6D", "第11位是“O”，代码中不使用字母I、O、S、V、Z。请核对是否应为“0”。"),
        ("91431121MA0ABCD#6D", "第16位是“#”，只能是数字或者大写字母。"),
        ("914311A1MA0ABCDE6D", "第7位是“A”，第3至8位是登记机关的行政区划代码，只能是数字。"),
        ("91431121MA0ABCDE6E", "留意相邻两位是否颠倒。"),
    ],
)
def test_a_wrong_credit_code_is_refused_with_the_place(text: str, sentence: str) -> None:
    with pytest.raises(BadIdentifier) as refused:
        check_credit_code(text)

    assert sentence in str(refused.value)


def test_a_right_id_number_passes_and_tells_the_birth_date() -> None:
    assert check_id_number("110101200002290018", on=TODAY) == "110101200002290018"
    assert read_birth_date(id_number="110101200002290018") == date(2000, 2, 29)


@given(id_numbers())
def test_every_id_number_with_its_check_digit_passes(number: str) -> None:
    assert check_id_number(number.lower(), on=TODAY) == number


@given(id_numbers(), st.integers(14, 16), st.sampled_from(DIGITS))
def test_one_wrong_digit_in_an_id_number_is_found(number: str, place: int, digit: str) -> None:
    assume(number[place] != digit)

    with pytest.raises(BadIdentifier, match="校验位（第18位）与前面各位不符"):
        check_id_number(number[:place] + digit + number[place + 1 :], on=TODAY)


def test_the_number_of_a_foreign_resident_has_no_region_in_front() -> None:
    body = "91156" + "1" + "19900101" + "001"

    number = body + str(ric.calc_check_digit(body + "?"))

    assert check_id_number(number, on=TODAY) == number


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("11010120000229001", "身份证号码应为18位，现为17位。"),
        ("11010A200002290018", "身份证号码第6位是“A”，应为数字。"),
        ("11010120000229001Y", "第18位是“Y”，只能是数字或者字母X。"),
        ("190101200002290018", "前两位“19”不是省级行政区划代码。"),
        ("110101200102290018", "出生日期不存在（第7位起）。"),
        ("110101202611230018", "出生日期晚于2026年11月22日（第7位起）。"),
        ("110101200002290017", "身份证号码的校验位（第18位）与前面各位不符"),
    ],
)
def test_a_wrong_id_number_is_refused_with_the_place_and_never_repeated(
    text: str, sentence: str
) -> None:
    with pytest.raises(BadIdentifier) as refused:
        check_id_number(text, on=TODAY)

    assert sentence in str(refused.value)
    assert text not in str(refused.value)


def test_old_numbers_of_fifteen_places_are_accepted_with_their_kind() -> None:
    body = "23012500000123"
    registration = body + mod_11_10.calc_check_digit(body)

    organisation = identify_organisation(registration)
    person = identify_person("230125 520229 001", on=TODAY)

    assert organisation == Identifier(IdentifierKind.REGISTRATION_NUMBER, registration)
    assert person == Identifier(IdentifierKind.OLD_ID_NUMBER, "230125520229001")
    assert read_birth_date(id_number=person.value) == date(1952, 2, 29)


def test_numbers_of_eighteen_places_are_told_apart_by_who_bears_them() -> None:
    organisation = identify_organisation("11230125000000019Y")
    person = identify_person("110101200002290018", on=TODAY)

    assert organisation.kind is IdentifierKind.CREDIT_CODE
    assert person.kind is IdentifierKind.ID_NUMBER


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2301250000012", "注册号应为15位，现为13位。"),
        ("23012500000123X", "注册号第15位是“X”，应为数字。"),
        ("110108000000017", "注册号的校验位（第15位）与前面各位不符"),
    ],
)
def test_a_wrong_registration_number_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(BadIdentifier, match=sentence):
        check_registration_number(text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("23012552022900", "应为15位，现为14位"),
        ("23012552022900X", "第15位是“X”"),
        ("990125520229001", "不是省级行政区划代码"),
        ("230125510229001", "出生日期不存在"),
    ],
)
def test_a_wrong_old_id_number_is_refused(text: str, sentence: str) -> None:
    with pytest.raises(BadIdentifier, match=sentence):
        check_old_id_number(text, on=TODAY)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("138 0000 0000", "13800000000"),
        ("+86-138-0000-0000", "13800000000"),
        ("0086 13800000000", "13800000000"),
        ("（0451）57900000", "0451-57900000"),
        ("010-12345678转805", "010-12345678-805"),
        ("12345", "12345"),
        ("400-000-1234", "400-000-1234"),
    ],
)
def test_a_telephone_number_is_brought_to_its_normal_form(text: str, normal: str) -> None:
    assert check_phone(text) == normal


@pytest.mark.parametrize("text", ["", "12800000000", "57900000", "1380000000", "电话"])
def test_what_is_no_telephone_number_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(BadIdentifier, match="固定电话须带区号，例如0451-57900000"):
        check_phone(text)
