"""What the database checks of several violations in one proposal (并案处理)."""

# 分别裁量、合并执行：每一项违法行为只列一次（行政处罚法第二十九条），各在其法定幅度以内；
# 合计就是拟处理意见的数额；第一项是本案的案由。
COUNTS_ADD_UP = """
DECLARE
  number integer := jsonb_array_length(NEW.counts);
BEGIN
  IF number > 0 AND (
    number = 1
    OR NEW.counts->0->>'violation' IS DISTINCT FROM (
      SELECT c.violation_id FROM cases_case c WHERE c.id = NEW.case_id)
    OR EXISTS (
      SELECT FROM jsonb_array_elements(NEW.counts) one
      WHERE (one->>'fine_yuan')::numeric > 0 AND NOT COALESCE(
        (one->>'fine_yuan')::numeric
        BETWEEN (one->>'least_yuan')::numeric AND (one->>'most_yuan')::numeric, false))
    OR (
      SELECT count(DISTINCT one->>'violation') <> number
        OR sum((one->>'fine_yuan')::numeric) IS DISTINCT FROM NEW.fine_yuan
        OR sum((one->>'gains_yuan')::numeric) IS DISTINCT FROM NEW.confiscated_gains_yuan
      FROM jsonb_array_elements(NEW.counts) one)
  ) THEN
    RAISE EXCEPTION 'the violations of a proposal do not add up'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'proposal_counts_add_up';
  END IF;
  RETURN NEW;
END
"""
