"""``mingjian verify-document``: a plain answer, and a failing exit for anything but intact."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from mingjian.ops.cli import build_parser
from mingjian.seals.authority import TestAuthority
from mingjian.seals.installed import trust_folder
from tests.seals.make import a_paper, seal_with

pytestmark = pytest.mark.django_db


def verify(path: Path) -> str:
    """What the command says."""
    said = StringIO()
    call_command("verify_document", str(path), stdout=said)
    return said.getvalue()


@pytest.fixture
def sealed(tmp_path: Path, settings: object) -> Path:
    """A file under a seal of this installation."""
    authority = TestAuthority(folder=Path(settings.SEAL_KEY_DIR), trust=trust_folder())
    path = tmp_path / "decision.pdf"
    path.write_bytes(seal_with(authority))
    return path


def test_an_intact_file_is_named_with_signer_moment_and_force(sealed: Path):
    said = verify(sealed)

    assert "真实、完整" in said
    assert "示例县市场监督管理局（测试用印）" in said
    assert "没有登记" in said
    assert "不具有法律效力" in said


def test_a_changed_file_fails(sealed: Path):
    sealed.write_bytes(sealed.read_bytes() + b"\n%x")

    with pytest.raises(CommandError, match="盖章后被改动"):
        verify(sealed)


def test_a_file_without_seal_or_no_file_fails(tmp_path: Path):
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(a_paper())

    with pytest.raises(CommandError, match="没有电子印章"):
        verify(paper)
    with pytest.raises(CommandError, match="找不到文件"):
        verify(tmp_path / "nothing.pdf")


def test_the_command_line_knows_it():
    options = build_parser().parse_args(["verify-document", "a.pdf"])

    assert (options.run, options.file) == ("verify_document", "a.pdf")
