"""Taking in registers (收录名录): agencies, accounts, replies, waiting requests, credentials."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate, now

from mingjian.disclosure.accounting import account_content, account_id
from mingjian.disclosure.following.registers import CARD, columns_of
from mingjian.disclosure.kinds import RecordStatus
from mingjian.disclosure.models import (
    NumberAccount,
    PublicAgency,
    PublicCredential,
    PublicRecord,
    PublicReply,
    PublicRequest,
)
from mingjian.ledger.leaf import SALT_BYTES, opens_commitment
from mingjian.ledger.models import Leaf

_UNTOLD = dict.fromkeys(("name", "post", "issued_by"), "")


def take_registers(data: bytes) -> list[str]:
    """收录名录, all or nothing; ``data`` has the signed digest. Returns what was refused.

    An account that the newest statement of the log does not bear out is not kept.
    """
    said = json.loads(data)
    with transaction.atomic():
        _take_agencies(said["agencies"])
        refused = _take_accounts(said["accounts"])
        _take_replies(said["replies"])
        _take_waiting(said["waiting"])
        _take_credentials(said["credentials"])
    return refused


def _take_agencies(rows: list[dict[str, Any]]) -> None:
    names = [name for name in columns_of(PublicAgency) if name != "slug"]
    PublicAgency.objects.bulk_create(
        [PublicAgency(**_typed(row, "published_on")) for row in rows],
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=names,
    )


def _take_accounts(rows: list[dict[str, Any]]) -> list[str]:
    accounts = [
        NumberAccount(**{**_typed(row, "counted_on"), "book": UUID(row["book"])}) for row in rows
    ]
    good = [each for each in accounts if _is_borne_out(each)]
    NumberAccount.objects.all().delete()
    NumberAccount.objects.bulk_create(good)
    bad = [each for each in accounts if each not in good]
    return [f"{each.agency_name}{each.mark}{each.year}：文号公开账与日志不符" for each in bad]


def _is_borne_out(account: NumberAccount) -> bool:
    leaf = Leaf.objects.filter(public_id=account_id(account), version=account.version).first()
    if leaf is None:
        return False
    said = json.loads(bytes(leaf.data).partition(b"\n")[2])
    return opens_commitment(
        content=account_content(account), salt=bytes(SALT_BYTES), commitments=said["commitments"]
    )


def _take_replies(rows: list[dict[str, Any]]) -> None:
    """Only beside what stands in public here: hiding may have come first."""
    shown = PublicRecord.objects.exclude(status=RecordStatus.PUBLISHED.value)
    hidden = set(
        shown.filter(public_id__in=[row["public_id"] for row in rows]).values_list(
            "public_id", flat=True
        )
    )
    PublicReply.objects.all().delete()
    PublicReply.objects.bulk_create(
        PublicReply(**_typed(row, "received_on", "shown_on"))
        for row in rows
        if row["public_id"] not in hidden
    )


def _take_waiting(counts: Mapping[str, int]) -> None:
    """Rows without a receipt number: they are only counted, and asked for at the origin."""
    PublicRequest.objects.all().delete()
    ids = [public_id for public_id, count in sorted(counts.items()) for _ in range(int(count))]
    PublicRequest.objects.bulk_create(
        PublicRequest(
            number=f"node-{place}",
            public_id=public_id,
            kind="",
            received_on=localdate(now()),
            due_cite="",
            outcome="",
            reasons="",
        )
        for place, public_id in enumerate(ids)
    )


def _take_credentials(rows: list[dict[str, Any]]) -> None:
    """Numbers and states: who holds a card stands in the published list."""
    PublicCredential.objects.all().delete()
    PublicCredential.objects.bulk_create(
        PublicCredential(
            id=UUID(row["id"]),
            agency_id=row["agency_id"],
            area="",
            **_UNTOLD,
            **{name: _card(name, row[name]) for name in CARD},
        )
        for row in rows
    )


def _card(name: str, value: Any) -> Any:
    is_day = name in {"status_since", "valid_from", "valid_until"}
    return date.fromisoformat(value) if is_day and value else value


def _typed(row: Mapping[str, Any], *days: str) -> dict[str, Any]:
    return {**row, **{name: date.fromisoformat(row[name]) for name in days}}
