"""The log's keys: made once, for the service alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingjian.ledger.keys import KeyRefused, key_text, make_key_once, read_keys


@pytest.fixture(autouse=True)
def own_key_file(settings, tmp_path: Path) -> Path:
    settings.LOG_KEY_FILE = tmp_path / "keys" / "log.key"
    settings.LOG_ORIGIN = "zf.example/log"
    return settings.LOG_KEY_FILE


def test_the_first_key_is_named_by_the_setting_and_never_replaced(own_key_file, settings):
    make_key_once()
    first = own_key_file.read_bytes()
    settings.LOG_ORIGIN = "other.example/log"

    make_key_once()

    assert own_key_file.read_bytes() == first
    assert own_key_file.stat().st_mode & 0o777 == 0o600
    assert [key.name for key in read_keys()] == ["zf.example/log"]


def test_a_key_that_others_can_read_is_refused(own_key_file):
    make_key_once()
    own_key_file.chmod(0o640)

    with pytest.raises(KeyRefused, match="0600"):
        read_keys()


@pytest.mark.parametrize(
    "text",
    [b"", b"x\n", key_text("a", bytes(32)) + key_text("b", bytes(32))],
    ids=["empty", "no key", "two logs"],
)
def test_a_file_that_holds_no_keys_of_one_log_is_refused(own_key_file, text):
    own_key_file.parent.mkdir()
    own_key_file.write_bytes(text)
    own_key_file.chmod(0o600)

    with pytest.raises(KeyRefused):
        read_keys()


def test_a_missing_file_is_named():
    with pytest.raises(KeyRefused, match="不存在"):
        read_keys()
