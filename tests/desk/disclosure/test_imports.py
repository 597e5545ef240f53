"""Carrying a file through a form: the same bytes come back, anything else is refused."""

from __future__ import annotations

import base64
import zlib

import pytest
from hypothesis import given
from hypothesis.strategies import binary

from mingjian.desk.disclosure import imports
from mingjian.desk.disclosure.imports import TooLargeToCarry, pack_file, unpack_file
from mingjian.disclosure.past_reading import MOST_BYTES


@given(binary(min_size=1, max_size=500))
def test_what_is_packed_is_unpacked(data: bytes) -> None:
    assert unpack_file(pack_file(data)) == data


def test_a_bomb_is_not_unpacked() -> None:
    bomb = base64.b64encode(zlib.compress(b"0" * (MOST_BYTES + 1))).decode()

    with pytest.raises(ValueError, match="too large"):
        unpack_file(bomb)


def test_a_file_that_would_not_fit_into_the_form_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "MOST_PACKED", 10)

    with pytest.raises(TooLargeToCarry, match="请拆分"):
        pack_file(b"a file of some length that does not fit")
