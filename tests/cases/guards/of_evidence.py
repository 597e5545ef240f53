"""Forbidden statements for the guards of the evidence room (证据与音像)."""

from __future__ import annotations

from collections.abc import Sequence

# What each CHECK forbids, as assignments to a row.
FORBIDDEN: dict[str, Sequence[str]] = {
    "upload_has_bytes": ["size = 0"],
    "evidence_names_bytes": ["sha256 = 'x'", "size = 0"],
    "evidence_has_its_tags": [
        f"{column} = ''" for column in ("captured_place", "captured_by", "proves", "name")
    ],
    "evidence_joined_whole_or_not": [
        *("number = NULL", "case_id = NULL", "case_number = ''"),
    ],
    "evidence_covert_with_basis": [
        *("covert_basis = ''", "covert_approver = ''", "is_covert = false"),
    ],
    "evidence_times_follow_its_state": [
        *("vaulted_at = NULL", "verified_at = NULL", "sm3 = ''"),
        *("state = 'vaulted'", "state = 'durable'", "state = 'lost'"),
    ],
    "receipt_of_known_kind": ["kind = 'x'", "note = ''"],
    "copy_checked_after_stored": ["checked_at = stored_at - interval '1 second'"],
    "file_note_says_something": ["content = ''"],
    "file_alarm_says_what": ["found = ''"],
}
# Rows without which a CHECK has nothing to say.
ROWS = {
    "evidence_covert_with_basis": "is_covert",
    "evidence_times_follow_its_state": "device = '记录仪1'",
}
ROW_RULES = {
    "evidence_begins_durable": """
        INSERT INTO evidence_evidencefile ({columns})
        SELECT {columns} FROM evidence_evidencefile WHERE state = 'verified' LIMIT 1""".format(
        columns="id, state, name, media, size, sha256, captured_at, captured_place, captured_by,"
        " proves, device, device_signature, clock_offset_seconds, is_covert, covert_basis,"
        " covert_approver, uploaded_by_person_id, uploaded_by_name, received_at"
    ),
    "evidence_texts_once": """
        UPDATE evidence_evidencefile SET sm3 = 'x' WHERE state = 'verified'""",
    "evidence_only_forward": """
        UPDATE evidence_evidencefile SET state = 'vaulted' WHERE state = 'verified'""",
    "evidence_vaulted_with_proof": """
        UPDATE evidence_evidencefile SET state = 'vaulted' WHERE state = 'durable'""",
}
