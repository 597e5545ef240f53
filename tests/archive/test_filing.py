"""Filing: a closed case becomes a dossier; the case stays as it was."""

from __future__ import annotations

from tests.archive.make import Filed


def test_the_main_volume_begins_with_the_filing_approval_and_the_decision(filed: Filed) -> None:
    items = filed.dossier.items.filter(volume="main").order_by("serial")

    kinds = [item.kind for item in items]

    assert kinds[:3] == ["opening_form", "penalty_decision", "service_receipt"], kinds
