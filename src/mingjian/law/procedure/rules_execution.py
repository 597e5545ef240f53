"""Rules of service, payment and closing (送达、执行、结案)."""

from __future__ import annotations

from mingjian.law.breach import Breach
from mingjian.law.dates import long_date
from mingjian.law.procedure.duties import (
    is_overturned,
    owes_other_performance,
)
from mingjian.law.procedure.facts import NOTHING, CaseFacts
from mingjian.law.procedure.kinds import ClosingReason, Outcome, PaymentChannel
from mingjian.law.procedure.money import money_owed
from mingjian.law.procedure.moves import Act, refuse
from mingjian.law.roles import Actor
from mingjian.law.time_limits import due_date


def apl33_party_was_educated(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """对当事人的违法行为依法不予行政处罚的，行政机关应当对当事人进行教育。"""
    decision = facts.decision
    is_exempted = decision is not None and decision.outcome is Outcome.NO_PENALTY_MINOR
    if not is_exempted or act.educated:
        return None
    return refuse(
        "33",
        "依法不予行政处罚，但没有登记对当事人的教育情况",
        "请登记教育的时间、方式和内容后再结案。",
        paragraph="3",
    )


def apl61_served_in_seven_days(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """当事人不在场的，行政机关应当在七日内依照《中华人民共和国民事诉讼法》的有关规定，将行政处罚决定书送达当事人。"""
    if facts.decision is None:
        return None
    terms = facts.terms
    due = due_date(limit=terms.serve, start=facts.decision.decided_on, calendar=terms.calendar)
    if act.on <= due.on:
        return None
    return refuse(
        "61",
        f"决定书应当在{long_date(due.on)}以前送达，实际送达日期为{long_date(act.on)}",
        "请在案卷中说明迟延送达的原因。",
        paragraph="1",
    )


def apl61_decision_was_served(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政处罚决定书应当在宣告后当场交付当事人；当事人不在场的，将行政处罚决定书送达当事人。"""
    decision = facts.decision
    is_transfer = decision is not None and decision.outcome is Outcome.TRANSFER_JUDICIAL
    was_served = decision is not None and decision.served_on is not None
    if is_transfer or was_served or is_overturned(facts):
        return None
    return refuse("61", "决定书尚未送达当事人，不能结案", "请先送达决定书。", paragraph="1")


def apl66_performance_is_owed(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政处罚决定依法作出后，当事人应当在行政处罚决定书载明的期限内，予以履行。"""
    if owes_other_performance(facts):
        return None
    return refuse(
        "66",
        "本案没有罚款、没收违法所得以外待履行的内容",
        "缴款请登记缴款；已经履行完毕的，请办理结案。",
        paragraph="1",
    )


def apl66_closing_has_lawful_reason(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政处罚决定依法作出后，当事人应当在行政处罚决定书载明的期限内，予以履行。"""
    reason, decision = act.closing_reason, facts.decision
    if reason is None or decision is None:
        return _not_closable("没有选择结案情形")
    if reason is ClosingReason.TRANSFERRED:
        fits = decision.outcome is Outcome.TRANSFER_JUDICIAL
    elif reason is ClosingReason.NO_PENALTY:
        fits = decision.outcome in (Outcome.NO_PENALTY_MINOR, Outcome.NO_PENALTY_NOT_ESTABLISHED)
    elif reason is ClosingReason.PERFORMED:
        owed = money_owed(facts=facts, on=act.on).total_yuan or owes_other_performance(facts)
        fits = decision.outcome is Outcome.PENALTY and not owed and not is_overturned(facts)
    elif reason is ClosingReason.EXECUTION_TERMINATED:
        fits = facts.terminated_on is not None
    else:
        fits = is_overturned(facts)
    return None if fits else _not_closable(f"不符合结案情形“{reason.title}”")


def apl67_money_is_owed(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """当事人应当自收到行政处罚决定书之日起十五日内，到指定的银行或者通过电子支付系统缴纳罚款。"""
    if money_owed(facts=facts, on=act.on).total_yuan > NOTHING:
        return None
    return refuse(
        "67",
        "本案没有待缴的罚款、违法所得和加处罚款",
        "请核对决定书和缴款记录；已经缴清的，请办理结案。",
        paragraph="3",
    )


def apl67_bank_collected(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """除依照本法第六十八条、第六十九条的规定当场收缴的罚款外，作出行政处罚决定的行政机关及其执法人员不得自行收缴罚款。"""
    if act.channel is not None and act.channel is not PaymentChannel.COLLECTED_BY_ORGAN:
        return None
    return refuse(
        "67",
        "没有写明缴款方式，或者罚款由行政机关自行收缴",
        "请由当事人到指定的银行或者通过电子支付系统缴纳；自行收缴的，应当退还并另行缴纳。",
        paragraph="2",
    )


def apl74_payment_is_exact(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """罚款、没收的违法所得或者没收非法财物拍卖的款项，必须全部上缴国库。"""
    owed = money_owed(facts=facts, on=act.on).total_yuan
    if owed == NOTHING or NOTHING < act.amount_yuan <= owed:
        return None
    return refuse(
        "74",
        f"缴款数额{act.amount_yuan:,.2f}元不是正数，或者超过待缴数额{owed:,.2f}元",
        "请按照缴款凭证核对数额（含截至当日的加处罚款）；多缴的应当退还。",
        paragraph="2",
    )


def is_last_payment(facts: CaseFacts, act: Act) -> bool:
    """Whether this payment is the last thing owed (履行完毕), surcharge of that day included."""
    owed = money_owed(facts=facts, on=act.on).total_yuan
    return act.amount_yuan >= owed and not owes_other_performance(facts)


def is_last_performance(facts: CaseFacts, act: Act) -> bool:
    """Whether no money is owed any more (履行完毕)."""
    return money_owed(facts=facts, on=act.on).total_yuan == NOTHING


def is_last_reduction(facts: CaseFacts, act: Act) -> bool:
    """Whether only the surcharge that is now waived was still owed (履行完毕)."""
    owed = money_owed(facts=facts, on=act.on).total_yuan
    return act.amount_yuan >= owed and not owes_other_performance(facts)


def _not_closable(why: str) -> Breach:
    return refuse(
        "66",
        f"{why}，不能结案",
        "履行完毕、不予处罚、移送司法机关、依法终结执行或者决定被撤销的，方可结案；"
        "需要终结执行的，请先办理终结执行。",
        paragraph="1",
    )
