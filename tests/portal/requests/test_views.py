"""Asking on the portal: no account, no cookie, no script; counted once; kept to themselves."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from mingjian.disclosure.models import RequestIntake
from mingjian.disclosure.requests.taking_in import take_in_requests
from mingjian.ops.postgres import OWNER, PORTAL
from tests.portal.make import House

TYPED = {
    "capacity": "other",
    "applicant": "赵六六",
    "contact": "示范街9号传达室",
    "content": "罚款数额与决定书不一致。",
    "evidence": "决定书照片。",
}


def form_url(public_id: str, kind: str = "correction") -> str:
    return reverse("portal:file-request", args=[public_id, kind])


def filled(visitor: Client, address: str, **changes: str) -> dict[str, str]:
    """The form as a person would send it, with the token of the page."""
    page = visitor.get(address).content.decode()
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found is not None
    return {**TYPED, "token": found[1], **changes}


def test_a_request_gets_a_number_and_a_public_state(visitor: Client, house: House):
    address = form_url(house.plain)

    answer = visitor.post(address, filled(visitor, address))
    state = visitor.get(answer["Location"])

    intake = RequestIntake.objects.get()
    assert answer.status_code == 302
    assert intake.number in state.content.decode()
    assert "已收到，等待受理" in state.content.decode()
    assert (intake.applicant, intake.kind) == ("赵六六", "correction")
    assert not answer.cookies


def test_once_taken_in_the_state_shows_the_days(visitor: Client, house: House):
    address = form_url(house.plain, "objection")
    where = visitor.post(address, filled(visitor, address))["Location"]

    take_in_requests(at=timezone.now())

    page = visitor.get(where).content.decode()
    assert "最迟答复日期" in page
    assert "政府信息公开条例" in page


def test_what_was_typed_is_nowhere_on_the_site(visitor: Client, house: House):
    address = form_url(house.plain)
    where = visitor.post(address, filled(visitor, address))["Location"]
    take_in_requests(at=timezone.now())

    pages = [where, reverse("portal:decision", args=[house.plain]), reverse("portal:requests")]

    for page in pages:
        told = visitor.get(page).content.decode()
        assert not [value for value in TYPED.values() if len(value) > 6 and value in told]
    assert "有 1 件正在办理" in visitor.get(pages[1]).content.decode()


def test_the_same_form_sent_twice_is_one_request(visitor: Client, house: House):
    address = form_url(house.plain)
    form = filled(visitor, address)

    places = {visitor.post(address, form)["Location"] for _ in range(2)}

    assert len(places) == 1
    assert RequestIntake.objects.count() == 1


def test_a_network_may_ask_five_times_an_hour(visitor: Client, house: House):
    address = form_url(house.plain)
    codes = [
        visitor.post(address, filled(visitor, address), REMOTE_ADDR="2001:db8::1").status_code
        for _ in range(6)
    ]
    elsewhere = visitor.post(address, filled(visitor, address), REMOTE_ADDR="192.0.2.7")

    assert codes == [302] * 5 + [429]
    assert elsewhere.status_code == 302


@pytest.mark.parametrize(
    "how",
    [
        {"token": "forged"},
        {"headers": {"sec-fetch-site": "cross-site"}},
        {"headers": {"origin": "https://elsewhere.example"}},
    ],
)
def test_a_form_of_another_site_is_shown_again_and_not_counted(
    visitor: Client, house: House, how: dict[str, Any]
):
    address = form_url(house.plain)
    form = filled(visitor, address)
    form |= {"token": how["token"]} if "token" in how else {}

    answer = visitor.post(address, form, headers=how.get("headers", {}))

    assert answer.status_code == 403
    assert "罚款数额与决定书不一致" in answer.content.decode()
    assert not RequestIntake.objects.exists()


def test_a_token_counts_for_its_own_record_only(visitor: Client, house: House):
    form = filled(visitor, form_url(house.plain))

    assert visitor.post(form_url(house.corrected), form).status_code == 403


@pytest.mark.parametrize("missing", ["capacity", "applicant", "contact", "content"])
def test_what_is_missing_is_said_at_the_field(visitor: Client, house: House, missing: str):
    address = form_url(house.plain)

    answer = visitor.post(address, filled(visitor, address, **{missing: ""}))

    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()


def test_only_the_party_may_ask_for_restoration(visitor: Client, house: House):
    address = form_url(house.plain, "restoration")

    answer = visitor.post(address, filled(visitor, address))

    assert answer.status_code == 422


def test_nothing_is_asked_about_what_does_not_stand(visitor: Client, house: House):
    for public_id in (house.withdrawn, "no-such-record"):
        assert visitor.get(form_url(public_id)).status_code == 404
    assert visitor.get(form_url(house.plain, "complaint")).status_code == 404
    assert visitor.get(reverse("portal:request", args=["GS20260101-0000000000"])).status_code == 404


def test_looking_up_a_number(visitor: Client, house: House):
    here = reverse("portal:requests")

    found = visitor.get(here, {"number": " gs20260101-0123456789 "})

    assert found["Location"] == reverse("portal:request", args=["GS20260101-0123456789"])
    assert visitor.get(here, {"number": "12345"}).status_code == 400


def test_the_portal_role_hands_in_and_can_read_nothing_of_it(
    house: House, django_db_blocker: DjangoDbBlocker
):
    visitor, address = Client(), form_url(house.plain)
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["USER"] = PORTAL
        try:
            where = visitor.post(address, filled(visitor, address))["Location"]
            assert "已收到" in visitor.get(where).content.decode()
        finally:
            connection.close()
            connection.settings_dict["USER"] = OWNER
