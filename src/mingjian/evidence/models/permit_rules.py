"""What the database asks where a head must have said so himself: PL/pgSQL."""

from __future__ import annotations

# 本机关当日在任的负责人。
_HEADS_THEN = """
    SELECT FROM evidence_evidencefile f
    JOIN access_user u ON u.agency_id = f.agency_id
    JOIN access_rolegrant g ON g.user_id = u.id
    WHERE f.id = NEW.file_id AND u.person_id = NEW.decided_by_person_id
      AND g.role = 'agency_head'
      AND (NEW.decided_at AT TIME ZONE 'Asia/Shanghai')::date >= g.since
      AND (NEW.decided_at AT TIME ZONE 'Asia/Shanghai')::date < coalesce(g.until, 'infinity')
"""
COVERT_CONFIRMED_BY_HEAD = f"""
BEGIN
  IF NOT EXISTS ({_HEADS_THEN}) THEN
    RAISE EXCEPTION 'not confirmed by an account that heads the agency on that day'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'covert_confirmed_by_head';
  END IF;
  RETURN NEW;
END
"""
EXPORT_DECIDED_BY_HEAD = f"""
BEGIN
  IF NEW.approved IS NOT NULL AND NOT EXISTS ({_HEADS_THEN}) THEN
    RAISE EXCEPTION 'not decided by an account that heads the agency on that day'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'export_decided_by_head';
  END IF;
  RETURN NEW;
END
"""
TAKEN_IN_ITS_TIME = """
BEGIN
  IF NOT EXISTS (
    SELECT FROM evidence_originalexport e WHERE e.id = NEW.export_id AND e.approved
      AND NEW.taken_at >= e.decided_at AND NEW.taken_at < e.until
      AND e.asked_by_person_id = NEW.taken_by_person_id
  ) THEN
    RAISE EXCEPTION 'export % is not approved for that person at that moment', NEW.export_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'taken_in_its_time';
  END IF;
  RETURN NEW;
END
"""


def covert_is_confirmed(*, name: str, when: str = "NEW.file_id IS NOT NULL") -> str:
    """隐蔽录制未经确认的，不得关联为证据: for every table that links a file; ``when`` it does."""
    return f"""
BEGIN
  IF {when} AND EXISTS (
    SELECT FROM evidence_evidencefile f WHERE f.id = NEW.file_id AND f.is_covert
      AND NOT EXISTS (
        SELECT FROM evidence_covertruling r WHERE r.file_id = f.id AND r.confirmed)
  ) THEN
    RAISE EXCEPTION 'covert recording % is not confirmed by the head who was asked', NEW.file_id
      USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';
  END IF;
  RETURN NEW;
END
"""  # noqa: S608  # our own words
