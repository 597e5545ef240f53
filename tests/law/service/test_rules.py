"""Service, rule by rule: what each way lacks, in which order they may be used."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from typing import Any
from uuid import UUID

import pytest

from mingjian.law.service import (
    Attempt,
    AttemptReason,
    Confirmation,
    Delivery,
    Receiver,
    ServiceFacts,
    ServiceMethod,
    effective_day,
    judge_service,
    paper_seals,
)

MONDAY = date(2026, 5, 11)
DAY = timedelta(days=1)
WAY = ServiceMethod
ADDRESS = "zhangsan@example.cn"
AGREED = Confirmation(UUID(int=1), MONDAY - 9 * DAY, ADDRESS)
TRIED = tuple(
    Attempt(way, MONDAY - day * DAY, AttemptReason.NOBODY_THERE)
    for day, way in ((3, WAY.DIRECT), (2, WAY.POSTAL))
)
FACTS = ServiceFacts(
    "penalty_decision",
    "行政处罚决定书",
    dated=MONDAY - 5 * DAY,
    sealed_on=MONDAY - 5 * DAY,
    is_natural_person=True,
    confirmation=AGREED,
    attempts=TRIED,
)


def lawful(method: ServiceMethod, **changes: Any) -> Delivery:
    """A service in that way with everything in it."""
    complete = {
        "receiver": "张三",
        "relation": Receiver.SELF.title,
        "place": "示例路1号",
        "proof": "送达回证。",
        "efforts": "住所无人，邮寄退回。",
        "refused_reason": "认为处罚不当。",
        "witness": "钱某（示例社区居民委员会）",
        "sent_on": MONDAY - DAY,
        "tracking": "XA000000001CN",
        "address": ADDRESS,
    }
    return Delivery(method, MONDAY, **{**complete, **changes})


def said(delivery: Delivery, **facts: Any) -> str:
    """Everything the law says against it."""
    return "".join(map(str, judge_service(facts=replace(FACTS, **facts), delivery=delivery)))


@pytest.mark.parametrize("method", WAY)
def test_a_complete_service_lacks_nothing(method: ServiceMethod) -> None:
    assert said(lawful(method)) == ""


@pytest.mark.parametrize("kind", sorted(paper_seals()))
def test_no_unsealed_paper_is_served(kind: str) -> None:
    words = said(lawful(WAY.DIRECT), kind=kind, sealed_on=None)

    assert "没有加盖机关印章，不能送达" in words
    assert "批准用印" in words


@pytest.mark.parametrize("kind", sorted(paper_seals()))
def test_only_some_papers_may_be_handed_over_where_they_are_made(kind: str) -> None:
    words = said(lawful(WAY.DIRECT, is_on_the_spot=True), kind=kind, sealed_on=None)

    assert (words == "") is paper_seals()[kind].on_the_spot


def test_a_paper_sealed_after_it_went_out_was_not_served_sealed() -> None:
    assert "才加盖机关印章" in said(lawful(WAY.POSTAL), sealed_on=MONDAY)
    assert said(lawful(WAY.DIRECT, sent_on=None), sealed_on=MONDAY) == ""


def test_an_inside_paper_needs_no_seal() -> None:
    assert said(lawful(WAY.DIRECT), kind="opening_form", sealed_on=None) == ""


@pytest.mark.parametrize("method", WAY)
def test_every_way_needs_its_proof_and_says_which(method: ServiceMethod) -> None:
    words = said(lawful(method, proof="  "))

    assert f"{method.title}没有写明送达凭证" in words
    assert "第八十七条" in words


def test_nothing_is_served_before_it_was_written_or_sent() -> None:
    early = said(lawful(WAY.DIRECT, sent_on=None), dated=MONDAY + DAY)
    turned = said(lawful(WAY.POSTAL, sent_on=MONDAY + DAY))

    assert "送达日期（2026年5月11日）早于文书日期（2026年5月12日）" in early
    assert "收件日期（2026年5月11日）早于发出日期（2026年5月12日）" in turned


@pytest.mark.parametrize("method", WAY)
def test_only_what_is_handed_over_needs_who_signed(method: ServiceMethod) -> None:
    words = said(lawful(method, receiver=" "))

    assert ("没有写明签收人" in words) is (method in {WAY.DIRECT, WAY.ENTRUSTED})


@pytest.mark.parametrize("who", Receiver)
def test_persons_and_organisations_have_their_own_receivers(who: Receiver) -> None:
    person = said(lawful(WAY.DIRECT, relation=who.title))
    firm = said(lawful(WAY.DIRECT, relation=who.title), is_natural_person=False)
    either = said(lawful(WAY.DIRECT, relation=who.title), is_natural_person=None)

    assert ("不能由" in person) is (who in {Receiver.REPRESENTATIVE, Receiver.RECEPTION})
    assert ("不能由" in firm) is (who in {Receiver.SELF, Receiver.FAMILY})
    assert either == ""


@pytest.mark.parametrize(
    ("missing", "word"),
    [({"refused_reason": ""}, "拒收事由"), ({"witness": ""}, "见证人"), ({"place": ""}, "地点")],
)
def test_a_paper_is_left_only_after_refusal_before_witness_or_camera(
    missing: dict[str, str], word: str
) -> None:
    assert word in said(lawful(WAY.LEFT_IN_PLACE, **missing))


def test_a_film_stands_in_for_the_witness() -> None:
    assert said(lawful(WAY.LEFT_IN_PLACE, witness="", recording="录像3号")) == ""


@pytest.mark.parametrize(
    ("agreed", "word"),
    [
        (None, "没有签订"),
        (replace(AGREED, electronic_address=""), "没有签订"),
        (replace(AGREED, confirmed_on=MONDAY), "才签订"),
        (replace(AGREED, electronic_address="other@example.cn"), "与确认书不一致"),
    ],
)
def test_electronic_service_follows_the_signed_confirmation(
    agreed: Confirmation | None, word: str
) -> None:
    words = said(lawful(WAY.ELECTRONIC), confirmation=agreed)

    assert word in words
    assert "第六十一条" in words


@pytest.mark.parametrize("missing", [{"tracking": ""}, {"sent_on": None}])
def test_mail_has_a_number_and_a_day_of_posting(missing: dict[str, Any]) -> None:
    assert "邮件号码或者交邮日期" in said(lawful(WAY.POSTAL, **missing))


@pytest.mark.parametrize("count", [0, 1, 2])
def test_an_announcement_comes_after_hand_and_post_have_failed(count: int) -> None:
    for tried in combinations(TRIED, count):
        words = said(lawful(WAY.BY_ANNOUNCEMENT), attempts=tried)

        assert ("不能公告送达" in words) is (count < len(TRIED))


def test_what_failed_after_the_announcement_does_not_count() -> None:
    later = tuple(replace(one, tried_on=MONDAY + DAY) for one in TRIED)

    assert "还没有试过直接送达、邮寄送达" in said(lawful(WAY.BY_ANNOUNCEMENT), attempts=later)


def test_who_cannot_be_found_was_looked_for_once() -> None:
    missing = lawful(WAY.BY_ANNOUNCEMENT, is_missing=True)

    assert said(missing, attempts=TRIED[:1]) == ""
    assert "没有登记查找" in said(missing, attempts=())


def test_an_announcement_tells_the_efforts() -> None:
    assert "第九十五条第二款" in said(lawful(WAY.BY_ANNOUNCEMENT, efforts=" "))


@pytest.mark.parametrize("method", WAY)
def test_only_an_announcement_takes_effect_later(method: ServiceMethod) -> None:
    day = effective_day(delivery=lawful(method), announcement_days=30)

    assert day == MONDAY + (30 * DAY if method is WAY.BY_ANNOUNCEMENT else 0 * DAY)
