"""On-the-spot penalties: exempt by rule and written down, or due where a pack publishes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from mingjian.cases.models import Case
from mingjian.disclosure.models import Duty, Exemption
from mingjian.disclosure.sources import source_of_case
from mingjian.journal.models import Entry
from mingjian.law.lawbook import load_lawbook
from mingjian.law.procedure import Move
from mingjian.ops.demo.places import PLACES
from mingjian.registry.models import LawPack
from tests.cases.story import story_at
from tests.cases.summary.spot import AT, DAY, LICENCE, a_company, fine, impose, street_cast
from tests.disclosure.make import follow_case

pytestmark = pytest.mark.django_db
MARKET = PLACES[0]


def exempted() -> Case:
    """An urban penalty, followed."""
    case = impose(street_cast())
    follow_case(case.id)
    return case


def test_a_summary_penalty_is_exempt_with_reason_and_rule():
    case = exempted()

    row = Exemption.objects.get(case=case)
    assert "轻微失信信息" in row.reason
    assert "信用修复管理办法" in row.cite
    assert row.number == case.number
    assert not Duty.objects.exists()
    assert Entry.objects.get(stream_id=row.id).kind == "publication.not_due"


def test_market_supervision_has_a_rule_of_its_own():
    cast = street_cast(MARKET)
    case = impose(
        cast,
        party_id=a_company(cast, MARKET),
        violation_id=LICENCE,
        tier="",
        content=fine(1000),
        order_was_disobeyed=True,
    )
    follow_case(case.id)

    assert "市场监督管理行政处罚信息公示规定" in Exemption.objects.get(case=case).cite


def test_following_twice_changes_nothing():
    case = exempted()

    follow_case(case.id)

    assert Exemption.objects.filter(case=case).count() == 1


def test_the_source_of_a_summary_penalty_begins_with_reconsideration():
    source = source_of_case(impose(street_cast()))

    assert source.is_summary
    assert source.fine_yuan == 50
    assert "先向" in source.remedy
    assert source.sector == ""


def test_where_a_pack_publishes_minor_information_the_duty_arises():
    book = load_lawbook("binxian")
    values = tuple(
        replace(one, value=True) if one.key == "disclosure_term.minor_published" else one
        for one in book.national.values
    )
    book = replace(book, national=replace(book.national, values=values))
    LawPack.objects.create(
        hash=book.hash,
        pack_id=book.id,
        version=f"{book.version}测试",
        name=book.name,
        content=book.export(),
        loaded_at=AT,
    )

    case = exempted()

    duty = Duty.objects.get(case=case)
    assert (duty.act, duty.number, duty.served_on) == ("publish_penalty", case.number, DAY)
    assert duty.due_on == date(2026, 5, 20)
    assert not Exemption.objects.exists()


def test_no_exemption_for_the_ordinary_procedure():
    story = story_at(Move.DECIDE)
    row = Exemption.objects.filter(case=exempted()).values().get()

    with pytest.raises(IntegrityError, match="only an on-the-spot penalty"), transaction.atomic():
        Exemption.objects.create(**{**row, "id": story.case.id, "case_id": story.case.id})


def test_an_exemption_stays_as_it_was_written():
    case = exempted()

    for change in ({"reason": "别的"}, {"cite": "别的"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Exemption.objects.filter(case=case).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        Exemption.objects.filter(case=case).delete()
