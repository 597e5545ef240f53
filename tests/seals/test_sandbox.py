"""A stranger's file is checked in a process that has nothing to lose."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingjian.seals import sandbox
from mingjian.seals.checking import Verdict
from mingjian.seals.sandbox import check_upload
from tests.seals.make import NAME


def test_the_child_says_what_the_checker_says(sealed: bytes, house: Path):
    report = check_upload(pdf=sealed, trust=house / "trust")

    assert (report.verdict, report.agency_name) == (Verdict.INTACT, NAME)


def test_the_child_knows_no_secret_of_the_parent(
    sealed: bytes, house: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("MINGJIAN_SECRET_KEY", "canary")
    given = {}
    run = sandbox.subprocess.run

    def watch(command, **options):
        given.update(options)
        return run(command, **options)

    monkeypatch.setattr(sandbox.subprocess, "run", watch)
    check_upload(pdf=sealed, trust=house / "trust")

    assert "canary" not in str(given["env"])
    assert set(given["env"]) == {"PYTHONPATH", "LC_ALL"}


def test_a_child_that_dies_means_not_readable(house: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sandbox.sys, "executable", "/bin/false")

    assert check_upload(pdf=b"%PDF-", trust=house / "trust").verdict is Verdict.UNREADABLE
