"""Recordings in a dossier: vaulted before it is filed, packed byte for byte, with their record."""

from __future__ import annotations

import hashlib
import json
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from mingjian.archive.checking import four_checks
from mingjian.archive.readiness import missing_of
from mingjian.archive.store import package_path
from mingjian.archive.tending import tend_archive
from mingjian.cases.models import Case
from mingjian.evidence.clips import make_clips, order_clip
from mingjian.evidence.files import add_note, files_of_case
from mingjian.evidence.masking import read_plan
from mingjian.evidence.models import Clip, EvidenceFile
from mingjian.evidence.vaulting import vault_waiting
from tests.archive.make import Filed, closed_case, filed_away
from tests.evidence import make as files
from tests.evidence.films import photo_of

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


@pytest.fixture
def masked(vault: Path, tmp_path: Path) -> tuple[Filed, EvidenceFile]:
    """A filed case with a photo and its masked copy."""
    story = closed_case()
    case = Case.objects.get(id=story.case_id)
    said = {**recorded(case), "name": "门牌.jpg"}
    file = files.received(photo_of(tmp_path / "photo.jpg"), **said)
    order_clip(
        file_id=file.id,
        plan=read_plan(regions="10,30,30,30", mutes="", cuts=""),
        purpose="公开",
        account="zhangsan",
        by=files.OFFICER,
        at=files.AT,
    )
    assert make_clips(at=files.AT) == 1
    vault_waiting(at=files.AT)
    return Filed.of(filed_away(story)), file


@pytest.mark.django_db
def test_a_masked_copy_is_packed_as_what_it_is_with_its_certificate(masked) -> None:
    filed, file = masked
    bag = package_path(filed.dossier, 1)

    [copy] = (bag / "data/evidence/copies").glob("*.jpg")
    paper = copy.with_suffix(".certificate.pdf")
    described = (bag / "data/dossier.xml").read_text()

    assert hashlib.sha256(copy.read_bytes()).hexdigest() == Clip.objects.get().sha256
    assert paper.read_bytes().startswith(b"%PDF")
    assert "遮挡副本（派生件，不是原件）" in described
    assert f"data/evidence/001-{file.sha256[:16]}.jpg" in described
    assert verifier.check_package(bag, seal=filed.package.seal_sha256)[0] == []
    results = four_checks(filed.dossier, filed.package)
    assert [one["id"] for one in results if one["faults"]] == []
    orphaned = faults_if(bag, "派生自", f"data/evidence/001-{file.sha256[:16]}.jpg")
    assert any("所说的原件不在包内" in fault for fault in orphaned)
    bare = faults_if(bag, "复制件证明", f"data/evidence/copies/{paper.name}")
    assert any("没有复制件证明" in fault for fault in bare)


def faults_if(bag: Path, name: str, said: str) -> list[str]:
    """What a stranger finds where the description names another path."""
    xml = bag / "data/dossier.xml"
    whole = xml.read_text()
    xml.chmod(0o600)
    xml.write_text(whole.replace(f'名称="{name}">{said}', f'名称="{name}">data/other'))
    try:
        return verifier.check_package(bag)[0]
    finally:
        xml.write_text(whole)


@pytest.mark.django_db
def test_a_copy_made_after_packing_comes_into_the_next_package(masked) -> None:
    filed, file = masked
    later = filed.package.built_at + timedelta(hours=1)
    plan = read_plan(regions="50,10,20,20", mutes="", cuts="")
    said = {"purpose": "出示", "account": "zhangsan", "by": files.OFFICER, "at": later}
    order_clip(file_id=file.id, plan=plan, **said)
    make_clips(at=later)

    tended = tend_archive(by=filed.archivist, at=later + timedelta(hours=1))

    assert (tended.packed, tended.faults) == (1, ())
    copies = package_path(filed.dossier, 2) / "data/evidence/copies"
    assert len(list(copies.glob("*.jpg"))) == 2


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
