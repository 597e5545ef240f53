"""The package for legal review (送审材料) of a case: it assembles itself from the rows."""

from __future__ import annotations

from mingjian.cases.models import Case
from mingjian.dossier.models import Document
from mingjian.law.procedure import CaseFacts
from mingjian.law.review_package import review_package


def missing_from_package(case: Case, facts: CaseFacts) -> list[str]:
    """What the package still lacks; the reviewer sees it with the submission."""
    kinds = frozenset(Document.objects.filter(subject_id=case.id).values_list("kind", flat=True))
    return [
        item.title
        for item in review_package(facts=facts, document_kinds=kinds)
        if not item.is_there
    ]
