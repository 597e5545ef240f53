"""The seal as a second, independent tool sees it: poppler's pdfsig, where the machine has it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.seals.make import an_authority, seal_with

PDFSIG = shutil.which("pdfsig")
pytestmark = pytest.mark.skipif(
    PDFSIG is None, reason="pdfsig (Debian: poppler-utils) is not on this machine"
)


def told_of(pdf: bytes, folder: Path) -> str:
    """What pdfsig says; it looks at no chain, for it knows our test root from nowhere."""
    assert PDFSIG is not None
    file = folder / "paper.pdf"
    file.write_bytes(pdf)
    done = subprocess.run(
        [PDFSIG, "-nocert", str(file)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={"LC_ALL": "C.UTF-8", "HOME": str(folder)},
    )
    return done.stdout + done.stderr


def test_it_finds_one_valid_seal_over_the_whole_file(tmp_path: Path) -> None:
    said = told_of(seal_with(an_authority(tmp_path)), tmp_path)

    assert "Signature Validation: Signature is Valid." in said
    assert "Total document signed" in said
    assert "Signature Type: ETSI.CAdES.detached" in said
    assert "测试用印" in said
    assert "Signature #2" not in said


def test_it_finds_a_changed_word(tmp_path: Path) -> None:
    sealed = seal_with(an_authority(tmp_path))
    changed = sealed.replace(b"%PDF-1.7", b"%PDF-1.6", 1)

    said = told_of(changed, tmp_path)

    assert changed != sealed
    assert "Digest Mismatch" in said


def test_it_finds_what_was_added_afterwards(tmp_path: Path) -> None:
    said = told_of(seal_with(an_authority(tmp_path)) + b"\n% later\n", tmp_path)

    assert "Total document signed" not in said
