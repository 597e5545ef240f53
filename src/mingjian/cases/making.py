"""Making the papers of a case (制作文书): under its agency, in its record, dated by the act."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from mingjian.cases.lawbooks import lawbook_of
from mingjian.cases.models import Case
from mingjian.dossier.documents import Issuer, make_document
from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.models import Document
from mingjian.law.answers import line_of
from mingjian.law.roles import Actor


def make_paper(
    *,
    case: Case,
    kind: DocumentKind,
    content: Mapping[str, Any],
    on: date,
    by: Actor,
    at: datetime,
) -> Document:
    """Freeze one paper of the case; the act's own entry is its record."""
    agency = case.agency
    return make_document(
        kind=kind,
        subject_id=case.id,
        issuer=Issuer(
            agency_id=agency.id,
            name=agency.name,
            number_prefix=agency.number_prefix,
            pack_id=lawbook_of(case).id,
            line=line_of(case.violation_id),
        ),
        content=content,
        dated=on,
        by=by,
        at=at,
    )
