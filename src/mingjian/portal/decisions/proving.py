"""Proving (证明): what leads from one record to the newest signed checkpoint of the public log."""

from __future__ import annotations

from mingjian.disclosure.models import PublicRecord
from mingjian.ledger.checkpoints import newest_checkpoint
from mingjian.portal.decisions.machine import address_of


def checkpoint_size() -> int:
    """How many entries the newest checkpoint covers."""
    checkpoint = newest_checkpoint()
    return checkpoint.size if checkpoint else 0


def claim_of(record: PublicRecord) -> str:
    """二维码的内容: the address, and after # the place in the log and the commitment.

    Who keeps the paper keeps the claim: even if the page were gone, the log shows what stood there.
    """
    return f"{address_of(record)}#{record.leaf_index}:{record.commitment}"
