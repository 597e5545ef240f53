"""Withdrawal: hidden first, erased for good, said in the log, with ground, reason and clock."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from mingjian.access.scopes import Scope
from mingjian.cases.days import BEIJING
from mingjian.disclosure import publishing, withdrawing
from mingjian.disclosure.grounds import Ground
from mingjian.disclosure.logbook import keep_log
from mingjian.disclosure.models import PublicRecord, Withdrawal, WithdrawalOrder
from mingjian.disclosure.withdrawing import (
    expire_publications,
    withdraw_publication,
    withdrawals_due,
)
from mingjian.law.breach import MoveRefused
from mingjian.law.roles import Role
from mingjian.ledger.models import Leaf
from mingjian.ops.demo.places import PLACES
from tests.cases.story import make_cast
from tests.disclosure.make import TODAY, TODAY_AT, decided, ordered, published, withdrawn

pytestmark = pytest.mark.django_db
BINXIAN, GUANGYUAN = PLACES[0], PLACES[4]


def raw_row(public_id: str) -> str:
    """Every byte the database still holds of the public row."""
    with connection.cursor() as sql:
        sql.execute(
            "SELECT row_to_json(r)::text FROM disclosure_publicrecord r WHERE public_id = %s",
            [public_id],
        )
        return str(sql.fetchone()[0])


def test_content_salt_and_search_text_are_gone_and_a_stub_remains():
    matter, shown = published()
    before = PublicRecord.objects.get(public_id=shown.public_id)

    after = withdrawn(shown, matter.office)

    left = raw_row(shown.public_id)
    for gone in (before.party_name, before.credit_code, before.number, before.cause, before.salt):
        assert gone
        assert gone not in left
    assert (after.content, after.grams, after.search_text) == ({}, [], "")
    assert (after.withdrawn_on, after.withdrawn_ground) == (TODAY, "revoked")
    assert after.withdrawn_reason == "行政复议决定撤销了该处罚决定。"
    assert after.withdrawn_cite == "《行政处罚法》第四十八条第二款"
    assert after.agency_name == before.agency_name


def test_the_log_says_that_it_was_withdrawn_and_nothing_else():
    matter, shown = published()

    after = withdrawn(shown, matter.office)

    leaf = Leaf.objects.get(index=after.withdrawn_leaf_index)
    said = json.loads(bytes(leaf.data).split(b"\n", 1)[1])
    assert (said["type"], said["ground"], said["commitments"]) == ("withdraw", "revoked", {})
    assert said["previous"] == Leaf.objects.get(index=shown.leaf_index).hash


def test_who_enters_the_ground_does_not_withdraw():
    matter, shown = published()
    order = ordered(shown, matter.office)

    with pytest.raises(MoveRefused, match="撤回事由由您本人登记"):
        withdraw_publication(order_id=order.id, by=matter.office.clerk, **TODAY_AT)

    assert PublicRecord.objects.published().count() == 1


@pytest.mark.parametrize(
    ("place", "effective_on", "due_on"),
    [
        # 三个工作日：四月十六日（周四）生效，四月二十一日（周二）届满。
        (BINXIAN, date(2026, 4, 16), date(2026, 4, 21)),
        # 广元：一日。
        (GUANGYUAN, date(2026, 4, 16), date(2026, 4, 17)),
    ],
    ids=["binxian", "guangyuan-civil"],
)
def test_the_clock_is_that_of_the_pack(place, effective_on, due_on):
    matter, shown = published(decided(cast=make_cast(place), place=place))

    order = ordered(shown, matter.office, effective_on=effective_on)

    assert order.due_on == due_on
    assert order.due_cite.startswith("《")


def test_wrong_content_is_due_at_once():
    matter, shown = published()

    for ground in (Ground.CONTENT_WRONG, Ground.PRIVACY, Ground.SECRET):
        assert ordered(shown, matter.office, ground).due_on == TODAY


def test_a_ground_is_complete_lawful_and_clean():
    matter, shown = published()
    attempts = {
        "没有写明向社会公开的撤回理由": {"reason": " "},
        "没有写明撤销、变更、确认违法或者无效的法律文书": {"document": ""},
        "目前尚未生效": {"effective_on": TODAY + timedelta(days=1)},
        "由系统自动撤下": {"ground": Ground.TERM_ENDED},
        "“撤回理由”第4个字起含有手机号码": {"reason": "当事人13800138000申请。"},
    }

    for why, basis in attempts.items():
        with pytest.raises(MoveRefused, match=why):
            ordered(shown, matter.office, **basis)

    assert not WithdrawalOrder.objects.exists()


def test_an_open_order_is_listed_until_it_is_done():
    matter, shown = published()
    order = ordered(shown, matter.office)
    agency = matter.office.agency_id
    roles = frozenset({Role.DISCLOSURE_CLERK})
    scope = Scope(person_id=agency, agency_id=agency, roles=roles)
    assert list(withdrawals_due(scope=scope)) == [order]

    withdraw_publication(order_id=order.id, by=matter.office.head, **TODAY_AT)

    assert not withdrawals_due(scope=scope).exists()


def test_nothing_is_withdrawn_twice():
    matter, shown = published()
    first, second = ordered(shown, matter.office), ordered(shown, matter.office)
    withdraw_publication(order_id=first.id, by=matter.office.head, **TODAY_AT)

    with pytest.raises(MoveRefused, match="已经撤下"):
        withdraw_publication(order_id=second.id, by=matter.office.head, **TODAY_AT)
    with pytest.raises(MoveRefused, match="已经撤下"):
        ordered(shown, matter.office)

    assert Withdrawal.objects.count() == 1


def test_a_withdrawn_record_never_comes_back():
    matter, shown = published()
    withdrawn(shown, matter.office)

    with pytest.raises(IntegrityError, match="frozen once set"), transaction.atomic():
        shown.save()


def test_hiding_does_not_wait_for_the_log():
    matter, shown = published()
    hide_without_leaf(matter, shown)
    stub = PublicRecord.objects.get()
    assert (stub.status, stub.withdrawn_leaf_index) == ("withdrawn", None)

    keep_log(at=TODAY_AT["at"])

    assert PublicRecord.objects.get().withdrawn_leaf_index == 1


def test_a_record_that_still_waits_for_the_log_can_be_withdrawn(monkeypatch):
    matter = decided()
    with monkeypatch.context() as crash:
        crash.setattr(publishing, "keep_log", lambda *, at: False)
        _, waiting = published(matter)
    assert waiting.status == "pending"

    withdrawn(waiting, matter.office)

    stub = PublicRecord.objects.get()
    assert (stub.status, stub.content) == ("withdrawn", {})
    assert (stub.leaf_index, stub.withdrawn_leaf_index) == (0, 1)


def test_a_record_leaves_on_the_day_after_its_term():
    matter, shown = published(decided(heavy=True))
    last_day = shown.term_ends_on
    assert expire(matter, last_day) == 0

    assert expire(matter, last_day + timedelta(days=1)) == 1

    after = PublicRecord.objects.get()
    assert (after.withdrawn_ground, after.content) == ("term_ended", {})
    assert Leaf.objects.get(index=after.withdrawn_leaf_index).type == "expire"
    assert expire(matter, last_day + timedelta(days=1)) == 0


def test_the_term_of_a_general_penalty_is_one_year_from_the_decision():
    _, shown = published()

    assert shown.term_ends_on == shown.decided_on.replace(year=shown.decided_on.year + 1)


def test_another_agency_withdraws_nothing():
    matter, shown = published()
    order = ordered(shown, matter.office)
    stranger = replace(matter.office.head, agency_id=make_cast().agency_id)

    with pytest.raises(MoveRefused, match="属于其他机关"):
        withdraw_publication(order_id=order.id, by=stranger, **TODAY_AT)


def expire(matter, day):
    at = datetime.combine(day, time(1, 0), tzinfo=BEIJING)
    return expire_publications(on=day, by=matter.office.clerk, at=at)


def hide_without_leaf(matter, shown):
    """As after a crash before the log was asked."""
    order = ordered(shown, matter.office)
    with transaction.atomic():
        withdrawing._hide(order, by=matter.office.head, **TODAY_AT)
