"""Rules after the decision (收缴、交存、缴款、备案): 行政处罚法 arts. 52, 67–71."""

from __future__ import annotations

from datetime import date

from mingjian.law.breach import Breach
from mingjian.law.dates import long_date
from mingjian.law.procedure.kinds import PaymentChannel
from mingjian.law.procedure.moves import refuse
from mingjian.law.roles import Actor, Role
from mingjian.law.summary.facts import NOTHING, SummaryAct, SummaryFacts
from mingjian.law.summary.kinds import SummaryMove
from mingjian.law.summary.owing import money_owed
from mingjian.law.time_limits import TimeLimit, due_date


def apl42_by_the_officers(facts: SummaryFacts, act: SummaryAct, by: Actor) -> Breach | None:
    """行政处罚应当由具有行政执法资格的执法人员实施。"""
    known = {one.officer.person_id for one in facts.enforcers}
    if by.role is not Role.CASE_OFFICER or by.person_id in known:
        return None
    return refuse(
        "42",
        f"{by.name}不是本件当场处罚的执法人员，不能{act.move.title}",
        "请由当场作出处罚决定的执法人员办理。",
        paragraph="1",
    )


def apl47_date_is_possible(facts: SummaryFacts, act: SummaryAct, by: Actor) -> Breach | None:
    """行政机关应当依法以文字、音像等形式，对行政处罚的启动、……执行等进行全过程记录，归档保存。"""
    earliest = _earliest(facts, act)
    if earliest is None or earliest <= act.on <= act.entered_on:
        return None
    return refuse(
        "47",
        f"行为日期（{long_date(act.on)}）早于前一行为（{long_date(earliest)}）"
        f"或者晚于登记日期（{long_date(act.entered_on)}）",
        "请核对行为日期。",
    )


def apl52_not_filed_yet(facts: SummaryFacts, act: SummaryAct, by: Actor) -> Breach | None:
    """执法人员当场作出的行政处罚决定，应当报所属行政机关备案。"""
    if facts.filed_on is None:
        return None
    return refuse("52", f"已于{long_date(facts.filed_on)}备案", "无需再次备案。", paragraph="3")


def apl52_filed_by_another(facts: SummaryFacts, act: SummaryAct, by: Actor) -> Breach | None:
    """执法人员当场作出的行政处罚决定，应当报所属行政机关备案。"""
    # 备案是报给机关：作出决定的人自己收下，等于没有报。
    if by.person_id not in {one.officer.person_id for one in facts.enforcers}:
        return None
    return refuse(
        "52",
        f"{by.name}是当场作出处罚决定的执法人员，不能自己收存备案",
        "请由所属机关的其他负责人收存。",
        paragraph="3",
    )


def apl67_not_collected(facts: SummaryFacts, act: SummaryAct, by: Actor) -> Breach | None:
    """作出罚款决定的行政机关应当与收缴罚款的机构分离。"""
    if facts.collected_on is None:
        return None
    return refuse("67", "罚款已经当场收缴", "请登记交存和缴付银行，不要再登记缴款。", paragraph="1")


def apl67_money_is_owed(facts: SummaryFacts, act: SummaryAct, by: Actor) -> Breach | None:
    """当事人应当自收到行政处罚决定书之日起十五日内，到指定的银行或者通过电子支付系统缴纳罚款。"""
    if money_owed(facts) > NOTHING:
        return None
    return refuse("67", "没有待缴的罚款", "请核对决定书。", paragraph="3")


def apl67_bank_received(facts: SummaryFacts, act: SummaryAct, by: Actor) -> Breach | None:
    """除依照本法第六十八条、第六十九条的规定当场收缴的罚款外，作出行政处罚决定的行政机关及其执法人员不得自行收缴罚款。"""
    if act.channel in (PaymentChannel.BANK, PaymentChannel.ELECTRONIC):
        return None
    return refuse(
        "67",
        "当事人缴款只能登记指定银行或者电子支付系统",
        "当场收缴的，请登记当场收缴。",
        paragraph="2",
    )


def apl68_cash_was_chosen(facts: SummaryFacts, act: SummaryAct, by: Actor) -> Breach | None:
    """有下列情形之一，执法人员可以当场收缴罚款。"""
    decision = facts.decision
    if decision is not None and decision.way.is_cash and act.on == decision.decided_on:
        return None
    return refuse(
        "68",
        "决定书没有写明当场收缴的情形，或者已经不是当场",
        "请告知当事人到指定的银行或者通过电子支付系统缴纳。",
        paragraph="1",
    )


def apl70_receipt_was_issued(facts: SummaryFacts, act: SummaryAct, by: Actor) -> Breach | None:
    """必须向当事人出具国务院财政部门或者省、自治区、直辖市人民政府财政部门统一制发的专用票据。"""
    if act.receipt_number.strip():
        return None
    return refuse("70", "没有填写专用票据（缴款凭证）号码", "请按照财政部门统一制发的票据填写。")


def apl71_was_collected(facts: SummaryFacts, act: SummaryAct, by: Actor) -> Breach | None:
    """执法人员当场收缴的罚款，应当自收缴罚款之日起二日内，交至行政机关。"""
    if facts.collected_on is not None and facts.handed_in_on is None:
        return None
    return refuse("71", "没有待交存的当场收缴罚款", "请核对收缴和交存的登记。")


def apl71_was_handed_in(facts: SummaryFacts, act: SummaryAct, by: Actor) -> Breach | None:
    """行政机关应当在二日内将罚款缴付指定的银行。"""
    if facts.handed_in_on is not None and money_owed(facts) > NOTHING:
        return None
    return refuse("71", "没有待缴付银行的当场收缴罚款", "请先登记交至行政机关。")


def apl71_handed_in_in_time(facts: SummaryFacts, act: SummaryAct, by: Actor) -> Breach | None:
    """执法人员当场收缴的罚款，应当自收缴罚款之日起二日内，交至行政机关。"""
    return _late(facts, facts.terms.hand_in, facts.collected_on, act, "71")


def apl71_banked_in_time(facts: SummaryFacts, act: SummaryAct, by: Actor) -> Breach | None:
    """行政机关应当在二日内将罚款缴付指定的银行。"""
    return _late(facts, facts.terms.bank, facts.handed_in_on, act, "71")


def apl52_filed_in_time(facts: SummaryFacts, act: SummaryAct, by: Actor) -> Breach | None:
    """执法人员当场作出的行政处罚决定，应当报所属行政机关备案。"""
    decided_on = facts.decision.decided_on if facts.decision else None
    return _late(facts, facts.terms.file, decided_on, act, "52")


def apl74_amount_is_the_fine(facts: SummaryFacts, act: SummaryAct, by: Actor) -> Breach | None:
    """罚款、没收的违法所得或者没收非法财物拍卖的款项，必须全部上缴国库。"""
    owed = money_owed(facts)
    if act.amount_yuan == owed:
        return None
    return refuse(
        "74",
        f"登记的{act.amount_yuan:,.2f}元不是待缴的{owed:,.2f}元",
        "请按照决定书和票据核对数额。",
        paragraph="2",
    )


def _earliest(facts: SummaryFacts, act: SummaryAct) -> date | None:
    """The day of the act that this one follows; filing and money follow the decision alone."""
    before = {
        SummaryMove.HAND_IN: facts.collected_on,
        SummaryMove.BANK: facts.handed_in_on,
    }
    return before.get(act.move) or (facts.decision.decided_on if facts.decision else None)


def _late(
    facts: SummaryFacts,
    limit: TimeLimit | None,
    start: date | None,
    act: SummaryAct,
    article: str,
) -> Breach | None:
    if limit is None or start is None:
        return None
    due = due_date(limit=limit, start=start, calendar=facts.terms.calendar)
    if act.on <= due.on:
        return None
    return refuse(
        article,
        f"{limit.title}至{long_date(due.on)}届满，实际日期为{long_date(act.on)}",
        "请在案卷中说明迟延的原因。",
    )
