"""The command line: every command explains itself in Chinese and leads to where it is done."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands

from mingjian.ops.cli import build_parser, run

COMMANDS = {
    "demo": [],
    "serve": [],
    "migrate": [],
    "load-packs": [],
    "seed-demo": [],
    "run-jobs": [],
    "build-search": [],
    "keep-search": [],
    "verify": [],
    "create-administrators": [],
    "import-recordings": ["采集站", "--watch"],
    "check-evidence": [],
    "import-decisions": ["旧决定.csv", "--agency", "宾县市场监督管理局"],
    "export-site": ["站点", "--agency", "230125-1"],
    "guards": [],
}
# What argparse would say by itself.
ENGLISH = re.compile(r"show this help|positional arguments|\boptions:|\bcommands?:", re.IGNORECASE)


def help_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What the administrator reads."""
    with pytest.raises(SystemExit) as ended:
        build_parser().parse_args([*arguments, "--help"])
    assert ended.value.code == 0
    return capsys.readouterr().out


def test_the_list_of_commands_is_complete(capsys: pytest.CaptureFixture[str]) -> None:
    text = help_of(capsys)

    assert all(f"    {name}" in text for name in COMMANDS)
    assert "环境变量" in text
    assert not ENGLISH.search(text)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_explains_itself_in_chinese(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    text = help_of(capsys, name)

    described = text.splitlines()[2]
    assert re.search(r"[一-鿿]{4,}", described)
    assert not ENGLISH.search(text)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_leads_to_a_management_command_under_a_role_of_its_own(name: str) -> None:
    options = build_parser().parse_args([name, *COMMANDS[name]])

    assert options.command == name
    assert options.site in {"owner", "desk", "portal"}
    if name not in {"demo", "serve"}:
        assert get_commands()[options.run] == "mingjian.ops"


@pytest.mark.parametrize(
    ("name", "site"),
    [("migrate", "owner"), ("guards", "owner"), ("demo", "owner"), ("serve", "desk")],
)
def test_only_what_changes_tables_runs_as_their_owner(name: str, site: str) -> None:
    assert build_parser().parse_args([name]).site == site


def test_serving_is_secure_unless_said_otherwise() -> None:
    parser = build_parser()

    assert parser.parse_args(["serve"]).insecure_http is False
    assert parser.parse_args(["demo"]).insecure_http is True


@pytest.mark.django_db
def test_a_file_is_handed_on_to_the_import() -> None:
    options = build_parser().parse_args(
        ["import-decisions", "没有.csv", "--agency", "没有", "--dry-run"]
    )

    with pytest.raises(Exception, match="没有执法主体“没有”"):
        run(options)


def mingjian(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command as an administrator does, on an empty data folder."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("MINGJIAN_", "DJANGO_", "DATABASE_", "PYTEST_"))
    }
    return subprocess.run(
        [sys.executable, "-m", "mingjian.ops.cli", "--data-dir", str(folder), *arguments],
        env={**kept, "PYTHONPATH": "src"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_from_nothing_to_a_verified_database(tmp_path: Path) -> None:
    early = mingjian(tmp_path, "verify")
    prepared = mingjian(tmp_path, "migrate")
    verified = mingjian(tmp_path, "verify")

    assert early.returncode != 0
    assert prepared.returncode == 0, prepared.stderr
    assert "已装载" in prepared.stdout
    assert verified.stdout.endswith("全部核验通过。\n"), verified.stdout + verified.stderr
