"""The log's signing keys (日志签名密钥): made at the first start, kept by the service alone.

One key a line, ``PRIVATE+KEY+<origin>+<hash>+<base64(1 ‖ seed)>``. While a key is being changed two
stand there and both sign; see docs/operating.md.
"""

from __future__ import annotations

import base64
import os
import secrets
from pathlib import Path

from django.conf import settings

from mingjian.ledger.files import write_durably
from mingjian.ledger.notes import ED25519_TYPE, BadNote, SigningKey

_MARK = "PRIVATE+KEY+"
_SEED = 32


class KeyRefused(RuntimeError):
    """The key file is missing, readable by others or names another log."""


def read_keys() -> tuple[SigningKey, ...]:
    """The keys that sign, in the order of the file."""
    return read_key_file(Path(settings.LOG_KEY_FILE))


def read_key_file(path: Path) -> tuple[SigningKey, ...]:
    """The keys of a file that only the service reads."""
    if not path.exists():
        raise KeyRefused(
            f"签名密钥文件不存在：{path.name}。请从备份恢复；密钥已丢失的，请更换密钥。"
        )
    if path.stat().st_mode & 0o077:
        raise KeyRefused(f"签名密钥文件 {path.name} 可被他人读取。请将权限改为 0600。")
    lines = path.read_text(encoding="ascii").split()
    keys = tuple(_read_key(line) for line in lines)
    if not keys or len({key.name for key in keys}) != 1:
        raise KeyRefused(f"签名密钥文件 {path.name} 应当只有同一日志的密钥。")
    return keys


def make_key_once() -> None:
    """Make the first key, named by the setting; an existing file is never touched."""
    make_key_file_once(Path(settings.LOG_KEY_FILE), origin=settings.LOG_ORIGIN)


def make_key_file_once(path: Path, *, origin: str) -> None:
    """Make the first key of a file; an existing file is never touched."""
    if path.exists():
        return
    scratch = path.with_name(f"{path.name}.{os.getpid()}")
    write_durably(scratch, key_text(origin, secrets.token_bytes(_SEED)), mode=0o600)
    try:
        os.link(scratch, path)
    except FileExistsError:
        pass
    finally:
        scratch.unlink()


def key_text(origin: str, seed: bytes) -> bytes:
    """A line of the key file."""
    key = SigningKey(origin, seed)
    encoded = base64.b64encode(ED25519_TYPE + seed).decode()
    return f"{_MARK}{origin}+{key.public.hash.hex()}+{encoded}\n".encode("ascii")


def _read_key(line: str) -> SigningKey:
    parts = line.removeprefix(_MARK).split("+", 2)
    if not line.startswith(_MARK) or len(parts) != len(("origin", "hash", "key")):
        raise KeyRefused("签名密钥文件的格式不对。请从备份恢复。")
    raw = base64.b64decode(parts[2])
    key = SigningKey(parts[0], raw[1:])
    if raw[:1] != ED25519_TYPE or len(raw) != _SEED + 1 or key.public.hash.hex() != parts[1]:
        raise BadNote(f"not a key of {parts[0]!r}")
    return key
