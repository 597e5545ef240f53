"""Bad input: a whole Chinese sentence says what is wrong and what to do; nothing has changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from mingjian.cases import clock, execution, hearing, leads, review
from mingjian.cases.leads import LeadDraft
from mingjian.cases.models import Case
from mingjian.cases.review import Opinion
from mingjian.law.citation import Citation
from mingjian.law.procedure import Move, PaymentChannel
from mingjian.law.roles import Role
from mingjian.ops.demo.firms import credit_code, id_number
from mingjian.ops.demo.story import Telling
from mingjian.registry.kinds import PartyKind
from mingjian.registry.parties import NewParty, register_party
from tests.cases import acts
from tests.cases.story import (
    EARLY,
    START,
    YUAN,
    make_cast,
    make_plot,
    refused,
    state_of,
    story_at,
)

pytestmark = pytest.mark.django_db
LONG = "本案违法事实清楚，" * 1_000
NUL = "名称\x00"


def lead(story: Telling, **changes: Any) -> Case:
    """Register a lead with something wrong in it."""
    draft = LeadDraft(
        source="投诉举报",
        registered_on=story.day,
        discovered_on=story.day,
        act_ended_on=story.day - timedelta(days=3),
        place="宾县示范街",
        summary="店铺未公示营业执照。",
        violation_id=story.plot.violation_id,
    )
    return leads.register_lead(
        agency_id=story.cast.agency_id,
        party_id=story.plot.party_id,
        draft=replace(draft, **changes),
        by=story.cast.actor(Role.CASE_OFFICER),
        at=story.at,
    )


def a_beginning() -> Telling:
    """A cast and a party, no case yet."""
    cast = make_cast()
    return Telling(cast, make_plot(cast), START)


def pay(story: Telling, receipt_number: str, amount: str = "100") -> None:
    """A payment under that receipt."""
    execution.record_payment(
        case_id=story.case_id,
        on=story.day,
        amount_yuan=YUAN(amount),
        channel=PaymentChannel.BANK,
        receipt_number=receipt_number,
        by=story.cast.actor(Role.CASE_OFFICER),
        at=story.at,
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"registered_on": date(2026, 3, 9), "discovered_on": START},
            "晚于登记日期（2026年3月2日）",
        ),
        ({"discovered_on": date(2026, 3, 3)}, "发现日期（2026年3月3日）晚于案源登记日期"),
        ({"act_ended_on": date(2026, 3, 3)}, "终了日期（2026年3月3日）晚于发现日期"),
    ],
)
def test_days_that_cannot_be_are_refused(changes: dict[str, date], words: str) -> None:
    story = a_beginning()

    with refused(words, "请核对"):
        lead(story, **changes)


@pytest.mark.parametrize(("field", "limit"), [("place", 200), ("source", 40)])
def test_ten_thousand_characters_in_a_line_are_refused(field: str, limit: int) -> None:
    story = a_beginning()

    with refused(f"超过{limit}个字，没有保存", "请核对填写的内容"):
        lead(story, **{field: LONG})


def test_ten_thousand_characters_in_an_account_are_kept_whole() -> None:
    case = lead(a_beginning(), summary=LONG)

    assert Case.objects.get(id=case.id).summary == LONG


@pytest.mark.parametrize("field", ["title", "place"])
def test_overlong_evidence_is_refused(field: str) -> None:
    story = story_at(Move.APPROVE_OPENING)

    with refused("个字，没有保存"):
        acts.add_evidence(story, **{field: LONG})


@pytest.mark.parametrize("field", ["receiver", "relation", "place", "proof"])
def test_an_overlong_service_is_refused_and_the_notice_stays_unserved(field: str) -> None:
    story = story_at(Move.ISSUE_NOTICE)
    story.seal()

    with refused("个字，没有保存"):
        acts.serve(story, **{field: LONG})


def test_an_overlong_place_of_hearing_uses_up_no_number() -> None:
    story = story_at(Move.REQUEST_HEARING, grave=True, asks_hearing=True)

    with refused("超过200个字"):
        story.act(
            Move.NOTIFY_HEARING,
            hearing.notify_hearing,
            Role.PRESIDING_OFFICER,
            on=story.day,
            scheduled_on=story.day + timedelta(days=30),
            place=LONG,
            presiding_person_id=story.cast.host.person_id,
            presiding_name=story.cast.host.name,
        )


def test_long_reasons_are_reasons() -> None:
    story = story_at(Move.SUBMIT_REVIEW, declared_triggers=("complex",))

    acts.agree(story, replace(acts.OPINION, text=LONG))

    assert state_of(story.case_id).value == "reviewed"


@pytest.mark.parametrize("text", [NUL, "\x00"])
def test_a_control_character_is_refused_wherever_it_would_be_kept(text: str) -> None:
    story = story_at(Move.APPROVE_OPENING)

    with refused("控制字符"):
        acts.add_evidence(story, title=text)


def test_a_control_character_in_the_record_is_refused_too() -> None:
    story = story_at(Move.SUBMIT_REVIEW, declared_triggers=("complex",))

    with refused("控制字符"):
        story.act(
            Move.RETURN_FOR_SUPPLEMENT,
            review.return_for_supplement,
            Role.LEGAL_REVIEWER,
            on=story.day,
            opinion=Opinion((), NUL),
            supplement_due_on=story.day + timedelta(days=7),
        )


def test_more_days_than_can_be_counted_are_refused() -> None:
    story = story_at(Move.APPROVE_OPENING)

    with refused("数值超出可以登记的范围"):
        story.act(
            Move.EXTEND,
            clock.extend_time,
            Role.AGENCY_HEAD,
            on=story.day,
            days=1_000_000,
            reasons="复杂。",
            basis=Citation("行政处罚法", "60"),
        )


def test_an_amount_beyond_all_fines_is_more_than_is_owed() -> None:
    story = story_at(Move.SERVE_DECISION)

    with refused("超过待缴数额"):
        pay(story, "票1", amount="9" * 15)


@pytest.mark.parametrize("receipt", ["", "   "])
def test_a_payment_has_a_receipt(receipt: str) -> None:
    story = story_at(Move.SERVE_DECISION)

    with refused("没有填写缴款凭证号码"):
        pay(story, receipt)


@pytest.mark.parametrize("again", ["票0001", " 票0001 "])
def test_a_receipt_is_entered_once_in_all_cases(again: str) -> None:
    first, second = story_at(Move.SERVE_DECISION), story_at(Move.SERVE_DECISION, cast=make_cast())
    pay(first, "票0001")

    with refused("缴款凭证票0001已经登记过"):
        pay(second, again)


@pytest.mark.parametrize(
    ("party", "words"),
    [
        (NewParty(PartyKind.ORGANISATION, "甲公司", credit_code="91230125000000001A"), "校验"),
        (NewParty(PartyKind.ORGANISATION, "甲公司", credit_code="9123"), "18"),
        (NewParty(PartyKind.ORGANISATION, "甲公司"), "没有填写统一社会信用代码"),
        (NewParty(PartyKind.PERSON, "张三", id_number="110101199002300010"), "身份"),
        (NewParty(PartyKind.PERSON, "张三", id_number="23012520000229001"), "身份"),
        (NewParty(PartyKind.PERSON, "张三"), "没有填写身份证件号码"),
    ],
)
def test_a_party_with_a_wrong_code_is_refused(party: NewParty, words: str) -> None:
    story = a_beginning()

    with refused(words):
        register_party(party=party, by=story.cast.actor(Role.CASE_OFFICER), at=EARLY)


def test_a_party_is_registered_once_under_its_code() -> None:
    story = a_beginning()
    by = story.cast.actor(Role.CASE_OFFICER)
    person = NewParty(PartyKind.PERSON, "张三", id_number=id_number("230125", 7))
    firm = NewParty(PartyKind.ORGANISATION, "甲公司", credit_code=credit_code("230125", 777))
    for party in (person, firm):
        register_party(party=party, by=by, at=EARLY)

    for party in (person, firm):
        with refused(party.name):
            register_party(party=party, by=by, at=EARLY)
