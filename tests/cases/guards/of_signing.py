"""Forbidden statements against the guards of signatures (签名) and print runs (打印批次)."""

from __future__ import annotations

from collections.abc import Sequence

FORBIDDEN: dict[str, Sequence[str]] = {
    "signing_sheet_names_bytes": ["printed_sha256 = 'x'", "page_count = 0"],
    "signature_drawn_has_strokes": [
        *("strokes = '[]'", "strokes_sha256 = ''", "strokes_sha256 = 'x'"),
        "way = 'refused', reason = 'x', witness = 'x'",
    ],
    "signature_on_paper_has_proof": ["proof = ''"],
    "signature_refusal_is_told": ["reason = ''", "witness = '', recording = ''"],
    "signature_names_its_signer": ["signer_name = ''"],
    "signature_of_staff_by_own_account": [
        *("capacity = 'officer'", "signer_person_id = gen_random_uuid()"),
    ],
    "printed_or_told_why": ["sha256 = 'x'", "sha256 = repeat('a', 64), problem = 'x'"],
}
ROWS = {
    "signature_drawn_has_strokes": "way = 'drawn'",
    "signature_on_paper_has_proof": "way = 'on_paper'",
    "signature_refusal_is_told": "way = 'refused'",
    "signature_of_staff_by_own_account": "capacity = 'questioned'",
}
_AGAIN = """
        INSERT INTO dossier_signature SELECT (jsonb_populate_record(s, '{changed}')).*
        FROM dossier_signature s WHERE {rows} LIMIT 1"""
ROW_RULES = {
    "signature_on_open_paper": _AGAIN.format(changed="{}", rows="true"),
    "signature_after_every_page": _AGAIN.format(
        changed='{"pages_read": []}', rows="s.way = 'drawn' AND s.by_page"
    ),
}
