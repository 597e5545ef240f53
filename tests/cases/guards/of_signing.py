"""Forbidden statements against the guards of signatures, print runs and filings of forms."""

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
    "filing_names_form_and_receiver": [
        *("form_key = ''", "form_id = ''", "title = ''", "filed_with = ''"),
    ],
    "filing_names_bytes": ["fingerprint = 'x'"],
    "filing_not_in_future": ["filed_on = recorded_on + 1"],
    "filing_correction_is_told": ["reason = ''", "corrects_id = NULL"],
    "filed_form_ends_after_start": ["valid_until = valid_from"],
    "printed_or_told_why": ["sha256 = 'x'", "sha256 = repeat('a', 64), problem = 'x'"],
}
ROWS = {
    "signature_drawn_has_strokes": "way = 'drawn'",
    "signature_on_paper_has_proof": "way = 'on_paper'",
    "signature_refusal_is_told": "way = 'refused'",
    "filing_correction_is_told": "corrects_id IS NOT NULL",
    "signature_of_staff_by_own_account": "capacity = 'questioned'",
}
_AGAIN = """
        INSERT INTO dossier_signature SELECT (jsonb_populate_record(s, '{changed}')).*
        FROM dossier_signature s WHERE {rows} LIMIT 1"""
# 登记的另一式样：备案重复登记，或者登记为对它的更正。
_FILED = """
        INSERT INTO dossier_formfiling SELECT (jsonb_populate_record(f, {changed})).*
        FROM dossier_formfiling f WHERE f.corrects_id IS NULL AND NOT EXISTS (
            SELECT FROM dossier_formfiling c WHERE c.corrects_id = f.id) LIMIT 1"""
_OF_ANOTHER = """(SELECT jsonb_build_object('corrects_id', o.id, 'reason', '有误')
        FROM dossier_formfiling o WHERE o.form_key <> f.form_key
        AND o.corrects_id IS NULL LIMIT 1)"""
ROW_RULES = {
    "form_filed_once": _FILED.format(changed="'{}'"),
    "filing_corrects_same_form": _FILED.format(changed=_OF_ANOTHER),
    "signature_on_open_paper": _AGAIN.format(changed="{}", rows="true"),
    "signature_after_every_page": _AGAIN.format(
        changed='{"pages_read": []}', rows="s.way = 'drawn' AND s.by_page"
    ),
}
