"""What the database asks of closing (结案的音像记录守卫): PL/pgSQL of the row rule."""

from __future__ import annotations

# 应当记录的环节取自本案所依法律参数包当日的目录：国办发〔2018〕118号 三（八）。
_RULE = """
DECLARE
  pack jsonb;
  owed text;
BEGIN
  IF NOT ({applies}) THEN
    RETURN NEW;
  END IF;
  SELECT l.content INTO pack FROM cases_case c
  JOIN registry_lawpack l ON l.hash = c.pack_id WHERE c.id = {case_id};
  SELECT string_agg(d.words[1], ', ') INTO owed
  FROM (
    SELECT id, taken_on AS day, ARRAY['查封扣押财产', '查封扣押'] AS words
    FROM cases_measure WHERE case_id = {case_id} AND taken_on IS NOT NULL
    UNION ALL
    SELECT hearing_id, held_on, ARRAY['举行听证']
    FROM cases_hearingrecord WHERE case_id = {case_id}
    UNION ALL
    SELECT id, done_on, ARRAY[
      CASE method WHEN 'left_in_place' THEN '留置送达' ELSE '公告送达' END, '文书送达']
    FROM dossier_service
    WHERE subject_id = {case_id} AND method IN ('left_in_place', 'by_announcement')
    UNION ALL
    SELECT id, acted_on, CASE WHEN move IN ('preserve_evidence', 'take_samples')
      THEN ARRAY['调查取证']
      ELSE ARRAY['强制拆除', '现场执法',
        '其他直接涉及人身自由、生命健康、重大财产权益的现场执法活动'] END
    FROM cases_proceedingstep
    WHERE case_id = {case_id} AND move IN ('preserve_evidence', 'take_samples', 'enforce',
      'perform_substitute', 'perform_at_once')
  ) d
  CROSS JOIN LATERAL (
    SELECT count(*) AS named, bool_or(f.key = 'av.full_record_acts') AS is_full
    FROM (
      SELECT DISTINCT ON (v ->> 'key') v ->> 'key' AS key, v -> 'value' AS value
      FROM (
        SELECT value AS v, 1 AS rank
        FROM jsonb_array_elements(pack -> 'jurisdiction' -> 'values')
        UNION ALL
        SELECT value, 2 FROM jsonb_array_elements(pack -> 'national' -> 'values')
      ) entries
      WHERE v ->> 'key' IN ('av.full_record_acts', 'av.conditional_acts')
        AND (v -> 'since' ->> 'date')::date <= d.day
        AND coalesce((v -> 'until' ->> 'date')::date, 'infinity') > d.day
      ORDER BY v ->> 'key', rank, (v -> 'since' ->> 'date')::date DESC
    ) f
    WHERE f.value ?| d.words
  ) catalogue
  WHERE catalogue.named > 0 AND NOT EXISTS (
    SELECT FROM evidence_steprecord r
    LEFT JOIN evidence_exceptionruling g ON g.record_id = r.id
    WHERE r.case_id = {case_id} AND r.step_id = d.id
      AND (r.file_id IS NOT NULL OR coalesce(g.approved, NOT catalogue.is_full))
  );
  IF owed IS NOT NULL THEN
    RAISE EXCEPTION 'neither recorded nor excepted: %', owed
      USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';
  END IF;
  RETURN NEW;
END
"""
CLOSED_WITH_RECORDINGS = _RULE.format(
    applies="true", case_id="NEW.case_id", name="closing_with_recordings"
)
# 撤案没有自己的行：案件转为已撤案时同样核对。
DISMISSED_WITH_RECORDINGS = _RULE.format(
    applies="NEW.state = 'dismissed' AND OLD.state <> 'dismissed'",
    case_id="NEW.id",
    name="dismissed_with_recordings",
)
