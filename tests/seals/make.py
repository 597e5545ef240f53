"""Seals for tests: an authority of its own in a folder of its own, and a paper to seal."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from uuid import UUID

import typst

from mingjian.seals.authority import TestAuthority
from mingjian.seals.builtin import TestSeals
from mingjian.seals.checking import SealReport, check_seal, read_trusted
from mingjian.seals.provider import Place, SealOrder

AT = datetime(2026, 5, 11, 2, 0, tzinfo=UTC)
AGENCY = UUID("6a1f8f4e-0000-4000-8000-000000000001")
NAME = "示例县市场监督管理局"


@cache
def a_paper() -> bytes:
    """One page that says something."""
    made = typst.compile(
        b'#set text(lang: "zh"); #set document(title: "T")\nA decision.',
        format="pdf",
        pdf_standards=["a-2b"],
        timestamp=int(AT.timestamp()),
    )
    assert isinstance(made, bytes)
    return made


def an_authority(folder: Path) -> TestAuthority:
    """A test authority with fresh keys."""
    return TestAuthority(folder=folder / "keys", trust=folder / "trust")


def seal_with(authority: TestAuthority, pdf: bytes = b"", at: datetime = AT) -> bytes:
    """The paper under this authority's seal."""
    order = SealOrder(pdf or a_paper(), AGENCY, NAME, Place(page=0, x=300, y=300), at)
    return TestSeals(authority=authority).seal(order=order).pdf


def check(pdf: bytes, folder: Path) -> SealReport:
    """What a checker says who trusts this folder's root."""
    return check_seal(pdf=pdf, trusted=read_trusted(folder / "trust"))
