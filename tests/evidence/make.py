"""Files for tests of the evidence room (synthetic persons, invented bytes)."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from mingjian.config.evidence import vault_stores
from mingjian.evidence.describing import Description
from mingjian.evidence.models import EvidenceFile
from mingjian.evidence.receiving import begin_upload, receive
from mingjian.evidence.vaulting import vault_waiting
from mingjian.journal.ids import new_id
from mingjian.law.roles import Actor, Role

AT = datetime(2026, 5, 11, 1, 30, tzinfo=UTC)
AGENCY = new_id()
OFFICER = Actor(new_id(), "张三", Role.CASE_OFFICER, AGENCY, "测试")
CONTENT = b"synthetic recording " * 500


def vault_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the settings name a vault below the folder."""
    vault = folder / "evidence"
    chosen = {
        "EVIDENCE_FOLDER": vault,
        "EVIDENCE_STORES": vault_stores({}, vault),
        "EVIDENCE_KEY_FILE": folder / "evidence.key",
        "EVIDENCE_FREE": 0,
    }
    for name, value in chosen.items():
        monkeypatch.setattr(settings, name, value)
    return vault


def said(content: bytes = CONTENT, **more: Any) -> Description:
    """A full description of the content."""
    tags = {
        "name": "现场.mp4",
        "size": len(content),
        "captured_at": AT - timedelta(hours=2),
        "captured_place": "和平路1号",
        "captured_by": "张三",
        "proves": "现场检查情况",
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    return Description(**{**tags, **more})


def received(content: bytes = CONTENT, *, by: Actor = OFFICER, **more: Any) -> EvidenceFile:
    """A durable file."""
    upload = begin_upload(said=said(content, **more), by=by, at=AT)
    got = receive(upload_id=upload.id, offset=0, pieces=[content], by=by, at=AT)
    assert got.file is not None
    return got.file


def vaulted(content: bytes = CONTENT, **more: Any) -> EvidenceFile:
    """A file in both folders."""
    file = received(content, **more)
    vault_waiting(at=AT + timedelta(minutes=1))
    file.refresh_from_db()
    return file
