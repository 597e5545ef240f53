"""Rules of notice and defence (告知、陈述申辩)."""

from __future__ import annotations

from mingjian.law.breach import Breach
from mingjian.law.dates import long_date
from mingjian.law.procedure.duties import served_notice
from mingjian.law.procedure.facts import CaseFacts
from mingjian.law.procedure.kinds import NoticeElement
from mingjian.law.procedure.moves import Act, refuse
from mingjian.law.procedure.terms import notice_periods
from mingjian.law.roles import Actor


def apl44_penalty_is_proposed(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政机关在作出行政处罚决定之前，应当告知当事人拟作出的行政处罚内容及事实、理由、依据。"""
    if facts.proposal is not None and facts.proposal.is_penalty:
        return None
    return refuse("44", "本案没有拟给予行政处罚，无需事先告知", "请按照拟处理意见直接办理下一步。")


def apl44_text_is_not_yet_told(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政机关在作出行政处罚决定之前，应当告知当事人拟作出的行政处罚内容及事实、理由、依据。"""
    if served_notice(facts) is None:
        return None
    return refuse(
        "44", "现行拟处理意见的告知书已经送达", "无需重复告知；内容有变化的，请先修改拟处理意见。"
    )


def apl44_notice_says_everything(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """应当告知当事人拟作出的行政处罚内容及事实、理由、依据，并告知当事人依法享有的陈述、申辩、要求听证等权利。"""
    told = act.notice.states if act.notice is not None else frozenset()
    missing = [element.title for element in NoticeElement if element not in told]
    if not missing:
        return None
    return refuse("44", f"告知书没有载明{'；'.join(missing)}", "请补全告知书后再提交。")


def apl44_notice_tells_this_penalty(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """应当告知当事人拟作出的行政处罚内容。"""
    # 金额须为确定的一个数：PenaltyContent 只容一个金额，且须与拟处理意见相同。
    notice, proposal = act.notice, facts.proposal
    if notice is None or proposal is None:
        return None
    if notice.proposal_hash == proposal.hash and notice.content == proposal.content:
        return None
    return refuse(
        "44",
        "告知书载明的处罚内容与现行拟处理意见不一致",
        "请按照现行拟处理意见重新制作告知书。",
    )


def apl44_notice_was_issued(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政机关在作出行政处罚决定之前，应当告知当事人拟作出的行政处罚内容及事实、理由、依据。"""
    notice = facts.current_notice
    if notice is not None and notice.served_on is None:
        return None
    return refuse("44", "现行拟处理意见没有待送达的告知书", "请先制作事先告知书。")


def apl44_notice_was_served(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """应当告知当事人拟作出的行政处罚内容及事实、理由、依据，并告知当事人依法享有的陈述、申辩、要求听证等权利。"""
    if any(notice.served_on for notice in facts.notices):
        return None
    return refuse("44", "告知书尚未送达当事人", f"请先送达告知书，再{act.move.title}。")


def apl45_periods_are_not_shortened(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """当事人有权进行陈述和申辩。"""
    notice = facts.current_notice
    offers = notice is not None and notice.offers_hearing
    least = notice_periods(terms=facts.terms, served_on=act.on, offers_hearing=offers)
    told = {
        "陈述、申辩": (act.defence_due_on, least.defence_due_on),
        "要求听证": (act.hearing_due_on, least.hearing_due_on),
    }
    for right, (due_on, least_on) in told.items():
        if least_on is not None and (due_on is None or due_on < least_on):
            return refuse(
                "45",
                f"给予当事人{right}的期限不足，至少应当至{long_date(least_on)}",
                "请按照不短于法定期限的日期填写。",
                paragraph="1",
            )
    return None


def apl45_defence_awaits_answer(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政机关必须充分听取当事人的意见，对当事人提出的事实、理由和证据，应当进行复核。"""
    if any(defence.awaits_answer for defence in facts.defences):
        return None
    return refuse("45", "没有待复核的陈述、申辩", "请先登记当事人的陈述、申辩。", paragraph="1")


def apl45_answer_is_given(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """当事人提出的事实、理由或者证据成立的，行政机关应当采纳。"""
    if act.accepted is not None:
        return None
    return refuse(
        "45", "没有写明是否采纳当事人的意见", "请选择采纳或者不采纳，并写明理由。", paragraph="1"
    )


def apl45_defence_was_answered(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政机关必须充分听取当事人的意见，对当事人提出的事实、理由和证据，应当进行复核。"""
    waiting = sum(defence.awaits_answer for defence in facts.defences)
    if not waiting:
        return None
    return refuse(
        "45",
        f"当事人的陈述、申辩有{waiting}件尚未复核，不能{act.move.title}",
        "请复核当事人提出的事实、理由和证据，写明是否采纳及理由。",
        paragraph="1",
    )


def apl62_party_was_told(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """未依照本法第四十四条、第四十五条的规定向当事人告知拟作出的行政处罚内容及事实、理由、依据，不得作出行政处罚决定。"""
    is_penalty = facts.proposal is not None and facts.proposal.is_penalty
    if not is_penalty or served_notice(facts) is not None:
        return None
    return refuse(
        "62",
        f"尚未向当事人告知现行拟处理意见，不能{act.move.title}",
        "请先制作并送达事先告知书，听取当事人的陈述、申辩。",
    )


def apl62_defence_period_is_over(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """拒绝听取当事人的陈述、申辩，不得作出行政处罚决定；当事人明确放弃陈述或者申辩权利的除外。"""
    notice = served_notice(facts)
    if notice is None or facts.has_waived_defence:
        return None
    if notice.defence_due_on is not None and act.on > notice.defence_due_on:
        return None
    until = f"至{long_date(notice.defence_due_on)}" if notice.defence_due_on else "没有登记，不视为"
    return refuse(
        "62",
        f"当事人的陈述、申辩期限{until}届满，期满前不能{act.move.title}",
        "请待期限届满；当事人书面放弃的，请登记放弃陈述申辩。",
    )


def apl62_waiver_is_explicit(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """当事人明确放弃陈述或者申辩权利的除外。"""
    if act.in_writing:
        return None
    return refuse(
        "62",
        "没有当事人放弃陈述、申辩的书面材料",
        "请附当事人签名或者盖章的放弃说明；当事人未明确放弃的，请待期限届满。",
    )
