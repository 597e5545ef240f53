"""JSON of records: what the page says, what a stub may still say."""

from __future__ import annotations

from mingjian.disclosure.models import PublicRecord
from mingjian.portal.decisions.machine import address_of, record_json
from tests.portal.conftest import PORTAL_URL
from tests.portal.make import House

SHARED = {
    *("public_id", "url", "status", "agency_id", "agency", "division_code", "division"),
    *("decided_on", "published_on", "commitment", "leaf_index"),
}


def test_a_published_record_carries_the_approved_content_and_its_salt(house: House, db: None):
    record = PublicRecord.objects.get(public_id=house.plain)

    body = record_json(record)

    assert (body["content"], body["salt"]) == (record.content, record.salt)
    assert body["url"] == address_of(record) == f"{PORTAL_URL}/decisions/{house.plain}/"


def test_a_stub_says_by_which_rule_and_when_and_nothing_else(house: House, db: None):
    body = record_json(PublicRecord.objects.get(public_id=house.withdrawn))

    said = {key for key in body if key.startswith("withdrawn_")}
    assert set(body) - said == SHARED
    assert body["withdrawn_on"] == "2026-04-20"
    assert body["withdrawn_ground"] == "处罚决定被依法撤销"
