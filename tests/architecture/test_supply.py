"""What we stand on: pinned by hash, no registry named, licences that Apache-2.0 can carry."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, name_of, tracked_files

LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
REGISTRY = re.compile(
    r"pypi\.org|pythonhosted|test\.pypi|registry\.npmjs|npmmirror|mirrors?\.[a-z]+\.(?:com|cn|edu)"
    r"|--(?:extra-)?index-url|--find-links|--trusted-host",
    re.IGNORECASE,
)
PINNED = re.compile(r"^([A-Za-z0-9_.\-]+)(?:\[[^\]]*\])?==(\S+)", re.MULTILINE)
COPYLEFT = re.compile(r"\b(A?GPL|GNU (?:Affero )?General Public)", re.IGNORECASE)
# Used unchanged as libraries; both may be replaced by the user (LGPL-2.1 and LGPL-3.0).
LESSER = {"psycopg", "psycopg-binary", "psycopg-pool", "python-stdnum"}
# Terms that anybody may redistribute under beside our own.
PERMISSIVE = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla|Zlib|Unlicense|OFL"
    r"|SIL Open Font|Public Domain|CC0|PostgreSQL|HPND|0BSD",
    re.IGNORECASE,
)
TEXT = {".py", ".md", ".toml", ".lock", ".in", ".txt", ".yml", ".yaml", ".json", ".html", ".sh", ""}


def packages(lock: Path) -> list[str]:
    """The names that a lock pins."""
    return [name for name, _ in PINNED.findall(lock.read_text(encoding="utf-8"))]


RUNTIME = packages(ROOT / "requirements" / "run.lock")


def licence_of(package: str) -> str:
    """Everything the package says of its licence."""
    found = metadata(package)
    said = [found.get("License-Expression") or "", (found.get("License") or "")[:120]]
    said += [c for c in found.get_all("Classifier") or [] if c.startswith("License ::")]
    return " | ".join(part for part in said if part)


@pytest.mark.parametrize("lock", LOCKS, ids=name_of)
def test_a_lock_pins_everything_by_hash(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=\S)", text.strip())

    assert len(packages(lock)) > 5
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_no_file_names_a_registry() -> None:
    ours = [path for path in tracked_files() if path.suffix in TEXT and path.is_file()]
    found = [
        f"{name_of(path)}: {hit[0]}"
        for path in ours
        if path != Path(__file__).resolve()
        and (hit := REGISTRY.search(path.read_text(encoding="utf-8", errors="ignore")))
    ]

    assert found == []


@pytest.mark.parametrize("package", RUNTIME)
def test_a_package_that_we_ship_with_has_a_licence_that_we_may_carry(package: str) -> None:
    try:
        said = licence_of(package)
    except PackageNotFoundError:
        pytest.skip("not for this platform")

    if package.lower() in LESSER:
        assert "LGPL" in said or "Lesser" in said
        return
    assert not COPYLEFT.search(said.replace("LGPL", "").replace("Lesser General", "")), said
    assert PERMISSIVE.search(said), said or "no licence named"


def test_the_dev_lock_holds_the_very_versions_of_the_runtime_lock() -> None:
    run, dev = (
        dict(PINNED.findall((ROOT / "requirements" / name).read_text(encoding="utf-8")))
        for name in ("run.lock", "dev.lock")
    )

    assert {name: version for name, version in run.items() if dev.get(name) != version} == {}
