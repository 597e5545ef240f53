"""Proof of a list (清单的存在证明): the format that the verifier checks decisions with."""

from __future__ import annotations

from typing import Any

from mingjian.disclosure.models import PublicList
from mingjian.disclosure.proving import ALGORITHM, proof_part
from mingjian.disclosure.standing.releasing import NO_SALT
from mingjian.ledger.checkpoints import newest_checkpoint, note_of
from mingjian.ledger.leaf import PROJECTION_DOMAIN, commit
from mingjian.ledger.log import prove_inclusion


def list_proof(version: PublicList, *, place: int | None) -> dict[str, Any] | None:
    """Everything a stranger needs to check one version; None until its leaf is signed."""
    checkpoint = newest_checkpoint()
    if checkpoint is None or place is None or place >= checkpoint.size:
        return None
    return {
        "format": "mingjian:proof:1",
        "public_id": version.public_id,
        "status": "published",
        "algorithm": ALGORITHM,
        "domain": PROJECTION_DOMAIN,
        "content": version.content,
        "salt": NO_SALT.hex(),
        "commitment": commit(content=version.content, salt=NO_SALT)[ALGORITHM],
        "checkpoint": note_of(checkpoint),
        "publication": proof_part(prove_inclusion(index=place, size=checkpoint.size)),
        "withdrawal": None,
    }
