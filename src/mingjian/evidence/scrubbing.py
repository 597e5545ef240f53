"""Scrub (巡检): every copy is read again within 30 days, and 1 % of chance every day."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from mingjian.evidence.models import StoredCopy
from mingjian.evidence.stores import Store
from mingjian.evidence.vaulting import check_copy

WITHIN_DAYS = 29  # one day of grace inside the thirty
SHARE = 0.01


@dataclass(frozen=True)
class Scrub:
    """One round: copies read, copies that were not sound."""

    read: int
    unsound: int


def scrub(*, at: datetime, into: Sequence[Store] | None = None) -> Scrub:
    """The day's round: the part that was read longest ago, and some of chance."""
    todays = StoredCopy.objects.filter(checked_at__lt=at - timedelta(hours=12))
    total = todays.count()
    oldest = list(todays.order_by("checked_at")[: math.ceil(total / WITHIN_DAYS)])
    chance = todays.exclude(id__in=[one.id for one in oldest]).order_by("?")
    return _read([*oldest, *chance[: math.ceil(total * SHARE)]], at, into)


def scrub_everything(*, at: datetime, into: Sequence[Store] | None = None) -> Scrub:
    """All copies, whatever was read when."""
    return _read(list(StoredCopy.objects.order_by("checked_at")), at, into)


def _read(copies: list[StoredCopy], at: datetime, into: Sequence[Store] | None) -> Scrub:
    sound = sum(check_copy(copy=one, at=at, stores=into) for one in copies)
    return Scrub(len(copies), len(copies) - sound)
