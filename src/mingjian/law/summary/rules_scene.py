"""Rules of the scene (当场作出决定): what may be punished on the spot, by whom, and how."""

from __future__ import annotations

from mingjian.law.breach import Breach
from mingjian.law.citation import Citation
from mingjian.law.dates import full_years, long_date
from mingjian.law.divisions import is_within
from mingjian.law.penalties import PenaltyKind
from mingjian.law.procedure.kinds import PartyKind
from mingjian.law.procedure.moves import refuse
from mingjian.law.roles import Actor
from mingjian.law.summary.facts import Enforcer, Scene, SummaryAct, SummaryFacts
from mingjian.law.summary.kinds import Leniency

ORDINARY = "请转普通程序办理，已经填写的内容随案转入。"
_ON_THE_SPOT = frozenset({PenaltyKind.WARNING, PenaltyKind.FINE})
_RESPONSIBLE_AGE, _ADULT_AGE = 14, 18


def apl28_order_was_disobeyed(facts: SummaryFacts, act: SummaryAct, by: Actor) -> Breach | None:
    """行政机关实施行政处罚时，应当责令当事人改正或者限期改正违法行为。"""
    scene = _scene(act)
    if not scene.needs_order or scene.order_was_disobeyed:
        return None
    return refuse(
        "28",
        "该违法行为以责令改正后拒不改正（逾期不改正）为处罚前提，尚未认定",
        "请先书面责令改正；已经责令改正而拒不改正的，请勾选并附责令改正文书。",
        paragraph="1",
    )


def apl30_party_is_of_age(facts: SummaryFacts, act: SummaryAct, by: Actor) -> Breach | None:
    """不满十四周岁的未成年人有违法行为的，不予行政处罚；已满十四周岁不满十八周岁的，应当从轻或者减轻行政处罚。"""
    born = _scene(act).party_born_on
    if born is None or facts.party_kind is not PartyKind.PERSON:
        return None
    age = full_years(born=born, on=act.on)
    if age < _RESPONSIBLE_AGE:
        return refuse(
            "30",
            f"当事人当日{age}周岁，不满十四周岁，不予行政处罚",
            "请责令监护人加以管教，并将案源转普通程序作出处理。",
        )
    if age < _ADULT_AGE:
        return refuse(
            "30", f"当事人当日{age}周岁，应当从轻或者减轻处罚，情节须经调查认定", ORDINARY
        )
    return None


def apl33_slight_act_is_spared(facts: SummaryFacts, act: SummaryAct, by: Actor) -> Breach | None:
    """违法行为轻微并及时改正，没有造成危害后果的，不予行政处罚。初次违法且危害后果轻微并及时改正的，可以不予行政处罚。"""
    leniency = _scene(act).leniency
    if leniency is Leniency.SLIGHT:
        message = "违法行为轻微并及时改正，没有造成危害后果，不予行政处罚"
    elif leniency is Leniency.FIRST_SPARED:
        message = "初次违法且危害后果轻微并及时改正，已经选择不予处罚"
    else:
        return None
    return refuse(
        "33",
        message,
        "请对当事人进行教育，并将案源转普通程序，作出不予行政处罚决定。",
        paragraph="1",
    )


def apl42_two_valid_officers(facts: SummaryFacts, act: SummaryAct, by: Actor) -> Breach | None:
    """行政处罚应当由具有行政执法资格的执法人员实施。执法人员不得少于两人，法律另有规定的除外。"""
    valid = {one.officer.person_id for one in act.enforcers if one.officer.valid_on(act.on)}
    least = facts.terms.least_officers
    if len(valid) >= least:
        return None
    return refuse(
        "42",
        f"{long_date(act.on)}持有有效执法证件的执法人员为{len(valid)}人，少于{least}人，不能当场处罚",
        "请选择另一名当日持有有效执法证件的执法人员共同办理。",
        paragraph="1",
    )


def apl42_officer_acts_himself(facts: SummaryFacts, act: SummaryAct, by: Actor) -> Breach | None:
    """行政处罚应当由具有行政执法资格的执法人员实施。"""
    if by.person_id in {one.officer.person_id for one in act.enforcers}:
        return None
    return refuse(
        "42",
        f"{by.name}不是当场办理的执法人员，不能作出当场处罚决定",
        "请由在场的执法人员办理。",
        paragraph="1",
    )


def apl42_cards_cover_the_place(facts: SummaryFacts, act: SummaryAct, by: Actor) -> Breach | None:
    """行政处罚应当由具有行政执法资格的执法人员实施。"""
    code = _scene(act).division_code
    outside = [one for one in act.enforcers if not _covers(one, code)]
    if not outside:
        return None
    names = "、".join(one.officer.name for one in outside)
    return refuse(
        "42",
        f"{names}的执法证件不适用于违法行为发生地",
        "请由执法区域包括该地的执法人员办理，或者移送有管辖权的机关。",
        paragraph="1",
    )


def apl44_party_was_told(facts: SummaryFacts, act: SummaryAct, by: Actor) -> Breach | None:
    """行政机关在作出行政处罚决定之前，应当告知当事人拟作出的行政处罚内容及事实、理由、依据，并告知当事人依法享有的陈述、申辩、要求听证等权利。"""
    if _scene(act).told is not None:
        return None
    return refuse(
        "44",
        "尚未告知当事人拟作出的处罚内容及事实、理由、依据和权利",
        "请先向当事人告知，再当场作出决定。",
    )


def apl45_party_was_heard(facts: SummaryFacts, act: SummaryAct, by: Actor) -> Breach | None:
    """行政机关必须充分听取当事人的意见，对当事人提出的事实、理由和证据，应当进行复核。"""
    scene = _scene(act)
    if not scene.party_was_heard:
        why = "尚未听取当事人的陈述、申辩"
    elif bool(scene.statement.strip()) != bool(scene.answer.strip()):
        why = "当事人的陈述、申辩与复核意见没有同时填写"
    else:
        return None
    return refuse(
        "45",
        why,
        "请记录当事人的意见和复核意见；当事人表示不陈述、申辩的，两项均不填写。",
        paragraph="1",
    )


def apl45_not_heavier_than_told(facts: SummaryFacts, act: SummaryAct, by: Actor) -> Breach | None:
    """行政机关不得因当事人陈述、申辩而给予更重的处罚。"""
    scene = _scene(act)
    if scene.told is None or not scene.content.is_heavier_than(scene.told):
        return None
    return refuse(
        "45",
        f"拟作出的处罚（{scene.content.sentence()}）重于告知的内容（{scene.told.sentence()}）",
        "请按照告知的内容或者更轻的内容决定；发现新的事实的，请转普通程序。",
        paragraph="2",
    )


def apl51_facts_are_certain(facts: SummaryFacts, act: SummaryAct, by: Actor) -> Breach | None:
    """违法事实确凿并有法定依据，……可以当场作出行政处罚决定。"""
    scene = _scene(act)
    if scene.facts_are_certain and scene.evidence:
        return None
    return refuse("51", "没有认定违法事实确凿，或者没有证据，不能当场处罚", ORDINARY)


def apl51_warning_or_fine_only(facts: SummaryFacts, act: SummaryAct, by: Actor) -> Breach | None:
    """对公民处以二百元以下、对法人或者其他组织处以三千元以下罚款或者警告的行政处罚的，可以当场作出行政处罚决定。"""
    content = _scene(act).content
    if _ON_THE_SPOT.issuperset(content.kinds) and not content.other.strip():
        return None
    return refuse("51", "当场处罚只能是警告或者限额以内的罚款", ORDINARY)


def apl51_fine_within_cap(facts: SummaryFacts, act: SummaryAct, by: Actor) -> Breach | None:
    """对公民处以二百元以下、对法人或者其他组织处以三千元以下罚款……可以当场作出行政处罚决定。"""
    fine, cap = _scene(act).content.fine_yuan, facts.terms.cap_yuan
    if fine <= cap:
        return None
    return refuse(
        "51",
        f"罚款{fine:,.2f}元超过对{facts.party_kind.title}当场处罚的限额{cap:,.2f}元",
        ORDINARY,
    )


def apl52_cards_were_shown(facts: SummaryFacts, act: SummaryAct, by: Actor) -> Breach | None:
    """执法人员当场作出行政处罚决定的，应当向当事人出示执法证件。"""
    if _scene(act).cards_were_shown:
        return None
    return refuse(
        "52", "没有向当事人出示执法证件", "请向当事人出示执法证件后再决定。", paragraph="1"
    )


def apl52_decided_today(facts: SummaryFacts, act: SummaryAct, by: Actor) -> Breach | None:
    """执法人员当场作出行政处罚决定的，应当……填写预定格式、编有号码的行政处罚决定书，并当场交付当事人。"""
    if act.on == act.entered_on:
        return None
    return refuse(
        "52",
        f"决定日期（{long_date(act.on)}）不是填写决定书的当日（{long_date(act.entered_on)}）",
        "当场处罚应当当场填写并交付决定书，不能补填；请转普通程序办理。",
        paragraph="1",
    )


def apl52_was_delivered(facts: SummaryFacts, act: SummaryAct, by: Actor) -> Breach | None:
    """……并当场交付当事人。当事人拒绝签收的，应当在行政处罚决定书上注明。"""
    if _scene(act).was_delivered:
        return None
    return refuse(
        "52",
        "决定书不能当场交付当事人",
        "当事人拒绝签收的，请注明；当事人不在场的，请转普通程序办理。",
        paragraph="1",
    )


def apl57_no_deliberation_is_due(facts: SummaryFacts, act: SummaryAct, by: Actor) -> Breach | None:
    """对情节复杂或者重大违法行为给予行政处罚，行政机关负责人应当集体讨论决定。"""
    scene = _scene(act)
    if not scene.is_complex and scene.content.fine_yuan < facts.terms.major_yuan:
        return None
    return refuse(
        "57",
        "本案应当经过法制审核、听证或者集体讨论，不适用简易程序",
        ORDINARY,
        paragraph="2",
    )


def apl68_cash_has_a_ground(facts: SummaryFacts, act: SummaryAct, by: Actor) -> Breach | None:
    """（一）依法给予一百元以下罚款的；（二）不当场收缴事后难以执行的。"""
    scene, most = _scene(act), facts.terms.spot_cash_yuan
    fine = scene.content.fine_yuan
    if not scene.way.is_cash or (fine and (scene.way != "small" or fine <= most)):
        return None
    why = f"罚款{fine:,.2f}元超过{most:,.2f}元" if fine else "没有罚款"
    return Breach(
        "APL68",
        f"{why}，不能以“{scene.way.title}”当场收缴",
        Citation("行政处罚法", "68", "1", "1"),
        "请告知当事人到指定的银行或者通过电子支付系统缴纳，或者写明其他法定情形。",
    )


def _covers(enforcer: Enforcer, code: str) -> bool:
    return bool(enforcer.area) and is_within(code, enforcer.area)


def _scene(act: SummaryAct) -> Scene:
    if act.scene is None:
        raise ValueError("an on-the-spot penalty needs its scene")
    return act.scene
