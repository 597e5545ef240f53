"""Keys and certificates of the test authority (测试印章签发机构): files only the service reads.

A key and its certificate stand in one file, so that two processes starting at once can never mix
the pairs: the first file wins, the second is read.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)


@dataclass(frozen=True)
class KeyPair:
    """A private key with the certificate of its public half."""

    key: EllipticCurvePrivateKey
    certificate: x509.Certificate


class UnsafeKeyFile(RuntimeError):
    """A key file that others on the machine can read."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"印章密钥文件 {path} 可以被其他用户读取，不能使用。请把权限改为 0600，并更换密钥。"
        )


def read_or_make_pair(*, path: Path, make: Callable[[], KeyPair]) -> KeyPair:
    """The pair kept in ``path``, made on first use (0600)."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_once(path=path, data=_to_pem(make()))
    if path.stat().st_mode & 0o077:
        raise UnsafeKeyFile(path)
    return _from_pem(path.read_bytes())


def write_once(*, path: Path, data: bytes) -> None:
    """Write the file whole and durable, or leave the one that is there (0600)."""
    scratch = path.with_name(f".{path.name}.{token_hex(8)}")
    handle = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.link(scratch, path)
    except FileExistsError:
        pass
    finally:
        scratch.unlink()
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make a new name in the folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _to_pem(pair: KeyPair) -> bytes:
    key = pair.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return key + pair.certificate.public_bytes(Encoding.PEM)


def _from_pem(data: bytes) -> KeyPair:
    key = load_pem_private_key(data, password=None)
    if not isinstance(key, EllipticCurvePrivateKey):
        raise ValueError(f"expected an EC key, found {type(key).__name__}")
    return KeyPair(key, x509.load_pem_x509_certificate(data))
