"""What the database asks of joint parties (共同违法的守卫): PL/pgSQL of the row rules."""

from __future__ import annotations

# 第一名当事人的案件领头；有一名当事人已经决定的，不能再增加当事人。
CASE_JOINS = """
BEGIN
  IF NEW.joint_id IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.joint_id IS NULL) AND (
    NEW.joint_id <> NEW.id AND NOT EXISTS (
      SELECT FROM cases_case h WHERE h.id = NEW.joint_id AND h.joint_id = h.id)
    OR EXISTS (
      SELECT FROM cases_case o JOIN cases_decision d ON d.case_id = o.id
      WHERE o.id = NEW.id OR o.joint_id = NEW.joint_id)
  ) THEN
    RAISE EXCEPTION 'a party joins a joint case before its decision'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'case_joins_before_decision';
  END IF;
  RETURN NEW;
END
"""

# 共同违法的当事人同日一并决定：每一当事人的告知、陈述申辩、听证都由其本人的决定行受约束，
# 因此任何一人的期限没有届满，全案不能决定。不予立案、撤案和分案办理的除外。
DECISION_FOR_EACH = """
DECLARE
  joint uuid;
BEGIN
  SELECT c.joint_id INTO joint FROM cases_case c WHERE c.id = NEW.case_id
    AND NOT EXISTS (SELECT FROM cases_separation s WHERE s.case_id = c.id);
  IF EXISTS (
    SELECT FROM cases_case o
    WHERE o.joint_id = joint AND o.id <> NEW.case_id AND o.state NOT IN ('declined', 'dismissed')
      AND NOT EXISTS (SELECT FROM cases_separation s WHERE s.case_id = o.id)
      AND NOT EXISTS (
        SELECT FROM cases_decision d WHERE d.case_id = o.id AND d.decided_on = NEW.decided_on)
  ) THEN
    RAISE EXCEPTION 'a joint case is decided for each party or for none'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_for_each_party';
  END IF;
  RETURN NULL;
END
"""
