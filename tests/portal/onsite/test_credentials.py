"""Scanning an officer's code: the state right now, or a refusal that says what to do."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mingjian.disclosure.models import PublicCredential
from mingjian.disclosure.showing import make_token
from mingjian.registry.credentials import suspend_credential
from mingjian.registry.models import Credential
from tests.portal.make import House
from tests.registry.make import SYSTEM


def scan(visitor: Client, token: str) -> tuple[int, str]:
    answer = visitor.get(reverse("portal:credential", args=[token]))
    assert answer["Cache-Control"] == "no-store"
    return answer.status_code, answer.content.decode()


def a_card(house: House) -> Credential:
    return Credential.objects.get(id=PublicCredential.objects.filter(agency=house.busy)[0].id)


def token_of(house: House, *, at: datetime | None = None) -> str:
    return make_token(credential_id=a_card(house).id, at=at or timezone.now())


def test_a_fresh_code_shows_the_officer_and_that_the_card_is_good(
    visitor: Client, house: House
) -> None:
    status, page = scan(visitor, token_of(house))

    assert status == 200
    assert "证件有效" in page
    assert a_card(house).number in page
    assert "<script" not in page.partition("<main")[2]


def test_a_suspension_shows_at_once(visitor: Client, house: House) -> None:
    token = token_of(house)
    today, now = timezone.localdate(), timezone.now()
    suspend_credential(
        credential_id=a_card(house).id,
        reason="调查期间",
        since=today,
        until=None,
        by=SYSTEM,
        at=now,
    )

    status, page = scan(visitor, token)

    assert status == 200
    assert "已暂扣" in page
    assert "证件有效" not in page
    assert "调查期间" not in page


@pytest.mark.parametrize("age", [61, -10, 86400])
def test_a_code_that_is_too_old_or_from_the_future_has_expired(
    visitor: Client, house: House, age: int
) -> None:
    status, page = scan(visitor, token_of(house, at=timezone.now() - timedelta(seconds=age)))

    assert status == 410
    assert "二维码已经过期" in page
    assert a_card(house).number not in page


def test_no_forged_code_is_believed(visitor: Client, house: House) -> None:
    good = token_of(house)
    forged = [good[:-1], good + "A", good.swapcase(), "abc", "%E4%BD%A0", "A" * 114, "A" * 300]
    forged += [good[:n] + ("A" if good[n] != "A" else "B") + good[n + 1 :] for n in range(114)]

    answers = {scan(visitor, token)[0] for token in forged}

    assert answers == {400}


def test_a_code_of_a_credential_nobody_published_is_not_confirmed(
    visitor: Client, house: House
) -> None:
    status, page = scan(visitor, make_token(credential_id=uuid4(), at=timezone.now()))

    assert status == 404
    assert "查无此证" in page
