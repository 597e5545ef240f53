"""Rules of legal review (法制审核): when it is owed, who may review, what an opinion must be."""

from __future__ import annotations

from mingjian.law.breach import Breach
from mingjian.law.procedure.duties import (
    has_passed_review,
    next_review_level,
    owes_review,
    review_triggers,
)
from mingjian.law.procedure.facts import CaseFacts
from mingjian.law.procedure.facts_review import SECOND_LEVEL
from mingjian.law.procedure.kinds import ReviewOutcome, SettlementResult, SettlementWay
from mingjian.law.procedure.moves import Act, refuse
from mingjian.law.procedure.states import State
from mingjian.law.review_points import JUDGED_POINTS, LEAST_WORDS, is_perfunctory
from mingjian.law.review_triggers import DECLARABLE
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


def apl58_judged_points_are_reasoned(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """未经法制审核或者审核未通过的，不得作出决定。"""
    # 第三、四、七项系统不能核对，只写“同意”“属实”等于没有审核。
    said = dict(act.remarks)
    empty = [number for number in JUDGED_POINTS if is_perfunctory(said.get(number, ""))]
    if not empty and not is_perfunctory(act.reasons):
        return None
    named = [f"第{number}项" for number in empty]
    if is_perfunctory(act.reasons):
        named.append("总的审核意见")
    return refuse(
        "58",
        f"{'、'.join(named)}没有写明审核的理由，或者只有“同意”一类的套话",
        f"请逐项写明审查了什么、结论是什么，不少于{LEAST_WORDS}个字。",
        paragraph="1",
    )


def apl58_problems_are_named(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """未经法制审核或者审核未通过的，不得作出决定。"""
    if act.findings_count:
        return None
    return refuse(
        "58",
        "审核结论为存在问题，没有逐条列出问题",
        "请在存在问题的项下写明问题，一行一条，承办人据此逐条处理。",
        paragraph="1",
    )


def apl58_supplement_has_its_day(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """未经法制审核或者审核未通过的，不得作出决定。"""
    if act.supplement_due_on is not None and act.supplement_due_on > act.on:
        return None
    return refuse(
        "58",
        "退回补充材料没有确定补充的期限，或者期限不晚于退回当日",
        "请写明补充材料的期限；退回至再次送审的日数不计入审核期限。",
        paragraph="1",
    )


def apl58_every_finding_is_answered(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """未经法制审核或者审核未通过的，不得作出决定。"""
    answered = {one.finding_id for one in act.answers if not is_perfunctory(one.text)}
    owed = frozenset().union(*(review.open_findings for review in facts.reviews))
    left = len(owed - answered)
    if not left:
        return None
    return refuse(
        "58",
        f"审核意见提出的问题还有{left}条没有写明处理情况，不能再次送审",
        "请逐条说明是否采纳、怎样处理；不采纳的写明理由。",
        paragraph="1",
    )


def apl58_disagreement_was_settled(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """未经法制审核或者审核未通过的，不得作出决定。"""
    ways, last = facts.terms.settlement_ways, facts.reviews[-1] if facts.reviews else None
    refused = [one for one in act.answers if not one.is_adopted]
    if not refused or not ways or last is None or last.outcome is not ReviewOutcome.PROBLEMS:
        return None
    if last.last_result is SettlementResult.KEEP_TEXT:
        return None
    way = "、".join(one.title for one in ways)
    return refuse(
        "58",
        f"承办人不采纳审核意见{len(refused)}条，分歧尚未处理，不能再次送审",
        f"请先按照本地规定处理分歧（{way}），或者采纳审核意见。",
        paragraph="1",
    )


def apl58_settlement_is_followed(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """未经法制审核或者审核未通过的，不得作出决定。"""
    last = facts.current_review
    if last is None or last.last_result is not SettlementResult.FOLLOW_OPINION:
        return None
    return refuse(
        "58",
        "分歧的处理结果是按照审核意见修改，现行文本没有改动，不能再次送审",
        "请先修改拟处理意见，再送法制审核。",
        paragraph="1",
    )


def apl58_review_is_still_owed(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """在行政机关负责人作出行政处罚的决定之前，应当由从事行政处罚决定法制审核的人员进行法制审核。"""
    if facts.state is not State.REVIEWED or owes_review(facts):
        return None
    return refuse(
        "58",
        "现行文本已经审核同意，不需要再次送审",
        "请办理下一法定步骤；文本有改动的，请先修改拟处理意见。",
        paragraph="1",
    )


def apl58_reviewer_is_of_the_level(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """应当由从事行政处罚决定法制审核的人员进行法制审核。"""
    is_government = (
        facts.second_reviewer_id is not None and by.agency_id == facts.second_reviewer_id
    )
    is_second = bool(facts.reviews) and facts.reviews[-1].level == SECOND_LEVEL
    if is_government is is_second:
        return None
    owed = "政府法制机构" if is_second else "承办机关自己的法制审核机构"
    return refuse(
        "58",
        f"本次送审应当由{owed}审核，{by.name}不属于该机构",
        "以政府名义作出的决定，先由承办机关审核，再由政府法制机构审核。",
        paragraph="1",
    )


def apl58_settlement_follows_the_order(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """未经法制审核或者审核未通过的，不得作出决定。"""
    ways, settled = facts.terms.settlement_ways, act.settlement
    tried = [one.way for one in facts.reviews[-1].settlements] if facts.reviews else []
    expected = ways[len(tried)] if len(tried) < len(ways) else None
    if settled is not None and expected is not None and settled.way is expected:
        return None
    rule = f"现在应当是{expected.title}" if expected else "本地规定的方式已经用尽，或者没有规定"
    return refuse(
        "58",
        f"审核分歧的处理方式不符合本地规定：{rule}",
        "请按照本地规定的次序处理；没有规定的，请研究书面意见、作出处理后再次送审。",
        paragraph="1",
    )


def apl57_settling_heads_are_enough(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """对情节复杂或者重大违法行为给予行政处罚，行政机关负责人应当集体讨论决定。"""
    settled, least = act.settlement, facts.terms.deliberation_members
    if settled is None or settled.way is not SettlementWay.COLLECTIVE:
        return None
    if settled.member_count >= least:
        return None
    return refuse(
        "57",
        f"集体讨论审核分歧的负责人只有{settled.member_count}人，应当不少于{least}人",
        "请补充登记参加讨论的负责人。",
        paragraph="2",
    )


def apl43_adviser_has_no_conflict(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """执法人员与案件有直接利害关系或者有其他关系可能影响公正执法的，应当回避。"""
    if not act.conflicts:
        return None
    return refuse(
        "43",
        f"不能征求该法律顾问、公职律师的意见：{'；'.join(act.conflicts)}",
        "请征求没有利害关系的法律顾问、公职律师的意见。",
        paragraph="1",
    )


def apl58_trigger_is_known(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """有下列情形之一，在行政机关负责人作出行政处罚的决定之前，应当由从事行政处罚决定法制审核的人员进行法制审核。"""
    known = {trigger.slug for trigger in DECLARABLE} - facts.declared_triggers
    if act.trigger in known:
        return None
    return refuse(
        "58",
        "该审核情形已经认定，或者不是可以由人认定的情形",
        "请选择尚未认定的情形。",
        paragraph="1",
    )


def apl58_trigger_was_declared(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """有下列情形之一，在行政机关负责人作出行政处罚的决定之前，应当由从事行政处罚决定法制审核的人员进行法制审核。"""
    if act.trigger in facts.declared_triggers:
        return None
    return refuse(
        "58",
        "系统按照事实和公布的目录认定的审核情形，任何人不能撤销",
        "只有承办人认定的情形可以由另一名负责人撤销。",
        paragraph="1",
    )


def apl58_downgrade_is_by_another(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """未经法制审核或者审核未通过的，不得作出决定。"""
    if by.person_id not in facts.trigger_declarers | facts.investigator_ids:
        return None
    return refuse(
        "58",
        f"{by.name}认定过审核情形或者承办本案，不能自己撤销",
        "请由没有承办本案、没有认定该情形的负责人撤销，并写明理由。",
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
    is_agreed = review.outcome is ReviewOutcome.AGREED
    if is_agreed and facts.second_reviewer_id and next_review_level(facts) == SECOND_LEVEL:
        return "尚未经政府法制机构审核"
    if is_agreed:
        return "听证后尚未再次审核"
    return "审核尚未通过"
