"""Rules of legal review (法制审核): when it is owed, who may review, what an opinion must be."""

from __future__ import annotations

from mingjian.law.breach import Breach
from mingjian.law.procedure.duties import has_passed_review, review_triggers
from mingjian.law.procedure.facts import CaseFacts
from mingjian.law.procedure.kinds import ReviewOutcome
from mingjian.law.procedure.moves import Act, refuse
from mingjian.law.roles import Actor


def apl58_review_was_passed(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """有下列情形之一，在行政机关负责人作出行政处罚的决定之前，应当由从事行政处罚决定法制审核的人员进行法制审核；未经法制审核或者审核未通过的，不得作出决定。"""
    due = review_triggers(facts)
    if not due or has_passed_review(facts):
        return None
    why = "；".join(trigger.title for trigger in due)
    return refuse(
        "58",
        f"本案应当进行法制审核（{why}），{_review_so_far(facts)}，不能{act.move.title}",
        "请将现行文本送法制审核，审核同意后再办理。",
        paragraph="1",
    )


def apl58_reviewer_is_not_involved(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """应当由从事行政处罚决定法制审核的人员进行法制审核。"""
    involved = facts.investigator_ids | {facts.opening_requested_by, facts.opening_approved_by}
    if by.person_id not in involved:
        return None
    return refuse(
        "58",
        f"{by.name}是本案承办人、立案呈请人或者立案审批人，不能审核本案",
        "请由没有参与本案办理、审批的法制审核人员审核。",
        paragraph="1",
    )


def apl58_reviewer_is_qualified(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政机关中初次从事行政处罚决定法制审核的人员，应当通过国家统一法律职业资格考试取得法律职业资格。"""
    if act.reviewer_qualified:
        return None
    return refuse(
        "58",
        f"{by.name}没有登记法律职业资格，也不属于无需取得资格的在岗审核人员，不能审核",
        "请由取得法律职业资格的法制审核人员审核；已经取得的，请先在人员名录中登记。",
        paragraph="2",
    )


def apl58_opinion_answers_every_point(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """未经法制审核或者审核未通过的，不得作出决定。"""
    # 笼统的“拟同意”等于没有审核：审核内容须逐项写明意见。
    owed = facts.terms.review_points
    if act.review_points >= owed:
        return None
    return refuse(
        "58",
        f"法制审核意见只答复了{act.review_points}项，应当逐项写明{owed}项审核内容的意见",
        "请逐项填写审核结果后再提交。",
        paragraph="1",
    )


def apl58_problems_were_answered(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """未经法制审核或者审核未通过的，不得作出决定。"""
    review = facts.current_review
    has_problems = review is not None and review.outcome is ReviewOutcome.PROBLEMS
    if not has_problems or act.reasons.strip():
        return None
    return refuse(
        "58",
        "审核意见指出存在问题，同一文本再次送审没有说明处理情况",
        "请逐条说明对审核意见的处理情况，或者修改拟处理意见后再送审。",
        paragraph="1",
    )


def apl58_decider_did_not_review(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """在行政机关负责人作出行政处罚的决定之前，应当由从事行政处罚决定法制审核的人员进行法制审核。"""
    if by.person_id not in {review.reviewer_id for review in facts.reviews}:
        return None
    return refuse(
        "58",
        f"{by.name}审核过本案，不能再作出决定",
        "请由没有审核过本案的负责人作出决定。",
        paragraph="1",
    )


def _review_so_far(facts: CaseFacts) -> str:
    review = facts.current_review
    if review is None:
        return "现行文本尚未送审"
    if review.outcome is ReviewOutcome.AGREED:
        return "听证后尚未再次审核"
    return "审核尚未通过"
