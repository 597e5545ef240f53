"""Requests: taken in with their clocks, checked by one, decided by another, public at the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mingjian.disclosure.models import (
    PublicationRequest,
    PublicReply,
    PublicRequest,
    WithdrawalOrder,
)
from mingjian.disclosure.requests.handling import accept_request, decide_request, propose_outcome
from mingjian.disclosure.requests.taking_in import take_in_requests
from mingjian.disclosure.withdrawing import withdraw_publication
from mingjian.journal.ids import new_id
from mingjian.journal.models import Entry
from mingjian.law.breach import MoveRefused
from mingjian.law.publication_requests import RequestKind, RequestOutcome
from tests.disclosure.make import NOW, TODAY, TODAY_AT, make_office, published, withdrawn
from tests.disclosure.requests.make import (
    APPLICANT,
    CONTACT,
    an_answer,
    arrived,
    proposed,
    taken_in,
)

pytestmark = pytest.mark.django_db
SHOWN = "本公司已经缴清罚款并完成整改。"


def state_of(number: str) -> PublicRequest:
    return PublicRequest.objects.get(number=number)


def test_what_arrives_becomes_a_matter_of_the_agency_with_its_days():
    matter, shown = published()
    number = arrived(shown.public_id)

    assert (take_in_requests(at=NOW), take_in_requests(at=NOW)) == (1, 0)

    request = PublicationRequest.objects.get(number=number)
    assert request.agency_id == matter.office.agency_id
    assert (request.accept_due_on, request.due_on) == (date(2026, 4, 23), date(2026, 5, 7))
    assert str(request.due_cite) == "《政府信息公开条例》第四十一条"


def test_nothing_that_the_applicant_typed_stands_in_the_record_or_in_public():
    matter, shown = published()
    number = taken_in(shown.public_id)
    proposed(number, matter.office)
    decide_request(number=number, by=matter.office.head, **TODAY_AT)

    written = str(list(Entry.objects.values_list("payload", flat=True)))
    public = str(PublicRequest.objects.filter(number=number).values())

    for typed in (APPLICANT, CONTACT, "罚款数额与决定书不一致"):
        assert typed not in written
        assert typed not in public


def test_a_refusal_is_public_with_its_reasons():
    matter, shown = published()
    number = taken_in(shown.public_id)
    proposed(number, matter.office)

    decide_request(number=number, by=matter.office.head, **TODAY_AT)

    state = state_of(number)
    assert (state.outcome, state.reasons) == ("refuse", "经核对，公示内容与决定书一致。")
    assert (state.accepted_on, state.decided_on, state.done_on) == (TODAY, TODAY, TODAY)


def test_who_proposed_does_not_decide():
    matter, shown = published()
    number = taken_in(shown.public_id)
    proposed(number, matter.office)

    with pytest.raises(MoveRefused, match="处理意见由您本人提出"):
        decide_request(number=number, by=matter.office.clerk, **TODAY_AT)


def test_people_of_another_agency_do_not_answer():
    _, shown = published()
    number = taken_in(shown.public_id)
    stranger = make_office(new_id())

    with pytest.raises(MoveRefused, match="其他机关"):
        accept_request(number=number, by=stranger.clerk, **TODAY_AT)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"reasons": " "}, "没有写明向社会公开的理由"),
        ({"checked": ""}, "没有写明核实的情况"),
        ({"outcome": RequestOutcome.SHOW}, "更正申请不能以“公开当事人的说明”处理"),
        ({"reasons": f"{APPLICANT}反映的情况不属实。"}, "申请人姓名"),
        ({"reasons": "请拨打13900000001核实。"}, "手机号码"),
    ],
)
def test_an_answer_is_refused_that_lacks_something_or_says_too_much(
    change: dict[str, Any], sentence: str
):
    matter, shown = published()
    number = taken_in(shown.public_id)
    accept_request(number=number, by=matter.office.clerk, **TODAY_AT)
    answer = replace(an_answer(), **change)

    with pytest.raises(MoveRefused, match=sentence):
        propose_outcome(number=number, answer=answer, by=matter.office.clerk, **TODAY_AT)


def test_nothing_is_proposed_before_it_is_accepted_but_declining():
    matter, shown = published()
    number = taken_in(shown.public_id)
    act: dict[str, Any] = {"number": number, "by": matter.office.clerk, **TODAY_AT}

    with pytest.raises(MoveRefused, match="还没有受理"):
        propose_outcome(answer=an_answer(), **act)

    assert propose_outcome(answer=an_answer(RequestOutcome.DECLINE), **act).revision == 1


def test_deciding_to_take_down_orders_the_withdrawal_and_shows_when_it_is_done():
    matter, shown = published()
    number = taken_in(shown.public_id, RequestKind.OBJECTION)
    wrong = an_answer(RequestOutcome.WITHDRAW, reasons="公示对象有误，予以撤下。")
    proposed(number, matter.office, wrong)

    decide_request(number=number, by=matter.office.head, **TODAY_AT)
    waiting = state_of(number).done_on
    order = WithdrawalOrder.objects.get(public_id=shown.public_id)
    withdraw_publication(order_id=order.id, by=matter.office.clerk, **TODAY_AT)

    assert waiting is None
    assert (order.ground, order.due_on) == ("content_wrong", TODAY)
    assert state_of(number).done_on == TODAY


def test_a_statement_of_the_party_stands_beside_the_decision_and_goes_with_it():
    matter, shown = published()
    number = taken_in(shown.public_id, RequestKind.REPLY)
    proposed(number, matter.office, an_answer(RequestOutcome.SHOW, shown_text=SHOWN))
    before = PublicReply.objects.count()

    decide_request(number=number, by=matter.office.head, **TODAY_AT)
    standing = list(PublicReply.objects.values_list("public_id", "text"))
    withdrawn(shown, matter.office)

    assert (before, standing) == (0, [(shown.public_id, SHOWN)])
    assert not PublicReply.objects.exists()


def test_restoration_waits_for_the_term_the_money_and_every_condition():
    matter, shown = published()
    number = taken_in(shown.public_id, RequestKind.RESTORATION)
    accept_request(number=number, by=matter.office.clerk, **TODAY_AT)
    answer = an_answer(RequestOutcome.RESTORE, reasons="符合条件。")

    with pytest.raises(MoveRefused) as refused:
        propose_outcome(number=number, answer=answer, by=matter.office.clerk, **TODAY_AT)

    codes = {each.code for each in refused.value.breaches}
    assert codes == {"RESTORATION_EARLY", "RESTORATION_OWED", "RESTORATION_CONDITION"}
