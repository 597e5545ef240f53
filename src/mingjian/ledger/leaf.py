"""The leaf (日志叶): the exact bytes that the public log keeps for ever.

Format 1, final: ``b"mingjian:leaf:1\\n" + JCS(object)``, at most 512 bytes. A leaf holds no
content, only *salted commitments* to it: when a record is withdrawn its salt is destroyed, and what
remains in the log says nothing about anybody.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from mingjian.journal.canonical import ALGORITHMS, DEFAULT_ALGORITHM, canonical_bytes
from mingjian.ledger.merkle import leaf_hash

DOMAIN = "leaf"
PROJECTION_DOMAIN = "projection"
LARGEST = 512
SALT_BYTES = 32


class BadLeaf(ValueError):
    """The statement cannot become a leaf (too long, unknown algorithm, missing commitment)."""


class LeafType(StrEnum):
    """公示、更正、撤回、期满；目录的一版."""

    PUBLISH = "publish"
    CORRECT = "correct"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"
    LIST = "list"

    @property
    def is_final(self) -> bool:
        """Whether nothing more may be said of the record."""
        return self in {LeafType.WITHDRAW, LeafType.EXPIRE}


@dataclass(frozen=True)
class Statement:
    """What the log says of one record at one time.

    ``commitments``: hash name → hex, empty in a final statement. ``previous``: leaf hash (hex) of
    the same record's last leaf, "" for the first. ``ground``: a coded reason, "" when published.
    """

    type: LeafType
    public_id: str
    version: int
    effective_at: datetime
    commitments: Mapping[str, str] = field(default_factory=dict)
    ground: str = ""
    previous: str = ""

    def encode(self) -> bytes:
        """The canonical bytes; raises BadLeaf where they are not allowed."""
        if bool(self.commitments) == self.type.is_final:
            raise BadLeaf(f"{self.type} leaf of {self.public_id}: commitments {self.commitments}")
        unknown = set(self.commitments) - set(ALGORITHMS)
        if unknown:
            raise BadLeaf(f"unknown hash algorithms in leaf of {self.public_id}: {unknown}")
        data = canonical_bytes(
            DOMAIN,
            {
                "type": self.type,
                "id": self.public_id,
                "version": self.version,
                "commitments": self.commitments,
                "previous": self.previous,
                "effective": self.effective_at,
                "ground": self.ground,
            },
        )
        if len(data) > LARGEST:
            raise BadLeaf(f"leaf of {self.public_id} has {len(data)} bytes, at most {LARGEST}")
        return data

    def hash(self) -> str:
        """RFC 6962 leaf hash, hex."""
        return leaf_hash(self.encode()).hex()


def projection_bytes(content: Mapping[str, Any]) -> bytes:
    """The canonical bytes of a public projection, to which a commitment is made."""
    return canonical_bytes(PROJECTION_DOMAIN, content)


def commit(
    *,
    content: Mapping[str, Any],
    salt: bytes,
    algorithms: Sequence[str] = (DEFAULT_ALGORITHM,),
) -> dict[str, str]:
    """加盐承诺: hash(salt ‖ canonical projection) for each algorithm (sha256, sm3)."""
    if len(salt) != SALT_BYTES:
        raise BadLeaf(f"salt needs {SALT_BYTES} bytes, got {len(salt)}")
    data = salt + projection_bytes(content)
    return {name: hashlib.new(name, data).hexdigest() for name in algorithms}


def opens_commitment(
    *, content: Mapping[str, Any], salt: bytes, commitments: Mapping[str, str]
) -> bool:
    """Whether this content with this salt is what the leaf committed to."""
    if not commitments:
        return False
    return commit(content=content, salt=salt, algorithms=tuple(commitments)) == dict(commitments)
