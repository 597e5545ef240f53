"""Canonical bytes and hashes: the one definition every stored hash depends on.

Version 1: ``b"mingjian:" + domain + b":1\\n" + JCS(value)`` where JCS is RFC 8785 and ``domain``
keeps hashes of different things apart. Values hold only null, booleans, strings, integers within
±2^53, lists and string-keyed objects; everything else is written as text first (``plain``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

import rfc8785

VERSION = 1
DEFAULT_ALGORITHM = "sha256"
ALGORITHMS = ("sha256", "sm3")


class NotCanonical(ValueError):
    """The value has no canonical bytes (a float, a naive time, an unknown type)."""


def plain(value: Any) -> Any:
    """The value in JSON types only: dates ISO, times UTC to the microsecond, decimals in digits."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return value
    if isinstance(value, Mapping):
        return _object(value)
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, set | frozenset):
        return sorted(plain(item) for item in value)
    return _text(value)


def _object(value: Mapping[Any, Any]) -> dict[str, Any]:
    keyed = {str(plain(key)): plain(item) for key, item in value.items()}
    if len(keyed) != len(value):
        raise NotCanonical(f"two keys become the same text: {sorted(map(str, value))}")
    return keyed


def _text(value: Any) -> str:
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise NotCanonical(f"naive time has no canonical form: {value!r}")
        # isoformat, because strftime writes the year 999 with three digits.
        return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal) and value.is_finite():
        return format(value, "f")
    if isinstance(value, UUID):
        return str(value)
    raise NotCanonical(f"no canonical form for {type(value).__name__}: {value!r}")


def canonical_bytes(domain: str, value: Any) -> bytes:
    """The exact bytes that are hashed for ``value`` in ``domain`` (e.g. "journal-entry")."""
    if not domain or not domain.isascii() or ":" in domain:
        raise NotCanonical(f"domain must be plain ASCII without a colon: {domain!r}")
    try:
        body = rfc8785.dumps(plain(value))
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as error:
        raise NotCanonical(str(error)) from error
    return b"mingjian:" + domain.encode() + b":" + str(VERSION).encode() + b"\n" + body


def digest(domain: str, value: Any, *, algorithm: str = DEFAULT_ALGORITHM) -> str:
    """Hex hash of the canonical bytes. ``sm3`` needs an OpenSSL that has it (ValueError if not)."""
    if algorithm not in ALGORITHMS:
        raise NotCanonical(f"unknown hash algorithm: {algorithm!r}")
    return hashlib.new(algorithm, canonical_bytes(domain, value)).hexdigest()
