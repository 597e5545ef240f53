"""Rules of confiscated goods (处罚法 art. 74) and of the costs of storage (强制法 art. 26)."""

from __future__ import annotations

from mingjian.law.breach import Breach
from mingjian.law.penalties import PenaltyKind
from mingjian.law.proceedings.choices import CONFISCATED_WAYS, ItemOutcome
from mingjian.law.proceedings.facts import Matter, ProceedingAct
from mingjian.law.proceedings.kinds import COMPULSION_LAW, PENALTY_LAW
from mingjian.law.proceedings.refusing import refuse
from mingjian.law.roles import Actor

_HANDED_OVER = (ItemOutcome.TO_TREASURY, ItemOutcome.TO_ORGAN)


def apl74_decision_confiscates(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """依法没收的非法财物必须按照国家规定公开拍卖或者按照国家有关规定处理。"""
    decision = matter.case.decision
    kinds = decision.content.kinds if decision and decision.content else ()
    if decision is None or PenaltyKind.CONFISCATION_OF_PROPERTY not in kinds:
        why, remedy = "本案没有没收非法财物的处罚决定", "只能接收决定书载明没收的财物。"
    elif decision.served_on is None or act.on < decision.served_on:
        why, remedy = "没收的决定尚未送达", "请先送达处罚决定书，再接收财物。"
    else:
        return None
    return _refuse(why, remedy)


def apl74_list_is_written(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """依法没收的非法财物必须按照国家规定公开拍卖或者按照国家有关规定处理。"""
    if act.items_count:
        return None
    return _refuse("清单上没有财物", "请逐行填写名称、规格、数量、单位，当场清点后交当事人签收。")


def apl74_items_are_kept(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """依法没收的非法财物必须按照国家规定公开拍卖或者按照国家有关规定处理。"""
    if act.items and {one.id for one in matter.begun.held}.issuperset(act.items):
        return None
    return _refuse("没有选择尚未处理的财物", "请在清单上选择；已经处理的不再处理。")


def apl74_way_is_lawful(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """除依法应当予以销毁的物品外，依法没收的非法财物必须按照国家规定公开拍卖或者按照国家有关规定处理。"""
    if act.choice not in set(CONFISCATED_WAYS):
        return _refuse("没有选择处理方式", "请选择公开拍卖、移交财政部门、移交主管机关或者销毁。")
    if act.choice == ItemOutcome.DESTROYED and not act.basis.strip():
        return _refuse("没有写明应当予以销毁的依据", "请写明法律、行政法规规定应当销毁的条款。")
    if act.choice in _HANDED_OVER and not act.organ.strip():
        return _refuse("没有写明接收的机关、单位", "请写明接收的机关、单位的全称。")
    return None


def apl74_money_goes_to_the_treasury(
    matter: Matter, act: ProceedingAct, by: Actor
) -> Breach | None:
    """没收非法财物拍卖的款项，必须全部上缴国库，任何行政机关或者个人不得以任何形式截留、私分或者变相私分。"""
    is_sold = act.choice == ItemOutcome.AUCTIONED
    if is_sold and not (act.amount_yuan and act.subject.strip()):
        why = "没有写明拍卖价款和上缴国库的缴款凭证号码"
        remedy = "拍卖的款项必须全部上缴国库，请上缴后按照缴款凭证登记。"
    elif not is_sold and act.amount_yuan:
        why, remedy = (
            "不是公开拍卖，却登记了价款",
            "公开拍卖的，请选择公开拍卖；不是的，请删去价款。",
        )
    else:
        return None
    return _refuse(why, remedy, paragraph="2")


def acl26_cost_is_stated(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """因查封、扣押发生的保管费用由行政机关承担。"""
    if act.amount_yuan and act.amount_yuan > 0 and act.organ.strip() and act.subject.strip():
        return None
    return _of_storage("没有写明收款单位、付款单位和金额", "请按照票据填写。")


def acl26_goods_were_seized(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """因查封、扣押发生的保管费用由行政机关承担。"""
    if matter.case.goods_taken:
        return None
    return _of_storage("本案没有查封、扣押财物", "请返回案件核对；没有查封、扣押的，没有保管费用。")


def acl26_party_does_not_pay(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """因查封、扣押发生的保管费用由行政机关承担。"""
    if not act.party_pays:
        return None
    return _of_storage(
        "付款单位是当事人，查封、扣押的保管费用不得由当事人承担",
        "请由本机关支付后登记；当事人已经支付的，退还以后按照本机关的付款凭证登记。",
    )


def _refuse(why: str, remedy: str, *, paragraph: str = "1") -> Breach:
    return refuse(PENALTY_LAW, "74", why, remedy, paragraph=paragraph)


def _of_storage(why: str, remedy: str) -> Breach:
    return refuse(COMPULSION_LAW, "26", why, remedy, paragraph="3")
