"""Recordings in a dossier: vaulted before it is filed, packed byte for byte, with their record."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from mingjian.archive.readiness import missing_of
from mingjian.archive.store import package_path
from mingjian.cases.models import Case
from mingjian.evidence.files import add_note, files_of_case
from mingjian.evidence.vaulting import vault_waiting
from tests.archive.make import Filed, closed_case, filed_away
from tests.evidence import make as files

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "verifier"))

import mingjian_dossier as verifier

CONTENT = b"synthetic recording " * 70_000  # more than one block


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A vault of the test's own."""
    return files.vault_in(tmp_path, monkeypatch)


def recorded(case: Case) -> dict[str, Any]:
    """What an upload says of the case it belongs to."""
    return {"case_id": case.id, "case_number": case.number, "name": "现场.MP4"}


@pytest.mark.django_db
def test_a_recording_is_vaulted_and_then_packed_with_its_record(vault: Path) -> None:
    story = closed_case()
    case = Case.objects.get(id=story.case_id)
    file = files.received(CONTENT, **recorded(case))
    add_note(file_id=file.id, content="开门。", speakers="李四", by=files.OFFICER, at=files.AT)

    before = [str(one) for one in missing_of(case)]
    vault_waiting(at=files.AT)
    filed = Filed.of(filed_away(story))

    assert any("现场.MP4" in said for said in before)
    bag = package_path(filed.dossier, 1)
    [packed] = (bag / "data" / "evidence").iterdir()
    assert packed.name == f"001-{file.sha256[:16]}.mp4"
    assert packed.read_bytes() == CONTENT
    custody = [json.loads(line) for line in (bag / "data/custody/evidence.jsonl").open()]
    kinds = [one["kind"] for one in custody]
    assert kinds[-1] == "evidence.vaulted"
    assert "李四：开门。" in (bag / "data" / "dossier.xml").read_text()
    assert verifier.check_package(bag, seal=filed.package.seal_sha256)[0] == []
    assert files_of_case(case_id=case.id).count() == 1
