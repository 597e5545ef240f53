"""What the database asks of a proceeding (附随程序的数据库守卫): PL/pgSQL of the row rules.

Order and roles come from ``law.proceedings.TABLE``: what the program obeys is what is guarded.
"""

from __future__ import annotations

from mingjian.law.measures.identity import LEAST_OF_ACCOUNT
from mingjian.law.proceedings import CONFISCATED_WAYS, TABLE, ProceedingMove
from mingjian.law.proceedings.rules_justice import SOURCE
from mingjian.law.roles import Role

_REQUESTS = (
    ProceedingMove.REQUEST_PRESERVATION,
    ProceedingMove.PROPOSE_TRANSFER,
    ProceedingMove.REPORT_CRIME,
    ProceedingMove.REQUEST_FREEZE,
)


def _words(words: list[str]) -> str:
    return ", ".join(f"'{one}'" for one in sorted(words))


def _places() -> str:
    rows = [
        f"('{move.value}', '{line.kind.value}', '{before}')"
        for move, line in TABLE.items()
        for before in (sorted(one.value for one in line.after) or [""])
    ]
    return ",\n    ".join(rows)


_BY_HEAD = _words([move.value for move, line in TABLE.items() if line.roles == {Role.AGENCY_HEAD}])
_ON_SCENE = _words([move.value for move, line in TABLE.items() if line.on_scene])

# 先后次序：每一步只能接在法律规定的上一步之后。
IN_ITS_PLACE = f"""
DECLARE
  before record;
BEGIN
  SELECT s.move, s.serial, s.acted_on INTO before FROM cases_proceedingstep s
  WHERE s.proceeding_id = NEW.proceeding_id ORDER BY s.serial DESC LIMIT 1;
  IF NEW.serial <> coalesce(before.serial, 0) + 1
     OR NEW.acted_on < coalesce(before.acted_on, NEW.acted_on)
     OR NOT EXISTS (SELECT FROM (VALUES
    {_places()}
  ) AS place (move, kind, earlier)
  WHERE place.move = NEW.move AND place.kind = NEW.kind
    AND place.earlier = coalesce(before.move, '')) THEN
    RAISE EXCEPTION 'this step has no place here'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'step_in_its_place';
  END IF;
  RETURN NEW;
END
"""  # noqa: S608  # words of our own table
# 负责人审批：不得是呈请人、承办人，也不得是已经回避的人（处罚法第四十三条、第五十七条）。
BY_NEUTRAL_PERSON = f"""
BEGIN
  IF EXISTS (
    SELECT FROM cases_recusal r WHERE r.case_id = NEW.case_id AND r.is_recusal
      AND r.person_id = NEW.person_id
  ) OR NEW.move IN ({_BY_HEAD}) AND (
    EXISTS (
      SELECT FROM cases_proceedingstep s WHERE s.proceeding_id = NEW.proceeding_id
        AND s.move IN ({_words([one.value for one in _REQUESTS])})
        AND s.person_id = NEW.person_id
    ) OR EXISTS (
      SELECT FROM cases_case c
      JOIN registry_officer o ON o.id IN (c.lead_officer_id, c.assisting_officer_id)
      WHERE c.id = NEW.case_id AND o.person_id = NEW.person_id
    )
  ) THEN
    RAISE EXCEPTION 'this person may not take this step'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'step_by_neutral_person';
  END IF;
  RETURN NEW;
END
"""  # noqa: S608  # words of our own table
# 两名承办人当日均持有有效证件：处罚法第四十二条第一款。
BY_TWO_OFFICERS = f"""
BEGIN
  IF NEW.move IN ({_ON_SCENE}) AND (
    SELECT count(DISTINCT o.person_id) FROM cases_case c
    JOIN registry_officer o ON o.id IN (c.lead_officer_id, c.assisting_officer_id)
    WHERE c.id = NEW.case_id AND EXISTS (
      SELECT FROM registry_credential k
      WHERE k.officer_id = o.id AND NEW.acted_on BETWEEN k.valid_from AND k.valid_until
        AND NOT EXISTS (
          SELECT FROM registry_credentialsuspension s
          WHERE s.credential_id = k.id AND s.since <= NEW.acted_on
            AND coalesce(s.until, 'infinity') > NEW.acted_on
        )
    )
  ) < 2 THEN
    RAISE EXCEPTION 'this step needs two officers with credentials valid that day'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'step_by_two_officers';
  END IF;
  RETURN NEW;
END
"""  # noqa: S608  # words of our own table
# 期限取自本案所依法律参数包：七日、三十日、延长三十日；登记保存逾期不得再作处理。
WITHIN_THE_LAW = """
DECLARE
  pack jsonb;
  most integer;
BEGIN
  SELECT l.content INTO pack FROM cases_case c
  JOIN registry_lawpack l ON l.hash = c.pack_id WHERE c.id = NEW.case_id;
  IF NEW.move IN ('preserve_evidence', 'freeze') THEN
    SELECT min((v -> 'limit' ->> 'length')::integer) INTO most
    FROM jsonb_array_elements(
      (pack -> 'national' -> 'limits') || (pack -> 'jurisdiction' -> 'limits')
    ) v
    WHERE v -> 'limit' ->> 'act' =
      CASE NEW.move WHEN 'freeze' THEN 'hold_freeze' ELSE 'preserve_evidence' END
      AND (v -> 'since' ->> 'date')::date <= NEW.acted_on
      AND coalesce((v -> 'until' ->> 'date')::date, 'infinity') > NEW.acted_on;
  ELSIF NEW.move = 'extend_freeze' THEN
    SELECT min((v ->> 'value')::integer) INTO most
    FROM jsonb_array_elements(
      (pack -> 'national' -> 'values') || (pack -> 'jurisdiction' -> 'values')
    ) v
    WHERE v ->> 'key' = 'extension.hold_freeze'
      AND (v -> 'since' ->> 'date')::date <= NEW.acted_on
      AND coalesce((v -> 'until' ->> 'date')::date, 'infinity') > NEW.acted_on;
  END IF;
  IF NEW.move IN ('preserve_evidence', 'freeze', 'extend_freeze')
     AND (most IS NULL OR NEW.days NOT BETWEEN 1 AND most)
     OR NEW.move = 'freeze' AND NEW.due_on IS DISTINCT FROM NEW.acted_on + NEW.days
     OR NEW.move = 'dispose_of_preserved' AND NEW.acted_on > (
       SELECT s.due_on FROM cases_proceedingstep s
       WHERE s.proceeding_id = NEW.proceeding_id AND s.move = 'preserve_evidence'
     ) THEN
    RAISE EXCEPTION 'longer than the law pack of this case allows'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'step_within_the_law';
  END IF;
  RETURN NEW;
END
"""
# 清单当场交付，此后不得增列。
LIST_IS_CLOSED = """
BEGIN
  IF (SELECT count(*) FROM cases_proceedingitem i WHERE i.proceeding_id = NEW.proceeding_id)
     >= (SELECT coalesce(max(s.items_count), 0) FROM cases_proceedingstep s
         WHERE s.proceeding_id = NEW.proceeding_id)
  THEN
    RAISE EXCEPTION 'the list of items is closed'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'proceeding_list_is_closed';
  END IF;
  RETURN NEW;
END
"""
# 没收须有没收非法财物的决定；处理方式与该步一致。
OUTCOME_IS_DECIDED = """
BEGIN
  IF NEW.outcome <> '' AND (
    NOT EXISTS (
      SELECT FROM cases_proceedingstep s WHERE s.id = NEW.outcome_step_id
        AND (s.move IN ('dispose_of_preserved', 'dispose_of_confiscated') AND s.choice = NEW.outcome
             OR s.move = 'record_lapse' AND NEW.outcome = 'lapsed')
    ) OR NEW.outcome = 'confiscated' AND NOT EXISTS (
      SELECT FROM cases_decision d WHERE d.case_id = NEW.case_id AND d.kinds ? '没收非法财物'
    )
  ) THEN
    RAISE EXCEPTION 'no step decides this outcome'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'proceeding_outcome_is_decided';
  END IF;
  RETURN NEW;
END
"""
# 司法机关正在办理的，不得作出决定；警告、停产停业、暂扣吊销许可证件除外（移送规定第十一条）。
DECISION_WAITS = """
BEGIN
  IF NEW.outcome <> 'transfer_judicial' AND EXISTS (
    SELECT FROM cases_proceedingstep sent
    LEFT JOIN LATERAL (
      SELECT a.move, a.choice FROM cases_proceedingstep a
      WHERE a.proceeding_id = sent.proceeding_id AND a.serial > sent.serial
        AND a.move IN ('record_police_answer', 'ask_police_again', 'take_case_back')
      ORDER BY a.serial DESC LIMIT 1
    ) last ON true
    WHERE sent.case_id = NEW.case_id AND sent.move = 'send_referral'
      AND (last.move IS NULL OR last.move = 'ask_police_again' OR last.choice = 'filed')
  ) AND NOT (NEW.kinds <> '[]' AND NEW.kinds <@
             '["警告", "责令停产停业", "暂扣许可证件", "吊销许可证件"]') THEN
    RAISE EXCEPTION 'the police have this case'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_waits_for_police';
  END IF;
  RETURN NEW;
END
"""
# 已被冻结、没有解除的账户，任何机关不得重复冻结（强制法第二十九条第二款）；不足八位的不是账号。
_ACCOUNT = "regexp_replace(upper({0}.subject), '[^0-9A-Z]', '', 'g')"
FROZEN_ONCE = f"""
BEGIN
  IF NEW.move <> 'freeze' OR length({_ACCOUNT.format("NEW")}) < {LEAST_OF_ACCOUNT} THEN
    RETURN NEW;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended({_ACCOUNT.format("NEW")}, 29));
  IF EXISTS (
    SELECT FROM cases_proceedingstep f
    WHERE f.move = 'freeze' AND f.proceeding_id <> NEW.proceeding_id
      AND {_ACCOUNT.format("f")} = {_ACCOUNT.format("NEW")}
      AND NOT EXISTS (
        SELECT FROM cases_proceedingstep r
        WHERE r.proceeding_id = f.proceeding_id AND r.move = 'release_freeze'
      )
  ) THEN
    RAISE EXCEPTION 'this account is frozen already'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'account_frozen_once';
  END IF;
  RETURN NEW;
END
"""  # noqa: S608  # words of our own table
# 没收的财物须有已经送达的没收决定，拍卖价款有上缴国库的凭证（处罚法第七十四条）；
# 保管费用不得由当事人承担（强制法第二十六条第三款）。
_PAYER = "regexp_replace(NEW.subject, '[[:space:]]', '', 'g')"
GOODS_BY_LAW = f"""
BEGIN
  IF NEW.move = 'receive_confiscated' AND NOT EXISTS (
    SELECT FROM cases_decision d JOIN cases_decisionservice s ON s.case_id = d.case_id
    WHERE d.case_id = NEW.case_id AND d.kinds ? '没收非法财物' AND s.served_on <= NEW.acted_on
  ) OR NEW.move = 'dispose_of_confiscated' AND (
    NEW.choice NOT IN ({_words([one.value for one in CONFISCATED_WAYS])})
    OR (NEW.choice = 'auctioned')
       IS DISTINCT FROM (coalesce(NEW.amount_yuan, 0) > 0 AND NEW.subject <> '')
  ) OR NEW.move = 'record_storage_cost' AND (
    coalesce(NEW.amount_yuan, 0) <= 0 OR EXISTS (
      SELECT FROM cases_case c JOIN registry_party p ON p.id = c.party_id
      WHERE c.id = NEW.case_id AND {_PAYER} IN (
        regexp_replace(p.name, '[[:space:]]', '', 'g'),
        nullif(regexp_replace(p.legal_representative, '[[:space:]]', '', 'g'), ''))
    )
  ) THEN
    RAISE EXCEPTION 'goods are confiscated, sold and kept as the law says'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'step_with_goods_by_law';
  END IF;
  RETURN NEW;
END
"""  # noqa: S608  # words of our own table
# 司法机关移送的案件：登记移送文书以后方可立案，通报处理结果以后方可结案（处罚法第二十七条）。
FROM_JUSTICE = f"""
BEGIN
  IF NEW.source = '{SOURCE}' AND NEW.opened_on IS NOT NULL AND NOT EXISTS (
    SELECT FROM cases_proceedingstep s
    WHERE s.case_id = NEW.id AND s.move = 'receive_from_justice'
  ) OR NEW.state = 'closed' AND EXISTS (
    SELECT FROM cases_proceedingstep s
    WHERE s.case_id = NEW.id AND s.move = 'receive_from_justice'
  ) AND NOT EXISTS (
    SELECT FROM cases_proceedingstep s
    WHERE s.case_id = NEW.id AND s.move = 'answer_justice' AND s.choice = 'result'
  ) THEN
    RAISE EXCEPTION 'a case that justice sent has its letter and its answer'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'case_from_justice';
  END IF;
  RETURN NEW;
END
"""  # noqa: S608  # words of our own table
# 登记保存的证据没有处理、冻结没有解除的，不得结案、撤案。
CASE_ENDS = """
BEGIN
  IF NEW.state IN ('closed', 'dismissed') AND (
    EXISTS (
      SELECT FROM cases_proceedingitem i JOIN cases_proceeding p ON p.id = i.proceeding_id
      WHERE i.case_id = NEW.id AND p.kind IN ('preservation', 'confiscation') AND i.outcome = ''
    ) OR EXISTS (
      SELECT FROM cases_proceedingstep f WHERE f.case_id = NEW.id AND f.move = 'freeze'
        AND NOT EXISTS (
          SELECT FROM cases_proceedingstep r
          WHERE r.proceeding_id = f.proceeding_id AND r.move = 'release_freeze'
        )
    )
  ) THEN
    RAISE EXCEPTION 'a proceeding of this case is not disposed of'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'case_ends_without_proceedings';
  END IF;
  RETURN NEW;
END
"""


def by_unrecused(*, column: str, name: str) -> str:
    """回避：已经决定回避的人不得再为本案的行为（处罚法第四十三条）."""
    return f"""
BEGIN
  IF EXISTS (
    SELECT FROM cases_recusal r WHERE r.case_id = NEW.case_id AND r.is_recusal
      AND r.person_id = NEW.{column}
  ) THEN
    RAISE EXCEPTION 'this person was recused'
      USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';
  END IF;
  RETURN NEW;
END
"""  # names of our own tables
