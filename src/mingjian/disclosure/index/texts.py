"""Texts for the re-check (复核文本): packed sixteen at a time, read at random."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

BLOCK = 16
_DICTIONARY = 1 << 15
_END = b"\0"  # PostgreSQL keeps no NUL in a text, so it can stand between two


def dictionary_of(texts: Sequence[bytes]) -> bytes:
    """What the texts of a chunk have in common is likely in a sample of them."""
    step = max(1, len(texts) // 60)
    return b"".join(texts[::step])[-_DICTIONARY:]


def pack_block(texts: Sequence[bytes], dictionary: bytes) -> bytes:
    """Up to BLOCK texts as one piece."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY, dictionary)
    return packer.compress(_END.join(texts)) + packer.flush()


def unpack_block(data: bytes | memoryview, dictionary: bytes) -> list[bytes]:
    """The texts of a piece."""
    return zlib.decompressobj(-15, dictionary).decompress(data).split(_END)
