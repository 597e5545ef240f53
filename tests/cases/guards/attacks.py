"""Forbidden statements for every guard; each changes one row that is there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.db import DatabaseError, connection, transaction

from tests.cases.guards import of_evidence, of_gates, of_service, of_signing
from tests.cases.guards.manifest import Standing, standing
from tests.cases.guards.row_rules import ROW_RULES

# A value of the column's type that no other row has.
_ALIEN = {
    "uuid": "gen_random_uuid()",
    "character varying": "'x'",
    "text": "'x'",
    "integer": '"{0}" + 7',
    "smallint": '"{0}" + 7',
    "bigint": '"{0}" + 7',
    "numeric": '"{0}" + 7',
    "date": '"{0}" + 7',
    "timestamp with time zone": "\"{0}\" + interval '7 days'",
    "boolean": 'NOT "{0}"',
    "jsonb": "'[\"x\"]'",
}
# What each CHECK forbids, as assignments to a row.
FORBIDDEN: dict[str, Sequence[str]] = {
    "case_act_not_after_discovery_unless_continuing": ["act_ended_on = discovered_on + 1"],
    "case_handled_by_two_officers": [
        "assisting_officer_id = lead_officer_id",
        "assisting_officer_id = NULL",
        "lead_officer_id = NULL",
    ],
    "case_opened_has_number_and_floors": [
        "number = ''",
        "review_floor_yuan = NULL",
        "deliberation_floor_yuan = NULL",
    ],
    "court_after_demand": ["applied_on = demand_due_on"],
    "court_in_its_window": ["applied_on = opens_on - 1", "applied_on = closes_on + 1"],
    "decision_names_deliberation_whole": ["deliberation_agrees = NULL", "deliberation_id = NULL"],
    "decision_names_review_whole": ["review_outcome = NULL", "review_id = NULL"],
    "decision_names_waiver_whole": ["waiver_is_waiver = true", "waiver_id = gen_random_uuid()"],
    "decision_over_floor_needs_review": [
        "needs_review = false",
        "needs_review = false, fine_yuan = 0",
    ],
    "decision_reviewed_where_due": [
        "review_id = NULL, review_outcome = NULL",
        "review_outcome = 'problems'",
        "review_outcome = 'returned'",
    ],
    "defence_answer_has_reasons": ["reasons = ''"],
    "defence_due_after_service": ["defence_due_on = served_on"],
    "defence_is_written": ["content = ''"],
    "deferral_answered_whole_or_not": ["opinion = ''", "decided_on = NULL", "approved = NULL"],
    "deferral_approved_has_total": ["total_yuan = NULL", "total_yuan = 0", "document_id = NULL"],
    "demand_served_whole_or_not": [
        "due_on = served_on",
        *(f"{column} = NULL" for column in ("due_on", "service_id", "served_on")),
    ],
    "deliberation_has_minutes": ["minutes = ''"],
    "entry_follows_the_one_before": [
        "seq = seq + 5",
        "seq = 5, previous_seq = NULL, previous_hash = ''",
        "seq = 1, previous_seq = NULL, previous_hash = 'x'",
    ],
    "entry_names_actor_role_purpose": [
        f"{column} = ''" for column in ("actor_name", "actor_role", "purpose", "kind")
    ],
    "evidence_check_has_reasons": ["reasons = ''"],
    "evidence_collected_by_two_or_handed_in": [
        "collected_with_id = NULL",
        "collected_by_id = NULL",
        "collected_with_id = collected_by_id",
    ],
    "execution_suspension_ends_with_reasons": [
        *("until = since - 1", "resumed_because = ''", "until = NULL"),
    ],
    "hearing_after_its_notice": ["scheduled_on = notified_on"],
    "hearing_offer_has_its_period": [
        "offers_hearing = true, hearing_due_on = served_on",
        "offers_hearing = true, hearing_due_on = NULL",
    ],
    "instalment_is_positive": ["amount_yuan = 0", "amount_yuan = -1"],
    "number_leaves_no_gap": [
        "serial = 9, previous_serial = 7",
        "serial = 9, previous_serial = NULL",
        "serial = 1, previous_serial = 0",
    ],
    "opening_approver_is_another_person": ["decided_by_person_id = requested_by_person_id"],
    "opening_decided_whole_or_not": ["approved = NULL", "decided_by_person_id = NULL"],
    "own_correction_corrects": [
        "kind = 'own_correction', outcome = ''",
        "kind = 'own_correction', outcome = 'upheld'",
    ],
    "pause_ends_after_it_begins": ["until = since - 1"],
    "party_pass_has_two_factors": [
        *("code_digest = ''", "factor_digest = ''", "factor_digest = code_digest"),
    ],
    "party_pass_end_has_reasons": ["reasons = ''"],
    "submission_says_something": ["content = ''"],
    "intake_as_act_or_with_reasons": ["as_act = false, reasons = ''"],
    "payment_is_booked_whole": [
        *("fine_yuan = fine_yuan + 1", "gains_yuan = -1, fine_yuan = amount_yuan + 1"),
        "surcharge_yuan = surcharge_yuan + 1",
    ],
    "payment_is_positive": ["amount_yuan = 0", "amount_yuan = -1"],
    "penalty_after_defence_period": [
        "decided_on = defence_due_on, waiver_id = NULL, waiver_is_waiver = NULL",
        "decided_on = defence_due_on, waiver_id = gen_random_uuid(), waiver_is_waiver = false",
    ],
    "penalty_after_notice": [
        f"{column} = NULL" for column in ("notice_id", "notice_served_on", "defence_due_on")
    ],
    "penalty_deliberated_where_due": [
        "deliberation_id = NULL, deliberation_agrees = NULL",
        "deliberation_agrees = false",
        "deliberation_id = NULL, deliberation_agrees = NULL, fine_yuan = 0",
    ],
    "proposal_unused_leniency_has_reasons": [
        "outcome = 'penalty', open_leniency = '[\"x\"]', leniency_reasons = ''",
    ],
    "reduction_has_reasons": ["reasons = ''"],
    "reduction_is_positive": ["amount_yuan = 0", "amount_yuan = -1"],
    "remedy_accepted_after_application": ["accepted_on = applied_on - 1"],
    "remedy_ended_whole_or_not": [
        *("effective_on = applied_on - 1", "orders_redo = NULL"),
        *("result_document = ''", "effective_on = NULL", "outcome = ''"),
    ],
    "remedy_fine_of_a_change": ["outcome = 'upheld'", "outcome = ''", "fine_yuan = -1"],
    "remedy_redo_follows_revocation": [
        *("orders_redo = true, outcome = 'upheld'", "orders_redo = true, outcome = ''"),
    ],
    "reopening_has_reasons": ["reasons = ''"],
    "response_is_answered": ["content = ''", "reasons = ''"],
    "review_opinion_is_written": ["opinion = ''"],
    "review_reviewer_answers": ["statement = ''"],
    "review_return_has_its_day": [
        "supplement_due_on = NULL",
        "supplement_due_on = concluded_on",
    ],
    "submission_handler_answers": ["statement = ''"],
    "submission_level_known": ["level = 3"],
    "decision_head_answers": ["statement = ''"],
    "finding_is_written": ["text = ''", "point = 8", "part = ''"],
    "finding_answer_is_written": ["text = ''"],
    "separation_has_reasons": ["reasons = ''"],
    "settlement_has_minutes": ["minutes = ''"],
    "advice_is_written": ["text = ''"],
    "declaration_has_reasons": ["reasons = ''"],
    "downgrade_has_reasons": ["reasons = ''"],
    "downgrade_by_another_person": ["decided_by_person_id = declared_by_person_id"],
    "reviewer_is_not_the_submitter": ["reviewer_person_id = submitted_by_person_id"],
    "public_seal_has_a_lookup": ["lookup = 'x'"],
    "public_seal_names_a_file": ["sealed_sha256 = 'x'"],
    "seal_approval_names_bytes": ["pre_seal_sha256 = 'x'"],
    "seal_set_by_another_than_approved": ["sealed_by_person_id = approved_by_person_id"],
    "sealed_file_is_another": ["pre_seal_sha256 = sealed_sha256"],
    "sealed_file_is_named": ["sealed_sha256 = 'x'"],
    **of_service.FORBIDDEN,
    **of_signing.FORBIDDEN,
    **of_gates.FORBIDDEN,
    "termination_has_reasons": ["reasons = ''"],
    "void_has_reason": ["reason = ''"],
    "summary_imposes_something": ["fine_yuan = 0, is_warned = false", "fine_yuan = -1"],
    "summary_fine_within_cap": ["fine_yuan = cap_yuan + 1"],
    "summary_told_before_decided": ["told_at = decided_at + interval '1 minute'"],
    "summary_not_heavier_than_told": [
        "told_fine_yuan = fine_yuan - 1",
        "is_warned = true, told_is_warned = false, told_fine_yuan = fine_yuan",
    ],
    "summary_statement_was_answered": ["answer = ''", "statement = ''"],
    "summary_facts_and_evidence": ["facts = ''", "evidence = '[]'"],
    "summary_cash_has_a_ground": [
        "way = 'small', fine_yuan = spot_cash_yuan + 1",
        "way = 'remote', fine_yuan = 0",
        "way = 'favour'",
    ],
    "cash_has_a_receipt": ["receipt_number = ''"],
    "cash_by_a_lawful_way": ["way = 'bank'"],
    "cash_goes_on_in_order": [
        "handed_in_on = collected_on - 1",
        "banked_on = handed_in_on - 1",
        "handed_in_on = NULL",
    ],
    "measure_has_its_authority": ["authority = ''", "reasons = ''", "object = ''"],
    "measure_approval_whole_or_not": [
        f"{column} = NULL"
        for column in ("approved", "decided_at", "decided_on", "decided_by_person_id")
    ],
    "measure_approver_is_another_person": ["decided_by_person_id = requested_by_person_id"],
    "measure_approved_before_taken": [
        "approved = false",
        "approved = NULL",
        "decided_on = taken_on + 1",
        "decided_on = NULL",
    ],
    "measure_taken_whole_or_not": [
        f"{column} = NULL"
        for column in ("taken_at", "taken_on", "assisting_officer_id", "hold_days", "document_id")
    ],
    "measure_list_is_not_empty": ["goods_count = 0"],
    "measure_extended_whole_or_not": ["extended_on = NULL", "extension_document_id = NULL"],
    "measure_extended_while_held": [
        "approved = false",
        "approved = NULL",
        "extended_on = taken_on - 1",
        "taken_on = NULL",
    ],
    "goods_are_described": ["name = ''", "unit = ''", "quantity = 0", "quantity = -1"],
    "goods_sold_whole_or_not": ["sold_on = NULL", "sold_yuan = NULL", "sold_yuan = -1"],
    "goods_outcome_whole_or_not": ["outcome_on = NULL", "outcome_reasons = ''"],
    "goods_released_by_paper": [
        "ground = ''",
        "release_document_id = NULL",
        "outcome = 'destroyed'",
        "outcome = ''",
    ],
    "goods_test_is_definite": ["due_on = since - 1", "ended_on = since - 1", "content = ''"],
    **of_evidence.FORBIDDEN,
    # 附随程序
    "step_has_reasons": ["reasons = ''"],
    "proceeding_item_is_described": ["name = ''", "unit = ''", "quantity = 0"],
    "proceeding_item_outcome_whole_or_not": ["outcome_step_id = NULL", "outcome = ''"],
}
# Rows without which these CHECKs have nothing to say.
GRAVE = "deliberation_floor_yuan <= 120000 AND kinds::text LIKE '%吊销%'"
_EXTENDED, _RELEASED = "extension_days IS NOT NULL", "serial = 1"
_ROWS = {
    "case_handled_by_two_officers": "lead_officer_id IS NOT NULL",
    "case_opened_has_number_and_floors": "opened_on IS NOT NULL",
    **dict.fromkeys([name for name in FORBIDDEN if name.startswith("decision_")], GRAVE),
    **dict.fromkeys([name for name in FORBIDDEN if name.startswith("penalty_")], GRAVE),
    "deferral_answered_whole_or_not": "approved IS NOT NULL",
    "deferral_approved_has_total": "approved",
    "demand_served_whole_or_not": "served_on IS NOT NULL",
    "evidence_collected_by_two_or_handed_in": "collected_by_id IS NOT NULL",
    "execution_suspension_ends_with_reasons": "until IS NOT NULL",
    "remedy_ended_whole_or_not": "outcome <> ''",
    "review_return_has_its_day": "outcome = 'returned'",
    "remedy_fine_of_a_change": "fine_yuan IS NOT NULL",
    "opening_decided_whole_or_not": "decided_on IS NOT NULL",
    "entry_follows_the_one_before": "seq > 1",
    **dict.fromkeys([name for name in FORBIDDEN if name.startswith("measure_")], _EXTENDED),
    **dict.fromkeys([name for name in FORBIDDEN if name.startswith("goods_")], _RELEASED),
    "goods_test_is_definite": "true",
    **of_evidence.ROWS,
    **of_signing.ROWS,
    "proceeding_item_outcome_whole_or_not": "outcome <> ''",
}


def attacks_on(guard: Standing) -> list[str]:
    """Statements that this guard, and on the bare table nothing else, refuses."""
    if guard.kind == "trigger":
        return _against_trigger(guard)
    if guard.kind == "check":
        rows = _ROWS.get(guard.name, "true")
        return [update(guard.table, one, rows) for one in _forbidden_by(guard)]
    filled = " AND ".join(f'"{column}" IS NOT NULL' for column in guard.columns)
    if guard.kind == "foreign key":
        types = types_of(guard.table)
        return [
            update(guard.table, _alien(column, types[column]), filled) for column in guard.columns
        ]
    columns = ", ".join(f'"{column}"' for column in _written_columns(guard.table))
    copied = f'SELECT {columns} FROM "{guard.table}" WHERE {filled} AND {guard.predicate} LIMIT 1'
    return [f'INSERT INTO "{guard.table}" ({columns}) {copied}']


def _forbidden_by(guard: Standing) -> Sequence[str]:
    positive = re.search(r'CHECK \(\("?(\w+)"? >= 0\)\)', guard.definition)
    return [f'"{positive[1]}" = -1'] if positive else FORBIDDEN[guard.name]


def _against_trigger(guard: Standing) -> list[str]:
    table, types = guard.table, types_of(guard.table)
    match guard.definition.rpartition("FUNCTION ")[2].partition("(")[0]:
        case "mingjian_refuse_change" if "BEFORE TRUNCATE" in guard.definition:
            return [f'TRUNCATE "{table}"']
        case "mingjian_refuse_change":
            changed = [update(table, f"{_same(types)}")] if "UPDATE" in guard.definition else []
            return [*changed, f'DELETE FROM "{table}" WHERE {_one_row(table, "true")}']
        case "mingjian_refuse_frozen":
            return [
                update(table, _alien(column, types[column]), f'"{column}" IS NOT NULL')
                for column in guard.arguments[1:]
            ]
        case "mingjian_require_entry":
            return [update(table, _same(types))]
        case name:
            return [ROW_RULES[name]]


def update(table: str, assignments: str, rows: str = "true") -> str:
    """Change one row."""
    return f'UPDATE "{table}" SET {assignments} WHERE {_one_row(table, rows)}'


def _one_row(table: str, rows: str) -> str:
    return f'ctid = (SELECT ctid FROM "{table}" WHERE {rows} ORDER BY ctid LIMIT 1)'


def _alien(column: str, kind: str) -> str:
    return f'"{column}" = ' + _ALIEN[kind].format(column)


def _same(types: dict[str, str]) -> str:
    column = next(iter(types))
    return f'"{column}" = "{column}"'


def types_of(table: str) -> dict[str, str]:
    """The columns of a table with their types."""
    with connection.cursor() as sql:
        sql.execute(
            "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute WHERE attnum > 0"
            " AND NOT attisdropped AND attrelid = %s::regclass ORDER BY attnum",
            [table],
        )
        return dict(sql.fetchall())


_WRITTEN = """SELECT attname FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped
    AND attgenerated = '' AND attrelid = %s::regclass ORDER BY attnum"""


def _written_columns(table: str) -> list[str]:
    with connection.cursor() as sql:
        sql.execute(_WRITTEN, [table])
        return [row[0] for row in sql.fetchall()]


def strip(table: str, *, keep: Standing | None = None) -> None:
    """Take every guard off the table but one (and the key that this one rests on)."""
    needs_keys = keep is not None and keep.refers_to_itself
    order = ["trigger", "check", "foreign key", "index", "unique"]
    others = [one for one in standing() if one.table == table and one != keep]
    with connection.cursor() as sql:
        for guard in sorted(others, key=lambda one: order.index(one.kind)):
            if not (guard.kind == "unique" and needs_keys):
                sql.execute(guard.removal)


def execute(statement: str) -> int:
    """Run it, deferred guards included; returns the rows it changed."""
    with transaction.atomic(), connection.cursor() as sql:
        sql.execute(statement)
        changed = int(sql.rowcount)
        sql.execute("SET CONSTRAINTS ALL IMMEDIATE")
        sql.execute("SET CONSTRAINTS ALL DEFERRED")
    return changed


def refusal_of(statement: str) -> str | None:
    """The name of the guard that refuses it, if one does."""
    try:
        execute(statement)
    except DatabaseError as error:
        found = error.__cause__
        return str(found.diag.constraint_name or found.diag.column_name or found)
    return None
