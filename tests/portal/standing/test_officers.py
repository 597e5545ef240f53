"""An officer's page: what the card allows, and its state at this moment."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mingjian.disclosure.models import PublicCredential
from mingjian.registry.credentials import suspend_credential
from tests.portal.make import House
from tests.registry.make import SYSTEM


def a_card(house: House) -> PublicCredential:
    return PublicCredential.objects.filter(agency=house.busy).order_by("number")[0]


def page_of(visitor: Client, slug: str, number: str) -> tuple[int, str]:
    answer = visitor.get(reverse("portal:officer", args=[slug, number]))
    return answer.status_code, answer.content.decode()


def test_the_list_of_officers_leads_to_each_of_them(visitor: Client, house: House):
    card = a_card(house)
    address = reverse("portal:officer", args=[house.busy, card.number])

    listed = visitor.get(reverse("portal:list", args=[house.busy, "officers"])).content.decode()
    status, page = page_of(visitor, house.busy, card.number)

    assert f'href="{address}"' in listed
    assert status == 200
    for text in (card.name, card.number, card.category, "有效"):
        assert text in page


def test_a_suspended_card_is_told_at_once_and_kept_by_nobody(visitor: Client, house: House):
    card = a_card(house)
    suspend_credential(
        credential_id=card.id,
        reason="调查期间",
        since=timezone.localdate(),
        until=None,
        by=SYSTEM,
        at=timezone.now(),
    )

    answer = visitor.get(reverse("portal:officer", args=[house.busy, card.number]))

    assert "已暂扣" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert "noindex" in answer["X-Robots-Tag"]


def test_a_card_is_found_only_at_its_own_agency(visitor: Client, house: House):
    status, page = page_of(visitor, house.quiet, a_card(house).number)

    assert status == 404
    assert "没有这个编号的执法证件" in page
    assert page_of(visitor, "000000-1", "1")[0] == 404
