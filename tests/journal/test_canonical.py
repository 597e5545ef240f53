"""Canonical bytes: RFC 8785, and one definition that never changes."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.journal.canonical import NotCanonical, canonical_bytes, digest, plain
from mingjian.law.roles import Role

PREFIX = b"mingjian:test:1\n"
SAFE_INTEGERS = st.integers(-(2**53) + 1, 2**53 - 1)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | SAFE_INTEGERS | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner),
    max_leaves=20,
)


def body(value: Any) -> bytes:
    return canonical_bytes("test", value).removeprefix(PREFIX)


KEYS_IN_ORDER = (
    ("\r", "Carriage Return"),
    ("1", "One"),
    ("\u0080", "Control"),
    ("\u00f6", "Latin Small Letter O With Diaeresis"),
    ("\u20ac", "Euro Sign"),
    ("\U0001f600", "Emoji: Grinning Face"),
    ("\ufb33", "Hebrew Letter Dalet With Dagesh"),
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        # RFC 8785, 3.2.2: literals and string escapes of the sample object.
        ([None, True, False], "[null,true,false]"),
        ("\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/", r'''"€$\u000f\nA'B\"\\\\\"/"'''),
        # RFC 8785, appendix B: the largest safe integers, and no negative zero.
        (9007199254740991, "9007199254740991"),
        (-9007199254740991, "-9007199254740991"),
        (-0, "0"),
    ],
)
def test_values_have_the_bytes_of_rfc_8785(value: Any, expected: str) -> None:
    assert body(value).decode() == expected


def test_keys_sort_by_utf_16_units_and_not_by_code_points() -> None:
    """The key test of RFC 8785, 3.2.3."""
    found = json.loads(body(dict(sorted(KEYS_IN_ORDER))))

    assert tuple(found.items()) == KEYS_IN_ORDER


def test_the_definition_of_a_hash_never_changes() -> None:
    value = {"案号": "宾市监罚〔2026〕1号", "fine": Decimal("10500.00"), "on": date(2026, 5, 11)}

    assert digest("test", value) == (
        "9849379fa8d5de91852921a5ea027e3d025cc55c791b1efd92c28b68c4c5d7db"
    )
    assert digest("test", value, algorithm="sm3") == (
        "b0a2c4c2c966aa715abdf6075479def05b94986a340e623ee45dd1f84264a9de"
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2026, 5, 11), "2026-05-11"),
        (datetime(2026, 5, 11, 9, 30, tzinfo=UTC), "2026-05-11T09:30:00.000000Z"),
        (datetime(999, 1, 2, tzinfo=UTC), "0999-01-02T00:00:00.000000Z"),
        (
            datetime(2026, 5, 11, 9, 30, 0, 5, tzinfo=timezone(timedelta(hours=8))),
            "2026-05-11T01:30:00.000005Z",
        ),
        (Decimal("1E+2"), "100"),
        (Decimal("10.50"), "10.50"),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (Role.AGENCY_HEAD, "agency_head"),
    ],
)
def test_other_types_are_written_as_text_first(value: Any, text: str) -> None:
    assert plain(value) == text


def test_sets_are_written_in_order() -> None:
    assert plain({"丙", "甲", "乙"}) == sorted(["甲", "乙", "丙"])


@pytest.mark.parametrize(
    "value",
    [
        1.5,
        datetime(2026, 5, 11, 9, 30),  # noqa: DTZ001  # naive on purpose
        Decimal("NaN"),
        Decimal("Infinity"),
        object(),
        pytest.param(b"bytes", id="bytes"),
        2**53,
        pytest.param("\ud800", id="half a surrogate pair"),
        {1: "a", "1": "b"},
    ],
)
def test_a_value_without_one_form_is_refused(value: Any) -> None:
    with pytest.raises(NotCanonical):
        canonical_bytes("test", {"value": value})


@pytest.mark.parametrize("domain", ["", "a:b", "案卷"])
def test_a_domain_is_plain_ascii_without_a_colon(domain: str) -> None:
    with pytest.raises(NotCanonical):
        canonical_bytes(domain, {})


def test_an_unknown_algorithm_is_refused() -> None:
    with pytest.raises(NotCanonical):
        digest("test", {}, algorithm="md5")


@given(VALUES)
def test_bytes_read_back_as_the_same_value(value: Any) -> None:
    assert json.loads(body(value)) == value


@given(VALUES)
def test_plain_values_stay_as_they_are(value: Any) -> None:
    assert plain(plain(value)) == plain(value)


@given(st.dictionaries(TEXTS, VALUES), st.randoms())
def test_the_order_of_keys_says_nothing(value: dict[str, Any], chance: Any) -> None:
    keys = list(value)
    chance.shuffle(keys)

    assert body({key: value[key] for key in keys}) == body(value)


@given(VALUES, VALUES)
def test_different_values_have_different_bytes(one: Any, other: Any) -> None:
    same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)

    assert (body(one) == body(other)) is same


@given(VALUES)
def test_the_same_value_in_two_domains_has_two_hashes(value: Any) -> None:
    assert digest("journal-entry", value) != digest("leaf", value)
