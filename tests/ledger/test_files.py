"""Files of the log: whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingjian.ledger.files import write_durably


def test_a_file_is_replaced_whole_with_its_folders(tmp_path: Path):
    path = tmp_path / "a" / "b" / "file"

    write_durably(path, b"old")
    write_durably(path, b"new", mode=0o600)

    assert path.read_bytes() == b"new"
    assert [each.name for each in path.parent.iterdir()] == ["file"]


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "file"
    write_durably(path, b"old")
    monkeypatch.setattr("os.fsync", lambda descriptor: (_ for _ in ()).throw(OSError("disk")))

    with pytest.raises(OSError, match="disk"):
        write_durably(path, b"new")

    assert path.read_bytes() == b"old"
