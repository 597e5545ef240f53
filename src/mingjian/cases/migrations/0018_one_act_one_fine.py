import django.db.models.deletion
from django.db import migrations, models

import mingjian.journal.guards
import mingjian.journal.ids


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0017_hearing_told_dismissal_recusal"),
        ("dossier", "0013_print_runs_receipts_goods_lists"),
    ]

    operations = [
        migrations.CreateModel(
            name="DistinctAct",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=mingjian.journal.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("other_case_id", models.UUIDField()),
                ("other_number", models.CharField(max_length=60)),
                ("stated_on", models.DateField()),
                ("stated_by_person_id", models.UUIDField()),
                ("stated_by_name", models.CharField(max_length=80)),
                ("reasons", models.TextField()),
            ],
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=mingjian.journal.guards.RowRule(
                body="\nBEGIN\n  IF NEW.fine_yuan <= 0 THEN\n    RETURN NEW;\n  END IF;\n  PERFORM pg_advisory_xact_lock(hashtextextended(c.party_id::text, 29))\n  FROM cases_case c WHERE c.id = NEW.case_id;\n  IF EXISTS (\n    SELECT FROM cases_case c\n    JOIN cases_case o ON o.party_id = c.party_id AND o.id <> c.id\n    CROSS JOIN LATERAL (\n      SELECT d.decided_on, p.counts FROM cases_decision d\n      JOIN cases_proposal p ON p.case_id = d.case_id AND p.hash = d.proposal_hash\n      WHERE d.case_id = o.id AND d.outcome = 'penalty' AND d.fine_yuan > 0\n      UNION ALL\n      SELECT s.decided_on, '[]'::jsonb FROM cases_summarypenalty s\n      WHERE s.case_id = o.id AND s.fine_yuan > 0\n    ) f\n    WHERE c.id = NEW.case_id\n      AND NOT EXISTS (\n        SELECT FROM cases_remedy r WHERE r.case_id = o.id AND r.outcome IN ('revoked', 'void'))\n      AND NOT EXISTS (\n        SELECT FROM cases_distinctact x WHERE x.case_id = c.id AND x.other_case_id = o.id)\n      AND (\n        regexp_replace(o.place, '[[:space:]]', '', 'g') = regexp_replace(c.place, '[[:space:]]', '', 'g') OR EXISTS (\n          SELECT FROM jsonb_array_elements(\n            (SELECT p.counts FROM cases_proposal p WHERE p.case_id = NEW.case_id AND p.hash = NEW.proposal_hash) || jsonb_build_array(jsonb_build_object('violation', c.violation_id))) mine\n          JOIN jsonb_array_elements(\n            f.counts || jsonb_build_array(jsonb_build_object('violation', o.violation_id))) theirs\n          ON mine->>'violation' = theirs->>'violation'))\n      AND (\n        CASE WHEN c.act_continuing THEN c.discovered_on ELSE c.act_ended_on END = CASE WHEN o.act_continuing THEN o.discovered_on ELSE o.act_ended_on END\n        OR (c.act_continuing OR o.act_continuing) AND CASE WHEN c.act_continuing THEN c.discovered_on ELSE c.act_ended_on END <= f.decided_on)\n  ) THEN\n    RAISE EXCEPTION 'one act is not fined twice'\n      USING ERRCODE = 'check_violation', CONSTRAINT = 'decision_not_fined_twice';\n  END IF;\n  RETURN NEW;\nEND\n",
                name="decision_not_fined_twice",
                when="BEFORE INSERT",
            ),
        ),
        migrations.AddConstraint(
            model_name="summarypenalty",
            constraint=mingjian.journal.guards.RowRule(
                body="\nBEGIN\n  IF NEW.fine_yuan <= 0 THEN\n    RETURN NEW;\n  END IF;\n  PERFORM pg_advisory_xact_lock(hashtextextended(c.party_id::text, 29))\n  FROM cases_case c WHERE c.id = NEW.case_id;\n  IF EXISTS (\n    SELECT FROM cases_case c\n    JOIN cases_case o ON o.party_id = c.party_id AND o.id <> c.id\n    CROSS JOIN LATERAL (\n      SELECT d.decided_on, p.counts FROM cases_decision d\n      JOIN cases_proposal p ON p.case_id = d.case_id AND p.hash = d.proposal_hash\n      WHERE d.case_id = o.id AND d.outcome = 'penalty' AND d.fine_yuan > 0\n      UNION ALL\n      SELECT s.decided_on, '[]'::jsonb FROM cases_summarypenalty s\n      WHERE s.case_id = o.id AND s.fine_yuan > 0\n    ) f\n    WHERE c.id = NEW.case_id\n      AND NOT EXISTS (\n        SELECT FROM cases_remedy r WHERE r.case_id = o.id AND r.outcome IN ('revoked', 'void'))\n      AND NOT EXISTS (\n        SELECT FROM cases_distinctact x WHERE x.case_id = c.id AND x.other_case_id = o.id)\n      AND (\n        regexp_replace(o.place, '[[:space:]]', '', 'g') = regexp_replace(c.place, '[[:space:]]', '', 'g') OR EXISTS (\n          SELECT FROM jsonb_array_elements(\n            '[]'::jsonb || jsonb_build_array(jsonb_build_object('violation', c.violation_id))) mine\n          JOIN jsonb_array_elements(\n            f.counts || jsonb_build_array(jsonb_build_object('violation', o.violation_id))) theirs\n          ON mine->>'violation' = theirs->>'violation'))\n      AND (\n        CASE WHEN c.act_continuing THEN c.discovered_on ELSE c.act_ended_on END = CASE WHEN o.act_continuing THEN o.discovered_on ELSE o.act_ended_on END\n        OR (c.act_continuing OR o.act_continuing) AND CASE WHEN c.act_continuing THEN c.discovered_on ELSE c.act_ended_on END <= f.decided_on)\n  ) THEN\n    RAISE EXCEPTION 'one act is not fined twice'\n      USING ERRCODE = 'check_violation', CONSTRAINT = 'summary_not_fined_twice';\n  END IF;\n  RETURN NEW;\nEND\n",
                name="summary_not_fined_twice",
                when="BEFORE INSERT",
            ),
        ),
        migrations.AddField(
            model_name="distinctact",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="distinct_acts",
                to="cases.case",
            ),
        ),
        migrations.AddConstraint(
            model_name="distinctact",
            constraint=models.UniqueConstraint(
                fields=("case", "other_case_id"), name="distinct_act_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="distinctact",
            constraint=models.CheckConstraint(
                condition=models.Q(("reasons", ""), _negated=True), name="distinct_act_has_reasons"
            ),
        ),
        migrations.AddConstraint(
            model_name="distinctact",
            constraint=mingjian.journal.guards.CompositeForeignKey(
                fields=["other_case_id"],
                name="distinct_act_of_a_case",
                to="cases.Case",
                to_fields=["id"],
            ),
        ),
        migrations.AddConstraint(
            model_name="distinctact",
            constraint=mingjian.journal.guards.RowRule(
                body="\nBEGIN\n  IF EXISTS (\n    SELECT FROM cases_recusal r WHERE r.case_id = NEW.case_id AND r.is_recusal\n      AND r.person_id = NEW.stated_by_person_id\n  ) THEN\n    RAISE EXCEPTION 'this person was recused'\n      USING ERRCODE = 'check_violation', CONSTRAINT = 'distinct_act_by_unrecused';\n  END IF;\n  RETURN NEW;\nEND\n",
                name="distinct_act_by_unrecused",
                when="BEFORE INSERT",
            ),
        ),
        migrations.AddConstraint(
            model_name="distinctact",
            constraint=mingjian.journal.guards.AppendOnly(name="distinct_act_append_only"),
        ),
        migrations.AddConstraint(
            model_name="distinctact",
            constraint=mingjian.journal.guards.Journalled(
                name="distinct_act_journalled", stream_field="case"
            ),
        ),
    ]
