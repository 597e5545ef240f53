"""Documents (文书): content as data, hashed; the page is rendered from it and from nothing else.

Content is a plain structure every document shares:
``{"agency", "title", "number", "addressee", "opening", "sections": [{"heading", "paragraphs"}],
"fields": [[label, value]…], "signatures": [[label, name]…], "dated", "form"}``; empty parts may be
missing. ``form`` names the form it was made in, whose look it keeps for good.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from mingjian.dossier.forms import made_in
from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.models import Document, IssuedNumber
from mingjian.dossier.numbering import issue_number
from mingjian.journal.canonical import digest, plain
from mingjian.journal.ids import new_id
from mingjian.law.dates import long_date
from mingjian.law.document_forms import form_of_kind
from mingjian.law.roles import Actor

DOMAIN = "document"


@dataclass(frozen=True)
class Issuer:
    """制作机关: whose name and 机关代字 stand on it; pack and line choose its form (式样)."""

    agency_id: UUID
    name: str
    number_prefix: str
    pack_id: str = ""
    line: str = ""


def make_document(
    *,
    kind: DocumentKind,
    subject_id: UUID,
    issuer: Issuer,
    content: Mapping[str, Any],
    dated: date,
    by: Actor,
    at: datetime,
) -> Document:
    """Freeze a document (制作文书); numbered kinds take the next number of the agency's book."""
    number = _number_for(kind, subject_id, issuer, dated, at) if kind.mark else None
    form = form_of_kind(kind=kind.value, pack=issuer.pack_id, line=issuer.line, on=dated)
    full = plain(
        {
            **made_in(content, form, on=dated),
            "agency": issuer.name,
            "number": number.text if number else "",
            "dated": long_date(dated),
        }
    )
    return Document.objects.create(
        id=new_id(),
        subject_id=subject_id,
        agency_id=issuer.agency_id,
        kind=kind.value,
        title=form.title,
        number=number,
        content=full,
        content_hash=digest(DOMAIN, full),
        dated=dated,
        made_at=at,
        made_by_person_id=by.person_id,
    )


def _number_for(
    kind: DocumentKind, subject_id: UUID, issuer: Issuer, dated: date, at: datetime
) -> IssuedNumber:
    return issue_number(
        agency_id=issuer.agency_id,
        prefix=issuer.number_prefix,
        kind=kind.mark,
        year=dated.year,
        subject_id=subject_id,
        at=at,
    )


def is_intact(document: Document) -> bool:
    """Whether the stored content still has its hash."""
    return document.content_hash == digest(DOMAIN, document.content)
