"""What the database asks of devices and of files that name one (设备台账守卫): PL/pgSQL."""

from __future__ import annotations

# 台账的次序、时间，领用人是本机关的执法人员。
IN_ITS_ORDER = """
DECLARE
  before record;
  stood text;
BEGIN
  SELECT act, serial, happened_at INTO before FROM evidence_deviceevent
  WHERE device_id = NEW.device_id ORDER BY serial DESC LIMIT 1;
  stood := CASE coalesce(before.act, 'return')
    WHEN 'issue' THEN 'issued' WHEN 'repair' THEN 'in_repair' WHEN 'retire' THEN 'retired'
    ELSE 'in_store' END;
  IF NEW.serial <> coalesce(before.serial, 0) + 1 OR NEW.happened_at < before.happened_at
     OR (stood, NEW.act::text) NOT IN (
       ('in_store', 'issue'), ('in_store', 'repair'), ('in_store', 'retire'),
       ('issued', 'return'), ('issued', 'retire'),
       ('in_repair', 'repaired'), ('in_repair', 'retire')
     ) THEN
    RAISE EXCEPTION '% is not the next event of a device that is %', NEW.act, stood
      USING ERRCODE = 'check_violation', CONSTRAINT = 'device_event_in_its_order';
  END IF;
  RETURN NEW;
END
"""
ISSUED_TO_OWN_OFFICER = """
BEGIN
  IF NEW.officer_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM registry_officer o JOIN evidence_device d ON d.agency_id = o.agency_id
    WHERE o.id = NEW.officer_id AND d.id = NEW.device_id
  ) THEN
    RAISE EXCEPTION 'the officer is not of the agency of the device'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'device_issued_to_own_officer';
  END IF;
  RETURN NEW;
END
"""
# 已经收到的片段不能说成缺失。
GAP_IS_MISSING = """
BEGIN
  IF EXISTS (
    SELECT FROM evidence_evidencefile f WHERE f.source_id = NEW.device_id
      AND f.device_sequence BETWEEN NEW.first AND NEW.last
  ) THEN
    RAISE EXCEPTION 'a clip of these numbers is there'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'gap_note_of_missing_clips';
  END IF;
  RETURN NEW;
END
"""
LATE_FILE_IS_LATE = """
BEGIN
  IF NOT EXISTS (
    SELECT FROM evidence_evidencefile f
    WHERE f.id = NEW.file_id AND f.lag > interval '24 hours'
  ) THEN
    RAISE EXCEPTION 'the file is not late'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'late_note_of_late_file';
  END IF;
  RETURN NEW;
END
"""
# 采集时由采集人或者上传人领用的设备，才不标注疑问。
SOURCE_WITHOUT_DOUBT = """
DECLARE
  held record;
BEGIN
  IF NEW.device = '' OR NEW.device_doubt <> '' THEN
    RETURN NEW;
  END IF;
  SELECT e.act, o.person_id, o.name INTO held FROM evidence_deviceevent e
  LEFT JOIN registry_officer o ON o.id = e.officer_id
  WHERE e.device_id = NEW.source_id AND e.happened_at <= NEW.captured_at
  ORDER BY e.serial DESC LIMIT 1;
  IF held.act IS DISTINCT FROM 'issue' OR NOT (
    held.person_id = NEW.uploaded_by_person_id OR held.name = NEW.captured_by
  ) THEN
    RAISE EXCEPTION 'the device was not held by who recorded or uploaded'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_source_without_doubt';
  END IF;
  RETURN NEW;
END
"""
# 隐蔽录制：由本机关另一名负责人的账号批准。
COVERT_BY_HEAD = """
BEGIN
  IF NEW.is_covert AND NOT EXISTS (
    SELECT FROM access_user u JOIN access_rolegrant g ON g.user_id = u.id
    WHERE u.person_id = NEW.covert_approver_person_id AND u.name = NEW.covert_approver
      AND u.agency_id = NEW.agency_id AND g.role = 'agency_head'
      AND (NEW.captured_at AT TIME ZONE 'Asia/Shanghai')::date >= g.since
      AND (NEW.captured_at AT TIME ZONE 'Asia/Shanghai')::date < coalesce(g.until, 'infinity')
      AND u.person_id <> NEW.uploaded_by_person_id AND u.name <> NEW.captured_by
  ) THEN
    RAISE EXCEPTION 'covert recording not approved by another person who heads the agency'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_covert_by_head';
  END IF;
  RETURN NEW;
END
"""
