from django.db import migrations, models

import mingjian.journal.guards


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0018_one_act_one_fine"),
        ("dossier", "0016_result_letter"),
        ("registry", "0005_review_bodies"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="measure",
            name="measure_words_once",
        ),
        migrations.RemoveConstraint(
            model_name="proceedingstep",
            name="step_in_its_place",
        ),
        migrations.RemoveConstraint(
            model_name="seizedgoods",
            name="goods_frozen",
        ),
        migrations.AddField(
            model_name="measure",
            name="difference",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="proceedingstep",
            name="other_case_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="seizedgoods",
            name="identity",
            field=models.CharField(blank=True, default="", max_length=80),
        ),
        migrations.AlterField(
            model_name="proceeding",
            name="kind",
            field=models.CharField(
                choices=[
                    ("preservation", "先行登记保存"),
                    ("sampling", "抽样取证"),
                    ("testing", "检测、检验、鉴定"),
                    ("correction_order", "责令改正"),
                    ("recusal", "回避申请"),
                    ("hearing_notice", "听证通知送达"),
                    ("jurisdiction", "移送管辖"),
                    ("referral", "涉嫌犯罪案件移送"),
                    ("from_justice", "司法机关移送"),
                    ("freeze", "冻结存款、汇款"),
                    ("surcharge", "加处罚款"),
                    ("enforcement", "行政机关强制执行"),
                    ("substitute", "代履行"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="proceedingstep",
            name="move",
            field=models.CharField(
                choices=[
                    ("request_preservation", "呈请先行登记保存"),
                    ("approve_preservation", "批准先行登记保存"),
                    ("decline_preservation", "不批准先行登记保存"),
                    ("preserve_evidence", "先行登记保存证据"),
                    ("dispose_of_preserved", "处理先行登记保存的证据"),
                    ("record_lapse", "登记逾期失效并退还"),
                    ("take_samples", "抽样取证"),
                    ("record_sample_result", "登记抽样检验结果"),
                    ("commission_test", "委托检测、检验、鉴定"),
                    ("record_test_result", "登记检测、检验、鉴定结果"),
                    ("order_correction", "责令改正"),
                    ("recheck_correction", "复查改正情况"),
                    ("request_recusal", "登记回避申请"),
                    ("answer_recusal", "决定回避申请"),
                    ("serve_hearing_notice", "送达听证通知书"),
                    ("propose_transfer", "呈请移送管辖"),
                    ("approve_transfer", "批准移送管辖"),
                    ("decline_transfer", "不批准移送管辖"),
                    ("send_case", "移送案件"),
                    ("record_receipt", "登记接收回执"),
                    ("report_dispute", "报请指定管辖"),
                    ("record_designation", "登记指定管辖"),
                    ("report_crime", "提出移送涉嫌犯罪案件报告"),
                    ("approve_referral", "批准移送公安机关"),
                    ("decline_referral", "不批准移送公安机关"),
                    ("send_referral", "移送公安机关"),
                    ("record_police_answer", "登记司法机关反馈"),
                    ("ask_police_again", "提请公安机关复议"),
                    ("hand_over_goods", "移交涉案物品和材料"),
                    ("take_case_back", "接收反向移送并继续办理"),
                    ("receive_from_justice", "登记司法机关移送"),
                    ("answer_justice", "向司法机关通报处理结果"),
                    ("request_freeze", "呈请冻结"),
                    ("approve_freeze", "批准冻结"),
                    ("decline_freeze", "不批准冻结"),
                    ("freeze", "实施冻结"),
                    ("deliver_freeze", "交付冻结决定书"),
                    ("extend_freeze", "延长冻结期限"),
                    ("release_freeze", "解除冻结"),
                    ("decide_surcharge", "作出加处罚款决定"),
                    ("decide_enforcement", "作出强制执行决定"),
                    ("enforce", "实施强制执行"),
                    ("stop_enforcement", "登记强制执行结束"),
                    ("decide_substitute", "作出代履行决定"),
                    ("urge_performance", "代履行前催告"),
                    ("stop_substitute", "当事人履行，停止代履行"),
                    ("perform_substitute", "实施代履行"),
                    ("perform_at_once", "立即实施代履行"),
                ],
                max_length=30,
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=mingjian.journal.guards.RowRule(
                body="\nBEGIN\n  IF NEW.source = '司法机关移送' AND NEW.opened_on IS NOT NULL AND NOT EXISTS (\n    SELECT FROM cases_proceedingstep s\n    WHERE s.case_id = NEW.id AND s.move = 'receive_from_justice'\n  ) OR NEW.state = 'closed' AND EXISTS (\n    SELECT FROM cases_proceedingstep s\n    WHERE s.case_id = NEW.id AND s.move = 'receive_from_justice'\n  ) AND NOT EXISTS (\n    SELECT FROM cases_proceedingstep s\n    WHERE s.case_id = NEW.id AND s.move = 'answer_justice' AND s.choice = 'result'\n  ) THEN\n    RAISE EXCEPTION 'a case that justice sent has its letter and its answer'\n      USING ERRCODE = 'check_violation', CONSTRAINT = 'case_from_justice';\n  END IF;\n  RETURN NEW;\nEND\n",
                name="case_from_justice",
                when="BEFORE UPDATE OF state, opened_on",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=mingjian.journal.guards.RowRule(
                body="\nBEGIN\n  IF OLD.decided_on IS NOT NULL AND NEW.decision_reasons <> OLD.decision_reasons\n     OR OLD.taken_on IS NOT NULL\n        AND (NEW.place, NEW.statement, NEW.witness, NEW.kept_at, NEW.keeper, NEW.difference)\n        IS DISTINCT FROM (OLD.place, OLD.statement, OLD.witness, OLD.kept_at, OLD.keeper,\n                          OLD.difference) THEN\n    RAISE EXCEPTION 'what was written of this measure stays'\n      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'measure_words_once';\n  END IF;\n  RETURN NEW;\nEND\n",
                name="measure_words_once",
                when="BEFORE UPDATE",
            ),
        ),
        migrations.AddConstraint(
            model_name="proceedingstep",
            constraint=mingjian.journal.guards.CompositeForeignKey(
                fields=["other_case_id"],
                name="step_of_an_earlier_case",
                to="cases.Case",
                to_fields=["id"],
            ),
        ),
        migrations.AddConstraint(
            model_name="proceedingstep",
            constraint=mingjian.journal.guards.RowRule(
                body="\nDECLARE\n  before record;\nBEGIN\n  SELECT s.move, s.serial, s.acted_on INTO before FROM cases_proceedingstep s\n  WHERE s.proceeding_id = NEW.proceeding_id ORDER BY s.serial DESC LIMIT 1;\n  IF NEW.serial <> coalesce(before.serial, 0) + 1\n     OR NEW.acted_on < coalesce(before.acted_on, NEW.acted_on)\n     OR NOT EXISTS (SELECT FROM (VALUES\n    ('request_preservation', 'preservation', ''),\n    ('approve_preservation', 'preservation', 'request_preservation'),\n    ('decline_preservation', 'preservation', 'request_preservation'),\n    ('preserve_evidence', 'preservation', 'approve_preservation'),\n    ('dispose_of_preserved', 'preservation', 'dispose_of_preserved'),\n    ('dispose_of_preserved', 'preservation', 'preserve_evidence'),\n    ('record_lapse', 'preservation', 'dispose_of_preserved'),\n    ('record_lapse', 'preservation', 'preserve_evidence'),\n    ('take_samples', 'sampling', ''),\n    ('record_sample_result', 'sampling', 'take_samples'),\n    ('commission_test', 'testing', ''),\n    ('record_test_result', 'testing', 'commission_test'),\n    ('order_correction', 'correction_order', ''),\n    ('recheck_correction', 'correction_order', 'order_correction'),\n    ('recheck_correction', 'correction_order', 'recheck_correction'),\n    ('request_recusal', 'recusal', ''),\n    ('answer_recusal', 'recusal', 'request_recusal'),\n    ('serve_hearing_notice', 'hearing_notice', ''),\n    ('propose_transfer', 'jurisdiction', ''),\n    ('approve_transfer', 'jurisdiction', 'propose_transfer'),\n    ('decline_transfer', 'jurisdiction', 'propose_transfer'),\n    ('send_case', 'jurisdiction', 'approve_transfer'),\n    ('record_receipt', 'jurisdiction', 'send_case'),\n    ('report_dispute', 'jurisdiction', 'record_receipt'),\n    ('report_dispute', 'jurisdiction', 'send_case'),\n    ('record_designation', 'jurisdiction', 'report_dispute'),\n    ('report_crime', 'referral', ''),\n    ('approve_referral', 'referral', 'report_crime'),\n    ('decline_referral', 'referral', 'report_crime'),\n    ('send_referral', 'referral', 'approve_referral'),\n    ('record_police_answer', 'referral', 'ask_police_again'),\n    ('record_police_answer', 'referral', 'hand_over_goods'),\n    ('record_police_answer', 'referral', 'record_police_answer'),\n    ('record_police_answer', 'referral', 'send_referral'),\n    ('ask_police_again', 'referral', 'record_police_answer'),\n    ('hand_over_goods', 'referral', 'record_police_answer'),\n    ('take_case_back', 'referral', 'record_police_answer'),\n    ('receive_from_justice', 'from_justice', ''),\n    ('answer_justice', 'from_justice', 'answer_justice'),\n    ('answer_justice', 'from_justice', 'receive_from_justice'),\n    ('request_freeze', 'freeze', ''),\n    ('approve_freeze', 'freeze', 'request_freeze'),\n    ('decline_freeze', 'freeze', 'request_freeze'),\n    ('freeze', 'freeze', 'approve_freeze'),\n    ('deliver_freeze', 'freeze', 'freeze'),\n    ('extend_freeze', 'freeze', 'deliver_freeze'),\n    ('release_freeze', 'freeze', 'deliver_freeze'),\n    ('release_freeze', 'freeze', 'extend_freeze'),\n    ('release_freeze', 'freeze', 'freeze'),\n    ('decide_surcharge', 'surcharge', ''),\n    ('decide_enforcement', 'enforcement', ''),\n    ('enforce', 'enforcement', 'decide_enforcement'),\n    ('enforce', 'enforcement', 'enforce'),\n    ('stop_enforcement', 'enforcement', 'decide_enforcement'),\n    ('stop_enforcement', 'enforcement', 'enforce'),\n    ('decide_substitute', 'substitute', ''),\n    ('urge_performance', 'substitute', 'decide_substitute'),\n    ('stop_substitute', 'substitute', 'decide_substitute'),\n    ('stop_substitute', 'substitute', 'urge_performance'),\n    ('perform_substitute', 'substitute', 'urge_performance'),\n    ('perform_at_once', 'substitute', '')\n  ) AS place (move, kind, earlier)\n  WHERE place.move = NEW.move AND place.kind = NEW.kind\n    AND place.earlier = coalesce(before.move, '')) THEN\n    RAISE EXCEPTION 'this step has no place here'\n      USING ERRCODE = 'check_violation', CONSTRAINT = 'step_in_its_place';\n  END IF;\n  RETURN NEW;\nEND\n",
                name="step_in_its_place",
                when="BEFORE INSERT",
            ),
        ),
        migrations.AddConstraint(
            model_name="proceedingstep",
            constraint=mingjian.journal.guards.RowRule(
                body="\nBEGIN\n  IF NEW.move <> 'freeze' OR length(regexp_replace(upper(NEW.subject), '[^0-9A-Z]', '', 'g')) < 8 THEN\n    RETURN NEW;\n  END IF;\n  PERFORM pg_advisory_xact_lock(hashtextextended(regexp_replace(upper(NEW.subject), '[^0-9A-Z]', '', 'g'), 29));\n  IF EXISTS (\n    SELECT FROM cases_proceedingstep f\n    WHERE f.move = 'freeze' AND f.proceeding_id <> NEW.proceeding_id\n      AND regexp_replace(upper(f.subject), '[^0-9A-Z]', '', 'g') = regexp_replace(upper(NEW.subject), '[^0-9A-Z]', '', 'g')\n      AND NOT EXISTS (\n        SELECT FROM cases_proceedingstep r\n        WHERE r.proceeding_id = f.proceeding_id AND r.move = 'release_freeze'\n      )\n  ) THEN\n    RAISE EXCEPTION 'this account is frozen already'\n      USING ERRCODE = 'check_violation', CONSTRAINT = 'account_frozen_once';\n  END IF;\n  RETURN NEW;\nEND\n",
                name="account_frozen_once",
                when="BEFORE INSERT",
            ),
        ),
        migrations.AddConstraint(
            model_name="seizedgoods",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome", ""), models.Q(("identity", ""), _negated=True)),
                fields=("identity",),
                name="goods_held_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="seizedgoods",
            constraint=mingjian.journal.guards.RowRule(
                body="\nBEGIN\n  PERFORM pg_advisory_xact_lock(hashtextextended(c.party_id::text, 23))\n  FROM cases_case c WHERE c.id = NEW.case_id;\n  IF EXISTS (\n    SELECT FROM cases_case c\n    JOIN cases_case o ON o.party_id = c.party_id AND o.id <> c.id\n    JOIN cases_seizedgoods g ON g.case_id = o.id\n    WHERE c.id = NEW.case_id AND g.outcome = '' AND regexp_replace(g.name, '[[:space:]]', '', 'g') = regexp_replace(NEW.name, '[[:space:]]', '', 'g')\n      AND (g.identity = '' OR NEW.identity = '')\n  ) AND NOT EXISTS (\n    SELECT FROM cases_measure m WHERE m.id = NEW.measure_id AND m.difference <> ''\n  ) THEN\n    RAISE EXCEPTION 'goods of this name are held in another case'\n      USING ERRCODE = 'check_violation', CONSTRAINT = 'goods_likeness_is_answered';\n  END IF;\n  RETURN NEW;\nEND\n",
                name="goods_likeness_is_answered",
                when="BEFORE INSERT",
            ),
        ),
        migrations.AddConstraint(
            model_name="seizedgoods",
            constraint=mingjian.journal.guards.FrozenFields(
                fields=[
                    "measure",
                    "case",
                    "serial",
                    "name",
                    "spec",
                    "quantity",
                    "unit",
                    "identity",
                    "value_yuan",
                    "sold_on",
                    "sold_yuan",
                    "outcome_on",
                    "release_document",
                ],
                name="goods_frozen",
            ),
        ),
    ]
