"""Credentials: valid within their dates, while nobody took them away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from mingjian.journal.models import Entry
from mingjian.law.breach import MoveRefused
from mingjian.law.roles import Role
from mingjian.registry.credentials import (
    cancel_credential,
    return_credential,
    revoke_credential,
    suspend_credential,
)
from mingjian.registry.models import Credential
from tests.access.make import MONDAY, actor
from tests.naming import plain_id
from tests.registry.make import SYSTEM, make_agency, make_credential, make_officer

pytestmark = pytest.mark.django_db
TODAY, TOMORROW = date(2026, 5, 11), date(2026, 5, 12)
DAY = timedelta(days=1)
SUPERVISOR = actor(Role.SUPERVISOR)


@pytest.fixture
def card() -> Credential:
    """Valid from 2020-01-01 to 2029-12-31."""
    return make_officer().credentials.get()


def test_a_card_is_valid_on_its_first_and_its_last_day(card: Credential) -> None:
    days = [card.valid_from - DAY, card.valid_from, card.valid_until, card.valid_until + DAY]

    assert [card.valid_on(day) for day in days] == [False, True, True, False]


def test_a_suspension_stops_it_up_to_the_day_of_return(card: Credential) -> None:
    suspend_credential(
        credential_id=card.id,
        since=TODAY,
        until=TOMORROW + DAY,
        reason="未按规定出示证件",
        by=SUPERVISOR,
        at=MONDAY,
    )

    days = [TODAY - DAY, TODAY, TOMORROW, TOMORROW + DAY]
    assert [card.valid_on(day) for day in days] == [True, False, False, True]


def test_an_open_suspension_lasts_until_the_card_is_returned(card: Credential) -> None:
    suspension = suspend_credential(
        credential_id=card.id, since=TODAY, until=None, reason="调查", by=SUPERVISOR, at=MONDAY
    )
    assert not card.valid_on(date(2029, 1, 1))

    return_credential(suspension_id=suspension.id, until=TOMORROW, by=SUPERVISOR, at=MONDAY)

    assert [card.valid_on(day) for day in (TODAY, TOMORROW)] == [False, True]


@pytest.mark.parametrize("stop", [revoke_credential, cancel_credential])
def test_a_revoked_or_cancelled_card_is_never_valid_again(card: Credential, stop: Any) -> None:
    stopped = stop(credential_id=card.id, since=TODAY, reason="调离执法岗位", by=SYSTEM, at=MONDAY)

    assert [card.valid_on(day) for day in (TODAY - DAY, TODAY)] == [True, False]
    with pytest.raises(MoveRefused, match="不在暂扣期间"):
        return_credential(suspension_id=stopped.id, until=TOMORROW, by=SYSTEM, at=MONDAY)


def test_what_happens_to_a_card_is_in_the_record_of_its_officer(card: Credential) -> None:
    cancel_credential(credential_id=card.id, since=TODAY, reason="退休", by=SYSTEM, at=MONDAY)

    entries = Entry.objects.filter(stream_id=card.officer_id).order_by("seq")
    assert [entry.kind for entry in entries] == [
        *("officer_registered", "credential_issued", "credential_cancelled")
    ]


def test_an_assistant_gets_no_card() -> None:
    assistant = make_officer(is_assistant=True)

    with pytest.raises(MoveRefused) as caught:
        make_credential(assistant)

    assert "辅助人员，不得持有行政执法证件（《行政处罚法》第四十二条第一款）" in str(caught.value)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"number": "已用"}, "执法证件编号“已用”已登记"),
        ({"valid_from": TOMORROW, "valid_until": TODAY}, "早于起始日"),
        ({"area": "999999"}, "行政区划代码“999999”"),
    ],
    ids=plain_id,
)
def test_a_wrong_card_is_refused_in_a_sentence(changes: dict[str, Any], sentence: str) -> None:
    officer = make_officer()
    make_credential(officer, number="已用")

    with pytest.raises(MoveRefused, match=sentence):
        make_credential(officer, **changes)

    assert Credential.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"reason": " "}, "没有填写暂扣的理由"),
        ({"until": TODAY}, "不晚于起始日期"),
        ({"by": actor(Role.AGENCY_HEAD)}, "机关负责人不能暂扣执法证件"),
    ],
    ids=plain_id,
)
def test_a_wrong_suspension_is_refused_in_a_sentence(
    card: Credential, changes: dict[str, Any], sentence: str
) -> None:
    right = {"since": TODAY, "until": None, "reason": "调查", "by": SUPERVISOR, "at": MONDAY}

    with pytest.raises(MoveRefused, match=sentence):
        suspend_credential(credential_id=card.id, **{**right, **changes})

    assert card.valid_on(TODAY)


def test_a_card_is_not_stopped_twice_but_a_suspended_one_can_be_revoked(card: Credential) -> None:
    suspend_credential(
        credential_id=card.id, since=TODAY, until=None, reason="调查", by=SUPERVISOR, at=MONDAY
    )
    with pytest.raises(MoveRefused, match="已于2026年5月11日暂扣，不能再次暂扣"):
        suspend_credential(
            credential_id=card.id, since=TODAY, until=None, reason="调查", by=SYSTEM, at=MONDAY
        )

    revoke_credential(
        credential_id=card.id, since=TOMORROW, reason="查实", by=SUPERVISOR, at=MONDAY
    )
    with pytest.raises(MoveRefused, match="不能再次注销"):
        cancel_credential(
            credential_id=card.id, since=TOMORROW, reason="离岗", by=SYSTEM, at=MONDAY
        )

    assert card.suspensions.count() == 2


def test_an_administrator_of_another_agency_neither_stops_nor_returns_a_card(
    card: Credential,
) -> None:
    elsewhere = replace(SYSTEM, agency_id=make_agency().id)
    suspension = suspend_credential(
        credential_id=card.id, since=TODAY, until=None, reason="调查", by=SYSTEM, at=MONDAY
    )

    with pytest.raises(MoveRefused, match="不能为其他机关注销执法证件"):
        cancel_credential(
            credential_id=card.id, since=TODAY, reason="离岗", by=elsewhere, at=MONDAY
        )
    with pytest.raises(MoveRefused, match="不能为其他机关发还执法证件"):
        return_credential(suspension_id=suspension.id, until=TOMORROW, by=elsewhere, at=MONDAY)

    suspension.refresh_from_db()
    assert (suspension.until, card.suspensions.count()) == (None, 1)
