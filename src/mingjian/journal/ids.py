"""Identifiers: time-ordered for rows, unguessable for the public."""

from __future__ import annotations

import secrets
import time
from uuid import UUID

_VERSION_AND_VARIANT = (0x7 << 76) | (0x2 << 62)


def new_id() -> UUID:
    """A UUIDv7 (RFC 9562): Unix milliseconds, then random; may also be made by a client."""
    milliseconds = time.time_ns() // 1_000_000
    random_a, random_b = secrets.randbits(12), secrets.randbits(62)
    return UUID(int=(milliseconds << 80) | _VERSION_AND_VARIANT | (random_a << 64) | random_b)


def new_ids(count: int) -> list[str]:
    """Many UUIDv7 at once, as 32 hex digits: what a bulk import writes."""
    milliseconds = time.time_ns() // 1_000_000
    head, random = f"{milliseconds:012x}7", secrets.token_bytes(count * 9).hex()
    # 3 digits, the variant, 15 digits
    return [f"{head}{random[n : n + 3]}8{random[n + 3 : n + 18]}" for n in range(0, count * 18, 18)]


def new_public_id() -> str:
    """128 random bits as 22 URL characters: says nothing about order or number of records."""
    made = secrets.token_urlsafe(16)
    # Spreadsheets take a leading minus for a formula.
    return made if made[0] != "-" else new_public_id()
