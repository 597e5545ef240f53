"""Which fields each step asks for (填写项): what is known, counted or set by law is not asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mingjian.law.procedure.titles import Titled
from mingjian.law.proceedings import (
    CONFISCATED_WAYS,
    GROUNDS,
    CaseReceipt,
    CorrectionState,
    ItemOutcome,
    JusticeReply,
    PoliceAnswer,
    ProceedingMove,
    RecusalAnswer,
    ReleaseReason,
    TransferReceipt,
)

_MOVE = ProceedingMove
Ticks = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Asked:
    """A step's form: labels of its texts (empty = not asked), choices, and what is ticked."""

    reasons: str = "事实和理由"
    subject: str = ""
    organ: str = ""
    basis: str = ""
    amount: str = ""
    due: str = ""
    due_if_any: str = ""
    optional: tuple[str, ...] = ()
    days: str = ""
    choices: tuple[Titled, ...] = ()
    ticks: Ticks = ()
    goods: bool = False
    items: bool = False
    handed: bool = False
    moment: bool = False
    urgent: bool = False
    person: bool = False


_OPINION = Asked(reasons="审批意见")
_PEACEFUL = ("peaceful", "没有采用暴力、胁迫以及其他非法方式")
_WAYS = tuple(one for one in ItemOutcome if one.is_decision)

ASKED: Mapping[ProceedingMove, Asked] = {
    _MOVE.REQUEST_PRESERVATION: Asked(
        subject="拟登记保存的证据", ticks=(("may_be_lost", "证据可能灭失或者以后难以取得"),)
    ),
    _MOVE.APPROVE_PRESERVATION: _OPINION,
    _MOVE.DECLINE_PRESERVATION: _OPINION,
    _MOVE.PRESERVE: Asked(
        reasons="理由和经过", subject="保存地点和保管人", goods=True, handed=True, moment=True
    ),
    _MOVE.DISPOSE_PRESERVED: Asked(reasons="处理的理由", items=True, choices=_WAYS, handed=True),
    _MOVE.RECORD_LAPSE: Asked(reasons="退还经过", items=True, handed=True),
    _MOVE.SAMPLE: Asked(
        reasons="抽样方法和经过",
        subject="抽样地点和基数",
        goods=True,
        handed=True,
        ticks=(
            ("sealed", "样品当场加封"),
            ("signed", "当事人（见证人）和执法人员在抽样记录上签名"),
        ),
    ),
    _MOVE.RECORD_SAMPLE_RESULT: Asked(
        reasons="检验结果和样品的处理", ticks=(("told", "结果已经书面告知当事人"),)
    ),
    _MOVE.COMMISSION_TEST: Asked(
        reasons="送检的原因",
        subject="检测、检验、鉴定的事项",
        organ="受托机构",
        due="截止日期",
        handed=True,
    ),
    _MOVE.RECORD_TEST_RESULT: Asked(
        reasons="检测、检验、鉴定结果", ticks=(("told", "结果已经书面告知当事人"),)
    ),
    _MOVE.ORDER_CORRECTION: Asked(
        reasons="违法事实",
        basis="违反的规定",
        subject="改正要求",
        due="改正期限",
        handed=True,
    ),
    _MOVE.RECHECK_CORRECTION: Asked(reasons="复查情况", choices=tuple(CorrectionState)),
    _MOVE.REQUEST_RECUSAL: Asked(reasons="申请的理由", person=True),
    _MOVE.ANSWER_RECUSAL: Asked(reasons="决定的理由", choices=tuple(RecusalAnswer), handed=True),
    _MOVE.SERVE_HEARING_NOTICE: Asked(reasons="送达经过", handed=True),
    _MOVE.PROPOSE_TRANSFER: Asked(reasons="不属于本机关管辖的理由", organ="受移送机关"),
    _MOVE.APPROVE_TRANSFER: _OPINION,
    _MOVE.DECLINE_TRANSFER: _OPINION,
    _MOVE.SEND_CASE: Asked(reasons="移送经过", organ="受移送机关", subject="附送材料", handed=True),
    _MOVE.RECORD_RECEIPT: Asked(reasons="回执的日期、文号和内容", choices=tuple(TransferReceipt)),
    _MOVE.REPORT_DISPUTE: Asked(reasons="协商经过和争议", organ="共同的上一级行政机关"),
    _MOVE.RECORD_DESIGNATION: Asked(
        reasons="指定管辖通知书的文号和内容", choices=tuple(CaseReceipt)
    ),
    _MOVE.REPORT_CRIME: Asked(
        reasons="涉嫌犯罪的事实和达到追诉标准的理由", subject="涉嫌的罪名", basis="追诉标准的出处"
    ),
    _MOVE.APPROVE_REFERRAL: _OPINION,
    _MOVE.DECLINE_REFERRAL: Asked(reasons="不予批准的理由"),
    _MOVE.SEND_REFERRAL: Asked(
        reasons="移送经过",
        organ="受移送的公安机关",
        handed=True,
        moment=True,
        ticks=(
            ("letter", "涉嫌犯罪案件移送书"),
            ("report", "涉嫌犯罪案件情况的调查报告"),
            ("goods", "涉案物品清单"),
            ("tests", "有关检验报告或者鉴定结论"),
            ("decision", "行政处罚决定书（已经作出的，必须抄送）"),
        ),
    ),
    _MOVE.RECORD_ANSWER: Asked(
        reasons="通知书的文号和内容", choices=tuple(PoliceAnswer), amount="罚金数额（判处罚金的）"
    ),
    _MOVE.ASK_RECONSIDERATION: Asked(reasons="提请复议的理由"),
    _MOVE.HAND_OVER_GOODS: Asked(
        reasons="交接经过", subject="移交的物品和材料", organ="接收的公安机关", handed=True
    ),
    _MOVE.TAKE_BACK: Asked(reasons="接收的材料和继续办理的意见"),
    _MOVE.RECEIVE_FROM_JUSTICE: Asked(
        reasons="移送的材料和处理意见",
        organ="移送机关",
        subject="移送文书的名称、文号和日期",
        due_if_any="回复期限（文书写明的）",
        choices=GROUNDS,
    ),
    _MOVE.ANSWER_JUSTICE: Asked(
        reasons="通报的说明", organ="移送机关", choices=tuple(JusticeReply), handed=True
    ),
    _MOVE.REQUEST_FREEZE: Asked(
        basis="授权冻结的法律条款", amount="违法行为涉及的金额", subject="拟冻结的账户"
    ),
    _MOVE.APPROVE_FREEZE: _OPINION,
    _MOVE.DECLINE_FREEZE: _OPINION,
    _MOVE.FREEZE: Asked(
        reasons="实施经过",
        organ="金融机构",
        subject="账号",
        amount="冻结数额",
        handed=True,
        ticks=(
            ("not_frozen", "未被其他国家机关冻结"),
            ("cards", "出示执法身份证件"),
            ("record", "制作现场笔录"),
        ),
    ),
    _MOVE.DELIVER_FREEZE: Asked(reasons="交付经过", handed=True),
    _MOVE.EXTEND_FREEZE: Asked(reasons="情况复杂的理由", days="延长天数", handed=True),
    _MOVE.RELEASE_FREEZE: Asked(reasons="解除的理由", choices=tuple(ReleaseReason), handed=True),
    _MOVE.RECEIVE_CONFISCATED: Asked(
        reasons="清点和接收的经过", subject="接收的地点和保管处所", goods=True, handed=True
    ),
    _MOVE.DISPOSE_CONFISCATED: Asked(
        reasons="处理的理由和经过",
        items=True,
        choices=CONFISCATED_WAYS,
        basis="应当销毁的依据（销毁的）",
        organ="拍卖、接收或者销毁单位",
        amount="拍卖价款（公开拍卖的）",
        subject="上缴国库的缴款凭证号码（公开拍卖的）",
        optional=("basis", "organ", "amount_yuan", "subject"),
    ),
    _MOVE.RECORD_STORAGE_COST: Asked(
        reasons="保管的财物、期间和票据号码",
        organ="收款单位",
        subject="付款单位",
        amount="金额",
    ),
    _MOVE.DECIDE_SURCHARGE: Asked(reasons="加处罚款的理由", handed=True),
    _MOVE.DECIDE_ENFORCEMENT: Asked(
        reasons="强制执行的理由",
        basis="授予行政强制执行权的法律条款",
        subject="强制执行的方式",
        due="实施日期",
        handed=True,
        ticks=(("hiding", "有证据证明有转移或者隐匿财物迹象，立即强制执行"),),
    ),
    _MOVE.ENFORCE: Asked(
        reasons="实施经过",
        moment=True,
        urgent=True,
        ticks=(("no_cut", "没有对居民生活停止供水、供电、供热、供燃气"),),
    ),
    _MOVE.STOP_ENFORCEMENT: Asked(reasons="执行结果"),
    _MOVE.DECIDE_SUBSTITUTE: Asked(
        reasons="代履行的理由",
        basis="要求履行义务的依据",
        subject="标的和方式",
        organ="代履行人",
        amount="费用预算",
        due="代履行日期",
        handed=True,
        ticks=(("harm", "后果已经或者将危害交通安全、造成环境污染或者破坏自然资源"),),
    ),
    _MOVE.URGE_PERFORMANCE: Asked(reasons="催告内容", handed=True),
    _MOVE.STOP_SUBSTITUTE: Asked(reasons="当事人履行的情况"),
    _MOVE.PERFORM_SUBSTITUTE: Asked(
        reasons="代履行经过",
        amount="实际费用",
        moment=True,
        urgent=True,
        ticks=(
            ("supervised", "本机关派员到场监督"),
            ("signed", "监督人员、代履行人和当事人（见证人）签名"),
            _PEACEFUL,
        ),
    ),
    _MOVE.PERFORM_AT_ONCE: Asked(
        reasons="清除经过",
        subject="清除的物品和地点",
        amount="费用",
        handed=True,
        ticks=(
            ("public_place", "道路、河道、航道或者公共场所的遗洒物、障碍物或者污染物"),
            ("cannot_clear", "当事人不能清除"),
            _PEACEFUL,
        ),
    ),
}
