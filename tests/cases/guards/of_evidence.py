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
    "derivative_made_or_why_not": [
        *("sha256 = ''", "sha256 = 'x'", "size = 0", "content_type = ''", "why_not = 'x'"),
    ],
    "marker_says_something": ["content = ''"],
    "marker_replaces_another": ["replaces_id = id"],
    "clip_has_its_purpose": ["purpose = ''"],
    "clip_follows_its_state": [
        *("sha256 = ''", "sm3 = 'x'", "size = 0", "content_type = ''", "why_not = 'x'"),
        *("ended_at = NULL", "state = 'waiting'", "state = 'cancelled'", "state = 'failed'"),
    ],
    "clip_copy_checked_after_stored": ["checked_at = stored_at - interval '1 second'"],
    "covert_ruling_says_why": ["opinion = ''"],
    "export_says_what_for": ["purpose = ''", "recipient = ''"],
    "export_decided_whole_or_not": [
        *("decided_at = NULL", "decided_by_person_id = NULL", "until = NULL", "approved = NULL"),
        *("until = decided_at", "until = decided_at + interval '73 hours'", "approved = false"),
    ],
    "export_decided_by_another": ["decided_by_person_id = asked_by_person_id"],
    "step_recorded_or_excepted": ["reasons = 'x'", "file_id = NULL"],
    "device_is_described": [
        *(f"{column} = ''" for column in ("number", "model", "serial", "storage_place", "kind")),
    ],
    "device_issued_to_somebody": ["officer_id = NULL", "act = 'return'"],
    "device_retired_with_reasons": ["act = 'retire', note = ''", "act = 'repair', note = ''"],
    "device_event_not_ahead": ["happened_at = entered_at + interval '1 second'"],
    "gap_note_says_why": ["reasons = ''", "last = first - 1"],
    "late_note_says_why": ["reasons = ''"],
    "proof_names_its_fact": ["point = ''"],
    "exam_is_whole": ["source = ''", "confirmation = 'refused'"],
    "exhibit_is_one_thing": ["goods_id = gen_random_uuid()", "evidence_id = NULL"],
    "exception_ruled_by_another": ["decided_by_person_id = asked_by_person_id", "opinion = ''"],
}
# Rows without which a CHECK has nothing to say.
ROWS = {
    "clip_follows_its_state": "watermark = '张三'",
    "export_decided_whole_or_not": "purpose = '举证'",
    "file_alarm_of_its_clip": "clip_id IS NOT NULL",
    "exhibit_is_one_thing": "evidence_id IS NOT NULL",
    "exhibit_evidence_of_case": "evidence_id IS NOT NULL",
    "exhibit_goods_of_case": "goods_id IS NOT NULL",
    "derivative_made_or_why_not": "kind = 'preview'",
    "step_recorded_or_excepted": "file_id IS NOT NULL",
    "evidence_covert_with_basis": "is_covert",
    "evidence_times_follow_its_state": "device = '记录仪1'",
}
_FILE_COLUMNS = (
    "id, case_number, sm3, state, name, media, size, sha256, captured_at, captured_place,"
    " captured_by, proves, device, device_signature, device_index, clock_offset_seconds,"
    " is_covert, covert_basis, covert_approver, uploaded_by_person_id,"
    " uploaded_by_name, received_at"
)


def _copied(table: str, changes: str, where: str = "true") -> str:
    """A row like one that is there, with a name of its own."""
    return f"""
        INSERT INTO {table} SELECT (jsonb_populate_record(
          r, jsonb_build_object('id', gen_random_uuid(), {changes}))).*
        FROM {table} r WHERE {where} LIMIT 1"""


_UNCONFIRMED = """'file_id', (SELECT f.id FROM evidence_evidencefile f WHERE f.is_covert
  AND NOT EXISTS (SELECT FROM evidence_covertruling r WHERE r.file_id = f.id))"""
ROW_RULES = {
    "clip_done_with_copies": _copied(
        "evidence_clip",
        "'sha256', repeat('0', 64), 'sm3', repeat('0', 64)",
        "state = 'done'",
    ),
    "step_recording_confirmed": _copied("evidence_steprecord", _UNCONFIRMED, "file_id IS NOT NULL"),
    "exhibit_confirmed": _copied("cases_exhibitfile", _UNCONFIRMED, "is_linked"),
    "covert_confirmed_by_head": """
        INSERT INTO evidence_covertruling SELECT (jsonb_populate_record(
          r, jsonb_build_object('file_id', f.id, 'decided_at', '1999-01-01T00:00:00Z'))).*
        FROM evidence_covertruling r CROSS JOIN evidence_evidencefile f
        WHERE f.is_covert AND f.id <> r.file_id LIMIT 1""",
    "export_decided_by_head": _copied(
        "evidence_originalexport",
        "'decided_by_person_id', gen_random_uuid()",
        "approved",
    ),
    "taken_in_its_time": _copied(
        "evidence_exporttaken", "'taken_at', r.taken_at + interval '1 hour'"
    ),
    "clip_ended_stays": "UPDATE evidence_clip SET size = size + 1 WHERE state = 'done'",
    **{
        f"{name}_before_decision": f"""
        INSERT INTO {table} SELECT (jsonb_populate_record(p, jsonb_build_object(
          'id', gen_random_uuid(), 'case_id', d.case_id))).*
        FROM {table} p CROSS JOIN cases_decision d LIMIT 1"""  # names of our own
        for name, table in (("proof", "cases_prooflink"), ("exam", "cases_evidenceexam"))
    },
    "closing_with_recordings": """
        INSERT INTO cases_closing SELECT (jsonb_populate_record(
          c, jsonb_build_object('id', gen_random_uuid(), 'case_id', h.case_id))).*
        FROM cases_closing c CROSS JOIN cases_measure h WHERE h.taken_on IS NOT NULL LIMIT 1""",
    "dismissed_with_recordings": """
        UPDATE cases_case SET state = 'dismissed' WHERE id IN (
          SELECT case_id FROM cases_measure m WHERE taken_on IS NOT NULL AND NOT EXISTS (
            SELECT FROM evidence_steprecord r WHERE r.step_id = m.id))""",
    "evidence_begins_durable": f"""
        INSERT INTO evidence_evidencefile ({_FILE_COLUMNS}, device_doubt)
        SELECT {_FILE_COLUMNS}, device_doubt FROM evidence_evidencefile
        WHERE state = 'verified' LIMIT 1""",
    "evidence_source_without_doubt": f"""
        INSERT INTO evidence_evidencefile ({_FILE_COLUMNS}, device_doubt)
        SELECT {_FILE_COLUMNS}, '' FROM evidence_evidencefile
        WHERE device_doubt = 'unregistered' LIMIT 1""",
    "evidence_covert_by_head": f"""
        INSERT INTO evidence_evidencefile
          ({_FILE_COLUMNS}, device_doubt, agency_id, covert_approver_person_id)
        SELECT {_FILE_COLUMNS}, device_doubt, agency_id, uploaded_by_person_id
        FROM evidence_evidencefile WHERE is_covert LIMIT 1""",
    "device_event_in_its_order": _copied("evidence_deviceevent", "'serial', 9"),
    "device_issued_to_own_officer": _copied(
        "evidence_deviceevent",
        """'officer_id', (SELECT o.id FROM registry_officer o JOIN evidence_device d
           ON d.id = r.device_id AND o.agency_id <> d.agency_id LIMIT 1)""",
    ),
    "gap_note_of_missing_clips": _copied("evidence_gapnote", "'first', 1"),
    "late_note_of_late_file": _copied(
        "evidence_latenote",
        """'file_id', (SELECT f.id FROM evidence_evidencefile f
           WHERE f.lag < interval '24 hours' LIMIT 1)""",
    ),
    "evidence_texts_once": """
        UPDATE evidence_evidencefile SET sm3 = 'x' WHERE state = 'verified'""",
    "evidence_only_forward": """
        UPDATE evidence_evidencefile SET state = 'vaulted' WHERE state = 'verified'""",
    "evidence_vaulted_with_proof": """
        UPDATE evidence_evidencefile SET state = 'vaulted' WHERE state = 'durable'""",
}
