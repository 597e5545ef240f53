"""Records for machines (机器可读): JSON of one record and of a list."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from mingjian.disclosure.kinds import RecordStatus
from mingjian.disclosure.models import PublicRecord
from mingjian.portal.site import absolute


def record_json(record: PublicRecord) -> dict[str, Any]:
    """One record: the very content the page shows, with its place in the log; or its stub."""
    shared = {
        "public_id": record.public_id,
        "url": address_of(record),
        "status": record.status,
        "agency_id": record.agency_id,
        "agency": record.agency_name,
        "division_code": record.division_code,
        "division": record.division_name,
        "decided_on": record.decided_on.isoformat(),
        "published_on": record.published_on.isoformat(),
        "commitment": record.commitment,
        "leaf_index": record.leaf_index,
    }
    if record.status == RecordStatus.WITHDRAWN:
        return {**shared, **_stub(record)}
    return {**shared, **_whole(record)}


def address_of(record: PublicRecord) -> str:
    """The record's permanent address."""
    return absolute(reverse("portal:decision", args=[record.public_id]))


def _whole(record: PublicRecord) -> dict[str, Any]:
    return {
        "version": record.version,
        "corrected_on": record.corrected_on.isoformat() if record.corrected_on else None,
        "correction_note": record.correction_note,
        "term_ends_on": record.term_ends_on.isoformat() if record.term_ends_on else None,
        "salt": record.salt,
        "content": record.content,
    }


def _stub(record: PublicRecord) -> dict[str, Any]:
    return {
        "withdrawn_on": record.withdrawn_on.isoformat() if record.withdrawn_on else None,
        "withdrawn_ground": record.get_withdrawn_ground_display(),
        "withdrawn_reason": record.withdrawn_reason,
        "withdrawn_cite": record.withdrawn_cite,
        "withdrawn_leaf_index": record.withdrawn_leaf_index,
    }
