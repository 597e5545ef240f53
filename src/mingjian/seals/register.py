"""Asking the public register (用印登记): by the file itself, or by number and code."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from mingjian.seals.models import PublicSeal

_DOMAIN = "mingjian-seal-lookup-1"


@dataclass(frozen=True)
class Registration:
    """What the register learns of one seal; the code itself is not kept."""

    number: str
    code: str
    title: str
    agency_name: str
    level: str
    has_legal_force: bool


def register_seal(*, sealed_sha256: str, told: Registration, at: datetime) -> PublicSeal:
    """登记用印, inside the act that sealed."""
    return PublicSeal.objects.create(
        sealed_sha256=sealed_sha256,
        lookup=lookup_of(number=told.number, code=told.code),
        title=told.title,
        agency_name=told.agency_name,
        sealed_at=at,
        level=told.level,
        has_legal_force=told.has_legal_force,
    )


def lookup_of(*, number: str, code: str) -> str:
    """What the register keeps in place of number and code; spaces, dashes and case do not count."""
    plain_number = "".join(number.split()).replace("[", "〔").replace("]", "〕")
    plain_code = "".join(letter for letter in code.upper() if letter.isalnum())
    text = "\0".join((_DOMAIN, plain_number, plain_code))
    return hashlib.sha256(text.encode()).hexdigest()


def find_by_code(*, number: str, code: str) -> PublicSeal | None:
    """The seal on the document with this number and code."""
    return PublicSeal.objects.filter(lookup=lookup_of(number=number, code=code)).first()


def find_by_file(*, pdf: bytes) -> PublicSeal | None:
    """The seal on exactly this file."""
    return PublicSeal.objects.filter(sealed_sha256=hashlib.sha256(pdf).hexdigest()).first()
