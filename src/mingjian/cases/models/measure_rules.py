"""What the database asks of a measure (强制措施的数据库守卫): PL/pgSQL of the row rules."""

from __future__ import annotations

# 期限取自本案所依法律参数包（按哈希留存），不取自申报：第二十五条第一款。
WITHIN_THE_LAW = """
DECLARE
  pack jsonb;
  hold integer;
  more integer;
BEGIN
  IF NEW.taken_on IS NULL THEN
    RETURN NEW;
  END IF;
  SELECT l.content INTO pack FROM cases_case c
  JOIN registry_lawpack l ON l.hash = c.pack_id WHERE c.id = NEW.case_id;
  SELECT min((v -> 'limit' ->> 'length')::integer) INTO hold
  FROM jsonb_array_elements(
    (pack -> 'national' -> 'limits') || (pack -> 'jurisdiction' -> 'limits')
  ) v
  WHERE v -> 'limit' ->> 'act' = 'hold_seizure'
    AND (v -> 'since' ->> 'date')::date <= NEW.taken_on
    AND coalesce((v -> 'until' ->> 'date')::date, 'infinity') > NEW.taken_on;
  SELECT min((v ->> 'value')::integer) INTO more
  FROM jsonb_array_elements(
    (pack -> 'national' -> 'values') || (pack -> 'jurisdiction' -> 'values')
  ) v
  WHERE v ->> 'key' = 'extension.hold_seizure'
    AND (v -> 'since' ->> 'date')::date <= NEW.taken_on
    AND coalesce((v -> 'until' ->> 'date')::date, 'infinity') > NEW.taken_on;
  IF hold IS NULL OR more IS NULL OR NEW.hold_days > hold
     OR coalesce(NEW.extension_days, 0) > more THEN
    RAISE EXCEPTION 'longer than the law pack of this case allows'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'measure_within_the_law';
  END IF;
  RETURN NEW;
END
"""
# 两名承办人当日均持有有效证件：第十八条第（二）项。
BY_TWO_OFFICERS = """
BEGIN
  IF NEW.taken_on IS NOT NULL AND (
    SELECT count(DISTINCT o.person_id) FROM registry_officer o
    WHERE o.id IN (NEW.lead_officer_id, NEW.assisting_officer_id) AND EXISTS (
      SELECT FROM registry_credential k
      WHERE k.officer_id = o.id AND NEW.taken_on BETWEEN k.valid_from AND k.valid_until
        AND NOT EXISTS (
          SELECT FROM registry_credentialsuspension s
          WHERE s.credential_id = k.id AND s.since <= NEW.taken_on
            AND coalesce(s.until, 'infinity') > NEW.taken_on
        )
    )
  ) < 2 THEN
    RAISE EXCEPTION 'a measure needs two officers with credentials valid that day'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'measure_by_two_officers';
  END IF;
  RETURN NEW;
END
"""
# 清单一式二份，交付以后不得增列：第二十四条第三款。
LIST_IS_CLOSED = """
BEGIN
  IF (SELECT count(*) FROM cases_seizedgoods g WHERE g.measure_id = NEW.measure_id)
     >= (SELECT coalesce(max(m.goods_count), 0) FROM cases_measure m WHERE m.id = NEW.measure_id)
  THEN
    RAISE EXCEPTION 'the list of goods is closed'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'goods_list_is_closed';
  END IF;
  RETURN NEW;
END
"""
# 同一当事人的同名财物在其他案件中仍被查封、扣押，编号不足以区别的，须有书面说明：第二十三条。
_NAME = "regexp_replace({0}.name, '[[:space:]]', '', 'g')"
LIKENESS_IS_ANSWERED = f"""
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(c.party_id::text, 23))
  FROM cases_case c WHERE c.id = NEW.case_id;
  IF EXISTS (
    SELECT FROM cases_case c
    JOIN cases_case o ON o.party_id = c.party_id AND o.id <> c.id
    JOIN cases_seizedgoods g ON g.case_id = o.id
    WHERE c.id = NEW.case_id AND g.outcome = '' AND {_NAME.format("g")} = {_NAME.format("NEW")}
      AND (g.identity = '' OR NEW.identity = '')
  ) AND NOT EXISTS (
    SELECT FROM cases_measure m WHERE m.id = NEW.measure_id AND m.difference <> ''
  ) THEN
    RAISE EXCEPTION 'goods of this name are held in another case'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'goods_likeness_is_answered';
  END IF;
  RETURN NEW;
END
"""  # noqa: S608  # words of our own tables
# 没收须有没收非法财物的决定：第二十七条。
CONFISCATED_BY_DECISION = """
BEGIN
  IF NEW.outcome = 'confiscated' AND NOT EXISTS (
    SELECT FROM cases_decision d WHERE d.case_id = NEW.case_id AND d.kinds ? '没收非法财物'
  ) THEN
    RAISE EXCEPTION 'no decision confiscates these goods'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'goods_confiscated_by_decision';
  END IF;
  RETURN NEW;
END
"""

# 处理结果、审批意见和现场情况一经登记不得改写；空文本不是空值，FrozenFields 看不见。
OUTCOME_ONCE = """
BEGIN
  IF OLD.outcome_on IS NOT NULL AND (NEW.outcome, NEW.outcome_reasons, NEW.ground)
     IS DISTINCT FROM (OLD.outcome, OLD.outcome_reasons, OLD.ground) THEN
    RAISE EXCEPTION 'these goods have their outcome'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'goods_outcome_once';
  END IF;
  RETURN NEW;
END
"""
WORDS_ONCE = """
BEGIN
  IF OLD.decided_on IS NOT NULL AND NEW.decision_reasons <> OLD.decision_reasons
     OR OLD.taken_on IS NOT NULL
        AND (NEW.place, NEW.statement, NEW.witness, NEW.kept_at, NEW.keeper, NEW.difference)
        IS DISTINCT FROM (OLD.place, OLD.statement, OLD.witness, OLD.kept_at, OLD.keeper,
                          OLD.difference) THEN
    RAISE EXCEPTION 'what was written of this measure stays'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'measure_words_once';
  END IF;
  RETURN NEW;
END
"""
