"""亮证 at the officer's telephone: a signed code, or the reason why there is none."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from mingjian.disclosure.showing import KEYS_FILE, Verdict, make_token, read_token
from mingjian.law.roles import Actor, Role
from mingjian.ledger.files import public_folder
from mingjian.registry.credentials import revoke_credential
from mingjian.registry.models import Officer
from tests.desk.disclosure.desks import desk_of
from tests.desk.make import stranger, text_of
from tests.registry.make import SYSTEM, make_agency, make_officer

pytestmark = pytest.mark.django_db


def actor_of(officer: Officer) -> Actor:
    return Actor(officer.person_id, officer.name, Role.CASE_OFFICER, officer.agency_id, "亮证")


def test_the_page_shows_a_code_that_changes_by_itself() -> None:
    officer = make_officer()

    page = text_of(desk_of(actor_of(officer)).get("/credential/"))

    assert officer.name in page
    assert "<svg" in page
    assert 'hx-trigger="every 20s"' in page
    assert re.search(r'<noscript><meta http-equiv="refresh" content="20">', page)


def test_whose_card_was_revoked_shows_none_from_that_day() -> None:
    officer = make_officer()
    [card] = officer.credentials.all()
    today, now = timezone.localdate(), timezone.now()
    revoke_credential(credential_id=card.id, reason="违法执法", since=today, by=SYSTEM, at=now)

    answer = desk_of(actor_of(officer)).get("/credential/")

    assert answer.status_code == 409
    assert "没有证件不得执法" in text_of(answer)


def test_who_is_no_officer_shows_nothing() -> None:
    agency = make_agency()

    for role, status in ((Role.CASE_OFFICER, 409), (Role.DISCLOSURE_CLERK, 403)):
        assert stranger(role, agency_id=agency.id).get("/credential/").status_code == status


def test_the_key_is_made_once_kept_private_and_its_public_half_published() -> None:
    [card] = make_officer().credentials.all()
    now = timezone.now()

    tokens = [make_token(credential_id=card.id, at=now) for _ in range(2)]

    assert tokens[0] == tokens[1]
    assert read_token(token=tokens[0], at=now).verdict is Verdict.GOOD
    assert (public_folder() / KEYS_FILE).read_text("ascii").count("\n") == 1
