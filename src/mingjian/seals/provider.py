"""Seal providers (印章提供方): one small door, so that a real seal system can stand behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True)
class Place:
    """用印位置: page (from 0) and the middle of the seal, in points from the lower left corner."""

    page: int
    x: float
    y: float


@dataclass(frozen=True)
class SealOrder:
    """用印: these very bytes, by this agency's seal, at this place and moment."""

    pdf: bytes
    agency_id: UUID
    agency_name: str
    place: Place
    at: datetime


@dataclass(frozen=True)
class Sealed:
    """盖章后的文件, with what the register keeps of its seal."""

    pdf: bytes
    provider: str
    certificate_serial: str
    level: str


class SealProvider(Protocol):
    """What a seal system must offer."""

    @property
    def title(self) -> str:
        """提供方名称, shown to people."""
        ...

    @property
    def has_legal_force(self) -> bool:
        """Whether its seals count outside a trial."""
        ...

    def seal(self, *, order: SealOrder) -> Sealed:
        """Put the seal on, so that every byte of the order is covered by it."""
        ...
