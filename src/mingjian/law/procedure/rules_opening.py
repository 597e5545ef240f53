"""Rules of opening (立案): limitation, and who may approve."""

from __future__ import annotations

from mingjian.law.breach import Breach
from mingjian.law.dates import long_date
from mingjian.law.procedure.facts import CaseFacts, ProposalFacts
from mingjian.law.procedure.moves import Act, refuse
from mingjian.law.roles import Actor
from mingjian.law.time_limits import due_date


def apl36_limitation_has_not_passed(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """违法行为在二年内未被发现的，不再给予行政处罚；涉及公民生命健康安全、金融安全且有危害后果的，上述期限延长至五年。"""
    ended_on, discovered_on = facts.act_ended_on, facts.discovered_on or facts.registered_on
    if ended_on is None or discovered_on is None or facts.act_continuing:
        return None
    if _proposes_no_penalty(facts, act):
        return None
    terms = facts.terms
    limit = terms.limitation_long if facts.endangers_life_or_finance else terms.limitation
    due = due_date(limit=limit, start=ended_on, calendar=terms.calendar)
    if discovered_on <= due.on:
        return None
    return refuse(
        "36",
        f"违法行为终了（{long_date(ended_on)}）至被发现（{long_date(discovered_on)}）"
        f"已超过{limit.length}年，不再给予行政处罚",
        "请核对违法行为终了之日和发现之日；确已超过的，不予立案或者撤案。",
        paragraph="1",
    )


def apl36_end_of_act_is_known(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """前款规定的期限，从违法行为发生之日起计算；违法行为有连续或者继续状态的，从行为终了之日起计算。"""
    if facts.act_ended_on or facts.act_continuing or _proposes_no_penalty(facts, act):
        return None
    return refuse(
        "36",
        "没有查明违法行为终了之日，无法判断是否超过处罚时效",
        "请登记违法行为终了之日；仍在继续的，请注明“持续中”。",
        paragraph="2",
    )


def apl54_approver_is_another(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """符合立案标准的，行政机关应当及时立案。"""
    # 立案由行政机关（负责人）决定：呈请人、承办人不得自批。
    is_same = by.person_id == facts.opening_requested_by or by.person_id in facts.investigator_ids
    if not is_same:
        return None
    return refuse(
        "54",
        f"{by.name}是本案呈请人或者承办人，不能审批本案立案",
        "请由其他负责人审批。",
        paragraph="2",
    )


def _proposes_no_penalty(facts: CaseFacts, act: Act) -> bool:
    proposal: ProposalFacts | None = act.proposal or facts.proposal
    return proposal is not None and not proposal.is_penalty
