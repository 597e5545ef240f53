"""Forbidden statements against the guards of service (送达)."""

from __future__ import annotations

from collections.abc import Sequence

FORBIDDEN: dict[str, Sequence[str]] = {
    "confirmation_is_signed": ["signed_by = ''", "proof = ''"],
    "confirmation_agrees_with_an_address": ["electronic_channel = ''", "electronic_address = ''"],
    "attempt_is_told": ["place = ''", "proof = ''", "servers = ''", "told = ''"],
    "attempt_in_a_way_that_can_fail": ["method = 'by_announcement'", "method = 'left_in_place'"],
    "service_sent_not_after_done": ["sent_on = done_on + 1"],
    "service_effective_not_before_done": ["effective_on = done_on - 1"],
    "service_has_proof": ["proof = ''"],
    "announcement_says_why": ["method = 'by_announcement', efforts = ''"],
}
_AGAIN = """
        INSERT INTO dossier_service SELECT (jsonb_populate_record(s, '{changed}')).*
        FROM dossier_service s JOIN dossier_document d ON d.id = s.document_id
        WHERE {rows} LIMIT 1"""
ROW_RULES = {
    "service_of_sealed_paper": _AGAIN.format(
        changed='{"sealed_sha256": null}', rows="d.kind = 'penalty_notice'"
    ),
    "service_left_after_refusal": _AGAIN.format(
        changed='{"method": "left_in_place", "witness": "x", "refused_reason": ""}',
        rows="NOT s.is_on_the_spot",
    ),
    "service_electronic_as_agreed": _AGAIN.format(
        changed='{"confirmation_id": null}', rows="s.method = 'electronic'"
    ),
    "service_announced_last": _AGAIN.format(
        changed='{"method": "by_announcement", "is_missing": true}',
        rows="NOT EXISTS (SELECT FROM dossier_serviceattempt a WHERE a.document_id = d.id)",
    ),
}
