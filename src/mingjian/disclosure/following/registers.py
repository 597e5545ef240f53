"""Registers (公示名录): the small public tables that are not lines of the log, as one file.

Agencies, accounts of numbers, replies of parties, how many requests wait, and what the credentials
that stand in published lists are worth now: numbers and states only, the names are in the lists.
"""

from __future__ import annotations

from typing import Any

import rfc8785
from django.db.models import Count, Model

from mingjian.disclosure.kinds import RecordStatus
from mingjian.disclosure.models import (
    NumberAccount,
    PublicAgency,
    PublicCredential,
    PublicRecord,
    PublicReply,
    PublicRequest,
)
from mingjian.disclosure.standing.contents import table_of
from mingjian.disclosure.standing.reading import newest_lists
from mingjian.journal.canonical import plain

NUMBER_COLUMN, OFFICERS = "证件编号", "officers"
CARD = ("number", "status", "status_since", "category", "valid_from", "valid_until")


def registers_bytes() -> bytes:
    """All of them as they stand now, canonical."""
    return rfc8785.dumps(
        {
            "agencies": _rows(PublicAgency, "slug"),
            "accounts": _rows(NumberAccount, "book"),
            "replies": _replies(),
            "waiting": _waiting(),
            "credentials": _credentials(),
        }
    )


def columns_of(model: type[Model]) -> list[str]:
    """The columns of a public table, in their order."""
    return [field.attname for field in model._meta.concrete_fields]


def _rows(model: type[Any], key: str) -> list[dict[str, Any]]:
    found = model.objects.order_by(key).values(*columns_of(model))
    return [plain(dict(row)) for row in found]


def _replies() -> list[dict[str, Any]]:
    """Only beside what stands in public."""
    standing = PublicRecord.objects.filter(status=RecordStatus.PUBLISHED.value)
    found = PublicReply.objects.filter(public_id__in=standing.values("public_id"))
    return [plain(dict(row)) for row in found.order_by("number").values()]


def _waiting() -> dict[str, int]:
    """Numbers of requests are known to those who made them, and stay so."""
    open_ones = PublicRequest.objects.filter(decided_on__isnull=True).values("public_id")
    counted = open_ones.annotate(count=Count("number"))
    return {row["public_id"]: row["count"] for row in counted}


def _credentials() -> list[dict[str, Any]]:
    numbers: set[str] = set()
    for version in newest_lists().filter(kind=OFFICERS):
        table = table_of(version.content)
        place = table.column(NUMBER_COLUMN)
        if place is not None:
            numbers.update(row[place] for row in table.rows)
    cards = PublicCredential.objects.filter(number__in=numbers).order_by("number", "id")
    return [plain(dict(row)) for row in cards.values("id", "agency_id", *CARD)]
