"""The key of the receipts (回执签名密钥): kept and read like the key of the public log."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from mingjian.ledger.keys import make_key_file_once, read_key_file
from mingjian.ledger.notes import PublicKey, SigningKey


def signing_keys() -> tuple[SigningKey, ...]:
    """The keys that sign receipts; the first is made when the first receipt is."""
    path = Path(settings.EVIDENCE_KEY_FILE)
    make_key_file_once(path, origin=settings.EVIDENCE_ORIGIN)
    return read_key_file(path)


def public_keys() -> tuple[PublicKey, ...]:
    """What others check receipts with."""
    return tuple(key.public for key in signing_keys())
