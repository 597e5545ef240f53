"""The audit administrator verifies chains, searches the record and sees sessions: reading only."""

from __future__ import annotations

import pytest
from django.test import Client

from mingjian.access.models import SessionRecord
from mingjian.journal.models import Entry
from mingjian.law.roles import Role
from tests.access.make import make_user, sign_in
from tests.desk.counting import queries_for
from tests.desk.make import stranger, text_of
from tests.registry.make import make_agency, make_party

pytestmark = pytest.mark.django_db
HOME, ENTRIES, SESSIONS = (f"/administration/audit/{p}" for p in ("", "entries/", "sessions/"))


def auditor() -> Client:
    return stranger(Role.AUDIT_ADMIN)


def stream_url(entry: Entry) -> str:
    return f"/administration/audit/streams/{entry.stream_id}/"


def test_the_button_verifies_the_chains_that_grew_last() -> None:
    make_agency()

    page = text_of(auditor().post(HOME))

    assert "核验通过" in page
    assert "执法主体" in page


def test_one_chain_is_verified_from_its_first_entry() -> None:
    make_party()
    client, url = auditor(), stream_url(Entry.objects.get(kind="party_registered"))

    looked, verified = text_of(client.get(url)), text_of(client.post(url))

    assert "登记当事人" in looked
    assert "核验 1 条链、1 条记录" in verified


def test_the_search_shows_who_did_what_and_not_the_substance() -> None:
    party = make_party(name="测试当事人店")

    page = text_of(auditor().get(ENTRIES, {"q": "李四"}))

    assert "登记当事人" in page
    assert party.name not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?group=grants", True),
        ("?group=login", False),
        ("?since=2026-05-11&until=2026-05-11", True),
        ("?since=2026-05-12&until=2026-06-01", False),
        ("?since=nonsense&group=nonsense", True),
    ],
)
def test_the_search_narrows_by_kind_and_day(query: str, found: bool) -> None:
    make_user(Role.CASE_OFFICER)

    page = text_of(auditor().get(ENTRIES + query))

    assert ("授予岗位" in page) is found


def test_a_page_of_entries_needs_no_more_queries_than_one() -> None:
    client = auditor()
    one = queries_for(client, ENTRIES)
    for _ in range(5):
        make_user(Role.CASE_OFFICER)

    assert queries_for(client, ENTRIES) == one <= 10
    assert queries_for(client, HOME) <= 9


def test_sessions_show_who_is_signed_in_and_why_others_ended() -> None:
    user, desk = make_user(Role.CASE_OFFICER, name="郑在线"), Client()
    sign_in(desk, user)
    client = auditor()

    live = text_of(client.get(SESSIONS))
    SessionRecord.objects.filter(user=user).update(ended_at="2100-01-01T00:00Z", end_reason="idle")

    assert "郑在线" in live
    assert "郑在线" not in text_of(client.get(SESSIONS))
    assert "15分钟没有操作" in text_of(client.get(SESSIONS, {"show": "all"}))


def test_an_auditor_of_one_agency_sees_what_its_people_did() -> None:
    agency = make_agency()
    make_party()
    entry = Entry.objects.get(kind="party_registered")
    client = stranger(Role.AUDIT_ADMIN, agency_id=agency.id)

    assert client.get(stream_url(entry)).status_code == 404
    assert "登记当事人" not in text_of(client.get(ENTRIES))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AUDIT_ADMIN])
def test_nobody_else_audits(role: Role) -> None:
    client = stranger(role)

    assert {client.get(page).status_code for page in (HOME, ENTRIES, SESSIONS)} == {403}
    assert client.post(HOME).status_code == 403
