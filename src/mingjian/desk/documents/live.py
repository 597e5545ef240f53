"""Live preview (边写边看): the paper as it would be, and its formal faults, while it is written.

Nothing is kept: what is typed goes through the same forms and the same rules, and comes back.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mingjian.cases.models import Case
from mingjian.cases.paper_checks import blank_sheet
from mingjian.cases.paper_values import values_of
from mingjian.dossier.filling import Values, fill_type
from mingjian.dossier.pdf import FORMS, MissingGlyphs, picture_of
from mingjian.law.document_types import document_type
from mingjian.law.linting import Finding, Paper, find_faults

_DOTS_PER_INCH = 60
# 编辑中的文本：表单字段 → 文书要素；键是文书种类。
LIVE: dict[str, dict[str, str]] = {
    "CF35": {"facts": "facts", "evidence_summary": "evidence", "reasons": "reasons"},
    "CF36": {"text": "review_opinion"},
}
_LONGEST = 20_000


@dataclass(frozen=True)
class Live:
    """预览: a picture of the first page, or the reason why there is none, and the findings."""

    title: str
    picture: str
    missing: str
    findings: tuple[Finding, ...]


def live_preview(*, case: Case, code: str, typed: Mapping[str, str], on: date) -> Live:
    """The paper of that type with what is typed in place of what is on record."""
    kind = document_type(code)
    known = values_of(case=case, on=on)
    written = {
        element: typed.get(name, "").strip()[:_LONGEST] for name, element in LIVE[code].items()
    }
    content = fill_type(kind=kind, values=Values({**known.texts, **written}, known.tables))
    labels = {one.element: one.label for one in kind.fields}
    fields = [[labels[element], text] for element, text in written.items() if text]
    paper = Paper(code, kind.title, on, {"agency": case.agency.name, "fields": fields})
    findings = find_faults(paper=paper, sheet=blank_sheet(case=case))
    try:
        picture = picture_of(content=content, template=FORMS, dots_per_inch=_DOTS_PER_INCH)
    except MissingGlyphs as missing:
        return Live(kind.title, "", str(missing), findings)
    return Live(kind.title, f"data:image/png;base64,{b64encode(picture).decode()}", "", findings)
