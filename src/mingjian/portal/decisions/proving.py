"""Proving (证明): what leads from one record to the newest signed checkpoint of the public log."""

from __future__ import annotations

from typing import Any

from mingjian.disclosure.models import PublicRecord
from mingjian.ledger.checkpoints import newest_checkpoint, note_of
from mingjian.ledger.log import prove_inclusion
from mingjian.portal.decisions.machine import address_of, proof_json


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


def checkpoint_size() -> int:
    """How many entries the newest checkpoint covers."""
    checkpoint = newest_checkpoint()
    return checkpoint.size if checkpoint else 0


def claim_of(record: PublicRecord) -> str:
    """二维码的内容: the address, and after # the place in the log and the commitment.

    Who keeps the paper keeps the claim: even if the page were gone, the log shows what stood there.
    """
    return f"{address_of(record)}#{record.leaf_index}:{record.commitment}"
