"""What the database itself checks in an appraisal: the draw, who appraises, what is final."""

# 名单确定时，件数和指纹由数据库按名单重新计算。
ROSTER_AS_LISTED = """
DECLARE
  listed bigint;
  fingerprint text;
BEGIN
  SELECT count(*), encode(sha256(convert_to(
    coalesce(string_agg(r.case_id::text, E'\\n' ORDER BY r.case_id::text COLLATE "C"), ''), 'UTF8'
  )), 'hex') INTO listed, fingerprint
  FROM supervision_rosterentry r WHERE r.campaign_id = NEW.campaign_id;
  IF listed <> NEW.case_count OR fingerprint <> NEW.fingerprint THEN
    RAISE EXCEPTION 'the roster is not the one listed'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'roster_as_listed';
  END IF;
  RETURN NEW;
END
"""
# 公开的种子须是名单确定以前承诺的种子。
SEED_AS_COMMITTED = """
BEGIN
  IF NOT EXISTS (
    SELECT FROM supervision_campaign c JOIN supervision_roster r ON r.campaign_id = c.id
    WHERE c.id = NEW.campaign_id
      AND encode(sha256(decode(NEW.seed, 'hex')), 'hex') = c.commitment
  ) THEN
    RAISE EXCEPTION 'the seed is not the committed one, or comes before the roster'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'seed_as_committed';
  END IF;
  RETURN NEW;
END
"""
# 名单确定以后不得增加。
ROSTER_IS_OPEN = """
BEGIN
  IF EXISTS (
    SELECT FROM supervision_roster r WHERE r.campaign_id = NEW.campaign_id
  ) THEN
    RAISE EXCEPTION 'the roster is closed'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'roster_is_open';
  END IF;
  RETURN NEW;
END
"""
# 抽中与否由种子和名单决定：序值、名次由数据库重新计算。
SAMPLED_AS_DRAWN = """
DECLARE
  prefix text;
  wanted bigint;
  before bigint;
BEGIN
  SELECT d.seed || ':' || r.fingerprint || ':', r.sample_count INTO prefix, wanted
  FROM supervision_draw d JOIN supervision_roster r ON r.campaign_id = d.campaign_id
  WHERE d.campaign_id = NEW.campaign_id;
  SELECT count(*) INTO before FROM supervision_rosterentry r
  WHERE r.campaign_id = NEW.campaign_id
    AND encode(sha256(convert_to(prefix || r.case_id::text, 'UTF8')), 'hex') COLLATE "C" < NEW.rank;
  IF prefix IS NULL OR NEW.serial <> before + 1 OR NEW.serial > wanted
     OR NEW.rank <> encode(sha256(convert_to(prefix || NEW.case_id::text, 'UTF8')), 'hex') THEN
    RAISE EXCEPTION 'not as the seed draws it'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'sampled_as_drawn';
  END IF;
  RETURN NEW;
END
"""
# 抽取完毕（件数已足）方可指派。评查人员不得是被评查机关的人员，
# 不得办理过本案：全过程记录中有其行为的，无论何种岗位。
REVIEWER_IS_INDEPENDENT = """
DECLARE
  subject record;
BEGIN
  SELECT c.* INTO subject FROM supervision_sampled s
  JOIN cases_case c ON c.id = s.case_id WHERE s.id = NEW.sampled_id;
  IF (SELECT count(*) FROM supervision_sampled s WHERE s.campaign_id = NEW.campaign_id)
     IS DISTINCT FROM (
       SELECT r.sample_count FROM supervision_roster r WHERE r.campaign_id = NEW.campaign_id
     )::bigint
     OR NEW.reviewer_agency_id = subject.agency_id OR EXISTS (
    SELECT FROM registry_officer o
    WHERE o.person_id = NEW.reviewer_person_id AND o.agency_id = subject.agency_id
  ) OR EXISTS (
    SELECT FROM access_user u
    WHERE u.person_id = NEW.reviewer_person_id AND u.agency_id = subject.agency_id
  ) OR EXISTS (
    SELECT FROM registry_officer o
    WHERE o.id IN (subject.lead_officer_id, subject.assisting_officer_id)
      AND o.person_id = NEW.reviewer_person_id
  ) OR EXISTS (
    SELECT FROM journal_entry e
    WHERE e.stream_id = subject.id AND e.actor_person_id = NEW.reviewer_person_id
  ) THEN
    RAISE EXCEPTION 'the reviewer belongs to the agency or has handled the case'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'reviewer_is_independent';
  END IF;
  RETURN NEW;
END
"""
# 有扣分的须有理由；回避以后不得提交。
SHEET_IS_REASONED = """
BEGIN
  IF jsonb_array_length(NEW.marks) = 0 OR EXISTS (
    SELECT FROM jsonb_array_elements(NEW.marks) m
    WHERE (m ->> 'lost')::numeric > 0 AND btrim(coalesce(m ->> 'reason', '')) = ''
  ) OR EXISTS (
    SELECT FROM supervision_withdrawal w WHERE w.assignment_id = NEW.assignment_id
  ) THEN
    RAISE EXCEPTION 'a deduction without a reason, or by somebody who has withdrawn'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'sheet_is_reasoned';
  END IF;
  RETURN NEW;
END
"""
# 已经提交评分的，不再回避；由确认环节处理。
WITHDRAWAL_BEFORE_THE_SHEET = """
BEGIN
  IF EXISTS (SELECT FROM supervision_sheet h WHERE h.assignment_id = NEW.assignment_id)
     OR NOT EXISTS (
       SELECT FROM supervision_assignment a
       WHERE a.id = NEW.assignment_id AND a.campaign_id = NEW.campaign_id
     ) THEN
    RAISE EXCEPTION 'the sheet is handed in already, or the campaign is another'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'withdrawal_before_the_sheet';
  END IF;
  RETURN NEW;
END
"""
# 每名评查人员均已提交，方可确认；确认人不是评查人员。
FINDING_AFTER_SHEETS = """
BEGIN
  IF (
    SELECT count(*) FROM supervision_sheet h
    JOIN supervision_assignment a ON a.id = h.assignment_id
    WHERE a.sampled_id = NEW.sampled_id
  ) < (
    SELECT c.reviewers_each FROM supervision_campaign c WHERE c.id = NEW.campaign_id
  ) OR EXISTS (
    SELECT FROM supervision_assignment a
    WHERE a.sampled_id = NEW.sampled_id AND a.reviewer_person_id = NEW.confirmed_by_person_id
  ) THEN
    RAISE EXCEPTION 'sheets are missing, or confirmed by a reviewer'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'appraisal_finding_after_sheets';
  END IF;
  RETURN NEW;
END
"""
# 申诉期内提出，由被评查机关提出；结果确定以后不得申诉。
APPEAL_IN_TIME = """
BEGIN
  IF EXISTS (
    SELECT FROM supervision_finalresult r WHERE r.sampled_id = NEW.sampled_id
  ) OR NOT EXISTS (
    SELECT FROM supervision_finding f JOIN supervision_sampled s ON s.id = f.sampled_id
    JOIN cases_case c ON c.id = s.case_id
    WHERE f.sampled_id = NEW.sampled_id AND NEW.filed_on <= f.appeal_due_on
      AND c.agency_id = NEW.agency_id
  ) THEN
    RAISE EXCEPTION 'an appeal is filed by the agency, in time'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'appeal_in_time';
  END IF;
  RETURN NEW;
END
"""
# 答复申诉的人不是本案卷的评查人员。
ANSWERED_BY_ANOTHER = """
BEGIN
  IF EXISTS (
    SELECT FROM supervision_assignment a
    WHERE a.sampled_id = NEW.sampled_id AND a.reviewer_person_id = NEW.answered_by_person_id
  ) THEN
    RAISE EXCEPTION 'an appeal is not answered by a reviewer of the dossier'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'answered_by_another';
  END IF;
  RETURN NEW;
END
"""
# 申诉期满或者申诉已经答复，方可确定；确定的评分是确认的评分，或者答复改定的评分。
FINAL_AFTER_APPEAL = """
BEGIN
  IF EXISTS (
    SELECT FROM supervision_appeal p
    WHERE p.sampled_id = NEW.sampled_id AND NOT EXISTS (
      SELECT FROM supervision_appealanswer w WHERE w.sampled_id = p.sampled_id
    )
  ) OR NOT EXISTS (
    SELECT FROM supervision_finding f WHERE f.sampled_id = NEW.sampled_id
      AND (NEW.finalised_on > f.appeal_due_on OR EXISTS (
        SELECT FROM supervision_appealanswer w WHERE w.sampled_id = f.sampled_id))
  ) OR NEW.marks IS DISTINCT FROM coalesce(
    (SELECT w.marks FROM supervision_appealanswer w WHERE w.sampled_id = NEW.sampled_id),
    (SELECT f.marks FROM supervision_finding f WHERE f.sampled_id = NEW.sampled_id)
  ) THEN
    RAISE EXCEPTION 'the appeal is open, or the marks are not the confirmed ones'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'final_after_appeal';
  END IF;
  RETURN NEW;
END
"""
