"""Scrub (巡检): every copy, masked ones too, is read again within 30 days; 1 % by chance a day."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from mingjian.evidence.models import ClipCopy, StoredCopy
from mingjian.evidence.stores import Store
from mingjian.evidence.vaulting import check_copy

WITHIN_DAYS = 29  # one day of grace inside the thirty
SHARE = 0.01
_FILES, _CLIPS = StoredCopy, ClipCopy


@dataclass(frozen=True)
class Scrub:
    """One round: copies read, copies that were not sound."""

    read: int
    unsound: int


def scrub(*, at: datetime, into: Sequence[Store] | None = None) -> Scrub:
    """The day's round: the part that was read longest ago, and some of chance."""
    todays = (
        table.objects.filter(checked_at__lt=at - timedelta(hours=12)) for table in (_FILES, _CLIPS)
    )
    return _read([copy for copies in todays for copy in _some_of(copies)], at, into)


def scrub_everything(*, at: datetime, into: Sequence[Store] | None = None) -> Scrub:
    """All copies, whatever was read when."""
    return _read([*_FILES.objects.all(), *_CLIPS.objects.all()], at, into)


def _some_of(copies: QuerySet[Any]) -> list[Any]:
    total = copies.count()
    oldest = list(copies.order_by("checked_at")[: math.ceil(total / WITHIN_DAYS)])
    chance = copies.exclude(id__in=[one.id for one in oldest]).order_by("?")
    return [*oldest, *chance[: math.ceil(total * SHARE)]]


def _read(copies: list[StoredCopy | ClipCopy], at: datetime, into: Sequence[Store] | None) -> Scrub:
    copies.sort(key=lambda one: one.checked_at)
    sound = sum(check_copy(copy=one, at=at, stores=into) for one in copies)
    return Scrub(len(copies), len(copies) - sound)
