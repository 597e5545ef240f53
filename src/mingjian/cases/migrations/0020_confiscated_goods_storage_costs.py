from django.db import migrations, models

import mingjian.journal.guards


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0019_justice_sends_seized_once"),
        ("dossier", "0017_confiscation_papers"),
        ("registry", "0005_review_bodies"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="case",
            name="case_ends_without_proceedings",
        ),
        migrations.RemoveConstraint(
            model_name="proceedingitem",
            name="proceeding_outcome_is_decided",
        ),
        migrations.RemoveConstraint(
            model_name="proceedingstep",
            name="step_by_neutral_person",
        ),
        migrations.RemoveConstraint(
            model_name="proceedingstep",
            name="step_by_two_officers",
        ),
        migrations.RemoveConstraint(
            model_name="proceedingstep",
            name="step_in_its_place",
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
                    ("confiscation", "没收财物"),
                    ("storage", "查封、扣押财物的保管费用"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="proceedingitem",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("recorded", "以记录、复制、拍照、录像等方式固定后退还"),
                    ("tested", "送交检测、检验、鉴定"),
                    ("seized", "依法查封、扣押"),
                    ("confiscated", "依法没收"),
                    ("destroyed", "依法销毁"),
                    ("transferred", "移送有权处理的机关"),
                    ("released", "解除登记保存并退还"),
                    ("lapsed", "逾期未处理，登记保存自动失效，已退还"),
                    ("auctioned", "公开拍卖，价款上缴国库"),
                    ("to_treasury", "移交财政部门处理"),
                    ("to_organ", "移交有关主管机关、专营单位处理"),
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
                    ("receive_confiscated", "接收没收的财物"),
                    ("dispose_of_confiscated", "处理没收的财物"),
                    ("record_storage_cost", "登记保管费用"),
                ],
                max_length=30,
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=mingjian.journal.guards.RowRule(
                body="\nBEGIN\n  IF NEW.state IN ('closed', 'dismissed') AND (\n    EXISTS (\n      SELECT FROM cases_proceedingitem i JOIN cases_proceeding p ON p.id = i.proceeding_id\n      WHERE i.case_id = NEW.id AND p.kind IN ('preservation', 'confiscation') AND i.outcome = ''\n    ) OR EXISTS (\n      SELECT FROM cases_proceedingstep f WHERE f.case_id = NEW.id AND f.move = 'freeze'\n        AND NOT EXISTS (\n          SELECT FROM cases_proceedingstep r\n          WHERE r.proceeding_id = f.proceeding_id AND r.move = 'release_freeze'\n        )\n    )\n  ) THEN\n    RAISE EXCEPTION 'a proceeding of this case is not disposed of'\n      USING ERRCODE = 'check_violation', CONSTRAINT = 'case_ends_without_proceedings';\n  END IF;\n  RETURN NEW;\nEND\n",
                name="case_ends_without_proceedings",
                when="BEFORE UPDATE OF state",
            ),
        ),
        migrations.AddConstraint(
            model_name="proceedingitem",
            constraint=mingjian.journal.guards.RowRule(
                body="\nBEGIN\n  IF NEW.outcome <> '' AND (\n    NOT EXISTS (\n      SELECT FROM cases_proceedingstep s WHERE s.id = NEW.outcome_step_id\n        AND (s.move IN ('dispose_of_preserved', 'dispose_of_confiscated') AND s.choice = NEW.outcome\n             OR s.move = 'record_lapse' AND NEW.outcome = 'lapsed')\n    ) OR NEW.outcome = 'confiscated' AND NOT EXISTS (\n      SELECT FROM cases_decision d WHERE d.case_id = NEW.case_id AND d.kinds ? '没收非法财物'\n    )\n  ) THEN\n    RAISE EXCEPTION 'no step decides this outcome'\n      USING ERRCODE = 'check_violation', CONSTRAINT = 'proceeding_outcome_is_decided';\n  END IF;\n  RETURN NEW;\nEND\n",
                name="proceeding_outcome_is_decided",
                when="BEFORE INSERT OR UPDATE",
            ),
        ),
        migrations.AddConstraint(
            model_name="proceedingstep",
            constraint=mingjian.journal.guards.RowRule(
                body="\nDECLARE\n  before record;\nBEGIN\n  SELECT s.move, s.serial, s.acted_on INTO before FROM cases_proceedingstep s\n  WHERE s.proceeding_id = NEW.proceeding_id ORDER BY s.serial DESC LIMIT 1;\n  IF NEW.serial <> coalesce(before.serial, 0) + 1\n     OR NEW.acted_on < coalesce(before.acted_on, NEW.acted_on)\n     OR NOT EXISTS (SELECT FROM (VALUES\n    ('request_preservation', 'preservation', ''),\n    ('approve_preservation', 'preservation', 'request_preservation'),\n    ('decline_preservation', 'preservation', 'request_preservation'),\n    ('preserve_evidence', 'preservation', 'approve_preservation'),\n    ('dispose_of_preserved', 'preservation', 'dispose_of_preserved'),\n    ('dispose_of_preserved', 'preservation', 'preserve_evidence'),\n    ('record_lapse', 'preservation', 'dispose_of_preserved'),\n    ('record_lapse', 'preservation', 'preserve_evidence'),\n    ('take_samples', 'sampling', ''),\n    ('record_sample_result', 'sampling', 'take_samples'),\n    ('commission_test', 'testing', ''),\n    ('record_test_result', 'testing', 'commission_test'),\n    ('order_correction', 'correction_order', ''),\n    ('recheck_correction', 'correction_order', 'order_correction'),\n    ('recheck_correction', 'correction_order', 'recheck_correction'),\n    ('request_recusal', 'recusal', ''),\n    ('answer_recusal', 'recusal', 'request_recusal'),\n    ('serve_hearing_notice', 'hearing_notice', ''),\n    ('propose_transfer', 'jurisdiction', ''),\n    ('approve_transfer', 'jurisdiction', 'propose_transfer'),\n    ('decline_transfer', 'jurisdiction', 'propose_transfer'),\n    ('send_case', 'jurisdiction', 'approve_transfer'),\n    ('record_receipt', 'jurisdiction', 'send_case'),\n    ('report_dispute', 'jurisdiction', 'record_receipt'),\n    ('report_dispute', 'jurisdiction', 'send_case'),\n    ('record_designation', 'jurisdiction', 'report_dispute'),\n    ('report_crime', 'referral', ''),\n    ('approve_referral', 'referral', 'report_crime'),\n    ('decline_referral', 'referral', 'report_crime'),\n    ('send_referral', 'referral', 'approve_referral'),\n    ('record_police_answer', 'referral', 'ask_police_again'),\n    ('record_police_answer', 'referral', 'hand_over_goods'),\n    ('record_police_answer', 'referral', 'record_police_answer'),\n    ('record_police_answer', 'referral', 'send_referral'),\n    ('ask_police_again', 'referral', 'record_police_answer'),\n    ('hand_over_goods', 'referral', 'record_police_answer'),\n    ('take_case_back', 'referral', 'record_police_answer'),\n    ('receive_from_justice', 'from_justice', ''),\n    ('answer_justice', 'from_justice', 'answer_justice'),\n    ('answer_justice', 'from_justice', 'receive_from_justice'),\n    ('receive_confiscated', 'confiscation', ''),\n    ('dispose_of_confiscated', 'confiscation', 'dispose_of_confiscated'),\n    ('dispose_of_confiscated', 'confiscation', 'receive_confiscated'),\n    ('record_storage_cost', 'storage', ''),\n    ('request_freeze', 'freeze', ''),\n    ('approve_freeze', 'freeze', 'request_freeze'),\n    ('decline_freeze', 'freeze', 'request_freeze'),\n    ('freeze', 'freeze', 'approve_freeze'),\n    ('deliver_freeze', 'freeze', 'freeze'),\n    ('extend_freeze', 'freeze', 'deliver_freeze'),\n    ('release_freeze', 'freeze', 'deliver_freeze'),\n    ('release_freeze', 'freeze', 'extend_freeze'),\n    ('release_freeze', 'freeze', 'freeze'),\n    ('decide_surcharge', 'surcharge', ''),\n    ('decide_enforcement', 'enforcement', ''),\n    ('enforce', 'enforcement', 'decide_enforcement'),\n    ('enforce', 'enforcement', 'enforce'),\n    ('stop_enforcement', 'enforcement', 'decide_enforcement'),\n    ('stop_enforcement', 'enforcement', 'enforce'),\n    ('decide_substitute', 'substitute', ''),\n    ('urge_performance', 'substitute', 'decide_substitute'),\n    ('stop_substitute', 'substitute', 'decide_substitute'),\n    ('stop_substitute', 'substitute', 'urge_performance'),\n    ('perform_substitute', 'substitute', 'urge_performance'),\n    ('perform_at_once', 'substitute', '')\n  ) AS place (move, kind, earlier)\n  WHERE place.move = NEW.move AND place.kind = NEW.kind\n    AND place.earlier = coalesce(before.move, '')) THEN\n    RAISE EXCEPTION 'this step has no place here'\n      USING ERRCODE = 'check_violation', CONSTRAINT = 'step_in_its_place';\n  END IF;\n  RETURN NEW;\nEND\n",
                name="step_in_its_place",
                when="BEFORE INSERT",
            ),
        ),
        migrations.AddConstraint(
            model_name="proceedingstep",
            constraint=mingjian.journal.guards.RowRule(
                body="\nBEGIN\n  IF NEW.move = 'receive_confiscated' AND NOT EXISTS (\n    SELECT FROM cases_decision d JOIN cases_decisionservice s ON s.case_id = d.case_id\n    WHERE d.case_id = NEW.case_id AND d.kinds ? '没收非法财物' AND s.served_on <= NEW.acted_on\n  ) OR NEW.move = 'dispose_of_confiscated' AND (\n    NEW.choice NOT IN ('auctioned', 'destroyed', 'to_organ', 'to_treasury')\n    OR (NEW.choice = 'auctioned')\n       IS DISTINCT FROM (coalesce(NEW.amount_yuan, 0) > 0 AND NEW.subject <> '')\n  ) OR NEW.move = 'record_storage_cost' AND (\n    coalesce(NEW.amount_yuan, 0) <= 0 OR EXISTS (\n      SELECT FROM cases_case c JOIN registry_party p ON p.id = c.party_id\n      WHERE c.id = NEW.case_id AND regexp_replace(NEW.subject, '[[:space:]]', '', 'g') IN (\n        regexp_replace(p.name, '[[:space:]]', '', 'g'),\n        nullif(regexp_replace(p.legal_representative, '[[:space:]]', '', 'g'), ''))\n    )\n  ) THEN\n    RAISE EXCEPTION 'goods are confiscated, sold and kept as the law says'\n      USING ERRCODE = 'check_violation', CONSTRAINT = 'step_with_goods_by_law';\n  END IF;\n  RETURN NEW;\nEND\n",
                name="step_with_goods_by_law",
                when="BEFORE INSERT",
            ),
        ),
        migrations.AddConstraint(
            model_name="proceedingstep",
            constraint=mingjian.journal.guards.RowRule(
                body="\nBEGIN\n  IF EXISTS (\n    SELECT FROM cases_recusal r WHERE r.case_id = NEW.case_id AND r.is_recusal\n      AND r.person_id = NEW.person_id\n  ) OR NEW.move IN ('answer_recusal', 'approve_freeze', 'approve_preservation', 'approve_referral', 'approve_transfer', 'decide_enforcement', 'decide_substitute', 'decide_surcharge', 'decline_freeze', 'decline_preservation', 'decline_referral', 'decline_transfer', 'dispose_of_confiscated', 'dispose_of_preserved', 'extend_freeze') AND (\n    EXISTS (\n      SELECT FROM cases_proceedingstep s WHERE s.proceeding_id = NEW.proceeding_id\n        AND s.move IN ('propose_transfer', 'report_crime', 'request_freeze', 'request_preservation')\n        AND s.person_id = NEW.person_id\n    ) OR EXISTS (\n      SELECT FROM cases_case c\n      JOIN registry_officer o ON o.id IN (c.lead_officer_id, c.assisting_officer_id)\n      WHERE c.id = NEW.case_id AND o.person_id = NEW.person_id\n    )\n  ) THEN\n    RAISE EXCEPTION 'this person may not take this step'\n      USING ERRCODE = 'check_violation', CONSTRAINT = 'step_by_neutral_person';\n  END IF;\n  RETURN NEW;\nEND\n",
                name="step_by_neutral_person",
                when="BEFORE INSERT",
            ),
        ),
        migrations.AddConstraint(
            model_name="proceedingstep",
            constraint=mingjian.journal.guards.RowRule(
                body="\nBEGIN\n  IF NEW.move IN ('enforce', 'freeze', 'order_correction', 'perform_at_once', 'perform_substitute', 'preserve_evidence', 'receive_confiscated', 'recheck_correction', 'report_crime', 'take_samples') AND (\n    SELECT count(DISTINCT o.person_id) FROM cases_case c\n    JOIN registry_officer o ON o.id IN (c.lead_officer_id, c.assisting_officer_id)\n    WHERE c.id = NEW.case_id AND EXISTS (\n      SELECT FROM registry_credential k\n      WHERE k.officer_id = o.id AND NEW.acted_on BETWEEN k.valid_from AND k.valid_until\n        AND NOT EXISTS (\n          SELECT FROM registry_credentialsuspension s\n          WHERE s.credential_id = k.id AND s.since <= NEW.acted_on\n            AND coalesce(s.until, 'infinity') > NEW.acted_on\n        )\n    )\n  ) < 2 THEN\n    RAISE EXCEPTION 'this step needs two officers with credentials valid that day'\n      USING ERRCODE = 'check_violation', CONSTRAINT = 'step_by_two_officers';\n  END IF;\n  RETURN NEW;\nEND\n",
                name="step_by_two_officers",
                when="BEFORE INSERT",
            ),
        ),
    ]
