"""Words (用语) of the record: what kinds of entries and streams are called."""

from __future__ import annotations

from django.db.models import Q

from mingjian.cases.acting import entry_kind
from mingjian.desk.disclosure.record_lines import KINDS as PUBLICATION_KINDS
from mingjian.law.measures import MeasureMove
from mingjian.law.procedure import Move
from mingjian.law.proceedings.kinds import ProceedingMove
from mingjian.law.summary import SummaryMove

STREAMS = {
    "case": "案件",
    "dossier": "案卷",
    "account": "账号",
    "publication": "公示",
    "agency": "执法主体",
    "officer": "执法人员",
    "party": "当事人",
    "law_pack": "法律参数包",
    "number": "文号",
    "appraisal": "案卷评查",
    "evidence_file": "证据文件",
    "party_pass": "查询凭证",
    "standing_list": "事前清单",
}
KINDS = {
    **{
        entry_kind(move): move.title
        for moves in (Move, SummaryMove, MeasureMove, ProceedingMove)
        for move in moves
    },
    **PUBLICATION_KINDS,
    "account_created": "开立账号",
    "account_disabled": "停用账号",
    "account_enabled": "恢复账号",
    "password_changed": "修改密码",
    "password_reset": "重置密码",
    "role_granted": "授予岗位",
    "role_ended": "终止岗位",
    "session_begun": "登录",
    "sealed_opened": "查看密存内容",
    "subject_key_destroyed": "销毁个人信息密钥",
    "agency_registered": "登记执法主体",
    "agency_changed": "变更执法主体信息",
    "agency.published": "公示执法主体",
    "power_granted": "登记执法权限",
    "power_ended": "终止执法权限",
    "item_published": "执法事项列入清单",
    "item_withdrawn": "执法事项移出清单",
    "pack_loaded": "载入法律参数包",
    "pack_switched": "更换法律参数包",
    "officer_registered": "登记执法人员",
    "officer_changed": "变更执法人员信息",
    "officer_left": "办理离岗",
    "credential_issued": "登记执法证件",
    "credential_suspended": "暂扣执法证件",
    "credential_revoked": "吊销执法证件",
    "credential_cancelled": "注销执法证件",
    "credential_returned": "发还执法证件",
    "party_registered": "登记当事人",
    "party_changed": "变更当事人信息",
    "number.voided": "文号作废",
    "adviser_engaged": "聘请法律顾问",
    "adviser_conflict": "登记顾问利害关系",
    "forms_filed": "登记文书格式备案",
    "form_filing_corrected": "更正文书格式备案",
    "document.seal_approved": "批准用印",
    "document.sealed": "加盖印章",
    "appraisal.create": "制定评查方案",
    "appraisal.close_roster": "封存评查名单",
    "appraisal.draw": "抽取评查案卷",
    "appraisal.assign": "指派评查人员",
    "appraisal.withdraw": "评查人员回避",
    "appraisal.submit_sheet": "提交评分",
    "appraisal.confirm": "确认评查意见",
    "appraisal.appeal": "提出申诉",
    "appraisal.answer_appeal": "答复申诉",
    "appraisal.finalise": "确定评查结果",
    "evidence.durable": "收存证据文件",
    "evidence.joined": "归入案件",
    "evidence.noted": "说明内容",
    "evidence.marked": "标注时间点",
    "evidence.vaulted": "证据入库",
    "evidence.verified": "核验入库副本",
    "evidence.alarm": "证据副本告警",
    "evidence.viewed": "查看证据",
    "evidence.copied": "下载原件",
    "evidence.clip_ordered": "登记制作遮挡副本",
    "evidence.clip_made": "遮挡副本入库",
    "evidence.clip_cancelled": "取消制作遮挡副本",
    "evidence.clip_failed": "遮挡副本未能制作",
    "case.link_proof": "登记证据对应的事实",
    "case.unlink_proof": "取消证据对应的事实",
    "case.examine_evidence": "核对证据的合法性",
    "case.show_exhibit": "关联证据的照片和音像",
    "case.record_step": "登记步骤的音像记录",
    "case.confirm_address": "登记送达地址确认书",
    "case.make_record": "制作笔录",
    "case.make_receipt": "制作送达回证",
    "case.make_goods_list": "制作财物清单",
    "case.make_announcement": "制作送达公告",
    "case.sign_paper": "登记文书签名",
    "case.refuse_to_sign": "登记拒绝签名",
    "case.record_attempt": "登记未能送达",
    "case.serve_paper": "登记其他文书的送达",
    "case.rule_on_recording": "审批不录音录像的理由",
    "party.received": "收到当事人提交的材料",
    "party.filed": "存档当事人提交的材料",
    "party_pass.issued": "制发查询凭证",
    "party_pass.ended": "收回查询凭证",
    "party_pass.opened": "凭证查询",
    "standing_list.drafted": "起草清单",
    "standing_list.passed": "复核清单",
    "standing_list.returned": "退回清单",
    "standing_list.published": "公布清单",
    "case.handed_over": "移交归档",
    "dossier.filed": "归档",
    "dossier.supplemented": "补充归档",
    "dossier.packaged": "生成归档信息包",
    "dossier.checked": "四性检测",
    "dossier.held": "登记暂缓销毁",
    "dossier.released": "解除暂缓销毁",
    "dossier.retained_longer": "重新划定保管期限",
    "dossier.loan_asked": "申请借阅",
    "dossier.lent": "批准借阅",
    "dossier.loan_refused": "不同意借阅",
    "dossier.viewed": "查阅借出的案卷",
    "dossier.returned": "归还案卷",
    "dossier.destruction_proposed": "提出销毁",
    "dossier.destroyed": "批准销毁",
}
# 审计常查的几类：地址中的值、名称、条件。
GROUPS: dict[str, tuple[str, Q]] = {
    "login": ("登录", Q(kind="session_begun")),
    "sealed": ("查看密存内容", Q(kind__in=["sealed_opened", "subject_key_destroyed"])),
    "grants": ("授权", Q(kind__in=["role_granted", "role_ended"])),
    "accounts": ("账号、密码", Q(kind__startswith="account_") | Q(kind__startswith="password_")),
    "cases": ("办案", Q(kind__startswith="case.")),
    "publication": ("公示", Q(kind__startswith="publication.")),
    "registry": (
        "名录、参数",
        Q(kind__startswith="agency")
        | Q(kind__startswith="power_")
        | Q(kind__startswith="pack_")
        | Q(kind__startswith="officer_")
        | Q(kind__startswith="credential_")
        | Q(kind__startswith="party_")
        | Q(kind__startswith="item_"),
    ),
}


def kind_title(kind: str) -> str:
    """What an entry is called; the slug itself where nobody named it."""
    return KINDS.get(kind, kind)


def stream_title(kind: str) -> str:
    """What a stream is of."""
    return STREAMS.get(kind, kind)
