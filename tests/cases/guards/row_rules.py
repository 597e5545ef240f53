"""Forbidden statements for the row rules (PL/pgSQL): each changes rows that are there."""

from __future__ import annotations

from tests.cases.guards import of_evidence, of_gates, of_service, of_signing

ROW_RULES: dict[str, str] = {
    **of_service.ROW_RULES,
    **of_signing.ROW_RULES,
    **of_gates.ROW_RULES,
    "decision_after_submissions": """
        INSERT INTO cases_decision SELECT (jsonb_populate_record(d, jsonb_build_object(
          'case_id', s.case_id))).*
        FROM cases_decision d, cases_partysubmission s WHERE NOT EXISTS (
          SELECT FROM cases_partyintake i WHERE i.submission_id = s.id) LIMIT 1""",
    "party_pass_after_service": """
        INSERT INTO cases_partypass SELECT (jsonb_populate_record(p, jsonb_build_object(
          'document_id', d.id))).*
        FROM cases_partypass p, dossier_document d WHERE NOT EXISTS (
          SELECT FROM dossier_service s WHERE s.document_id = d.id) LIMIT 1""",
    "submission_by_pass_in_force": """
        INSERT INTO cases_partysubmission SELECT (jsonb_populate_record(s, jsonb_build_object(
          'party_pass_id', e.party_pass_id))).*
        FROM cases_partysubmission s, cases_partypassend e LIMIT 1""",
    "decision_for_each_party": """
        INSERT INTO cases_decision SELECT (jsonb_populate_record(d, jsonb_build_object(
          'id', gen_random_uuid(), 'number', 'x', 'document_id', gen_random_uuid(),
          'case_id', c.id))).*
        FROM cases_decision d, cases_case c WHERE c.joint_id = c.id AND NOT EXISTS (
          SELECT FROM cases_separation s WHERE s.case_id = c.id) LIMIT 1""",
    "case_joins_before_decision": """
        UPDATE cases_case SET joint_id = id WHERE ctid = (
          SELECT c.ctid FROM cases_case c JOIN cases_decision d ON d.case_id = c.id LIMIT 1)""",
    "separation_before_decision": """
        INSERT INTO cases_separation SELECT (jsonb_populate_record(s, jsonb_build_object(
          'case_id', d.case_id))).*
        FROM cases_separation s, cases_decision d LIMIT 1""",
    "decision_after_hearing": """
        INSERT INTO cases_decision SELECT (jsonb_populate_record(d, '{"needs_review": false}')).*
        FROM cases_decision d JOIN cases_hearingrecord h ON h.case_id = d.case_id LIMIT 1""",
    "decision_service_of_the_decision": """
        INSERT INTO cases_decisionservice
        SELECT n.case_id, n.served_on, n.service_id FROM cases_noticeservice n LIMIT 1""",
    "deferral_answer_is_final": """
        UPDATE cases_deferral SET opinion = 'x' WHERE approved IS NOT NULL""",
    "execution_suspension_end_is_final": """
        UPDATE cases_suspension SET resumed_because = 'x' WHERE until IS NOT NULL""",
    "instalments_add_up": "INSERT INTO cases_instalment SELECT * FROM cases_instalment LIMIT 1",
    "paid_within_what_is_owed": """
        INSERT INTO cases_payment SELECT (jsonb_populate_record(p, '{"fine_yuan": 99999999}')).*
        FROM cases_payment p LIMIT 1""",
    "reduction_within_fine": """
        INSERT INTO cases_surchargereduction
        SELECT (jsonb_populate_record(r, '{"amount_yuan": 99999999}')).*
        FROM cases_surchargereduction r LIMIT 1""",
    "remedy_lowers_the_fine": """
        INSERT INTO cases_remedy SELECT (jsonb_populate_record(r, '{"fine_yuan": 99999999}')).*
        FROM cases_remedy r LIMIT 1""",
    "remedy_result_is_final": """
        UPDATE cases_remedy SET outcome = 'upheld', content = 'x' WHERE outcome = 'revoked'""",
    "reopened_for_cause": """
        INSERT INTO cases_reopening
        SELECT (jsonb_populate_record(r, jsonb_build_object('case_id', d.case_id))).*
        FROM cases_reopening r CROSS JOIN cases_decision d
        WHERE r.new_case_id IS NOT NULL
          AND NOT EXISTS (SELECT FROM cases_remedy m WHERE m.case_id = d.case_id) LIMIT 1""",
    "review_by_neutral_person": """
        INSERT INTO cases_review SELECT (jsonb_populate_record(
          r, jsonb_build_object('reviewer_person_id', o.person_id))).*
        FROM cases_review r JOIN cases_case c ON c.id = r.case_id
        JOIN registry_officer o ON o.id = c.lead_officer_id LIMIT 1""",
    "review_by_qualified_person": """
        INSERT INTO cases_review SELECT (jsonb_populate_record(
          r, jsonb_build_object('reviewer_person_id', o.person_id))).*
        FROM cases_review r JOIN registry_officer o ON NOT o.legal_qualification LIMIT 1""",
    "review_by_body_of_level": """
        INSERT INTO cases_review SELECT (jsonb_populate_record(
          r, jsonb_build_object('reviewer_person_id', o.person_id))).*
        FROM cases_review r JOIN cases_case c ON c.id = r.case_id
        JOIN registry_officer o ON o.agency_id <> c.agency_id AND o.legal_qualification LIMIT 1""",
    "review_answers_seven_points": """
        INSERT INTO cases_review SELECT (jsonb_populate_record(r, '{"points": []}')).*
        FROM cases_review r WHERE r.outcome = 'agreed' LIMIT 1""",
    "submission_after_answers": """
        INSERT INTO cases_reviewsubmission SELECT (jsonb_populate_record(
          s, jsonb_build_object('case_id', f.case_id))).*
        FROM cases_reviewsubmission s, cases_reviewfinding f WHERE NOT EXISTS (
          SELECT FROM cases_findinganswer a WHERE a.finding_id = f.id) LIMIT 1""",
    "submission_of_second_level": """
        INSERT INTO cases_reviewsubmission SELECT (jsonb_populate_record(
          s, '{"level": 2, "proposal_hash": "x"}')).* FROM cases_reviewsubmission s LIMIT 1""",
    "decision_reviewed_as_declared": """
        INSERT INTO cases_decision SELECT (jsonb_populate_record(d, '{"needs_review": false}')).*
        FROM cases_decision d JOIN cases_case c ON c.id = d.case_id
        WHERE c.declared_triggers <> '[]'::jsonb LIMIT 1""",
    "decision_reviewed_at_second_level": """
        INSERT INTO cases_decision SELECT (jsonb_populate_record(d, jsonb_build_object(
          'case_id', c.id))).*
        FROM cases_decision d, cases_case c WHERE c.second_reviewer_id IS NOT NULL LIMIT 1""",
    "advice_without_conflict": """
        INSERT INTO cases_adviceopinion SELECT (jsonb_populate_record(
          v, jsonb_build_object('adviser_id', d.id))).*
        FROM cases_adviceopinion v, registry_adviser d
        WHERE EXISTS (SELECT FROM registry_adviserconflict x WHERE x.adviser_id = d.id) LIMIT 1""",
    "case_keeps_its_triggers": """
        UPDATE cases_case SET declared_triggers = '[]' WHERE ctid = (
          SELECT c.ctid FROM cases_case c WHERE c.declared_triggers <> '[]'::jsonb LIMIT 1)""",
    "summary_penalty_within_the_law": """
        INSERT INTO cases_summarypenalty
        SELECT (jsonb_populate_record(p, '{"cap_yuan": 3000}')).* FROM cases_summarypenalty p
        LIMIT 1""",
    "summary_penalty_by_two_officers": """
        INSERT INTO cases_summarypenalty SELECT (jsonb_populate_record(
          p, jsonb_build_object('decided_by_person_id', gen_random_uuid()))).*
        FROM cases_summarypenalty p LIMIT 1""",
    "summary_filed_by_another": """
        INSERT INTO cases_summaryfiling SELECT (jsonb_populate_record(
          f, jsonb_build_object('filed_by_person_id', o.person_id))).*
        FROM cases_summaryfiling f JOIN cases_case c ON c.id = f.penalty_id
        JOIN registry_officer o ON o.id = c.lead_officer_id LIMIT 1""",
    "proposal_counts_add_up": """
        INSERT INTO cases_proposal
        SELECT (jsonb_populate_record(p, jsonb_build_object(
          'id', gen_random_uuid(), 'revision', p.revision + 100,
          'hash', left(md5(p.hash) || md5(p.hash), 64),
          'counts', '[{"violation": "x", "fine_yuan": "1", "gains_yuan": "0"}]'::jsonb))).*
        FROM cases_proposal p LIMIT 1""",
    "measure_within_the_law": """
        UPDATE cases_measure SET extension_days = 31 WHERE extended_on IS NOT NULL""",
    "measure_by_two_officers": """
        UPDATE cases_measure SET assisting_officer_id = lead_officer_id
        WHERE taken_on IS NOT NULL""",
    "goods_outcome_once": """
        UPDATE cases_seizedgoods SET outcome = 'destroyed' WHERE outcome_on IS NOT NULL""",
    "measure_words_once": "UPDATE cases_measure SET place = '别处' WHERE taken_on IS NOT NULL",
    "goods_list_is_closed": """
        INSERT INTO cases_seizedgoods SELECT (jsonb_populate_record(
          g, jsonb_build_object('id', gen_random_uuid(), 'serial', 9))).*
        FROM cases_seizedgoods g LIMIT 1""",
    "goods_likeness_is_answered": """
        INSERT INTO cases_seizedgoods SELECT (jsonb_populate_record(g, jsonb_build_object(
          'id', gen_random_uuid(), 'case_id', c.id, 'measure_id', gen_random_uuid()))).*
        FROM cases_seizedgoods g JOIN cases_case o ON o.id = g.case_id
        JOIN cases_case c ON c.party_id = o.party_id AND c.id <> o.id
        WHERE g.outcome = '' AND g.identity = '' LIMIT 1""",
    "case_from_justice": """
        UPDATE cases_case SET state = 'closed' WHERE id IN (
          SELECT case_id FROM cases_proceedingstep WHERE move = 'receive_from_justice')""",
    "step_with_goods_by_law": """
        INSERT INTO cases_proceedingstep SELECT (jsonb_populate_record(s, jsonb_build_object(
          'id', gen_random_uuid(), 'move', 'record_storage_cost', 'subject', p.name,
          'amount_yuan', 1))).*
        FROM cases_proceedingstep s JOIN cases_case c ON c.id = s.case_id
        JOIN registry_party p ON p.id = c.party_id LIMIT 1""",
    "account_frozen_once": """
        INSERT INTO cases_proceedingstep SELECT (jsonb_populate_record(s, jsonb_build_object(
          'id', gen_random_uuid(), 'proceeding_id', gen_random_uuid()))).*
        FROM cases_proceedingstep s WHERE s.move = 'freeze' LIMIT 1""",
    "goods_confiscated_by_decision": """
        UPDATE cases_seizedgoods SET outcome = 'confiscated' WHERE outcome_on IS NULL""",
    "case_ends_without_goods": """
        UPDATE cases_case SET state = 'dismissed' WHERE id IN (
          SELECT case_id FROM cases_seizedgoods WHERE outcome_on IS NULL)""",
    "step_in_its_place": "INSERT INTO cases_proceedingstep SELECT * FROM cases_proceedingstep",
    "step_by_neutral_person": """
        INSERT INTO cases_proceedingstep SELECT (jsonb_populate_record(
          s, jsonb_build_object('person_id', q.person_id))).*
        FROM cases_proceedingstep s JOIN cases_proceedingstep q USING (proceeding_id)
        WHERE s.move = 'approve_preservation' AND q.move = 'request_preservation' LIMIT 1""",
    "step_by_two_officers": """
        INSERT INTO cases_proceedingstep
        SELECT (jsonb_populate_record(s, '{"acted_on": "2020-01-02"}')).*
        FROM cases_proceedingstep s WHERE s.move = 'preserve_evidence' LIMIT 1""",
    "step_within_the_law": """
        INSERT INTO cases_proceedingstep SELECT (jsonb_populate_record(s, '{"days": 8}')).*
        FROM cases_proceedingstep s WHERE s.move = 'preserve_evidence' LIMIT 1""",
    "proceeding_list_is_closed": """
        INSERT INTO cases_proceedingitem SELECT * FROM cases_proceedingitem LIMIT 1""",
    "proceeding_outcome_is_decided": """
        UPDATE cases_proceedingitem SET outcome = 'confiscated' WHERE outcome = ''""",
    "case_ends_without_proceedings": """
        UPDATE cases_case SET state = 'dismissed' WHERE id IN (
          SELECT case_id FROM cases_proceedingitem WHERE outcome = '')""",
    "decision_waits_for_police": """
        INSERT INTO cases_decision
        SELECT (jsonb_populate_record(d, jsonb_build_object('case_id', s.case_id))).*
        FROM cases_decision d CROSS JOIN cases_proceedingstep s
        WHERE s.move = 'send_referral' AND d.fine_yuan > 0 LIMIT 1""",
    "decision_by_unrecused": """
        INSERT INTO cases_decision SELECT (jsonb_populate_record(d, jsonb_build_object(
          'case_id', r.case_id, 'decided_by_person_id', r.person_id))).*
        FROM cases_decision d CROSS JOIN cases_recusal r WHERE r.is_recusal LIMIT 1""",
    "hearing_by_unrecused": """
        INSERT INTO cases_hearing SELECT (jsonb_populate_record(h, jsonb_build_object(
          'case_id', r.case_id, 'presiding_person_id', r.person_id))).*
        FROM cases_hearing h CROSS JOIN cases_recusal r WHERE r.is_recusal LIMIT 1""",
    **of_evidence.ROW_RULES,
}
