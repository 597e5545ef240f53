"""Records for machines (机器可读): JSON of one record, of a list, and of its proof."""

from __future__ import annotations

import json
from typing import Any

from django.urls import reverse

from mingjian.disclosure.kinds import RecordStatus
from mingjian.disclosure.models import PublicRecord
from mingjian.ledger.leaf import PROJECTION_DOMAIN
from mingjian.ledger.log import InclusionProof
from mingjian.portal.site import absolute

ALGORITHM = "sha256"


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


def proof_json(
    record: PublicRecord,
    *,
    checkpoint: str,
    proof: InclusionProof,
    withdrawal: InclusionProof | None,
) -> dict[str, Any]:
    """Everything a stranger needs to check one record against the log, in one file."""
    stands = record.status == RecordStatus.PUBLISHED
    return {
        "format": "mingjian:proof:1",
        "public_id": record.public_id,
        "status": record.status,
        "algorithm": ALGORITHM,
        "domain": PROJECTION_DOMAIN,
        "content": record.content if stands else None,
        "salt": record.salt if stands else None,
        "commitment": record.commitment,
        "checkpoint": checkpoint,
        "publication": proof_part(proof),
        "withdrawal": proof_part(withdrawal) if withdrawal else None,
    }


def proof_part(proof: InclusionProof) -> dict[str, Any]:
    """One leaf and the way from it to the root."""
    _, _, statement = proof.leaf.partition(b"\n")
    return {
        "leaf_index": proof.index,
        "leaf": proof.leaf.decode(),
        "statement": json.loads(statement),
        "tree_size": proof.size,
        "root": proof.root.hex(),
        "path": [each.hex() for each in proof.path],
    }


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
