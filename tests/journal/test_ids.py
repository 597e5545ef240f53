"""Identifiers."""

from __future__ import annotations

import time
from uuid import RFC_4122

from mingjian.journal.ids import new_id, new_public_id


def test_an_id_is_a_uuid_of_version_seven() -> None:
    made = new_id()

    assert (made.version, made.variant) == (7, RFC_4122)


def test_ids_of_later_milliseconds_sort_later() -> None:
    first = new_id()
    time.sleep(0.002)

    assert new_id() > first


def test_ten_thousand_ids_differ() -> None:
    assert len({new_id() for _ in range(10_000)}) == 10_000


def test_a_public_id_has_128_random_bits_in_url_characters() -> None:
    made = new_public_id()

    assert len(made) == 22
    assert made.replace("-", "").replace("_", "").isalnum()


def test_a_public_id_is_no_formula_in_a_spreadsheet():
    assert not [made for made in (new_public_id() for _ in range(500)) if made[0] == "-"]
