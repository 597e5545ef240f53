from django.db import migrations, models

import mingjian.journal.guards


class Migration(migrations.Migration):
    dependencies = [
        ("dossier", "0016_result_letter"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="service",
            name="service_of_sealed_paper",
        ),
        migrations.AlterField(
            model_name="document",
            name="kind",
            field=models.CharField(
                choices=[
                    ("opening_form", "立案审批表"),
                    ("decline_form", "不予立案审批表"),
                    ("investigation_report", "案件调查终结报告"),
                    ("review_opinion", "法制审核意见书"),
                    ("penalty_notice", "行政处罚事先告知书"),
                    ("hearing_notice", "行政处罚听证通知书"),
                    ("hearing_record", "听证笔录"),
                    ("deliberation_record", "行政处罚案件集体讨论记录"),
                    ("penalty_decision", "行政处罚决定书"),
                    ("no_penalty_decision", "不予行政处罚决定书"),
                    ("deferral_approval", "延期（分期）缴纳罚款批准书"),
                    ("surcharge_reduction", "加处罚款减免审批表"),
                    ("demand", "行政处罚决定履行催告书"),
                    ("court_application", "强制执行申请书"),
                    ("suspension", "中止（停止）执行审批表"),
                    ("resumption", "恢复执行审批表"),
                    ("termination", "终结执行审批表"),
                    ("correction", "行政处罚决定纠正审批表"),
                    ("redo_order", "重新办理审批表"),
                    ("closing_report", "结案审批表"),
                    ("summary_decision", "当场行政处罚决定书"),
                    ("seizure_decision", "查封（扣押）决定书"),
                    ("seizure_extension", "延长查封（扣押）期限通知书"),
                    ("goods_test_notice", "检测（检验）期间告知书"),
                    ("seizure_release", "解除查封（扣押）决定书"),
                    ("preservation_notice", "先行登记保存证据通知书"),
                    ("preservation_outcome", "先行登记保存证据处理通知书"),
                    ("sampling_record", "抽样取证记录"),
                    ("test_commission", "检测（检验、鉴定）委托书"),
                    ("test_notice", "检测（检验、鉴定）期间告知书"),
                    ("correction_order", "责令改正通知书"),
                    ("recusal_decision", "回避申请决定书"),
                    ("case_transfer", "案件移送函"),
                    ("crime_referral", "涉嫌犯罪案件移送书"),
                    ("crime_handover", "涉案物品移交告知书"),
                    ("result_letter", "案件处理结果通报函"),
                    ("confiscation_list", "没收财物清单"),
                    ("confiscation_disposal", "没收财物处理记录"),
                    ("freeze_notice", "协助冻结存款（汇款）通知书"),
                    ("freeze_decision", "冻结存款（汇款）决定书"),
                    ("freeze_extension", "延长冻结期限通知书"),
                    ("freeze_release", "解除冻结决定书"),
                    ("surcharge_decision", "加处罚款决定书"),
                    ("enforcement_decision", "强制执行决定书"),
                    ("substitute_decision", "代履行决定书"),
                    ("substitute_demand", "代履行催告书"),
                    ("address_confirmation", "送达地址确认书"),
                    ("scene_record", "现场笔录"),
                    ("inquiry_record", "询问笔录"),
                    ("defence_record", "陈述申辩笔录"),
                    ("service_receipt", "送达回证"),
                    ("goods_list", "场所、设施、财物清单"),
                    ("service_announcement", "文书送达公告"),
                ],
                max_length=40,
            ),
        ),
        migrations.AddConstraint(
            model_name="service",
            constraint=mingjian.journal.guards.RowRule(
                body="DECLARE\n  paper record;\nBEGIN\n  SELECT kind, made_at, dated INTO paper FROM dossier_document WHERE id = NEW.document_id;\n  IF paper.kind NOT IN ('case_transfer', 'confiscation_list', 'correction_order', 'crime_handover', 'crime_referral', 'deferral_approval', 'demand', 'enforcement_decision', 'freeze_decision', 'freeze_extension', 'freeze_notice', 'freeze_release', 'goods_test_notice', 'hearing_notice', 'no_penalty_decision', 'penalty_decision', 'penalty_notice', 'preservation_notice', 'preservation_outcome', 'recusal_decision', 'result_letter', 'sampling_record', 'seizure_decision', 'seizure_extension', 'seizure_release', 'substitute_decision', 'substitute_demand', 'summary_decision', 'surcharge_decision', 'test_notice') THEN RETURN NEW; END IF;\n  IF NEW.is_on_the_spot AND paper.kind IN ('case_transfer', 'confiscation_list', 'correction_order', 'crime_handover', 'crime_referral', 'enforcement_decision', 'freeze_decision', 'freeze_extension', 'freeze_notice', 'freeze_release', 'goods_test_notice', 'preservation_notice', 'preservation_outcome', 'recusal_decision', 'result_letter', 'sampling_record', 'seizure_decision', 'seizure_extension', 'seizure_release', 'substitute_decision', 'substitute_demand', 'summary_decision', 'surcharge_decision', 'test_notice')\n     AND NEW.recorded_at = paper.made_at AND NEW.done_on = paper.dated THEN RETURN NEW; END IF;\n  IF NEW.sealed_sha256 IS NULL OR NOT EXISTS (\n    SELECT FROM dossier_seal WHERE document_id = NEW.document_id\n    AND sealed_sha256 = NEW.sealed_sha256\n    AND (sealed_at AT TIME ZONE 'Asia/Shanghai')::date <= coalesce(NEW.sent_on, NEW.done_on)\n  ) THEN\n    RAISE EXCEPTION 'a paper that must bear the seal was not sealed by then' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'service_of_sealed_paper';\n  END IF;\n  RETURN NEW;\nEND",
                name="service_of_sealed_paper",
                when="BEFORE INSERT",
            ),
        ),
    ]
