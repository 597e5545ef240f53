"""Checks of lawfulness (合法性核对), ordinary and summary procedure; named by their items."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from mingjian.law.appraisal.answers import Answer, check, fault, good, judged, not_applicable
from mingjian.law.appraisal.facts import DossierFacts
from mingjian.law.dates import long_date
from mingjian.law.deadlines import DeadlineStatus
from mingjian.law.procedure import (
    CaseFacts,
    OfficerFacts,
    Outcome,
    ReviewOutcome,
    deliberation_reasons,
    owes_hearing_offer,
    review_triggers,
)
from mingjian.law.time_limits import due_date

DECISIONS = ("penalty_decision", "no_penalty_decision", "summary_decision")
_LATE = frozenset({DeadlineStatus.OVERDUE, DeadlineStatus.MET_LATE})


@check("101")
def i101_body_has_the_power(facts: DossierFacts) -> Answer | None:
    """执法主体在决定之日具有该领域职权."""
    if facts.has_power is None:
        return None
    return judged(
        facts.has_power,
        "决定之日，该机关登记有本领域执法职权。",
        "决定之日，该机关没有登记本领域执法职权。",
    )


@check("103")
def i103_two_qualified_officers(facts: DossierFacts) -> Answer | None:
    """执法人员不少于两人，行为当日证件有效；应当回避的没有办案."""
    officers = _officers(facts)
    days = _days_of_acting(facts)
    if not days:
        return None
    if len({one.person_id for one in officers}) < 2:
        return fault("承办执法人员少于两人。")
    bad = [
        f"{one.name}{long_date(day)}" for day in days for one in officers if not one.valid_on(day)
    ]
    if bad:
        return fault(f"下列人员当日没有有效执法证件：{'、'.join(bad)}。")
    recused = facts.case.recused_person_ids if facts.case else frozenset()
    names = [one.name for one in officers if one.person_id in recused]
    if names:
        return fault(f"{'、'.join(names)}已经回避，仍在承办本案。")
    return good(f"{'、'.join(one.name for one in officers)}两人承办，行为当日证件均有效。")


@check("104")
def i104_right_party(facts: DossierFacts) -> Answer | None:
    """当事人名称、代码在各文书一致，代码校验无误."""
    return _free_of(facts, ("L21", "L22"), "当事人名称和代码", lost=20)


@check("106")
def i106_evidence_is_lawful(facts: DossierFacts) -> Answer | None:
    """证据均经查证或者已经排除，执法人员收集的由两人收集."""
    if facts.case is None or not facts.case.evidence:
        return None
    evidence = facts.case.evidence
    open_ = sum(not one.verified and not one.excluded for one in evidence)
    alone = sum(len(one.collectors) == 1 for one in evidence)
    return judged(
        not open_ and not alone,
        f"证据{len(evidence)}份均经查证或者已经排除。",
        f"未查证的证据{open_}份，由一人收集的证据{alone}份。",
    )


@check("107")
def i107_monitoring_equipment(facts: DossierFacts) -> Answer | None:
    """电子技术监控设备记录经审核 (处罚法 art. 41)."""
    if facts.case is None:
        return None
    taken = [one for one in facts.case.evidence if one.from_device]
    if not taken:
        return not_applicable("本案没有电子技术监控设备记录的证据。")
    reviewed = all(one.device_record_reviewed for one in taken)
    return judged(reviewed, "监控设备记录均经审核。", "监控设备记录未经审核即作为证据。")


@check("108")
def i108_law_in_force(facts: DossierFacts) -> Answer | None:
    """所引条款存在，决定之日有效."""
    return _free_of(facts, ("L41", "L42"), "所引条款", kinds=DECISIONS)


@check("109")
def i109_inside_the_tier(facts: DossierFacts) -> Answer | None:
    """罚款在裁量阶次以内，或者写明偏离理由."""
    proposal = facts.case.proposal if facts.case else None
    if proposal is None or proposal.range_maximum is None:
        return None
    fits = not proposal.is_outside_range or bool(proposal.deviation_reasons.strip())
    return judged(
        fits, "罚款数额在裁量阶次以内，或者已写明偏离理由。", "罚款数额超出裁量阶次，没有写明理由。"
    )


@check("110")
def i110_not_fined_twice(facts: DossierFacts) -> Answer | None:
    """同一当事人的同一违法行为没有另一罚款决定."""
    return judged(
        not facts.prior_fines,
        "本机关没有就同一行为作出的另一罚款决定。",
        f"本机关就同一当事人、同一日终了的同一行为另有罚款决定{facts.prior_fines}件。",
    )


@check("112")
def i112_lighter_on_grounds(facts: DossierFacts) -> Answer | None:
    """减轻处罚、不予处罚有法定情节并经集体讨论."""
    proposal = facts.case.proposal if facts.case else None
    if facts.case is None or proposal is None:
        return None
    below = proposal.lawful_minimum is not None and proposal.fine_yuan < proposal.lawful_minimum
    if not below or not proposal.is_penalty:
        return not_applicable("罚款不低于法定最低数额，不属于减轻处罚。")
    held = facts.case.current_deliberation is not None
    return judged(
        bool(proposal.grounds) and held,
        "减轻处罚有法定情节，经集体讨论。",
        "减轻处罚没有法定情节，或者未经集体讨论。",
    )


@check("113")
def i113_no_penalty_on_grounds(facts: DossierFacts) -> Answer | None:
    """不予处罚有法定情节."""
    proposal = facts.case.proposal if facts.case else None
    if proposal is None:
        return None
    if proposal.outcome is Outcome.PENALTY:
        return not_applicable("本案给予行政处罚。")
    return judged(bool(proposal.grounds), "已写明法定情节。", "不予处罚，没有写明法定情节。")


@check("114")
def i114_within_limitation(facts: DossierFacts) -> Answer | None:
    """二年（五年）内发现 (处罚法 art. 36)."""
    case = facts.case
    if case is None or case.act_ended_on is None or case.discovered_on is None:
        return None
    if case.act_continuing:
        return good("违法行为处于连续、继续状态，时效自终了之日起计算。")
    terms = case.terms
    limit = terms.limitation_long if case.endangers_life_or_finance else terms.limitation
    last = due_date(limit=limit, start=case.act_ended_on, calendar=terms.calendar).on
    return judged(
        case.discovered_on <= last,
        f"发现之日{long_date(case.discovered_on)}，时效至{long_date(last)}届满。",
        f"发现之日{long_date(case.discovered_on)}晚于时效届满之日{long_date(last)}。",
    )


@check("132")
def i132_on_the_spot(facts: DossierFacts) -> Answer | None:
    """预定格式、编有号码的决定书当场交付；两名执法人员证件有效."""
    paper = facts.paper("summary_decision")
    if facts.summary is None or paper is None:
        return None
    on_the_day = paper.served_on == paper.dated
    return judged(
        bool(paper.number) and on_the_day,
        f"决定书{paper.number}当场交付。",
        "决定书没有编号，或者没有当场交付。",
        paper,
    )


@check("133")
def i133_filed(facts: DossierFacts) -> Answer | None:
    """当场处罚报所属机关备案."""
    if facts.summary is None:
        return None
    filed = facts.summary.filed_on
    return good(f"{long_date(filed)}备案。") if filed else fault("没有报所属机关备案的记录。")


@check("135")
def i135_notice_before_decision(facts: DossierFacts) -> Answer | None:
    """决定前送达告知书，内容与决定一致；应当告知听证权利的已告知."""
    case = facts.case
    if case is None or case.decision is None:
        return None
    if case.decision.outcome is not Outcome.PENALTY:
        return not_applicable("本案没有给予行政处罚。")
    paper, notice = facts.paper("penalty_notice"), case.current_notice
    if notice is None or notice.served_on is None or notice.served_on > case.decision.decided_on:
        return fault("决定以前没有送达处罚事先告知书。", paper)
    if notice.content != case.decision.content:
        return fault("告知的处罚内容与决定不一致。", paper)
    if owes_hearing_offer(facts=case, proposal=case.proposal) and not notice.offers_hearing:
        return fault("应当告知听证权利，告知书没有告知。", paper)
    return good(f"{long_date(notice.served_on)}送达告知书，内容与决定一致。", paper)


@check("136")
def i136_neutral_host(facts: DossierFacts) -> Answer | None:
    """听证主持人不是本案调查人员 (处罚法 art. 64)."""
    case = facts.case
    if case is None:
        return None
    held = [one for one in case.hearings if one.held_on]
    if not held:
        return not_applicable("本案没有举行听证。")
    wrong = any(one.presiding_officer_id in case.investigator_ids for one in held)
    words = "听证主持人不是本案调查人员。", "听证主持人是本案调查人员。"
    return judged(not wrong, *words, facts.paper("hearing_record"))


@check("137")
def i137_reviewed_where_due(facts: DossierFacts) -> Answer | None:
    """应当法制审核的，对决定的同一文本审核同意."""
    case, paper = facts.case, facts.paper("review_opinion")
    if case is None or case.decision is None:
        return None
    if not review_triggers(case):
        return not_applicable("本案没有应当法制审核的情形。")
    review = case.current_review
    passed = (
        review is not None
        and review.outcome is ReviewOutcome.AGREED
        and review.concluded_on is not None
        and review.concluded_on <= case.decision.decided_on
    )
    return judged(
        passed, "决定以前，同一文本经法制审核同意。", "决定以前，没有经法制审核同意。", paper
    )


@check("138")
def i138_review_after_hearing(facts: DossierFacts) -> Answer | None:
    """听证后审核；内容改变的，重新审核 (bound by the hash of the text)."""
    case, paper = facts.case, facts.paper("review_opinion")
    if case is None or case.decision is None:
        return None
    if not review_triggers(case):
        return not_applicable("本案没有应当法制审核的情形。")
    review = case.current_review
    heard = [one.held_on for one in case.hearings if one.held_on]
    in_order = review is not None and all(review.submitted_on >= day for day in heard)
    return judged(
        in_order,
        "审核的是决定的文本，不早于听证。",
        "审核早于听证，或者审核的不是决定的文本。",
        paper,
    )


@check("139")
def i139_deliberated_where_due(facts: DossierFacts) -> Answer | None:
    """应当集体讨论的，由负责人集体讨论决定."""
    case, paper = facts.case, facts.paper("deliberation_record")
    if case is None or case.decision is None:
        return None
    if not deliberation_reasons(case):
        return not_applicable("本案没有应当集体讨论的情形。")
    held = case.current_deliberation
    done = held is not None and held.conclusion_agrees and held.member_count >= 2
    in_time = held is not None and held.held_on <= case.decision.decided_on
    return judged(
        done and in_time, "决定以前经负责人集体讨论。", "决定以前没有经负责人集体讨论同意。", paper
    )


@check("140")
def i140_remedy_is_concrete(facts: DossierFacts) -> Answer | None:
    """救济途径写明具体的复议机关和法院、期限."""
    return _free_of(facts, ("L52",), "救济途径", kinds=DECISIONS)


@check("141")
def i141_decided_in_time(facts: DossierFacts) -> Answer | None:
    """九十日内（依法延长、扣除后）作出决定 (处罚法 art. 60)."""
    clock = facts.deadline("decide")
    if clock is None or clock.met_on is None:
        return None
    words = f"办案期限至{long_date(clock.due.on)}，{long_date(clock.met_on)}作出决定。"
    return judged(clock.status not in _LATE, words, f"{words}逾期。", facts.paper(*DECISIONS))


@check("144")
def i144_served_in_time(facts: DossierFacts) -> Answer | None:
    """依法送达，有送达凭证；七日内送达 (处罚法 art. 61)."""
    paper = facts.paper(*DECISIONS)
    if paper is None:
        return None
    if paper.served_on is None or not paper.proof:
        return fault("决定书没有送达记录或者送达凭证。", paper)
    clock = facts.deadline("serve_decision")
    if clock is not None and clock.status in _LATE:
        return fault(f"送达期限至{long_date(clock.due.on)}，逾期送达。", paper, lost=50)
    return good(f"{long_date(paper.served_on)}送达，凭证：{paper.proof}。", paper)


@check("505")
def i505_court_in_time(facts: DossierFacts) -> Answer | None:
    """法定期限内申请人民法院强制执行 (强制法 art. 53)."""
    clock = facts.deadline("apply_court_execution")
    if clock is None:
        return not_applicable("申请人民法院强制执行的期限没有开始。")
    words = f"申请期限至{long_date(clock.due.on)}。"
    return judged(clock.status not in _LATE, words, f"{words}没有在期限内申请。")


@check("507")
def i507_number_of_cases(facts: DossierFacts) -> Answer | None:
    """年办案数量加分."""
    steps = ((5001, 8), (1001, 5), (301, 3), (100, 2))
    tenths = next((value for least, value in steps if facts.cases_of_year >= least), 0)
    return _added(f"本机关当年作出处罚决定{facts.cases_of_year}件。", tenths)


@check("601")
def i601_slips(facts: DossierFacts) -> Answer | None:
    """日期、文号、机关名称的写法，空格未填."""
    return _free_of(facts, ("L01", "L02", "L11", "L12", "L23", "L24", "L31"), "书写和格式")


@check("602")
def i602_papers_agree(facts: DossierFacts) -> Answer | None:
    """各文书的当事人、日期、案号、数额一致."""
    return _free_of(facts, ("L03", "L04", "L13", "L21", "L22", "L32", "L33"), "各文书内容")


def _added(words: str, tenths: int) -> Answer:
    answer = good(words)
    return Answer(answer.verdict, words, lost=-(Decimal(tenths) / 10))


def _free_of(
    facts: DossierFacts,
    rules: tuple[str, ...],
    subject: str,
    *,
    kinds: tuple[str, ...] = (),
    lost: int | None = None,
) -> Answer | None:
    """No formal fault of these rules in the papers of these kinds (all, if none is named)."""
    papers = [one for one in facts.papers if not kinds or one.kind in kinds]
    if not papers:
        return None
    found = [(p, words) for p in papers for rule, words in p.faults if rule in rules]
    if not found:
        return good(f"{subject}经校核无误（文书{len(papers)}份）。", *papers[-1:])
    words = "；".join(f"《{paper.title}》{text.rstrip('。')}" for paper, text in found[:3])
    return fault(f"{words}。", *dict.fromkeys(paper for paper, _ in found), lost=lost)


def _officers(facts: DossierFacts) -> tuple[OfficerFacts, ...]:
    if facts.summary is not None:
        return tuple(one.officer for one in facts.summary.enforcers)
    return facts.case.officers if facts.case else ()


def _days_of_acting(facts: DossierFacts) -> list[date]:
    """The days on which officers acted: opening, taking evidence, or the spot decision."""
    if facts.summary is not None:
        return [facts.summary.decision.decided_on] if facts.summary.decision else []
    return sorted(_days_of_case(facts.case)) if facts.case else []


def _days_of_case(case: CaseFacts) -> set[date]:
    days = {one.collected_on for one in case.evidence if one.collectors}
    return days | ({case.opened_on} if case.opened_on else set())
