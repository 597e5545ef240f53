"""Rules of the hearing (听证程序)."""

from __future__ import annotations

from mingjian.law.breach import Breach
from mingjian.law.dates import long_date
from mingjian.law.procedure.duties import owes_hearing_offer, served_notice
from mingjian.law.procedure.facts import CaseFacts, HearingFacts
from mingjian.law.procedure.moves import Act, refuse
from mingjian.law.roles import Actor
from mingjian.law.time_limits import due_date


def apl63_hearing_is_offered(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政机关拟作出下列行政处罚决定，应当告知当事人有要求听证的权利。"""
    offers = act.notice is not None and act.notice.offers_hearing
    if offers or not owes_hearing_offer(facts=facts, proposal=facts.proposal):
        return None
    return refuse(
        "63",
        "拟作出的处罚属于应当告知听证权利的情形，告知书没有告知",
        "请在告知书中告知当事人有要求听证的权利及期限。",
        paragraph="1",
    )


def apl63_hearing_was_offered(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """应当告知当事人有要求听证的权利，当事人要求听证的，行政机关应当组织听证。"""
    notice = served_notice(facts)
    if notice is not None and notice.offers_hearing:
        return None
    return refuse(
        "63",
        f"本案告知书没有告知听证权利，不能{act.move.title}",
        "依法不属于听证范围的，请按陈述、申辩办理；应当告知而没有告知的，请修改后重新告知。",
        paragraph="1",
    )


def apl63_no_hearing_was_requested(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """当事人要求听证的，行政机关应当组织听证。"""
    hearing = facts.current_hearing
    if hearing is None or hearing.requested_on is None:
        return None
    return refuse(
        "63",
        "当事人就本次告知已经要求过听证",
        "无需重复登记；当事人另有意见的，请登记陈述申辩。",
        paragraph="1",
    )


def apl63_hearing_is_still_open(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """当事人要求听证的，行政机关应当组织听证。"""
    hearing = facts.current_hearing
    if hearing is None or (hearing.held_on is None and hearing.waived_on is None):
        return None
    return refuse("63", "本次听证已经举行或者已经放弃", "请直接办理下一步。", paragraph="1")


def apl63_hearing_period_is_over(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """应当告知当事人有要求听证的权利，当事人要求听证的，行政机关应当组织听证。"""
    notice = served_notice(facts)
    if notice is None or not notice.offers_hearing or facts.current_hearing is not None:
        return None
    if notice.hearing_due_on is not None and act.on > notice.hearing_due_on:
        return None
    until = f"至{long_date(notice.hearing_due_on)}" if notice.hearing_due_on else "没有登记，不视为"
    return refuse(
        "63",
        f"当事人要求听证的期限{until}届满，期满前不能{act.move.title}",
        "请待期限届满；当事人书面放弃听证的，请登记放弃听证。",
        paragraph="1",
    )


def apl63_requested_hearing_was_held(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """当事人要求听证的，行政机关应当组织听证。"""
    hearing = facts.current_hearing
    if hearing is None or hearing.held_on or hearing.waived_on or not hearing.requested_on:
        return None
    return refuse(
        "63",
        f"当事人已经要求听证，尚未举行，不能{act.move.title}",
        "请先组织听证；当事人撤回申请的，请登记放弃听证。",
        paragraph="1",
    )


def apl64_request_is_in_time(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """当事人要求听证的，应当在行政机关告知后五日内提出。"""
    notice = served_notice(facts)
    if notice is None or notice.hearing_due_on is None or act.on <= notice.hearing_due_on:
        return None
    return refuse(
        "64",
        f"要求听证的期限已于{long_date(notice.hearing_due_on)}届满",
        "请核对当事人提出的日期；逾期提出的，请按陈述、申辩听取意见。",
        item="1",
    )


def apl64_notified_seven_days_before(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政机关应当在举行听证的七日前，通知当事人及有关人员听证的时间、地点。"""
    if act.scheduled_on is None:
        return refuse("64", "没有确定举行听证的日期", "请填写听证的时间、地点。", item="2")
    terms = facts.terms
    latest = due_date(limit=terms.notify_hearing, start=act.scheduled_on, calendar=terms.calendar)
    if act.on <= latest.on:
        return None
    return refuse(
        "64",
        f"{long_date(act.scheduled_on)}举行听证的，最迟应当在{long_date(latest.on)}通知当事人",
        "请推迟听证日期。",
        item="2",
    )


def apl64_host_is_not_investigator(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """听证由行政机关指定的非本案调查人员主持；当事人认为主持人与本案有直接利害关系的，有权申请回避。"""
    host = act.presiding_officer_id
    barred = facts.investigator_ids | facts.recused_person_ids
    if host is not None and host not in barred:
        return None
    return refuse(
        "64",
        "没有指定听证主持人，或者主持人是本案调查人员、应当回避的人员",
        "请另行指定非本案调查人员主持。",
        item="4",
    )


def apl64_hearing_was_notified(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政机关应当在举行听证的七日前，通知当事人及有关人员听证的时间、地点。"""
    hearing = facts.current_hearing
    if hearing is not None and hearing.scheduled_on is not None:
        if act.on == hearing.scheduled_on:
            return None
        message = f"听证应当在通知的{long_date(hearing.scheduled_on)}举行"
    else:
        message = "尚未通知当事人听证的时间、地点"
    return refuse("64", message, "请按照通知的日期举行；改期的，请重新通知当事人。", item="2")


def apl64_notice_was_served_in_time(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政机关应当在举行听证的七日前，通知当事人及有关人员听证的时间、地点。"""
    hearing = facts.current_hearing
    if hearing is None or hearing.scheduled_on is None:
        return None  # 尚未通知的，由 apl64_hearing_was_notified 说明
    late = _why_not_told_in_time(facts, hearing)
    if not late:
        return None
    return refuse(
        "64",
        f"{late}，不能举行听证",
        "请先登记听证通知书的送达（“附随程序”或者“送达”）；已经来不及的，请另定日期，重新通知。",
        item="2",
    )


def apl64_absent_party_was_told(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """当事人及其代理人无正当理由拒不出席听证或者未经许可中途退出听证的，视为放弃听证权利，行政机关终止听证。"""
    hearing = facts.current_hearing
    if not act.party_absent or hearing is None or hearing.scheduled_on is None:
        return None
    late = _why_not_told_in_time(facts, hearing)
    if not late:
        return None
    return refuse(
        "64",
        f"{late}，当事人没有出席不是无正当理由，不能视为放弃听证",
        "请另定日期，重新通知当事人并送达听证通知书。",
        item="6",
    )


def _why_not_told_in_time(facts: CaseFacts, hearing: HearingFacts) -> str:
    """Empty where the notice was served seven working days before the day of the hearing."""
    assert hearing.scheduled_on is not None  # both rules ask before
    if hearing.served_on is None:
        return "听证通知书尚未送达当事人"
    terms, start = facts.terms, hearing.scheduled_on
    latest = due_date(limit=terms.notify_hearing, start=start, calendar=terms.calendar).on
    if hearing.served_on <= latest:
        return ""
    return f"听证通知书{long_date(hearing.served_on)}才送达，最迟应当在{long_date(latest)}送达"


def apl64_host_presides(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """听证由行政机关指定的非本案调查人员主持。"""
    hearing = facts.current_hearing
    if hearing is not None and by.person_id == hearing.presiding_officer_id:
        return None
    return refuse(
        "64",
        f"{by.name}不是本案指定的听证主持人",
        "请由通知中指定的听证主持人登记听证笔录。",
        item="4",
    )


def apl64_absence_ends_hearing(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """当事人及其代理人无正当理由拒不出席听证或者未经许可中途退出听证的，视为放弃听证权利，行政机关终止听证。"""
    hearing = facts.current_hearing
    scheduled_on = hearing.scheduled_on if hearing is not None else None
    is_absent = act.party_absent and scheduled_on is not None and act.on >= scheduled_on
    if act.in_writing or is_absent:
        return None
    return refuse(
        "64",
        "没有当事人放弃听证的书面材料，也不属于无正当理由不出席听证",
        "请附书面放弃说明；当事人缺席的，请在听证当日以后登记。",
        item="6",
    )


def apl64_record_is_kept(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """听证应当制作笔录。笔录应当交当事人或者其代理人核对无误后签字或者盖章。"""
    if act.record_hash:
        return None
    return refuse("64", "没有听证笔录", "请上传经核对签字的听证笔录。", item="8")


def apl65_decision_follows_record(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """听证结束后，行政机关应当根据听证笔录，依照本法第五十七条的规定，作出决定。"""
    hearing = facts.current_hearing
    if hearing is None or hearing.held_on is None:
        return None
    if hearing.record_hash and act.on >= hearing.held_on:
        return None
    return refuse(
        "65", "没有听证笔录，或者决定日期早于听证日期", "请补齐听证笔录，并核对决定日期。"
    )
