"""Rules of cases that police, procuratorate or court send (反向移送): 处罚法 art. 27.

The letter names itself: its number and date are read from its text, so nobody types them twice.
"""

from __future__ import annotations

import re
from datetime import date

from mingjian.law.breach import Breach
from mingjian.law.dates import long_date
from mingjian.law.proceedings import rules_common as common
from mingjian.law.proceedings.choices import GROUNDS, JusticeReply
from mingjian.law.proceedings.facts import Matter, ProceedingAct
from mingjian.law.proceedings.kinds import PENALTY_LAW, ProceedingKind, ProceedingMove
from mingjian.law.proceedings.refusing import refuse
from mingjian.law.proceedings.standing import waits_for_police
from mingjian.law.proceedings.terms import PROCURATORATE
from mingjian.law.roles import Actor

# 案件来源：案源登记表所列的词。
SOURCE = "司法机关移送"
ORGANS = ("公安", PROCURATORATE, "法院", "海警", "国家安全")
HOW_TO_NAME = "请写明名称、文号和日期，例如：《检察意见书》（样检行意〔2026〕3号，2026年7月1日）。"
_NUMBER = re.compile(r"[〔\[（(]\d{4}[〕\]）)].{0,8}?\d+号")
_DATE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")


def letter_date(text: str) -> date | None:
    """The day of the letter, as its text states it."""
    found = _DATE.search(text)
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def apl42_officer_of_the_case_if_any(
    matter: Matter, act: ProceedingAct, by: Actor
) -> Breach | None:
    """行政处罚应当由具有行政执法资格的执法人员实施。"""
    if not matter.case.officers:
        return None  # 立案以前没有承办人
    return common.apl42_officer_of_the_case(matter, act, by)


def apl27_received_day_is_possible(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """司法机关应当及时将案件移送有关行政机关。"""
    if act.on <= act.entered_on:
        return None
    return _refuse(f"收到日期（{long_date(act.on)}）尚未到来", "请核对收到移送文书的日期。")


def apl27_received_once(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """应当给予行政处罚的，司法机关应当及时将案件移送有关行政机关。"""
    if all(one.kind is not ProceedingKind.FROM_JUSTICE for one in matter.others):
        return None
    return _refuse("本案已经登记司法机关移送", "请在原登记中办理。")


def apl27_not_referred_by_us(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """违法行为涉嫌犯罪的，行政机关应当及时将案件移送司法机关。"""
    if waits_for_police(matter.others) is None:
        return None
    return _refuse(
        "本案由本机关移送，司法机关尚未反馈",
        "请在“涉嫌犯罪案件移送”中登记司法机关的反馈，再接收反向移送。",
    )


def apl27_sender_is_named(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """应当给予行政处罚的，司法机关应当及时将案件移送有关行政机关。"""
    if any(one in act.organ for one in ORGANS):
        return None
    return _refuse("没有写明移送的司法机关", "请写明公安机关、人民检察院或者人民法院的全称。")


def apl27_letter_is_named(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """建立健全案件移送制度，加强证据材料移交、接收衔接，完善案件处理信息通报机制。"""
    written = letter_date(act.subject)
    if written is None or not _NUMBER.search(act.subject):
        return _refuse("没有写明移送文书的文号和日期", HOW_TO_NAME, paragraph="2")
    if written <= act.on:
        return None
    return _refuse(
        f"移送文书的日期（{long_date(written)}）晚于收到日期（{long_date(act.on)}）",
        "请核对文书的日期和收到日期。",
        paragraph="2",
    )


def apl27_ground_is_chosen(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """对依法不需要追究刑事责任或者免予刑事处罚，但应当给予行政处罚的，司法机关应当及时将案件移送有关行政机关。"""
    if act.choice in set(GROUNDS):
        return None
    return _refuse("没有写明不追究刑事责任或者免予刑事处罚的决定", "请按照司法机关的决定选择。")


def apl27_answer_day_is_possible(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """完善案件处理信息通报机制。"""
    if act.due_on is None or act.due_on >= act.on:
        return None
    return _refuse(
        f"回复期限（{long_date(act.due_on)}）早于收到日期",
        "请按照移送文书写明的期限填写；没有写明的，不填。",
        paragraph="2",
    )


def apl27_reply_is_chosen(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """完善案件处理信息通报机制。"""
    if act.choice in set(JusticeReply):
        return None
    return _refuse("没有选择通报的内容", "请选择处理结果或者办理情况。", paragraph="2")


def apl27_result_is_there(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """完善案件处理信息通报机制。"""
    state = matter.case.state
    is_over = matter.case.decision is not None or (state is not None and state.is_final)
    if act.choice != JusticeReply.RESULT or is_over:
        return None
    return _refuse(
        "本案尚未作出处理决定，没有处理结果可以通报",
        "回复期限将到的，请先通报办理情况；作出决定以后再通报处理结果。",
        paragraph="2",
    )


def apl27_result_told_once(matter: Matter, act: ProceedingAct, by: Actor) -> Breach | None:
    """完善案件处理信息通报机制。"""
    last = matter.begun.latest(ProceedingMove.ANSWER_JUSTICE)
    if last is None or last.choice != JusticeReply.RESULT:
        return None
    return _refuse("处理结果已经通报", "请返回案件查看。", paragraph="2")


def _refuse(why: str, remedy: str, *, paragraph: str = "1") -> Breach:
    return refuse(PENALTY_LAW, "27", why, remedy, paragraph=paragraph)
