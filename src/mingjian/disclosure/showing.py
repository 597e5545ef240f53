"""亮证: a token that an officer's telephone shows as a QR code, good for a minute.

It says which credential, and when; it carries the platform's signature and nothing personal. Who
scans it is told by the portal what the credential is worth at that moment. The key is not the
log's: it signs nothing but tokens, and the public half stands beside the log's files.
"""

from __future__ import annotations

import base64
import binascii
import os
import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from mingjian.access.duties import refusal
from mingjian.law.citation import Citation
from mingjian.law.roles import Actor
from mingjian.ledger.files import public_folder, write_durably
from mingjian.ledger.notes import ED25519_TYPE, PublicKey, read_public_key
from mingjian.registry.models import Credential
from mingjian.registry.officers import credential_of, officer_of

VALID_FOR = timedelta(seconds=60)
KEYS_FILE = "credential-keys"
_AHEAD = timedelta(seconds=5)  # the two clocks may differ by this much
_DOMAIN, _VERSION = b"mingjian:credential:1\n", b"\x01"
_ID, _TIME, _SIGNATURE, _SEED = 16, 4, 64, 32
_SAID = len(_VERSION) + _ID + _TIME
_LONGEST = 200
_CARD = Citation("行政处罚法", "55", "1")


class Verdict(StrEnum):
    """What a scanned token is."""

    GOOD = "good"
    EXPIRED = "expired"
    FORGED = "forged"


@dataclass(frozen=True)
class ScannedToken:
    """The verdict, and for a token of ours the credential and the time it was made."""

    verdict: Verdict
    credential_id: UUID | None = None
    issued_at: datetime | None = None


@dataclass(frozen=True)
class ShownCredential:
    """What the telephone shows: the credential and the token of this moment."""

    credential: Credential
    token: str
    expires_at: datetime


def show_credential(*, by: Actor, on: date, at: datetime) -> ShownCredential:
    """亮证: a fresh token; refused for whoever may not enforce on that day."""
    officer = officer_of(person_id=by.person_id)
    card = credential_of(officer_id=officer.id, on=on) if officer else None
    is_serving = officer is not None and (officer.until is None or on < officer.until)
    if card is None or not is_serving:
        raise refusal(
            code="NO_CARD",
            message="不能亮证：您今天没有有效的行政执法证件（没有申领、已过期，或者被暂扣、吊销、注销）",
            cite=_CARD,
            remedy="没有证件不得执法。认为登记有误的，请联系系统管理员核对证件。",
        )
    return ShownCredential(card, make_token(credential_id=card.id, at=at), at + VALID_FOR)


def make_token(*, credential_id: UUID, at: datetime) -> str:
    """Sign credential and time; 114 characters that may stand in an address."""
    seconds = int(at.timestamp()).to_bytes(_TIME, "big")
    said = _VERSION + credential_id.bytes + seconds
    signature = _signing_key().sign(_DOMAIN + said)
    return base64.urlsafe_b64encode(said + signature).decode().rstrip("=")


def read_token(*, token: str, at: datetime) -> ScannedToken:
    """Judge a token by the published keys and the clock; never raises."""
    raw = _raw(token)
    if len(raw) != _SAID + _SIGNATURE or raw[:1] != _VERSION:
        return ScannedToken(Verdict.FORGED)
    said, signature = raw[:_SAID], raw[_SAID:]
    if not any(_holds(key, signature, said) for key in published_keys()):
        return ScannedToken(Verdict.FORGED)
    credential_id = UUID(bytes=said[1 : 1 + _ID])
    issued_at = datetime.fromtimestamp(int.from_bytes(said[-_TIME:], "big"), UTC)
    is_fresh = issued_at - _AHEAD <= at <= issued_at + VALID_FOR
    return ScannedToken(Verdict.GOOD if is_fresh else Verdict.EXPIRED, credential_id, issued_at)


def published_keys() -> tuple[PublicKey, ...]:
    """The keys that tokens are checked with; none before the first officer showed a credential."""
    try:
        lines = (public_folder() / KEYS_FILE).read_text(encoding="ascii").split()
    except FileNotFoundError:
        return ()
    return tuple(read_public_key(line) for line in lines)


def _signing_key() -> Ed25519PrivateKey:
    """The private key, made once; its public half is published before anything is signed."""
    path = Path(settings.LOG_KEY_FILE).with_name("credential.key")
    if not path.exists():
        _make_key(path)
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text("ascii").strip()))
    raw = key.public_key().public_bytes_raw()
    public = PublicKey(f"{settings.LOG_ORIGIN}/credentials", ED25519_TYPE, raw)
    known = published_keys()
    if public not in known:
        text = "".join(f"{each.text}\n" for each in (*known, public))
        write_durably(public_folder() / KEYS_FILE, text.encode("ascii"))
    return key


def _make_key(path: Path) -> None:
    """Two processes may begin at once: one key wins, the other is thrown away."""
    scratch = path.with_name(f"{path.name}.{os.getpid()}")
    write_durably(scratch, f"{secrets.token_bytes(_SEED).hex()}\n".encode("ascii"), mode=0o600)
    try:
        os.link(scratch, path)
    except FileExistsError:
        return
    finally:
        scratch.unlink()


def _raw(token: str) -> bytes:
    if len(token) > _LONGEST or not token.isascii():
        return b""
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return b""
    # 同一内容只有一种写法。
    return raw if base64.urlsafe_b64encode(raw).decode().rstrip("=") == token else b""


def _holds(key: PublicKey, signature: bytes, said: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key.key).verify(signature, _DOMAIN + said)
    except InvalidSignature:
        return False
    return True
