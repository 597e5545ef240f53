"""What the page of a decision works out for itself."""

from __future__ import annotations

from datetime import date, timedelta

from mingjian.disclosure.models import PublicRecord
from mingjian.portal.decisions.reading import read_decision
from tests.portal.make import House

DAY = date(2026, 1, 5)


def the_record(public_id: str) -> PublicRecord:
    """The record as the page loads it."""
    return PublicRecord.objects.select_related("agency").get(public_id=public_id)


def test_the_content_is_checked_against_its_commitment_each_time(house: House, db: None):
    record = the_record(house.plain)
    assert read_decision(record, log_size=50, on=DAY).is_intact

    record.content = {**record.content, "fine_yuan": "1.00"}

    assert not read_decision(record, log_size=50, on=DAY).is_intact


def test_the_term_has_ended_the_day_after_its_last_day(house: House, db: None):
    record = the_record(house.plain)
    record.term_ends_on = DAY

    assert not read_decision(record, log_size=50, on=DAY).has_ended
    assert read_decision(record, log_size=50, on=DAY + timedelta(days=1)).has_ended


def test_the_party_comes_first_and_empty_fields_not_at_all(house: House, db: None):
    record = the_record(house.person)

    labels = [row.label for row in read_decision(record, log_size=50, on=DAY).rows]

    assert labels[0] == "行政相对人名称"
    assert "统一社会信用代码" not in labels


def test_a_fine_of_nothing_is_no_fine(house: House, db: None):
    record = the_record(house.plain)
    record.content = {**record.content, "fine_yuan": "0.00"}

    labels = [row.label for row in read_decision(record, log_size=50, on=DAY).rows]

    assert "罚款金额" not in labels


def test_the_amount_stands_in_figures_and_in_capitals(house: House, db: None):
    rows = read_decision(the_record(house.plain), log_size=50, on=DAY).rows

    [fine] = [row for row in rows if row.label == "罚款金额"]
    assert (str(fine.value), fine.kind) == ("5000.00", "amount")
