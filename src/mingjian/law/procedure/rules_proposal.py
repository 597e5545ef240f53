"""Rules of the proposal (拟处理意见): outcome, amount, grounds, and the party's protection."""

from __future__ import annotations

from mingjian.law.breach import Breach
from mingjian.law.dates import add_months
from mingjian.law.grounds import Effect, Ground, grounds
from mingjian.law.procedure.duties import heard_contents
from mingjian.law.procedure.facts import CaseFacts, ProposalFacts
from mingjian.law.procedure.kinds import Outcome, PartyKind
from mingjian.law.procedure.moves import Act, refuse
from mingjian.law.roles import Actor

AGE_OF_PENALTY = 14
AGE_OF_MAJORITY = 18
FOURTEEN_TO_EIGHTEEN = "aged-14-to-18"


def apl04_fine_has_basis(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """应当给予行政处罚的，依照本法由法律、法规、规章规定，并由行政机关依照本法规定的程序实施。"""
    proposal = _penalty(act)
    if proposal is None or proposal.lawful_maximum is None:
        return None
    if proposal.fine_yuan <= proposal.lawful_maximum:
        return None
    return refuse(
        "4",
        f"拟罚款{proposal.fine_yuan:,.2f}元，超过法定最高额{proposal.lawful_maximum:,.2f}元",
        "请在法律、法规、规章规定的幅度以内提出拟处理意见。",
    )


def apl30_child_is_not_punished(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """不满十四周岁的未成年人有违法行为的，不予行政处罚，责令监护人加以管教。"""
    if _penalty(act) is None or not _was_younger_than(AGE_OF_PENALTY, facts):
        return None
    return refuse(
        "30",
        "违法行为终了时当事人不满十四周岁，不予行政处罚",
        "请改为不予行政处罚，并责令监护人加以管教。",
    )


def apl30_minor_is_treated_lighter(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """已满十四周岁不满十八周岁的未成年人有违法行为的，应当从轻或者减轻行政处罚。"""
    proposal = _penalty(act)
    is_minor = _was_younger_than(AGE_OF_MAJORITY, facts) and not _was_younger_than(
        AGE_OF_PENALTY, facts
    )
    if proposal is None or not is_minor or FOURTEEN_TO_EIGHTEEN in proposal.grounds:
        return None
    return refuse(
        "30",
        "违法行为终了时当事人已满十四周岁不满十八周岁，拟处理意见没有从轻或者减轻",
        "请适用该法定情节，从轻或者减轻后重新提出拟处理意见。",
    )


def apl31_incapable_is_not_punished(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """精神病人、智力残疾人在不能辨认或者不能控制自己行为时有违法行为的，不予行政处罚，但应当责令其监护人严加看管和治疗。"""
    return _refuse_exempted(act, "31")


def apl32_mitigation_has_ground(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """当事人有下列情形之一，应当从轻或者减轻行政处罚。"""
    proposal = _penalty(act)
    if proposal is None or proposal.lawful_minimum is None:
        return None
    if proposal.fine_yuan >= proposal.lawful_minimum:
        return None
    if any(ground.effect is Effect.LENIENT for ground in _grounds_of(proposal)):
        return None
    return refuse(
        "32",
        f"拟罚款{proposal.fine_yuan:,.2f}元，低于法定最低额{proposal.lawful_minimum:,.2f}元，"
        "但没有减轻处罚的法定情节",
        "请写明应当或者可以减轻处罚的法定情节，或者在法定幅度以内处罚。",
    )


def apl33_slight_act_is_not_punished(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """违法行为轻微并及时改正，没有造成危害后果的，不予行政处罚。当事人有证据足以证明没有主观过错的，不予行政处罚。"""
    return _refuse_exempted(act, "33")


def apl33_exemption_has_ground(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """违法行为轻微并及时改正，没有造成危害后果的，不予行政处罚。初次违法且危害后果轻微并及时改正的，可以不予行政处罚。"""
    proposal = act.proposal
    if proposal is None or proposal.outcome is not Outcome.NO_PENALTY_MINOR:
        return None
    if any(ground.effect is Effect.EXEMPT for ground in _grounds_of(proposal)):
        return None
    if _was_younger_than(AGE_OF_PENALTY, facts):
        return None
    return refuse(
        "33",
        "拟不予行政处罚，但没有不予处罚的法定情节",
        "请写明不予处罚的法定情节及证据；没有的，请依法提出处罚意见。",
    )


def apl34_deviation_has_reasons(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政机关可以依法制定行政处罚裁量基准，规范行使行政处罚裁量权。行政处罚裁量基准应当向社会公布。"""
    proposal = act.proposal
    if proposal is None or not proposal.is_outside_range or proposal.deviation_reasons.strip():
        return None
    return refuse(
        "34",
        f"拟罚款{proposal.fine_yuan:,.2f}元，偏离裁量基准确定的幅度，没有写明理由",
        "请在裁量幅度以内提出意见；确需偏离的，请写明理由并提请集体讨论。",
    )


def apl44_revision_is_a_new_text(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政机关在作出行政处罚决定之前，应当告知当事人拟作出的行政处罚内容及事实、理由、依据。"""
    # 审核、告知、讨论只对同一文本有效：修改后的文本不得沿用旧文本的标识。
    if act.proposal is None or act.proposal.hash not in facts.known_hashes:
        return None
    return refuse(
        "44",
        "修改后的拟处理意见与已有文本相同",
        "请修改拟处理意见后再提交；无需修改的，请直接办理下一步。",
    )


def apl45_penalty_is_not_heavier(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政机关不得因当事人陈述、申辩而给予更重的处罚。"""
    proposal = _penalty(act)
    if proposal is None or proposal.content is None:
        return None
    if not any(proposal.content.is_heavier_than(told) for told in heard_contents(facts)):
        return None
    return refuse(
        "45",
        f"当事人陈述、申辩后，拟处理意见（{proposal.content.sentence()}）重于原告知的处罚",
        "请维持或者减轻原告知的处罚。",
        paragraph="2",
    )


def apl45_change_in_words_is_explained(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政机关不得因当事人陈述、申辩而给予更重的处罚。"""
    # 财物、期限等文字内容的轻重无法自动比较，由承办人书面说明。
    proposal = _penalty(act)
    if proposal is None or proposal.content is None or act.not_heavier_because.strip():
        return None
    if not any(proposal.content.needs_human_comparison(told) for told in heard_contents(facts)):
        return None
    return refuse(
        "45",
        "当事人陈述、申辩后，没收财物或者其他处罚内容有变化，没有说明为何没有加重",
        "请书面说明修改后的内容为何不重于原告知的处罚。",
        paragraph="2",
    )


def apl57_proposal_is_complete(facts: CaseFacts, act: Act, by: Actor) -> Breach | None:
    """行政机关负责人应当对调查结果进行审查，根据不同情况，分别作出如下决定。"""
    proposal = act.proposal
    if proposal is not None and proposal.is_penalty == (proposal.content is not None):
        return None
    return refuse(
        "57",
        "拟处理意见不完整：给予行政处罚的应当写明处罚内容，其他处理不应当有处罚内容",
        "请选择处理结果，并按照处理结果填写处罚内容。",
        paragraph="1",
    )


def _penalty(act: Act) -> ProposalFacts | None:
    return act.proposal if act.proposal is not None and act.proposal.is_penalty else None


def _grounds_of(proposal: ProposalFacts) -> list[Ground]:
    known = grounds()
    return [known[ground_id] for ground_id in proposal.grounds]


def _refuse_exempted(act: Act, article: str) -> Breach | None:
    """Refuses a penalty although a ground of that article says 应当不予处罚."""
    proposal = _penalty(act)
    if proposal is None:
        return None
    for ground in _grounds_of(proposal):
        if ground.must and ground.effect is Effect.EXEMPT and ground.cite.article == article:
            return refuse(
                article,
                f"{ground.title}的，不予行政处罚，不能提出处罚意见",
                f"请改为不予行政处罚，并{ground.order or '对当事人进行教育'}。",
                paragraph=ground.cite.paragraph,
            )
    return None


def _was_younger_than(years: int, facts: CaseFacts) -> bool:
    """Whether the party, a natural person, had not reached the age when the act ended.

    公民 only: the age of the person behind a 个体工商户 is judged as well.
    """
    if facts.party.kind is PartyKind.ORGANISATION or facts.party.born_on is None:
        return False
    acted_on = facts.act_ended_on or facts.discovered_on or facts.registered_on
    return acted_on is not None and acted_on < add_months(facts.party.born_on, years * 12)
