"""Deciding on the spot: rows, number, paper, service and record; a refusal changes nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from mingjian.cases.models import Case, SummaryPenalty
from mingjian.cases.summary.imposing import impose_on_the_spot
from mingjian.dossier.models import Document, Service
from mingjian.dossier.pdf import render_pdf
from mingjian.law.procedure import EvidenceKind, PartyKind, State
from mingjian.law.roles import Role
from mingjian.law.summary import Leniency, PaymentWay
from mingjian.registry.credentials import suspend_credential
from mingjian.registry.models import Credential
from tests.cases.golden_table import lacking
from tests.cases.story import EARLY, an_administrator, entries_of, refused
from tests.cases.summary.spot import (
    AT,
    BALCONY,
    DAY,
    NATIONAL_LITTERING,
    SIDEWALK,
    a_company,
    a_person,
    draft_of,
    fine,
    impose,
    later,
    street_cast,
    warning,
)

pytestmark = pytest.mark.django_db


def text_of(case: Case) -> str:
    """Everything the decision says."""
    content = case.summary_penalty.document.content
    paragraphs = [text for one in content["sections"] for text in one["paragraphs"]]
    return "\n".join([*(f"{a}：{b}" for a, b in content["fields"]), *paragraphs])


def test_one_act_decides_numbers_and_serves():
    cast = street_cast()

    case = impose(cast)

    penalty = SummaryPenalty.objects.get(case=case)
    assert penalty.number == case.number == f"{case.agency.number_prefix}当罚〔2026〕1号"
    assert Service.objects.get(document=penalty.document).effective_on == DAY
    assert (case.state, penalty.fine_yuan, penalty.tier) == ("served", Decimal(50), "情节较轻")
    assert [entry.kind for entry in entries_of(case.id)] == ["case.impose_on_the_spot"]


def test_the_paper_says_what_article_52_asks():
    cast = street_cast()

    text = text_of(impose(cast))

    for words in (
        *("2026年5月11日10时32分", "示范路与样板路交叉口", "乱扔香口胶渣"),
        *("罚款人民币伍拾元整（¥50.00）", "第四十一条", "60日内先向深圳市示范区人民政府"),
        *("《行政复议法》第二十三条第一款第（一）项", "未经行政复议，不能直接提起行政诉讼"),
        *("15日内依法向深圳市示范区人民法院", "当事人表示不陈述、申辩"),
    ):
        assert words in text, words


def test_officers_sign_with_their_card_numbers():
    cast = street_cast()

    signatures = impose(cast).summary_penalty.document.content["signatures"]

    assert [name for _, name in signatures] == [cast.lead.name, cast.assisting.name, ""]
    assert all("证件号测试440305" in label for label, _ in signatures[:2])


def test_the_paper_renders():
    case = impose(street_cast())

    made = render_pdf(Document.objects.get(subject_id=case.id))

    assert made.startswith(b"%PDF")


def test_a_warning_is_performed_when_handed_over():
    cast = street_cast()

    case = impose(cast, violation_id=NATIONAL_LITTERING, tier="", content=warning())

    assert case.state == State.PERFORMED
    assert "警告" in text_of(case)


def test_a_statement_and_its_answer_stand_in_the_paper():
    cast = street_cast()

    case = impose(cast, statement="不知道这里不能扔。", answer="不影响违法事实成立，不予采纳。")

    assert "陈述、申辩：不知道这里不能扔。复核意见：不影响违法事实成立，不予采纳。" in text_of(case)


def test_a_refusal_to_sign_is_noted():
    case = impose(street_cast(), refused_to_sign=True)

    assert case.summary_penalty.document.content["signatures"][-1][1].startswith("拒绝签收")
    assert "拒绝签收" in case.summary_penalty.service.proof


def test_the_second_time_is_counted_from_the_record():
    cast = street_cast()
    party = a_person(cast)
    impose(cast, party_id=party)

    with refused("所选阶次“情节较轻”与记录不符：本次为第2次，适用“情节较重”"):
        impose(cast, party_id=party, at=later(30))
    case = impose(cast, party_id=party, at=later(30), tier="情节较重", content=fine(100))

    assert case.summary_penalty.fine_yuan == 100


REFUSALS = {
    "over the cap of a person": ({"content": fine(201)}, "超过对公民当场处罚的限额200.00元"),
    "outside the tier": ({"content": fine(60)}, "不在“情节较轻”的标准"),
    "no evidence": ({"evidence": frozenset()}, "没有认定违法事实确凿，或者没有证据"),
    "facts in doubt": ({"facts_are_certain": False}, "没有认定违法事实确凿"),
    "not told": ({"told": None}, "尚未告知当事人"),
    "not heard": ({"party_was_heard": False}, "尚未听取当事人的陈述、申辩"),
    "statement unanswered": ({"statement": "冤枉。"}, "复核意见没有同时填写"),
    "card not shown": ({"cards_were_shown": False}, "没有向当事人出示执法证件"),
    "not handed over": ({"was_delivered": False}, "决定书不能当场交付当事人"),
    "slight": ({"leniency": Leniency.SLIGHT}, "没有造成危害后果，不予行政处罚"),
    "first and spared": ({"leniency": Leniency.FIRST_SPARED}, "已经选择不予处罚"),
    "complex": ({"is_complex": True}, "法制审核、听证或者集体讨论"),
    "order first": ({"violation_id": BALCONY, "content": fine(100)}, "责令改正后拒不改正"),
    "cash of a large fine": (
        {"content": fine(150), "way": PaymentWay.SMALL},
        "罚款150.00元超过100.00元",
    ),
}


@pytest.mark.parametrize(("changes", "words"), REFUSALS.values(), ids=REFUSALS)
def test_a_refusal_says_why_and_changes_nothing(changes, words):
    cast = street_cast()
    party = a_person(cast)

    with refused(words):
        impose(cast, party_id=party, **changes)


def test_the_same_officer_twice_is_one_officer():
    cast = street_cast()
    party = a_person(cast)

    with refused("持有有效执法证件的执法人员为1人，少于2人"):
        impose(cast, party_id=party, partner_id=cast.lead.officer_id)


def test_a_suspended_card_does_not_count():
    cast = street_cast()
    party, card = a_person(cast), Credential.objects.get(officer_id=cast.assisting.officer_id)
    suspend_credential(
        credential_id=card.id,
        since=date(2026, 5, 1),
        until=date(2026, 6, 1),
        reason="暂扣",
        by=an_administrator(),
        at=EARLY,
    )

    with refused("执法人员为1人", "执法证件不适用于违法行为发生地"):
        impose(cast, party_id=party)


def test_another_role_and_another_agency_are_refused():
    cast, others = street_cast(), street_cast()
    party = a_person(cast)

    with refused("应当由执法人员办理"):
        impose(cast, party_id=party, role=Role.AGENCY_HEAD)
    with refused("不是本案办案机关的人员"):
        impose_on_the_spot(
            agency_id=cast.agency_id,
            party_id=party,
            draft=draft_of(cast),
            by=others.actor(Role.CASE_OFFICER),
            at=AT,
        )


def test_a_company_may_be_fined_up_to_its_own_cap():
    cast = street_cast()
    party = a_company(cast)

    case = impose(
        cast,
        party_id=party,
        violation_id=SIDEWALK,
        order_was_disobeyed=True,
        content=fine(1000),
    )

    assert case.summary_penalty.cap_yuan == 3000


def test_the_same_form_sent_twice_decides_once():
    cast = street_cast()
    party = a_person(cast)
    case = impose(cast, party_id=party)

    with refused("已经登记"):
        impose(cast, party_id=party, case_id=case.id)


def test_decision_d_objects_outside_the_balcony_one_hundred_yuan():
    """The real decision: first time, a natural person, by the Shenzhen benchmark."""
    case = impose(
        street_cast(),
        violation_id=BALCONY,
        order_was_disobeyed=True,
        content=fine(100),
        evidence=frozenset({EvidenceKind.SCENE_RECORD, EvidenceKind.PARTY_STATEMENT}),
    )

    penalty, text = case.summary_penalty, text_of(case)
    assert (penalty.fine_yuan, penalty.tier, penalty.is_warned) == (100, "情节较轻", False)
    assert case.party.kind == PartyKind.PERSON
    assert lacking("d", str(penalty.document.content)) == []
    assert "统一社会信用代码" not in text
    assert "法定代表人" not in text
    for words in (
        *(
            "阳台摆放物品超出阳台立面",
            "违反了《深圳经济特区市容和环境卫生管理条例》第二十六条第三款",
        ),
        *(
            "深圳市城市管理行政处罚裁量权实施标准（2023年版）",
            "壹佰元整（¥100.00）",
            "适用“情节较轻”阶次",
        ),
        *("当事人的陈述、勘验笔录、现场笔录", "先向深圳市示范区人民政府申请行政复议"),
    ):
        assert words in text, words


def test_the_same_act_is_not_fined_again_by_whoever_comes_next():
    others, party = street_cast(), a_person(street_cast())
    first = impose(street_cast(), party_id=party)

    with refused("可能是同一个违法行为", first.number, "转普通程序"):
        impose(others, party_id=party)
