"""Hashes of a file that arrives in pieces (校验码): the running state survives the process.

``hashlib`` cannot give out the state of a hash under way. OpenSSL's own SHA-256 keeps it in a plain
structure, so the state is written beside the bytes after every block, and whoever goes on after a
kill hashes only what comes new. Where the library has no such functions, the state is empty and
the bytes that are there are read once more.
"""

from __future__ import annotations

import _hashlib
import ctypes
import hashlib
from collections.abc import Iterable

_CONTEXT = 112  # sizeof(SHA256_CTX)
_ROOM = 256  # more than any release uses


class RunningSha256:
    """SHA-256 whose state can be written down and taken up again."""

    def __init__(self, state: bytes = b"") -> None:
        self._context = ctypes.create_string_buffer(_ROOM)
        if state:
            ctypes.memmove(self._context, state, _CONTEXT)
        else:
            _LIBRARY.SHA256_Init(self._context)

    def update(self, data: bytes) -> None:
        """Hash the next bytes; other threads run meanwhile."""
        _LIBRARY.SHA256_Update(self._context, data, ctypes.c_size_t(len(data)))

    def state(self) -> bytes:
        """Everything needed to go on."""
        return self._context.raw[:_CONTEXT]

    def hexdigest(self) -> str:
        """The hash so far; the running state stays as it is."""
        result = ctypes.create_string_buffer(hashlib.sha256().digest_size)
        _LIBRARY.SHA256_Final(result, ctypes.create_string_buffer(self._context.raw, _ROOM))
        return result.raw.hex()


class PlainSha256:
    """The same without a state to write down."""

    def __init__(self, state: bytes = b"") -> None:
        self._hash = hashlib.sha256()

    def update(self, data: bytes) -> None:
        """Hash the next bytes."""
        self._hash.update(data)

    def state(self) -> bytes:
        """Nothing that could be written down."""
        return b""

    def hexdigest(self) -> str:
        """The hash so far."""
        return self._hash.hexdigest()


def _library() -> ctypes.CDLL | None:
    """The very library that hashlib uses, if it still has the functions."""
    try:
        library = ctypes.CDLL(_hashlib.__file__)
        library.SHA256_Update.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t]
        library.SHA256_Init.argtypes = [ctypes.c_void_p]
        library.SHA256_Final.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    except (AttributeError, OSError):
        return None
    return library


def _goes_on_rightly() -> bool:
    first = RunningSha256()
    first.update(b"a" * 100)
    second = RunningSha256(first.state())
    second.update(b"b" * 100)
    return second.hexdigest() == hashlib.sha256(b"a" * 100 + b"b" * 100).hexdigest()


_FOUND = _library()
_LIBRARY = _FOUND if _FOUND is not None else ctypes.CDLL(None)
CAN_GO_ON = _FOUND is not None and _goes_on_rightly()


def running_sha256(state: bytes = b"") -> RunningSha256 | PlainSha256:
    """A hash to begin, or to go on with where this machine can."""
    return RunningSha256(state) if CAN_GO_ON else PlainSha256()


def digests_of(pieces: Iterable[bytes]) -> tuple[str, str]:
    """SHA-256 and SM3 of the pieces, in one pass."""
    sha256, sm3 = hashlib.sha256(), hashlib.new("sm3")
    for piece in pieces:
        sha256.update(piece)
        sm3.update(piece)
    return sha256.hexdigest(), sm3.hexdigest()


def sha256_of(pieces: Iterable[bytes]) -> str:
    """SHA-256 of the pieces."""
    running = hashlib.sha256()
    for piece in pieces:
        running.update(piece)
    return running.hexdigest()
