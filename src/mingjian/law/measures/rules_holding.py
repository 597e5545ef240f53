"""Rules of holding (查封、扣押期间): dates, extension, testing, and the end of each item."""

from __future__ import annotations

from mingjian.law.breach import Breach
from mingjian.law.dates import long_date
from mingjian.law.measures.facts import Matter, MeasureAct, MeasureFacts
from mingjian.law.measures.kinds import GoodsOutcome, ReleaseGround
from mingjian.law.measures.refusing import refuse
from mingjian.law.penalties import PenaltyKind
from mingjian.law.procedure.kinds import Outcome
from mingjian.law.roles import Actor


def acl24_dates_are_possible(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """查封、扣押决定书应当载明行政机关的名称、印章和日期。"""
    last = matter.measure.last_act_on if matter.measure else None
    if act.on > act.entered_on:
        why = f"行为日期（{long_date(act.on)}）尚未到来"
    elif last is not None and act.on < last:
        why = f"行为日期（{long_date(act.on)}）早于上一行为（{long_date(last)}）"
    else:
        return None
    return refuse("24", why, "请核对行为实际发生的日期。", paragraph="2", item="5")


def acl19_decided_once(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """情况紧急，需要当场实施行政强制措施的，行政执法人员应当向行政机关负责人报告，并补办批准手续。"""
    if _measure(matter).approved is None:
        return None
    return refuse("19", "负责人已经作出审批意见", "请返回案件查看审批意见。")


def acl24_not_taken_yet(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """制作并当场交付查封、扣押决定书和清单。"""
    if _measure(matter).taken_on is None:
        return None
    return refuse("24", "本项查封、扣押已经实施", "还有财物需要查封、扣押的，请另行呈请。")


def acl27_goods_are_held(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """行政机关采取查封、扣押措施后，应当及时查清事实，在本法第二十五条规定的期限内作出处理决定。"""
    if _measure(matter).is_running:
        return None
    return refuse("27", "没有仍在查封、扣押的财物", "请返回案件查看财物清单。")


def acl27_items_are_held(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """应当解除查封、扣押的，作出解除查封、扣押的决定。"""
    held = {one.id for one in _measure(matter).held}
    if act.goods and held.issuperset(act.goods):
        return None
    why = "所选财物已经处理，或者不在本清单上" if act.goods else "没有选择财物"
    return refuse("27", why, "请在清单上选择仍在查封、扣押的财物。")


def acl25_within_the_period(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """查封、扣押的期限不得超过三十日；延长期限不得超过三十日。"""
    due = _measure(matter).due
    if due is None or act.on <= due.on:
        return None
    return refuse(
        "25",
        f"查封、扣押的期限已于{long_date(due.on)}届满",
        "期限届满的，应当立即解除并退还财物（第二十八条第一款第（四）项）。",
        paragraph="1",
    )


def acl25_extended_once(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """情况复杂的，经行政机关负责人批准，可以延长，但是延长期限不得超过三十日。"""
    measure = _measure(matter)
    if measure.extended_on is None:
        return None
    return refuse(
        "25",
        f"已于{long_date(measure.extended_on)}延长{measure.extension_days}日，不能再次延长",
        "请在期限内作出处理决定；不能作出的，应当解除。",
        paragraph="1",
    )


def acl25_extension_is_short_enough(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """延长期限不得超过三十日。"""
    most = matter.terms.extension_days
    if 0 < act.days <= most:
        return None
    return refuse(
        "25",
        f"延长{act.days}日，不在一日至{most}日以内",
        f"请填写不超过{most}日的天数。",
        paragraph="1",
    )


def acl25_reasons_are_told(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """延长查封、扣押的决定应当及时书面告知当事人，并说明理由。"""
    if act.reasons.strip() and act.was_told:
        return None
    return refuse(
        "25",
        "没有说明理由，或者没有书面告知当事人",
        "请写明理由，将通知书交当事人签收后登记。",
        paragraph="2",
    )


def acl19_approval_came_first(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """行政机关负责人认为不应当采取行政强制措施的，应当立即解除。"""
    if _measure(matter).approved:
        return None
    return refuse("19", "当场实施后尚未补办批准", "请先由行政机关负责人补办批准，或者解除。")


def acl25_test_is_definite(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """检测、检验、检疫或者技术鉴定的期间应当明确，并书面告知当事人。"""
    is_definite = act.test_due_on is not None and act.test_due_on >= act.on
    if is_definite and act.was_told and act.reasons.strip():
        return None
    return refuse(
        "25",
        "检测（检验）的事项、期间不明确，或者没有书面告知当事人",
        "请写明事项、机构和截止日期，将告知书交当事人签收后登记。",
        paragraph="3",
    )


def acl25_one_test_at_a_time(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """查封、扣押的期间不包括检测、检验、检疫或者技术鉴定的期间。"""
    if all(test.ended_on for test in _measure(matter).tests):
        return None
    return refuse(
        "25", "上一次检测（检验）尚未结束", "请先登记上一次检测（检验）结束。", paragraph="3"
    )


def acl25_test_is_open(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """查封、扣押的期间不包括检测、检验、检疫或者技术鉴定的期间。"""
    if any(test.ended_on is None for test in _measure(matter).tests):
        return None
    return refuse("25", "没有正在进行的检测（检验）", "请返回案件核对。", paragraph="3")


def acl28_only_perishables_are_sold(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """已将鲜活物品或者其他不易保管的财物拍卖或者变卖的，退还拍卖或者变卖所得款项。"""
    if act.is_perishable and act.reasons.strip():
        return None
    return refuse(
        "28",
        "没有确认是鲜活物品或者其他不易保管的财物，或者没有写明理由",
        "只有鲜活物品或者其他不易保管的财物可以先行变卖。",
        paragraph="2",
    )


def acl28_sold_once(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """已将鲜活物品或者其他不易保管的财物拍卖或者变卖的，退还拍卖或者变卖所得款项。"""
    if not any(one.sold_on for one in _measure(matter).goods if one.id in act.goods):
        return None
    return refuse("28", "所选财物已经变卖", "请登记变卖所得款项的处理结果。", paragraph="2")


def acl27_outcome_has_its_decision(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """对违法事实清楚，依法应当没收的非法财物予以没收；法律、行政法规规定应当销毁的，依法销毁。"""
    decision = matter.case.decision
    kinds = decision.content.kinds if decision and decision.content else ()
    match act.outcome:
        case GoodsOutcome.CONFISCATED if PenaltyKind.CONFISCATION_OF_PROPERTY not in kinds:
            why, what = "本案没有没收非法财物的处罚决定", "请先作出决定；不应当没收的，应当解除。"
        case GoodsOutcome.TRANSFERRED if (
            decision is None or decision.outcome is not Outcome.TRANSFER_JUDICIAL
        ):
            why, what = "本案没有移送司法机关", "请先作出移送的决定（第二十一条）。"
        case None | GoodsOutcome.RELEASED:
            why, what = "没有选择处理结果", "退还财物的，请办理解除查封、扣押。"
        case _ if not act.reasons.strip():
            why, what = "没有写明处理情况和依据", "请写明依据的条款、经过和见证人。"
        case _:
            return None
    return refuse("27", why, what)


def acl27_decided_in_the_period(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """在本法第二十五条规定的期限内作出处理决定。"""
    due, decision = _measure(matter).due, matter.case.decision
    decided_on = decision.decided_on if decision else act.on
    if due is None or decided_on <= due.on:
        return None
    return refuse(
        "27",
        f"没有在期限内（{long_date(due.on)}以前）作出处理决定",
        "期限届满的，应当立即解除并退还财物（第二十八条第一款第（四）项）。",
    )


def acl28_release_has_its_ground(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """有下列情形之一的，行政机关应当及时作出解除查封、扣押决定。"""
    measure = _measure(matter)
    match act.ground:
        case None:
            why = "没有选择解除情形"
        case ReleaseGround.DECIDED if matter.case.decision is None:
            why = "本案尚未作出处理决定"
        case ReleaseGround.EXPIRED if measure.due is not None and act.on <= measure.due.on:
            why = f"查封、扣押的期限至{long_date(measure.due.on)}届满，尚未届满"
        case ReleaseGround.NOT_APPROVED if measure.approved is not False:
            why = "负责人没有作出不予批准的意见"
        case _ if not act.reasons.strip():
            why = "没有写明解除的理由"
        case _:
            return None
    return refuse("28", why, "请核对解除情形，写明理由。", paragraph="1")


def acl28_goods_are_returned(matter: Matter, act: MeasureAct, by: Actor) -> Breach | None:
    """解除查封、扣押应当立即退还财物。"""
    if act.was_told:
        return None
    return refuse(
        "28",
        "没有登记财物的退还和签收",
        "请将解除决定书和财物（变卖的，所得款项）交当事人签收后登记。",
        paragraph="2",
    )


def _measure(matter: Matter) -> MeasureFacts:
    if matter.measure is None:
        raise ValueError("this act needs its measure")
    return matter.measure
