"""Identifiers (证照号码): credit codes, ID numbers, old forms and telephone numbers.

A refusal is a Chinese sentence that names the wrong place and the next step. It never repeats the
number, which may be personal data, nor the check digit that would fit, which invites guessing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mingjian.law.dates import long_date
from mingjian.law.divisions import provinces

# 统一社会信用代码: GB 32100.
_CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_LOOK_ALIKES = {"I": "1", "O": "0", "S": "5", "V": "U", "Z": "2"}
# 公民身份号码: GB 11643.
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
# 港澳台居民居住证 and 台湾 are not in the table of divisions.
_MORE_ID_REGIONS = frozenset({"71", "81", "82", "83"})
_MOBILE = re.compile(r"^1[3-9]\d{9}$")
_LANDLINE = re.compile(r"^(0\d{2,3})-?(\d{7,8})(?:(?:-|转)(\d{1,6}))?$")
_SERVICE_LINE = re.compile(r"^(?:[48]00-?\d{3}-?\d{4}|1\d{4}|9\d{4,7})$")


class BadIdentifier(ValueError):
    """号码有误; the message is a sentence for the person who entered it."""


class IdentifierKind(StrEnum):
    """号码的种类; the value is what people read."""

    CREDIT_CODE = "统一社会信用代码"
    REGISTRATION_NUMBER = "注册号"
    ID_NUMBER = "身份证号码"
    OLD_ID_NUMBER = "十五位身份证号码"


@dataclass(frozen=True)
class Identifier:
    """号码 and its kind, in its normal form."""

    kind: IdentifierKind
    value: str


def identify_organisation(text: str) -> Identifier:
    """单位的号码: a credit code, or for old cases the 15-digit registration number."""
    if len(_normalise(text)) == 15:
        return Identifier(IdentifierKind.REGISTRATION_NUMBER, check_registration_number(text))
    return Identifier(IdentifierKind.CREDIT_CODE, check_credit_code(text))


def identify_person(text: str, *, on: date) -> Identifier:
    """公民的号码: 18 places, or for old cases 15."""
    if len(_normalise(text)) == 15:
        return Identifier(IdentifierKind.OLD_ID_NUMBER, check_old_id_number(text, on=on))
    return Identifier(IdentifierKind.ID_NUMBER, check_id_number(text, on=on))


def check_credit_code(text: str) -> str:
    """统一社会信用代码 in its normal form (GB 32100)."""
    code = _normalise(text)
    _require_length(code, 18, "统一社会信用代码")
    for place, sign in enumerate(code, start=1):
        if sign not in _CREDIT_SIGNS:
            raise BadIdentifier(_wrong_credit_sign(place, sign))
        if 3 <= place <= 8 and not sign.isdigit():
            raise BadIdentifier(
                f"统一社会信用代码第{place}位是“{sign}”，第3至8位是登记机关的行政区划代码，只能是数字。"
                "请对照营业执照或者登记证书核对。"
            )
    total = sum(
        _CREDIT_SIGNS.index(sign) * weight
        for sign, weight in zip(code[:17], _CREDIT_WEIGHTS, strict=True)
    )
    if code[17] != _CREDIT_SIGNS[-total % 31]:
        raise BadIdentifier(_wrong_check("统一社会信用代码", "第18位", "营业执照或者登记证书"))
    return code


def check_registration_number(text: str) -> str:
    """十五位工商注册号 of old cases; its last digit is a check digit (ISO 7064 MOD 11,10)."""
    number = _normalise(text)
    _require_length(number, 15, "注册号")
    _require_digits(number, "注册号")
    rest = 5
    for digit in number:
        rest = ((rest or 10) * 2 % 11 + int(digit)) % 10
    if rest != 1:
        raise BadIdentifier(_wrong_check("注册号", "第15位", "原营业执照"))
    return number


def check_id_number(text: str, *, on: date) -> str:
    """公民身份号码, 外国人永久居留身份证号码 in their normal form (GB 11643), born by ``on``."""
    number = _normalise(text)
    _require_length(number, 18, "身份证号码")
    _require_digits(number[:17], "身份证号码")
    if number[17] not in _ID_CHECKS:
        raise BadIdentifier(
            f"身份证号码第18位是“{number[17]}”，只能是数字或者字母X。请对照身份证核对。"
        )
    # 9 opens the numbers of foreign permanent residents, which carry their region elsewhere.
    if not number.startswith("9"):
        _require_region(number)
    _require_birth(number[6:14], on)
    total = sum(int(sign) * weight for sign, weight in zip(number[:17], _ID_WEIGHTS, strict=True))
    if number[17] != _ID_CHECKS[total % 11]:
        raise BadIdentifier(_wrong_check("身份证号码", "第18位", "身份证"))
    return number


def check_old_id_number(text: str, *, on: date) -> str:
    """十五位身份证号码 of old cases: no century, no check digit."""
    number = _normalise(text)
    _require_length(number, 15, "身份证号码")
    _require_digits(number, "身份证号码")
    _require_region(number)
    _require_birth("19" + number[6:12], on)
    return number


def read_birth_date(*, id_number: str) -> date:
    """出生日期 of a checked ID number of 18 or 15 places."""
    digits = id_number[6:14] if len(id_number) == 18 else "19" + id_number[6:12]
    return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))


def check_phone(text: str) -> str:
    """联系电话: mobile, landline with area code and extension, or a service line."""
    number = re.sub(
        r"^(?:\+|00)86-?", "", re.sub(r"[\s()]", "", unicodedata.normalize("NFKC", text))
    )
    plain = number.replace("-", "")
    if _MOBILE.match(plain):
        return plain
    if landline := _LANDLINE.match(number):
        return "-".join(part for part in landline.groups() if part)
    if _SERVICE_LINE.match(number):
        return number
    raise BadIdentifier(
        "联系电话的格式不对：手机号码为11位数字，固定电话须带区号，例如0451-57900000。请核对后重新填写。"
    )


def _normalise(text: str) -> str:
    """Full-width signs, blanks and hyphens of copied text are no error of the person."""
    return re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", text)).upper()


def _require_length(value: str, length: int, name: str) -> None:
    if len(value) != length:
        raise BadIdentifier(f"{name}应为{length}位，现为{len(value)}位。请核对是否漏填或者多填。")


def _require_digits(value: str, name: str) -> None:
    for place, sign in enumerate(value, start=1):
        if sign not in "0123456789":
            raise BadIdentifier(f"{name}第{place}位是“{sign}”，应为数字。请对照证件核对。")


def _require_region(number: str) -> None:
    known = {province.code[:2] for province in provinces()} | _MORE_ID_REGIONS
    if number[:2] not in known:
        raise BadIdentifier(
            f"身份证号码前两位“{number[:2]}”不是省级行政区划代码。请对照身份证核对。"
        )


def _require_birth(digits: str, on: date) -> None:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise BadIdentifier(
            "身份证号码中的出生日期不存在（第7位起）。请对照身份证核对年、月、日。"
        ) from None
    if born > on:
        raise BadIdentifier(
            f"身份证号码中的出生日期晚于{long_date(on)}（第7位起）。请对照身份证核对年、月、日。"
        )


def _wrong_credit_sign(place: int, sign: str) -> str:
    hint = _LOOK_ALIKES.get(sign)
    if hint is None:
        return (
            f"统一社会信用代码第{place}位是“{sign}”，只能是数字或者大写字母。"
            "请对照营业执照或者登记证书核对。"
        )
    return (
        f"统一社会信用代码第{place}位是“{sign}”，代码中不使用字母I、O、S、V、Z。"
        f"请核对是否应为“{hint}”。"
    )


def _wrong_check(name: str, place: str, paper: str) -> str:
    return (
        f"{name}的校验位（{place}）与前面各位不符，至少有一位录入有误。"
        f"请对照{paper}逐位核对，留意相邻两位是否颠倒。"
    )
