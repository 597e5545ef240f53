"""Rules of sending a case away (行刑衔接、移送管辖): 移送规定, 行政处罚法 art. 25."""

from __future__ import annotations

from mingjian.law.breach import Breach
from mingjian.law.dates import long_date
from mingjian.law.proceedings.choices import CaseReceipt, PoliceAnswer, TransferReceipt
from mingjian.law.proceedings.facts import Matter, ProceedingAct, StepFacts
from mingjian.law.proceedings.kinds import PENALTY_LAW, REFERRAL_RULES, ProceedingKind
from mingjian.law.proceedings.kinds import ProceedingMove as Move
from mingjian.law.proceedings.refusing import refuse
from mingjian.law.proceedings.standing import (
    is_sent_away,
    is_taken_by_another,
    waits_for_police,
)
from mingjian.law.roles import Actor
from mingjian.law.time_limits import due_date, due_moment

# 移送规定第六条所列材料；物品清单、检验报告有则附。
NEEDED_PAPERS = {"letter": "涉嫌犯罪案件移送书", "report": "涉嫌犯罪案件情况的调查报告"}
COPY_OF_DECISION = "decision"


def ctr05_not_with_the_police(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """行政执法机关对应当向公安机关移送的涉嫌犯罪案件，应当立即指定2名或者2名以上行政执法人员组成专案组专门负责。"""
    pending = any(
        one.kind is ProceedingKind.REFERRAL
        and one.last.move in {Move.REPORT_CRIME, Move.APPROVE_REFERRAL}
        for one in matter.others
    )
    if not pending and waits_for_police(matter.others) is None:
        return None
    return refuse(
        REFERRAL_RULES,
        "5",
        "本案已经提出移送报告或者已经移送",
        "请在原移送程序中办理。",
        paragraph="1",
    )


def ctr05_crime_is_named(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """核实情况后提出移送涉嫌犯罪案件的书面报告。"""
    if act.subject.strip():
        return None
    return refuse(
        REFERRAL_RULES,
        "5",
        "没有写明涉嫌的罪名",
        "请写明涉嫌的罪名和追诉标准的出处。",
        paragraph="1",
    )


def ctr05_decided_in_three_days(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """行政执法机关正职负责人或者主持工作的负责人应当自接到报告之日起3日内作出批准移送或者不批准移送的决定。"""
    limit = matter.terms.limit("decide_crime_transfer")
    start = matter.begun.steps[0].on
    due = due_date(limit=limit, start=start, calendar=matter.terms.calendar).on
    if act.on <= due:
        return None
    return refuse(
        REFERRAL_RULES,
        "5",
        f"没有在{long_date(due)}以前作出决定",
        "请说明迟延原因；迟延情况将报送执法监督机构。",
        paragraph="2",
    )


def ctr05_sent_in_a_day(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """决定批准的，应当在24小时内向同级公安机关移送。"""
    approved = matter.begun.latest(Move.APPROVE_REFERRAL)
    limit = matter.terms.limit("send_crime_transfer")
    moment = act.at or act.entered_at
    if approved is None or moment is None:
        return None
    if moment <= due_moment(limit=limit, start=approved.at):
        return None
    return refuse(
        REFERRAL_RULES,
        "5",
        f"批准以后超过{limit.length}小时才移送",
        "请说明迟延原因；迟延情况将报送执法监督机构。",
        paragraph="2",
    )


def ctr06_papers_are_attached(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """行政执法机关向公安机关移送涉嫌犯罪案件，应当附有下列材料。"""
    missing = [title for slug, title in NEEDED_PAPERS.items() if slug not in act.ticks]
    if not missing:
        return None
    return refuse(REFERRAL_RULES, "6", f"移送材料缺少{'、'.join(missing)}", "请附齐材料后移送。")


def ctr06_organ_is_named(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """行政执法机关向公安机关移送涉嫌犯罪案件，应当附有下列材料。"""
    if act.organ.strip():
        return None
    return refuse(REFERRAL_RULES, "6", "没有写明受移送的公安机关", "请写明同级公安机关的全称。")


def ctr07_receipt_was_signed(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """公安机关对行政执法机关移送的涉嫌犯罪案件，应当在涉嫌犯罪案件移送书的回执上签字。"""
    if act.was_told:
        return None
    return refuse(
        REFERRAL_RULES, "7", "移送书的回执没有签字", "请取得公安机关在回执上的签字后登记。"
    )


def ctr11_decision_is_copied(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """行政执法机关向公安机关移送涉嫌犯罪案件前已经作出的警告，责令停产停业等行政处罚决定，不停止执行。"""
    if matter.case.decision is None or COPY_OF_DECISION in act.ticks:
        return None
    return refuse(
        REFERRAL_RULES,
        "11",
        "本案已经作出行政处罚决定，没有附送决定书",
        "请将行政处罚决定书一并抄送。",
        paragraph="2",
    )


def ctr08_answer_fits(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """公安机关应当自接受移送的涉嫌犯罪案件之日起3日内，依法决定立案或者不予立案，并书面通知移送案件的行政执法机关。"""
    answer = next((one for one in PoliceAnswer if one == act.choice), None)
    filed = {PoliceAnswer.FILED, PoliceAnswer.NOT_FILED}
    last = matter.begun.latest(Move.RECORD_ANSWER, Move.ASK_RECONSIDERATION)
    was_filed = last is not None and last.choice == PoliceAnswer.FILED
    if answer is None:
        why = "没有选择反馈的结果"
    elif was_filed and answer in filed:
        why = "公安机关已经立案"
    elif not was_filed and answer not in filed:
        why = "公安机关尚未立案，不会有撤销、不起诉或者判决"
    elif last is not None and last.choice and not was_filed:
        why = "已经登记不予立案；没有提请复议的，不会再有新的立案决定"
    else:
        return None
    return refuse(REFERRAL_RULES, "8", why, "请核对司法机关的通知书。")


def ctr09_asked_in_three_days(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """可以自接到不予立案通知书之日起3日内，提请作出不予立案决定的公安机关复议，也可以建议人民检察院依法进行立案监督。"""
    answer = _answer(matter)
    if answer is None or answer.choice != PoliceAnswer.NOT_FILED:
        why = "公安机关没有作出不予立案的决定"
    else:
        limit = matter.terms.limit("request_police_reconsideration")
        due = due_date(limit=limit, start=answer.on, calendar=matter.terms.calendar).on
        if act.on <= due:
            return None
        why = f"提请复议的期限已于{long_date(due)}届满"
    return refuse(
        REFERRAL_RULES,
        "9",
        why,
        "可以建议人民检察院依法进行立案监督，或者接回案件依法处理。",
        paragraph="1",
    )


def ctr12_police_filed(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """行政执法机关对公安机关决定立案的案件，应当自接到立案通知书之日起3日内将涉案物品以及与案件有关的其他材料移交公安机关。"""
    answer = _answer(matter)
    if answer is not None and answer.choice == PoliceAnswer.FILED:
        return None
    return refuse(REFERRAL_RULES, "12", "公安机关没有立案", "请先登记立案通知书。")


def ctr12_handed_over_in_three_days(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """应当自接到立案通知书之日起3日内将涉案物品以及与案件有关的其他材料移交公安机关，并办结交接手续。"""
    answer = _answer(matter)
    if answer is None:
        return None
    limit = matter.terms.limit("hand_over_crime_material")
    due = due_date(limit=limit, start=answer.on, calendar=matter.terms.calendar).on
    if act.on <= due:
        return None
    return refuse(REFERRAL_RULES, "12", f"没有在{long_date(due)}以前移交", "请说明迟延原因。")


def ctr10_case_comes_back(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """行政执法机关对公安机关决定不予立案的案件，应当依法作出处理。"""
    answer = _answer(matter)
    if answer is not None and PoliceAnswer(answer.choice).comes_back:
        return None
    return refuse(
        REFERRAL_RULES,
        "10",
        "司法机关没有不追究刑事责任或者免予刑事处罚的决定",
        "请先登记司法机关的反馈。",
    )


def apl25_case_is_here(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """两个以上行政机关都有管辖权的，由最先立案的行政机关管辖。"""
    pending = any(
        one.kind is ProceedingKind.JURISDICTION
        and one.last.move in {Move.PROPOSE_TRANSFER, Move.APPROVE_TRANSFER}
        for one in matter.others
    )
    if not pending and not is_sent_away(matter.others):
        return None
    return refuse(
        PENALTY_LAW, "25", "本案已经呈请移送或者已经移送", "请在原移送程序中办理。", paragraph="1"
    )


def apl25_receipt_has_answer(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """两个以上行政机关都有管辖权的，由最先立案的行政机关管辖。"""
    if act.choice in set(TransferReceipt):
        return None
    return refuse(
        PENALTY_LAW,
        "25",
        "没有写明受移送机关是否接收案件",
        "请按照移送回执选择；口头答复的，请取得书面回执。",
        paragraph="1",
    )


def apl25_nobody_has_taken_it(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """对管辖发生争议的，应当协商解决，协商不成的，报请共同的上一级行政机关指定管辖。"""
    if not is_taken_by_another((matter.begun,)):
        return None
    return refuse(
        PENALTY_LAW, "25", "受移送机关已经接收案件，没有争议", "请办理撤案。", paragraph="2"
    )


def apl25_designation_has_result(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """对管辖发生争议的，应当协商解决，协商不成的，报请共同的上一级行政机关指定管辖。"""
    if act.choice in set(CaseReceipt):
        return None
    return refuse(
        PENALTY_LAW, "25", "没有写明指定管辖的结果", "请按照指定管辖通知书选择。", paragraph="2"
    )


def apl25_organ_is_named(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """两个以上行政机关都有管辖权的，由最先立案的行政机关管辖。"""
    if act.organ.strip():
        return None
    return refuse(PENALTY_LAW, "25", "没有写明有关机关", "请写明机关的全称。", paragraph="1")


def _answer(matter: Matter) -> StepFacts | None:
    return matter.begun.latest(Move.RECORD_ANSWER)
