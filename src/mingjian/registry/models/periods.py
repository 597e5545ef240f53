"""Periods (有效期间) of registry rows: half-open, ``until`` is the first day after."""

from __future__ import annotations

from datetime import date

from django.db.models import CheckConstraint, F, Q


def in_force(*, on: date) -> Q:
    """Rows whose period holds that day."""
    return Q(Q(until__isnull=True) | Q(until__gt=on), since__lte=on)


def ends_after_start(name: str) -> CheckConstraint:
    """A period that ends does so after its first day."""
    return CheckConstraint(name=name, condition=Q(until__isnull=True) | Q(until__gt=F("since")))
