"""Rules of deferral, instalments and surcharge (暂缓、分期缴纳、加处罚款)."""

from __future__ import annotations

from itertools import pairwise

from mingjian.law.amounts import format_yuan
from mingjian.law.breach import Breach
from mingjian.law.dates import long_date
from mingjian.law.procedure.facts import NOTHING, CaseFacts
from mingjian.law.procedure.kinds_execution import COMPULSION_LAW
from mingjian.law.procedure.money import money_owed, surcharge_owed_yuan
from mingjian.law.procedure.moves import Act, refuse
from mingjian.law.roles import Actor


def apl66_fine_is_owed(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """当事人确有经济困难，需要延期或者分期缴纳罚款的，经当事人申请和行政机关批准，可以暂缓或者分期缴纳。"""
    if money_owed(facts=facts, on=act.on).fine_yuan > NOTHING:
        return None
    return refuse(
        "66",
        "本案没有待缴的罚款，不能延期或者分期缴纳",
        "请核对缴款记录；违法所得、加处罚款不适用延期或者分期缴纳。",
        paragraph="2",
    )


def apl66_no_application_is_open(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """经当事人申请和行政机关批准，可以暂缓或者分期缴纳。"""
    if facts.open_deferral is None:
        return None
    return refuse(
        "66",
        f"当事人{long_date(facts.open_deferral.requested_on)}的申请尚未答复",
        "请先由机关负责人批准或者不批准该申请。",
        paragraph="2",
    )


def apl66_application_is_open(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """经当事人申请和行政机关批准，可以暂缓或者分期缴纳。"""
    if facts.open_deferral is not None:
        return None
    return refuse(
        "66",
        "没有待答复的延期、分期缴纳申请",
        "请先登记当事人的申请。",
        paragraph="2",
    )


def apl66_schedule_is_whole(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """需要延期或者分期缴纳罚款的，经当事人申请和行政机关批准，可以暂缓或者分期缴纳。"""
    owed = money_owed(facts=facts, on=act.on).fine_yuan
    days = [act.on, *(one.due_on for one in act.schedule)]
    amounts = [one.amount_yuan for one in act.schedule]
    if not act.schedule:
        why = "没有写明缴纳的日期和金额"
    elif min(amounts) <= NOTHING or sum(amounts) != owed:
        why = f"各期金额合计应当等于待缴罚款{format_yuan(owed)}元，每期都大于零"
    elif any(later <= earlier for earlier, later in pairwise(days)):
        why = "各期的日期应当晚于批准之日，并且依次在后"
    else:
        return None
    return refuse("66", why, "请核对每一期的日期和金额。", paragraph="2")


def acl42_surcharge_can_be_waived(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """当事人采取补救措施的，可以减免加处的罚款或者滞纳金。"""
    owed = surcharge_owed_yuan(facts, on=act.on)
    if owed > NOTHING:
        return None
    return refuse(
        "42",
        "本案没有待缴的加处罚款，不能减免",
        "请核对加处罚款的计算。",
        paragraph="1",
        law=COMPULSION_LAW,
    )


def acl42_waiver_is_within_surcharge(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """执行协议可以约定分阶段履行；当事人采取补救措施的，可以减免加处的罚款或者滞纳金。"""
    owed = surcharge_owed_yuan(facts, on=act.on)
    if owed == NOTHING or NOTHING < act.amount_yuan <= owed:
        return None
    return refuse(
        "42",
        f"减免数额{act.amount_yuan:,.2f}元不是正数，或者超过待缴的加处罚款{owed:,.2f}元",
        "罚款本身不能减免，请只填写减免的加处罚款数额。",
        paragraph="1",
        law=COMPULSION_LAW,
    )
