"""Proofs (存在证明): what leads from a published record to the newest signed checkpoint."""

from __future__ import annotations

import json
from typing import Any

from mingjian.disclosure.kinds import RecordStatus
from mingjian.disclosure.models import PublicRecord
from mingjian.ledger.checkpoints import newest_checkpoint, note_of
from mingjian.ledger.leaf import PROJECTION_DOMAIN
from mingjian.ledger.log import InclusionProof, prove_inclusion

ALGORITHM = "sha256"


def proof_of(record: PublicRecord) -> dict[str, Any] | None:
    """The proof of a record, or of its stub; None for the moments before its leaves are signed."""
    checkpoint = newest_checkpoint()
    place, ended = record.leaf_index, record.withdrawn_leaf_index
    is_stub = record.withdrawn_on is not None
    if checkpoint is None or place is None or (is_stub and ended is None):
        return None
    size = checkpoint.size
    return proof_json(
        record,
        checkpoint=note_of(checkpoint),
        proof=prove_inclusion(index=place, size=size),
        withdrawal=None if ended is None else prove_inclusion(index=ended, size=size),
    )


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
