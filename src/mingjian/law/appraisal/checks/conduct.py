"""Checks of measures, court applications and what the rows beside the papers tell."""

from __future__ import annotations

from fractions import Fraction

from mingjian.law.appraisal.answers import Answer, check, fault, good, judged, not_applicable
from mingjian.law.appraisal.facts import DossierFacts
from mingjian.law.dates import long_date
from mingjian.law.procedure import Outcome


@check("146")
def i146_approved_first(facts: DossierFacts) -> Answer | None:
    """强制措施事先批准；紧急的，二十四小时内报告并补办 (强制法 arts. 18, 19)."""
    taken = [one for one in facts.measures if one.taken_on]
    if not taken:
        return None
    wrong = [
        one
        for one in taken
        if not (
            one.report_due and one.decided_at and one.decided_at <= one.report_due
            if one.is_urgent
            else one.taken_on and one.approved_before(one.taken_at, on=one.taken_on)
        )
    ]
    paper = facts.paper("seizure_decision")
    return judged(
        not wrong,
        "均已事先批准，或者按时报告补办。",
        f"有{len(wrong)}项没有事先批准或者按时补办。",
        paper,
    )


@check("148")
def i148_party_or_witness(facts: DossierFacts) -> Answer | None:
    """当事人到场，不到场的有见证人: the data know only of a witness."""
    if facts.measures and any(facts.measure_witnesses):
        return good(f"见证人：{'、'.join(one for one in facts.measure_witnesses if one)}。")
    return None


@check("153")
def i153_handed_over(facts: DossierFacts) -> Answer | None:
    """决定书和清单当场交付 (强制法 art. 24)."""
    papers = [one for one in facts.papers if one.kind == "seizure_decision"]
    if not papers:
        return None
    late = [one for one in papers if one.served_on != one.dated]
    return judged(
        not late, "决定书和清单当场交付。", "决定书和清单没有当场交付。", *(late or papers)
    )


@check("154")
def i154_not_beyond_the_period(facts: DossierFacts) -> Answer | None:
    """查封、扣押没有超过期限 (强制法 art. 25)."""
    known = [(one.due.on, one.ended_on) for one in facts.measures if one.due]
    if not known or any(ended is None for _, ended in known):
        return None
    late = [due for due, ended in known if ended is not None and ended > due]
    if late:
        return fault(f"期限至{long_date(late[0])}，到期没有解除或者处理。")
    return good("均在期限内处理。")


@check("155")
def i155_testing_was_told(facts: DossierFacts) -> Answer | None:
    """检测（检验）期间书面告知 (强制法 art. 25 third paragraph)."""
    if not facts.measures:
        return None
    tests = sum(len(one.tests) for one in facts.measures)
    if not tests:
        return not_applicable("本案没有检测、检验、检疫或者鉴定。")
    papers = [one for one in facts.papers if one.kind == "goods_test_notice"]
    return judged(len(papers) >= tests, "检测期间均书面告知。", "检测期间没有书面告知。", *papers)


@check("162")
def i162_demand_before_court(facts: DossierFacts) -> Answer | None:
    """催告书送达满十日后申请 (强制法 art. 54)."""
    case = facts.case
    if case is None or not case.court:
        return None
    applied = case.court[-1].applied_on
    demand = case.last_demand
    waited = demand is not None and demand.due_on is not None and applied > demand.due_on
    papers = facts.paper("demand"), facts.paper("court_application")
    return judged(waited, "催告期满以后申请。", "没有催告，或者催告期未满即申请。", *papers)


@check("311")
@check("408")
def material_is_described(facts: DossierFacts) -> Answer | None:
    """执法人员采集的材料注明时间、制作人、证明对象."""
    taken = [one for one in facts.evidence if one.by_officers]
    if not taken:
        return None
    bare = [one.title for one in taken if not one.proves.strip()]
    if bare:
        share = Fraction(len(bare), len(taken))
        return fault(f"{'、'.join(bare)}没有写明证明对象。", missing=share)
    return good(f"采集材料{len(taken)}份均有时间、采集人、证明对象。")


@check("312")
@check("409")
def party_is_proved(facts: DossierFacts) -> Answer | None:
    """有主体资格材料."""
    words = ("主体资格", "营业执照", "身份证", "登记证")
    found = [one.title for one in facts.evidence if any(word in one.title for word in words)]
    return good(f"案卷有：{'、'.join(found)}。") if found else None


@check("345")
def i345_points_are_answered(facts: DossierFacts) -> Answer | None:
    """逐项提出审核意见，缺一项扣一分；有审核人员签名."""
    paper, case = facts.paper("review_opinion"), facts.case
    if case is None:
        return None
    if paper is None:
        return not_applicable("本案没有法制审核。")
    missing = case.terms.review_points - facts.review_points
    if not any(paper.signers):
        return fault("审核意见书没有审核人员签名，视为未经审核。", paper, lost=6)
    if missing > 0:
        return fault(f"审核意见缺{missing}项。", paper, lost=min(missing, 6))
    return good(f"审核意见逐项写明，共{facts.review_points}项，有签名。", paper)


@check("349")
def i349_after_the_periods(facts: DossierFacts) -> Answer | None:
    """陈述申辩、听证期限届满或者书面放弃以后作出决定."""
    case, paper = facts.case, facts.paper("penalty_decision")
    if case is None or case.decision is None or case.decision.outcome is not Outcome.PENALTY:
        return None
    notice = case.current_notice
    if notice is None or notice.defence_due_on is None:
        return fault("没有送达告知书，无从计算期限。", paper)
    due = max(filter(None, (notice.defence_due_on, notice.hearing_due_on)))
    heard = any(one.held_on for one in case.hearings)
    after = case.decision.decided_on > due or case.has_waived_defence or heard
    return judged(
        after,
        "期限届满、已经听证或者书面放弃以后作出。",
        f"期限至{long_date(due)}，决定在此以前作出。",
        paper,
    )


@check("357")
def i357_receipts(facts: DossierFacts) -> Answer | None:
    """缴款有票据."""
    if facts.case is None or facts.closed_on is None:
        return None
    if not facts.case.payment.total_paid_yuan:
        return None
    kept = all(one.strip() for one in facts.receipts)
    return judged(kept, f"缴款票据：{'、'.join(facts.receipts)}。", "缴款没有票据号码。")


@check("502")
def i502_necessary_papers(facts: DossierFacts) -> Answer | None:
    """必要文书齐全."""
    if facts.case is None or facts.case.decision is None:
        return None
    wanted = {"opening_form": "立案审批表", "investigation_report": "案件调查终结报告"}
    if facts.case.decision.outcome is Outcome.PENALTY:
        wanted |= {"penalty_notice": "行政处罚事先告知书"}
    if facts.closed_on is not None:
        wanted |= {"closing_report": "结案审批表"}
    kinds = {one.kind for one in facts.papers}
    missing = [title for kind, title in wanted.items() if kind not in kinds]
    return None if missing else good("立案、调查终结、告知、结案文书齐全。")
