"""What the database asks since the second version of 普通程序: PL/pgSQL of the row rules.

Cases begun under a version that does not know a rule are left alone; which ones, is read from
``law.procedure.VERSIONS``. The database has no calendar: of the seven working days it keeps the
seven calendar days that are always among them; the law counts the working days.
"""

from __future__ import annotations

from mingjian.law.procedure import VERSIONS, Rule, versions_without
from mingjian.law.procedure import rules_hearing as hearing
from mingjian.law.procedure import rules_proceedings as proceedings
from mingjian.law.prosecution import all_thresholds

_LEAST_DAYS = 7


def _unknown_to(rule: Rule) -> str:
    """The versions that do not know the rule, as words of SQL."""
    return ", ".join(f"'{version}'" for version in versions_without(rule))


def _case_of_version(rule: Rule, case_id: str = "NEW.case_id") -> str:
    """Whether the case is judged by a version that knows the rule."""
    return f"""EXISTS (
    SELECT FROM cases_case c WHERE c.id = {case_id} AND c.procedure NOT IN ({_unknown_to(rule)})
  )"""  # words of our own table


# 听证通知书没有送达、送达不足七日的，不得举行听证：处罚法第六十四条第（二）项。
HEARING_WAS_TOLD = f"""
BEGIN
  IF {_case_of_version(hearing.apl64_notice_was_served_in_time)} AND NOT EXISTS (
    SELECT FROM cases_hearing h JOIN dossier_service s ON s.document_id = h.document_id
    WHERE h.id = NEW.hearing_id AND s.effective_on <= NEW.held_on - {_LEAST_DAYS}
  ) THEN
    RAISE EXCEPTION 'the notice of this hearing was not served seven days before'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'hearing_was_told';
  END IF;
  RETURN NEW;
END
"""  # words of our own table
# 没有送达通知的当事人没有出席，不是放弃：第（六）项。
ABSENCE_WAS_TOLD = f"""
BEGIN
  IF NEW.is_absence AND {_case_of_version(hearing.apl64_absent_party_was_told)} AND NOT EXISTS (
    SELECT FROM cases_hearing h JOIN dossier_service s ON s.document_id = h.document_id
    WHERE h.case_id = NEW.case_id AND h.proposal_hash = NEW.proposal_hash
      AND h.scheduled_on <= NEW.received_on
      AND s.effective_on <= h.scheduled_on - {_LEAST_DAYS}
  ) THEN
    RAISE EXCEPTION 'an absent party had not been told of the hearing'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'absence_was_told';
  END IF;
  RETURN NEW;
END
"""  # words of our own table
# 以不属于本机关管辖为由撤案的，须有接收回执或者指定管辖：第二十五条第二款。
DISMISSED_TO_ANOTHER = f"""
BEGIN
  IF NEW.reason = 'no_jurisdiction'
     AND {_case_of_version(proceedings.apl25_another_organ_has_taken_it)}
     AND NOT EXISTS (
    SELECT FROM cases_proceedingstep s
    WHERE s.case_id = NEW.case_id AND s.acted_on <= NEW.dismissed_on
      AND (s.move = 'record_designation' AND s.choice = 'theirs'
           OR s.move = 'record_receipt' AND s.choice <> 'refused')
      AND NOT EXISTS (
        SELECT FROM cases_proceedingstep d WHERE d.proceeding_id = s.proceeding_id
          AND d.move = 'record_designation' AND d.choice = 'ours')
  ) THEN
    RAISE EXCEPTION 'no other organ has taken this case'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'dismissed_to_another';
  END IF;
  RETURN NEW;
END
"""  # noqa: S608  # words of our own table
# 撤案须登记撤案情形：没有这一行的，案件不转为已撤案。
DISMISSED_WITH_REASON = f"""
BEGIN
  IF NEW.state = 'dismissed' AND OLD.state <> 'dismissed'
     AND NEW.procedure NOT IN ({_unknown_to(proceedings.apl25_another_organ_has_taken_it)})
     AND NOT EXISTS (SELECT FROM cases_dismissal d WHERE d.case_id = NEW.id) THEN
    RAISE EXCEPTION 'dismissed without a reason on record'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'case_dismissed_with_reason';
  END IF;
  RETURN NEW;
END
"""  # words of our own table
_BEGINNINGS = ", ".join(f"('{one.id}', DATE '{one.since}')" for one in VERSIONS)
# 案源登记之日施行的版本；同案的当事人随首名当事人的版本。
BEGINS_UNDER_ITS_VERSION = f"""
BEGIN
  IF NEW.procedure LIKE 'ordinary-penalty/%' AND NEW.procedure IS DISTINCT FROM (
    SELECT v.id FROM (VALUES {_BEGINNINGS}) AS v (id, since)
    WHERE v.since <= NEW.registered_on OR v.since = DATE '{VERSIONS[0].since}'
    ORDER BY v.since DESC LIMIT 1
  ) AND NOT EXISTS (
    SELECT FROM cases_case h WHERE h.id = NEW.joint_id AND h.id <> NEW.id
      AND h.procedure = NEW.procedure
  ) THEN
    RAISE EXCEPTION 'a case begins under the version in force on its day'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'case_begins_under_its_version';
  END IF;
  RETURN NEW;
END
"""  # noqa: S608  # words of our own table
_THRESHOLDS = ", ".join(
    f"('{violation}', '{one.label}', {one.least}, DATE '{one.since}')"
    for one in all_thresholds()
    for violation in sorted(one.violations)
)
# 达到立案追诉标准的，须已移送公安机关，或者负责人写明不予移送的理由：移送规定第三条、第五条。
THRESHOLD_IS_ANSWERED = f"""
BEGIN
  IF NEW.outcome <> 'transfer_judicial'
     AND {_case_of_version(proceedings.apl27_passed_threshold_is_answered)}
     AND EXISTS (
    SELECT FROM cases_proposal p
    JOIN (VALUES {_THRESHOLDS}) AS t (violation, label, least, since)
      ON (p.figures -> t.violation ->> t.label)::numeric >= t.least AND t.since <= p.made_on
    WHERE p.case_id = NEW.case_id AND p.hash = NEW.proposal_hash
  ) AND NOT EXISTS (
    SELECT FROM cases_proceedingstep s
    WHERE s.case_id = NEW.case_id AND s.acted_on <= NEW.decided_on
      AND s.move IN ('send_referral', 'decline_referral')
  ) THEN
    RAISE EXCEPTION 'a criminal threshold is passed and nobody answered for it'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_after_threshold';
  END IF;
  RETURN NEW;
END
"""  # noqa: S608  # words of our own table
# 已经决定回避的人不得呈请、批准、实施查封扣押；此后改写其他列，不再追究先前的人。
MEASURE_BY_UNRECUSED = """
BEGIN
  IF EXISTS (
    SELECT FROM cases_recusal r WHERE r.case_id = NEW.case_id AND r.is_recusal AND (
      r.person_id = NEW.requested_by_person_id AND TG_OP = 'INSERT'
      OR r.person_id = NEW.decided_by_person_id
         AND OLD.decided_by_person_id IS DISTINCT FROM NEW.decided_by_person_id
      OR OLD.taken_on IS DISTINCT FROM NEW.taken_on AND EXISTS (
        SELECT FROM registry_officer o WHERE o.person_id = r.person_id
          AND o.id IN (NEW.lead_officer_id, NEW.assisting_officer_id))
    )
  ) THEN
    RAISE EXCEPTION 'this person was recused'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'measure_by_unrecused';
  END IF;
  RETURN NEW;
END
"""


def of_unrecused_members(*, name: str) -> str:
    """集体讨论的参加人员: named, not numbered; a recused person is known by name."""
    return f"""
BEGIN
  IF EXISTS (
    SELECT FROM cases_recusal r JOIN registry_officer o ON o.person_id = r.person_id
    CROSS JOIN jsonb_array_elements(NEW.members) m
    WHERE r.case_id = NEW.case_id AND r.is_recusal AND m ->> 'name' = o.name
  ) THEN
    RAISE EXCEPTION 'a recused person takes no part'
      USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';
  END IF;
  RETURN NEW;
END
"""  # names of our own tables
