"""Subject keys (数据密钥): one for each person or organisation, wrapped by the installation's key.

Every derived key comes from ``settings.SEALING_KEY`` by HKDF under a name of its own. Nothing
unwrapped is cached: once a subject key is destroyed, the next reading fails.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import transaction

from mingjian.access.models import SubjectKey
from mingjian.journal.writing import write_entry
from mingjian.law.roles import Actor

_NONCE = 12


class KeyDestroyed(Exception):
    """The subject's data key was destroyed: what it sealed can never be read again."""

    def __init__(self) -> None:
        super().__init__("该主体的个人信息已依法删除，密钥已销毁，内容不能再读取。")


def data_key(*, subject_id: UUID) -> bytes:
    """The subject's key; raises KeyDestroyed, or SubjectKey.DoesNotExist if none was made."""
    return _unwrap(SubjectKey.objects.get(subject_id=subject_id))


def data_key_made_if_missing(*, subject_id: UUID) -> bytes:
    """The subject's key for sealing; the first use makes it, inside the act that needs it."""
    wrapped = _wrap(secrets.token_bytes(32), subject_id)
    row, _ = SubjectKey.objects.get_or_create(subject_id=subject_id, defaults={"wrapped": wrapped})
    return _unwrap(row)


def destroy_subject_key(
    *, subject_id: UUID, stream_kind: str, reason: str, by: Actor, at: datetime
) -> None:
    """Make everything sealed for the subject unreadable for good (个人信息保护法 art. 47)."""
    with transaction.atomic():
        row = SubjectKey.objects.select_for_update().get(subject_id=subject_id)
        if row.destroyed_at is not None:
            raise KeyDestroyed
        row.wrapped, row.destroyed_at = b"", at
        row.save(update_fields=["wrapped", "destroyed_at"])
        write_entry(
            stream_id=subject_id,
            stream_kind=stream_kind,
            kind="subject_key_destroyed",
            by=by,
            at=at,
            payload={"reason": reason},
        )


def encrypt(*, key: bytes, text: str, bound_to: bytes) -> bytes:
    """AES-256-GCM: nonce and ciphertext, bound to its place."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, text.encode(), bound_to)


def decrypt(*, key: bytes, sealed: bytes, bound_to: bytes) -> str:
    """The text; raises ``cryptography.exceptions.InvalidTag`` anywhere but in its own place."""
    return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], bound_to).decode()


def blind_index(*, domain: str, value: str) -> str:
    """盲索引: finds equal values without showing them; ``domain`` keeps the columns apart."""
    message = f"{domain}\0{value}".encode()
    return hmac.new(derived_key("blind-index"), message, hashlib.sha256).hexdigest()


def derived_key(name: str) -> bytes:
    """A key of the installation for one named use."""
    kdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"mingjian:{name}:1".encode())
    return kdf.derive(settings.SEALING_KEY.encode())


def _wrap(key: bytes, subject_id: UUID) -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(derived_key("wrap")).encrypt(nonce, key, subject_id.bytes)


def _unwrap(row: SubjectKey) -> bytes:
    if row.destroyed_at is not None:
        raise KeyDestroyed
    wrapped = bytes(row.wrapped)
    return AESGCM(derived_key("wrap")).decrypt(
        wrapped[:_NONCE], wrapped[_NONCE:], row.subject_id.bytes
    )
