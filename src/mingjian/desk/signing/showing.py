"""What the pages show of signatures: who signed which text, who is still missing, what agrees."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from mingjian.cases.models import Case
from mingjian.cases.records import PARTS
from mingjian.cases.signing import SIGNERS, officers_of
from mingjian.dossier.kinds import DocumentKind
from mingjian.dossier.models import Document, Seal, Signature
from mingjian.dossier.pdf import MissingGlyphs, render_pdf
from mingjian.dossier.signature_sheet import LEGAL_NOTE, VIEW_BOX, path_of, words_of
from mingjian.dossier.signing import is_replaced, is_unaltered, signatures_of
from mingjian.law.procedure import State
from mingjian.law.roles import Actor, Role
from mingjian.law.signing import Capacity, SigningRule, signing_rule


@dataclass(frozen=True)
class SignatureLine:
    """One signature as it is shown and checked."""

    row: Signature
    words: list[str]
    path: str
    is_current: bool
    is_unaltered: bool


@dataclass(frozen=True)
class SigningPanel:
    """签名 of one paper."""

    lines: list[SignatureLine]
    missing: list[str]
    sha256: str
    is_replaced: bool
    may_sign: bool
    may_correct: bool
    note: str = LEGAL_NOTE
    view_box: str = VIEW_BOX


def signing_panel(*, document: Document, case: Case, by: Actor) -> SigningPanel | None:
    """签名 as the page of the paper shows them; None where nobody signs it on screen."""
    rule = signing_rule(document.kind)
    if rule is None:
        return None
    sha256, replaced = _printed(document), is_replaced(document)
    lines = [_line(one, sha256) for one in signatures_of(document)]
    current = [Capacity(one.row.capacity) for one in lines if one.is_current]
    is_open = not replaced and may_add(document=document, case=case, by=by)
    return SigningPanel(
        lines=lines,
        missing=[one.label for one in rule.missing(current)],
        sha256=sha256,
        is_replaced=replaced,
        may_sign=is_open and bool(sha256),
        may_correct=is_open and by.role is Role.CASE_OFFICER and document.kind in PARTS,
    )


def may_add(*, document: Document, case: Case, by: Actor) -> bool:
    """Whether this person may record a signature here at all."""
    is_ours = by.agency_id == case.agency_id and by.role in SIGNERS
    is_closed = State(case.state).is_final or Seal.objects.filter(document=document).exists()
    return is_ours and not is_closed


def capacities_for(*, rule: SigningRule, case: Case, by: Actor) -> list[Capacity]:
    """As what somebody may sign at this person's desk: others, and this person's own part."""
    own = set()
    if by.role is Role.CASE_OFFICER and by.person_id in officers_of(case):
        own.add(Capacity.OFFICER)
    if by.role is Role.PRESIDING_OFFICER:
        own.add(Capacity.HOST)
    return [one for one in rule.capacities if not one.is_staff or one in own]


def is_record(document: Document) -> bool:
    """Whether it is one of the records that are made and corrected here."""
    return DocumentKind(document.kind) in PARTS


def _printed(document: Document) -> str:
    try:
        return hashlib.sha256(render_pdf(document)).hexdigest()
    except MissingGlyphs:
        return ""


def _line(row: Signature, sha256: str) -> SignatureLine:
    return SignatureLine(
        row,
        words_of(row),
        path_of(row.strokes) if row.strokes else "",
        row.printed_sha256 == sha256,
        is_unaltered(row),
    )
