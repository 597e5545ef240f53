"""Signed notes (签名笔记) and checkpoints as C2SP writes them: signed-note, tlog-checkpoint.

A key is named ``<name>+<hash>+<base64(type ‖ public key)>``; a signature line is
``— <name> <base64(hash ‖ signature)>``. Types: 1 Ed25519, 4 cosignature with its time, and 0xff
with a name of one's own, of which ``SM2_TYPE`` is one: the slot for a national-cipher signature in
a second line. No line of that type is made yet, and none is asked for.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519_TYPE, COSIGNATURE_TYPE = b"\x01", b"\x04"
SM2_TYPE = b"\xffmingjian-sm2"
_DASH = "— "
_HASH, _TIME, _SIGNATURE = 4, 8, 64


class BadNote(ValueError):
    """The text is no signed note, no checkpoint or no key."""


@dataclass(frozen=True)
class Tree:
    """What a checkpoint says: whose log, how many leaves, which root."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """The text that is signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


@dataclass(frozen=True)
class PublicKey:
    """公钥 of a log (type 1) or of a witness (type 4)."""

    name: str
    type: bytes
    key: bytes

    @property
    def hash(self) -> bytes:
        """Four bytes that stand for the key in a signature line."""
        return hashlib.sha256(self.name.encode() + b"\n" + self.type + self.key).digest()[:_HASH]

    @property
    def text(self) -> str:
        """The key as it is published (vkey)."""
        return f"{self.name}+{self.hash.hex()}+{base64.b64encode(self.type + self.key).decode()}"


@dataclass(frozen=True)
class SigningKey:
    """私钥 of the log."""

    name: str
    secret: bytes

    @property
    def public(self) -> PublicKey:
        """The key that others check with."""
        own = Ed25519PrivateKey.from_private_bytes(self.secret)
        return PublicKey(self.name, ED25519_TYPE, own.public_key().public_bytes_raw())

    def sign(self, text: str) -> str:
        """The signature line under ``text``."""
        own = Ed25519PrivateKey.from_private_bytes(self.secret)
        return signature_line(self.public, own.sign(text.encode()))


def signature_line(key: PublicKey, signature: bytes) -> str:
    """``— name base64``."""
    return f"{_DASH}{key.name} {base64.b64encode(key.hash + signature).decode()}\n"


def read_public_key(text: str) -> PublicKey:
    """Read a vkey; raises BadNote where its hash is not its own."""
    name, _, rest = text.strip().partition("+")
    given, _, encoded = rest.partition("+")
    raw = _decode(encoded)
    key = PublicKey(name, raw[:1], raw[1:])
    if not name or key.hash.hex() != given or len(key.key) != len(b"\0" * 32):
        raise BadNote(f"not a verifier key: {text[:60]!r}")
    return key


def read_tree(note: str) -> Tree:
    """The tree that a checkpoint speaks of, whoever signed it."""
    lines = split_note(note)[0].split("\n")
    if len(lines) < 4 or not lines[0] or not lines[1].isascii() or not lines[1].isdigit():
        raise BadNote(f"not a checkpoint: {note[:60]!r}")
    tree = Tree(lines[0], int(lines[1]), _decode(lines[2]))
    if str(tree.size) != lines[1] or len(tree.root) != hashlib.sha256().digest_size:
        raise BadNote(f"not a checkpoint: {note[:60]!r}")
    return tree


def split_note(note: str) -> tuple[str, list[str]]:
    """The signed text, and the signature lines with their line ends."""
    text, blank, signatures = note.rpartition("\n\n")
    lines = signatures.splitlines(keepends=True)
    if not blank or not lines or any(not _is_signature(line) for line in lines):
        raise BadNote(f"not a signed note: {note[:60]!r}")
    return f"{text}\n", lines


def signed_by(note: str, key: PublicKey) -> bool:
    """Whether the log's key stands under the note."""
    text, lines = split_note(note)
    return any(_holds(line, key, text.encode(), skip=0) for line in lines)


def cosigned_at(*, text: str, line: str, key: PublicKey) -> int | None:
    """When the witness cosigned (seconds since 1970); None where the line is not its own."""
    raw = _raw(line, key)
    if raw is None or len(raw) != _TIME + _SIGNATURE:
        return None
    time = int.from_bytes(raw[:_TIME], "big")
    said = f"cosignature/v1\ntime {time}\n{text}".encode()
    return time if _holds(line, key, said, skip=_TIME) else None


def join_note(text: str, lines: Sequence[str]) -> str:
    """Text, blank line, signature lines."""
    return f"{text}\n{''.join(lines)}"


def _is_signature(line: str) -> bool:
    parts = line.removesuffix("\n").split(" ")
    return line.startswith(_DASH) and line.endswith("\n") and len(parts) == len(("—", "name", "x"))


def _raw(line: str, key: PublicKey) -> bytes | None:
    if not _is_signature(line):
        return None
    _, name, encoded = line.removesuffix("\n").split(" ")
    raw = _decode(encoded)
    return raw[_HASH:] if name == key.name and raw[:_HASH] == key.hash else None


def _holds(line: str, key: PublicKey, said: bytes, *, skip: int) -> bool:
    raw = _raw(line, key)
    if raw is None:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(key.key).verify(raw[skip:], said)
    except InvalidSignature:
        return False
    return True


def _decode(text: str) -> bytes:
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadNote(f"not base64: {text[:60]!r}") from error
    if base64.b64encode(raw).decode() != text:
        raise BadNote(f"not base64: {text[:60]!r}")
    return raw
