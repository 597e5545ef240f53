"""What the database asks of a second fine (一事不二罚的守卫): PL/pgSQL of the row rules.

The same question as ``law.same_act``, asked of every fine of the same party, in force, by whatever
agency. The lock on the party lets two decisions made at once see each other.
"""

from __future__ import annotations

from mingjian.law.procedure import RemedyOutcome

_GONE = ", ".join(f"'{one.value}'" for one in RemedyOutcome if one.ends_the_decision)
_PLACE = "regexp_replace({0}.place, '[[:space:]]', '', 'g')"
_LAST_DAY = "CASE WHEN {0}.act_continuing THEN {0}.discovered_on ELSE {0}.act_ended_on END"


# @name@: the guard; @counts@: the several violations that are fined now.
_BODY = f"""
BEGIN
  IF NEW.fine_yuan <= 0 THEN
    RETURN NEW;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(c.party_id::text, 29))
  FROM cases_case c WHERE c.id = NEW.case_id;
  IF EXISTS (
    SELECT FROM cases_case c
    JOIN cases_case o ON o.party_id = c.party_id AND o.id <> c.id
    CROSS JOIN LATERAL (
      SELECT d.decided_on, p.counts FROM cases_decision d
      JOIN cases_proposal p ON p.case_id = d.case_id AND p.hash = d.proposal_hash
      WHERE d.case_id = o.id AND d.outcome = 'penalty' AND d.fine_yuan > 0
      UNION ALL
      SELECT s.decided_on, '[]'::jsonb FROM cases_summarypenalty s
      WHERE s.case_id = o.id AND s.fine_yuan > 0
    ) f
    WHERE c.id = NEW.case_id
      AND NOT EXISTS (
        SELECT FROM cases_remedy r WHERE r.case_id = o.id AND r.outcome IN ({_GONE}))
      AND NOT EXISTS (
        SELECT FROM cases_distinctact x WHERE x.case_id = c.id AND x.other_case_id = o.id)
      AND (
        {_PLACE.format("o")} = {_PLACE.format("c")} OR EXISTS (
          SELECT FROM jsonb_array_elements(
            @counts@ || jsonb_build_array(jsonb_build_object('violation', c.violation_id))) mine
          JOIN jsonb_array_elements(
            f.counts || jsonb_build_array(jsonb_build_object('violation', o.violation_id))) theirs
          ON mine->>'violation' = theirs->>'violation'))
      AND (
        {_LAST_DAY.format("c")} = {_LAST_DAY.format("o")}
        OR (c.act_continuing OR o.act_continuing) AND {_LAST_DAY.format("c")} <= f.decided_on)
  ) THEN
    RAISE EXCEPTION 'one act is not fined twice'
      USING ERRCODE = 'check_violation', CONSTRAINT = '@name@';
  END IF;
  RETURN NEW;
END
"""  # noqa: S608  # words of our own tables


def not_fined_twice(*, name: str, counts: str) -> str:
    """The body of the rule for one table of decisions."""
    return _BODY.replace("@name@", name).replace("@counts@", counts)


DECISION_ONCE = not_fined_twice(
    name="decision_not_fined_twice",
    counts="(SELECT p.counts FROM cases_proposal p "
    "WHERE p.case_id = NEW.case_id AND p.hash = NEW.proposal_hash)",
)
SUMMARY_ONCE = not_fined_twice(name="summary_not_fined_twice", counts="'[]'::jsonb")
