"""Rules of 冻结、强制执行、代履行: 行政强制法 arts. 29–33, 34–46, 50–52."""

from __future__ import annotations

import re
from datetime import date, time

from mingjian.law.breach import Breach
from mingjian.law.dates import long_date
from mingjian.law.procedure.money import money_owed
from mingjian.law.proceedings.choices import ReleaseReason
from mingjian.law.proceedings.facts import Matter, ProceedingAct
from mingjian.law.proceedings.kinds import COMPULSION_LAW, ProceedingKind, ProceedingMove
from mingjian.law.proceedings.refusing import refuse
from mingjian.law.proceedings.terms import freeze_due
from mingjian.law.roles import Actor
from mingjian.law.time_limits import due_date

# 法律的名称以“法”结尾；条例、规定、办法不是法律。
_LAW = re.compile(r"《[^》]*法》第")


def acl29_law_allows_freezing(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """冻结存款、汇款应当由法律规定的行政机关实施，不得委托给其他行政机关或者组织。"""
    if _LAW.search(act.basis):
        return None
    return refuse(
        COMPULSION_LAW,
        "29",
        "没有写明授权本机关冻结的法律条款",
        "冻结只能由法律规定的行政机关实施；没有法律授权的，不得冻结。",
        paragraph="1",
    )


def acl29_amount_fits(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """冻结存款、汇款的数额应当与违法行为涉及的金额相当。"""
    asked = matter.proceeding.steps[0].amount_yuan if matter.proceeding else None
    amount = act.amount_yuan
    if amount is not None and amount > 0 and (asked is None or amount <= asked):
        return None
    return refuse(
        COMPULSION_LAW,
        "29",
        "没有写明数额，或者冻结的数额超过违法行为涉及的金额",
        "请按照违法行为涉及的金额填写。",
        paragraph="2",
    )


def acl29_not_frozen_by_others(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """已被其他国家机关依法冻结的，不得重复冻结。"""
    if "not_frozen" in act.ticks:
        return None
    return refuse(
        COMPULSION_LAW,
        "29",
        "没有确认未被其他国家机关冻结",
        "请向金融机构核对；已被冻结的，不得重复冻结。",
        paragraph="2",
    )


def acl29_not_frozen_already(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """已被其他国家机关依法冻结的，不得重复冻结。"""
    if not act.frozen_elsewhere:
        return None
    return refuse(
        COMPULSION_LAW,
        "29",
        act.frozen_elsewhere,
        "不得重复冻结；账号有误的，请更正，需要该账户的资料的，请商请该机关提供。",
        paragraph="2",
    )


def acl30_notice_was_given(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """应当履行本法第十八条第一项、第二项、第三项、第七项规定的程序，并向金融机构交付冻结通知书。"""
    if act.organ.strip() and act.subject.strip() and {"cards", "record"} <= act.ticks:
        return None
    return refuse(
        COMPULSION_LAW,
        "30",
        "没有写明金融机构、账号，没有出示证件或者没有制作现场笔录",
        "请补齐后登记。",
        paragraph="1",
    )


def acl31_delivered_in_three_days(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """作出决定的行政机关应当在三日内向当事人交付冻结决定书。"""
    frozen = matter.begun.latest(ProceedingMove.FREEZE)
    if frozen is None:
        return None
    limit = matter.terms.limit("serve_freeze_decision")
    due = due_date(limit=limit, start=frozen.on, calendar=matter.terms.calendar).on
    if act.on <= due:
        return None
    return refuse(
        COMPULSION_LAW,
        "31",
        f"没有在{long_date(due)}以前交付冻结决定书",
        "请说明迟延原因；迟延情况将报送执法监督机构。",
        paragraph="1",
    )


def acl32_within_the_period(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """自冻结存款、汇款之日起三十日内，行政机关应当作出处理决定或者作出解除冻结决定。"""
    due = freeze_due(matter.begun)
    if due is None or act.on <= due:
        return None
    return refuse(
        COMPULSION_LAW,
        "32",
        f"冻结期限已于{long_date(due)}届满",
        "请解除冻结；金融机构应当自冻结期满之日起解除冻结。",
        paragraph="1",
    )


def acl32_extension_is_short_enough(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """情况复杂的，经行政机关负责人批准，可以延长，但是延长期限不得超过三十日。"""
    most = matter.terms.value("extension.hold_freeze")
    if 0 < act.days <= most:
        return None
    return refuse(
        COMPULSION_LAW,
        "32",
        f"延长{act.days}日，不在一日至{most}日以内",
        f"请填写不超过{most}日的天数。",
        paragraph="1",
    )


def acl33_release_has_its_ground(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """有下列情形之一的，行政机关应当及时作出解除冻结决定。"""
    due = freeze_due(matter.begun)
    if act.choice not in set(ReleaseReason):
        why = "没有选择解除情形"
    elif act.choice == ReleaseReason.DECIDED and matter.case.decision is None:
        why = "本案尚未作出处理决定"
    elif act.choice == ReleaseReason.EXPIRED and due is not None and act.on <= due:
        why = f"冻结期限至{long_date(due)}届满，尚未届满"
    else:
        return None
    return refuse(COMPULSION_LAW, "33", why, "请核对解除情形。", paragraph="1")


def acl34_law_gives_the_power(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """具有行政强制执行权的行政机关依照本章规定强制执行。"""
    if _LAW.search(act.basis):
        return None
    return refuse(
        COMPULSION_LAW,
        "34",
        "没有写明授予本机关行政强制执行权的法律条款",
        "没有行政强制执行权的，应当申请人民法院强制执行（第四十六条第三款）。",
    )


def acl34_decision_is_due(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """行政机关依法作出行政决定后，当事人在行政机关决定的期限内不履行义务的，强制执行。"""
    if matter.case.decision is not None and matter.case.decision.served_on is not None:
        return None
    return refuse(COMPULSION_LAW, "34", "本案没有已经送达的行政决定", "请先作出并送达决定。")


def acl37_demand_came_first(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """经催告，当事人逾期仍不履行行政决定，且无正当理由的，行政机关可以作出强制执行决定。"""
    demand = matter.case.last_demand
    if demand is not None and demand.served_on is not None:
        if demand.due_on is not None and act.on > demand.due_on:
            return None
        # 催告期间有证据证明转移、隐匿财物的，可以立即执行（第三款）。
        if "hiding" in act.ticks:
            return None
    return refuse(
        COMPULSION_LAW,
        "37",
        "没有送达催告书，或者催告期限没有届满",
        "请先催告；有证据证明转移或者隐匿财物的，注明后可以立即决定。",
        paragraph="1",
    )


def acl37_decision_is_complete(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """强制执行决定应当以书面形式作出，并载明强制执行的方式和时间。"""
    if act.subject.strip() and act.due_on is not None and act.due_on >= act.on:
        return None
    return refuse(
        COMPULSION_LAW, "37", "没有写明强制执行的方式和时间", "请写明方式和时间。", paragraph="2"
    )


def acl43_not_at_night(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """行政机关不得在夜间或者法定节假日实施行政强制执行。但是，情况紧急的除外。"""
    if act.at is None or act.is_urgent:
        return None
    clock = time(act.at.hour, act.at.minute)
    begins, ends = (time.fromisoformat(one) for one in matter.terms.value("execution.night_hours"))
    if ends <= clock < begins:
        return None
    return refuse(
        COMPULSION_LAW,
        "43",
        f"{clock:%H:%M}是夜间，不得实施行政强制执行",
        "请改在白天实施；情况紧急的，注明紧急情况。",
        paragraph="1",
    )


def acl43_not_on_holidays(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """行政机关不得在夜间或者法定节假日实施行政强制执行。但是，情况紧急的除外。"""
    if act.is_urgent or matter.terms.calendar.is_workday(act.on):
        return None
    return refuse(
        COMPULSION_LAW,
        "43",
        f"{long_date(act.on)}是节假日，不得实施行政强制执行",
        "请改在工作日实施；情况紧急的，注明紧急情况。",
        paragraph="1",
    )


def acl43_homes_keep_supply(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """行政机关不得对居民生活采取停止供水、供电、供热、供燃气等方式迫使当事人履行相关行政决定。"""
    if "no_cut" in act.ticks:
        return None
    return refuse(
        COMPULSION_LAW,
        "43",
        "没有确认不对居民生活停止供水、供电、供热、供燃气",
        "请改用其他方式。",
        paragraph="2",
    )


def acl45_surcharge_is_owed(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """行政机关依法作出金钱给付义务的行政决定，当事人逾期不履行的，行政机关可以依法加处罚款或者滞纳金。"""
    owed = money_owed(facts=matter.case, on=act.on).surcharge_yuan
    if owed > 0:
        return None
    return refuse(
        COMPULSION_LAW,
        "45",
        "现在没有应当加处的罚款",
        "缴款期限没有届满或者已经缴清的，不加处。",
        paragraph="1",
    )


def acl45_decided_once(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """加处罚款或者滞纳金的标准应当告知当事人。"""
    if not any(one.kind is ProceedingKind.SURCHARGE for one in matter.others):
        return None
    return refuse(
        COMPULSION_LAW,
        "45",
        "已经作出加处罚款决定",
        "数额按日累计，不需要再次决定。",
        paragraph="1",
    )


def acl50_duty_and_harm(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """其后果已经或者将危害交通安全、造成环境污染或者破坏自然资源的，行政机关可以代履行。"""
    if "harm" in act.ticks:
        return None
    return refuse(
        COMPULSION_LAW,
        "50",
        "没有确认后果已经或者将危害交通安全、造成环境污染或者破坏自然资源",
        "不符合的，不得代履行；请申请人民法院强制执行。",
    )


def acl50_party_is_late(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """当事人逾期不履行，经催告仍不履行。"""
    orders = [one for one in matter.others if one.kind is ProceedingKind.CORRECTION]
    late = any(order.steps[0].due_on and order.steps[0].due_on < act.on for order in orders)
    decision = matter.case.decision
    if late or (decision is not None and decision.served_on is not None):
        return None
    return refuse(
        COMPULSION_LAW,
        "50",
        "没有已经送达的决定，也没有逾期未履行的责令改正",
        "请先作出并送达要求履行义务的决定。",
    )


def acl51_decision_is_complete(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """代履行决定书应当载明代履行的理由和依据、方式和时间、标的、费用预算以及代履行人。"""
    named = act.subject.strip() and act.organ.strip() and act.basis.strip()
    if named and act.due_on is not None and act.amount_yuan is not None:
        return None
    return refuse(
        COMPULSION_LAW,
        "51",
        "决定书缺少标的、依据、时间、费用预算或者代履行人",
        "请逐项填写。",
        paragraph="1",
        item="1",
    )


def acl51_urged_three_days_before(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """代履行三日前，催告当事人履行，当事人履行的，停止代履行。"""
    urged = matter.begun.latest(ProceedingMove.URGE_PERFORMANCE)
    if urged is not None and act.on > _last_day_to_perform(matter, urged.on):
        return None
    return refuse(
        COMPULSION_LAW,
        "51",
        "没有在代履行三日（工作日）前催告当事人履行",
        "请先催告，满三个工作日后实施。",
        paragraph="1",
        item="2",
    )


def acl51_staff_supervised(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """代履行时，作出决定的行政机关应当派员到场监督；代履行完毕，应当在执行文书上签名或者盖章。"""
    if {"supervised", "signed"} <= act.ticks and act.amount_yuan is not None:
        return None
    return refuse(
        COMPULSION_LAW,
        "51",
        "没有派员到场监督、没有签名，或者没有登记实际费用",
        "请补齐后登记。",
        paragraph="1",
        item="4",
    )


def acl51_no_violence(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """代履行不得采用暴力、胁迫以及其他非法方式。"""
    if "peaceful" in act.ticks:
        return None
    return refuse(
        COMPULSION_LAW,
        "51",
        "没有确认未采用暴力、胁迫以及其他非法方式",
        "请核对；有非法方式的，立即停止。",
        paragraph="3",
    )


def acl52_public_place(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """需要立即清除道路、河道、航道或者公共场所的遗洒物、障碍物或者污染物，当事人不能清除的，行政机关可以决定立即实施代履行。"""
    if {"public_place", "cannot_clear"} <= act.ticks:
        return None
    return refuse(
        COMPULSION_LAW,
        "52",
        "不是道路、河道、航道或者公共场所的遗洒物、障碍物、污染物，或者当事人能够清除",
        "请作出代履行决定并催告。",
    )


def acl52_party_was_told(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """当事人不在场的，行政机关应当在事后立即通知当事人，并依法作出处理。"""
    if act.was_told:
        return None
    return refuse(
        COMPULSION_LAW, "52", "没有通知当事人", "当事人不在场的，请立即通知并登记签收人、见证人。"
    )


def _last_day_to_perform(matter: Matter, urged_on: date) -> date:
    days = matter.terms.limit("demand_substitute_performance").length
    return matter.terms.calendar.add_workdays(urged_on, days)
