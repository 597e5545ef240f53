"""Places (行政区划) of agencies as public records name them."""

from __future__ import annotations

from mingjian.law.divisions import UnknownDivision, division


def six_digits(code: str) -> str:
    """2301 → 230100."""
    return code.ljust(6, "0")


def division_name(code: str) -> str:
    """黑龙江省哈尔滨市宾县; the code itself where the table of 2023 does not have it."""
    try:
        return division(six_digits(code)).full_name
    except UnknownDivision:
        return six_digits(code)
