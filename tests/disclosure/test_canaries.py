"""Planted personal data: however it got into the case, it is in no public byte, ever."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest
from django.apps import apps
from django.db import connection

from mingjian.disclosure.models import PublicRecord
from mingjian.disclosure.models.credentials import PublicCredential
from mingjian.disclosure.projection import Masks, PublicDecision
from mingjian.law.procedure import Move, PartyKind
from tests.cases.story import make_cast
from tests.disclosure.make import BORN, HOME, PHONE, decided, published, withdrawn
from tests.registry.make import id_number, make_party

pytestmark = pytest.mark.django_db
ID, OTHER_ID = id_number(BORN, 21), id_number(date(1985, 3, 2), 22)
WITNESS, AGENT, SECRET = "孙六六", "周七七", "甲乙丙号配方"
CARD, MAIL, PLATE = "6222020000000000125", "zhangsan@example.com", "黑A·12345"
FACTS = (
    f"{WITNESS}（身份证号{OTHER_ID}，电话{PHONE}，邮箱{MAIL}）证实：当事人（住{HOME}）"
    f"用{SECRET}生产，货款打入{CARD}，以{PLATE}货车运走，{AGENT}代为签收。"
)
CANARIES = (ID, OTHER_ID, WITNESS, AGENT, SECRET, CARD, MAIL, PLATE, PHONE, HOME, "1990年1月1日")


def public_bytes() -> str:
    """Every byte of decisions and their log that the portal's role can read, as text.

    Officers who may enforce are published by name (执法人员名单), in a view of their own.
    """
    tables = [
        model._meta.db_table
        for model in apps.get_models()
        if getattr(model, "public_table", False) and model is not PublicCredential
    ]
    parts = []
    with connection.cursor() as sql:
        for table in tables:
            sql.execute(f"SELECT row_to_json(r)::text FROM {table} r")
            parts += [row[0] for row in sql.fetchall()]
        sql.execute("SELECT convert_from(data, 'UTF8') FROM ledger_leaf")
        parts += [row[0] for row in sql.fetchall()]
    return "\n".join(parts)


@pytest.fixture
def planted():
    """A published decision against a person, full of what must not get out."""
    party = make_party(PartyKind.PERSON, name="钱多多", id_number=ID, phone=PHONE, address=HOME)
    matter = decided(until=Move.SERVE_DECISION, cast=make_cast(), party_id=party.id, facts=FACTS)
    masks = Masks(other_people=(WITNESS, AGENT), trade_secrets=(SECRET,))
    return published(matter, masks=masks)


def test_no_canary_is_in_any_public_byte(planted):
    shown = public_bytes()

    assert "钱多多" in shown
    for canary in CANARIES:
        assert canary not in shown
        assert canary.replace("·", "") not in shown


def test_nothing_of_the_people_or_the_inside_of_the_case_is_public(planted):
    matter, _ = planted
    case, cast, shown = matter.story.case, matter.story.cast, public_bytes()

    inside = [
        *(str(case.id), str(case.party_id), str(matter.duty_id), case.number),
        *(person.name for person in (cast.lead, cast.assisting, cast.head, cast.reviewer)),
        *(case.summary[:30], case.proposals.get().evidence_summary),
        *(matter.office.clerk.name, matter.office.head.name, matter.office.secrecy.name),
    ]
    for text in inside:
        assert text
        assert text not in shown


def test_after_withdrawal_not_even_the_name_is_left(planted):
    matter, record = planted
    before = PublicRecord.objects.get()

    withdrawn(record, matter.office)

    left = public_bytes()
    for gone in (before.party_name, before.number, before.cause, before.content["facts"]):
        assert gone not in left
    assert before.salt not in left


def test_the_public_content_has_exactly_the_allowed_fields(planted):
    _, record = planted

    assert set(record.content) == {each.name for each in fields(PublicDecision)}
