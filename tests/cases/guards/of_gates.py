"""Forbidden statements against the guards of hearing, dismissal, recusal and version (关口)."""

from __future__ import annotations

from collections.abc import Sequence

FORBIDDEN: dict[str, Sequence[str]] = {
    "dismissal_has_reasons": ["note = ''"],
    "distinct_act_has_reasons": ["reasons = ''"],
}
# Who acts in a table: the guard, the table, the column that names the person.
_ACTORS = (
    ("submission_by_unrecused", "cases_reviewsubmission", "submitted_by_person_id"),
    ("answer_by_unrecused", "cases_findinganswer", "answered_by_person_id"),
    ("settlement_by_unrecused", "cases_settlement", "settled_by_person_id"),
    ("advice_by_unrecused", "cases_adviceopinion", "recorded_by_person_id"),
    ("declaration_by_unrecused", "cases_triggerdeclaration", "declared_by_person_id"),
    ("downgrade_by_unrecused", "cases_triggerdowngrade", "decided_by_person_id"),
    ("measure_by_unrecused", "cases_measure", "requested_by_person_id"),
    ("distinct_act_by_unrecused", "cases_distinctact", "stated_by_person_id"),
    ("dismissal_by_unrecused", "cases_dismissal", "dismissed_by_person_id"),
)
_MEMBERS = (
    ("deliberation_of_unrecused", "cases_deliberation"),
    ("settlement_of_unrecused", "cases_settlement"),
)
ROW_RULES: dict[str, str] = {
    **{
        guard: f"""
        INSERT INTO {table} SELECT (jsonb_populate_record(t, jsonb_build_object(
          'case_id', r.case_id, '{column}', r.person_id))).*
        FROM {table} t CROSS JOIN cases_recusal r WHERE r.is_recusal LIMIT 1"""
        for guard, table, column in _ACTORS
    },
    **{
        guard: f"""
        INSERT INTO {table} SELECT (jsonb_populate_record(t, jsonb_build_object(
          'case_id', r.case_id, 'members',
          jsonb_build_array(jsonb_build_object('name', o.name))))).*
        FROM {table} t CROSS JOIN cases_recusal r
        JOIN registry_officer o ON o.person_id = r.person_id WHERE r.is_recusal LIMIT 1"""
        for guard, table in _MEMBERS
    },
    "hearing_was_told": """
        INSERT INTO cases_hearingrecord SELECT (jsonb_populate_record(r, jsonb_build_object(
          'held_on', h.notified_on + 6))).*
        FROM cases_hearingrecord r JOIN cases_hearing h ON h.id = r.hearing_id LIMIT 1""",
    "absence_was_told": """
        INSERT INTO cases_hearingrequest SELECT (jsonb_populate_record(
          q, '{"is_absence": true, "received_on": "2026-01-05"}')).*
        FROM cases_hearingrequest q LIMIT 1""",
    "decision_after_threshold": """
        INSERT INTO cases_decision SELECT (jsonb_populate_record(d, jsonb_build_object(
          'case_id', p.case_id, 'proposal_hash', p.hash))).*
        FROM cases_decision d CROSS JOIN cases_proposal p WHERE p.figures <> '{}'::jsonb LIMIT 1""",
    "decision_not_fined_twice": """
        INSERT INTO cases_decision SELECT d.* FROM cases_decision d
        JOIN cases_distinctact x ON x.other_case_id = d.case_id LIMIT 1""",
    "summary_not_fined_twice": """
        INSERT INTO cases_summarypenalty SELECT (jsonb_populate_record(p, jsonb_build_object(
          'case_id', x.other_case_id, 'fine_yuan', 50))).*
        FROM cases_summarypenalty p, cases_distinctact x LIMIT 1""",
    "dismissed_to_another": """
        INSERT INTO cases_dismissal SELECT (jsonb_populate_record(
          d, '{"reason": "no_jurisdiction"}')).* FROM cases_dismissal d LIMIT 1""",
    "case_dismissed_with_reason": """
        UPDATE cases_case SET state = 'dismissed' WHERE ctid = (
          SELECT c.ctid FROM cases_case c WHERE c.state = 'investigating' LIMIT 1)""",
    "case_begins_under_its_version": """
        INSERT INTO cases_case SELECT (jsonb_populate_record(
          c, '{"procedure": "ordinary-penalty/1"}')).*
        FROM cases_case c WHERE c.procedure = 'ordinary-penalty/2' AND c.joint_id IS NULL
        LIMIT 1""",
}
