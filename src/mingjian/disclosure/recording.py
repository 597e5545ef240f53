"""Public rows (公示行): columns, salt, commitment and search text made from approved content."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from mingjian.disclosure.approvals import agency_of
from mingjian.disclosure.kinds import RecordStatus
from mingjian.disclosure.models import PublicAgency
from mingjian.disclosure.text import grams_of_text, search_text
from mingjian.journal.canonical import ALGORITHMS
from mingjian.law.roles import Actor
from mingjian.ledger.leaf import SALT_BYTES, LeafType, Statement, commit

_SEARCHED = (
    *("party_name", "credit_code", "legal_representative", "number", "cause", "agency"),
    *("division", "penalty", "confiscated", "facts"),
)
_SEARCHED_LISTS = ("kinds", "basis")
# 撤下后公示行只留存根：这些列一律清空。
ERASED: dict[str, Any] = {
    **dict.fromkeys(["number", "party_name", "credit_code", "cause", "search_text"], ""),
    **dict.fromkeys(["salt", "correction_note"], ""),
    "content": {},
    "kinds": [],
    "grams": [],
    "fine_yuan": None,
}


def new_salt() -> str:
    """加盐: 32 random bytes, hex; whoever has them can check the content, nobody else."""
    return secrets.token_bytes(SALT_BYTES).hex()


def statement_of(
    *,
    type: LeafType,
    public_id: str,
    version: int,
    content: Mapping[str, Any],
    salt: str,
    at: datetime,
    ground: str = "",
) -> Statement:
    """What the log says of this version: a commitment, no content."""
    return Statement(
        type=type,
        public_id=public_id,
        version=version,
        effective_at=at,
        commitments=commit(content=content, salt=bytes.fromhex(salt), algorithms=ALGORITHMS),
        ground=ground,
    )


def searchable(content: Mapping[str, Any]) -> str:
    """The search text of this content."""
    lists = (text for key in _SEARCHED_LISTS for text in content[key])
    return search_text([*(content[key] for key in _SEARCHED), *lists])


def release_columns(
    *,
    approvals: Mapping[str, Any],
    statement: Statement,
    content: Mapping[str, Any],
    leaf_hash: str,
    on: date,
    by: Actor,
    at: datetime,
) -> dict[str, Any]:
    """The columns of a ``Release``; ``approvals`` as ``both_approvals`` gives them."""
    preparation = approvals["preparation"]
    return {
        "stream_id": preparation.stream_id,
        "public_id": statement.public_id,
        "version": statement.version,
        "previous_version": statement.version - 1 or None,
        "agency_id": agency_of(preparation),
        "number": content["number"],
        "leaf_hash": leaf_hash,
        "released_on": on,
        "released_at": at,
        "released_by_person_id": by.person_id,
        **approvals,
    }


def record_columns(
    *,
    content: Mapping[str, Any],
    page: PublicAgency,
    term_ends_on: date | None,
    statement: Statement,
    salt: str,
) -> dict[str, Any]:
    """The columns of a public row that follow from the approved content; the log shows it later."""
    found = searchable(content)
    return {
        "status": RecordStatus.PENDING.value,
        "version": statement.version,
        "agency": page,
        "agency_name": content["agency"],
        "division_code": content["division_code"],
        "division_name": content["division"],
        "kinds": content["kinds"],
        "number": content["number"],
        "party_name": content["party_name"],
        "credit_code": content["credit_code"],
        "cause": content["cause"],
        "fine_yuan": Decimal(content["fine_yuan"]),
        "decided_on": date.fromisoformat(content["decided_on"]),
        "term_ends_on": term_ends_on,
        "content": dict(content),
        "salt": salt,
        "commitment": statement.commitments["sha256"],
        "leaf_index": None,
        "search_text": found,
        "grams": grams_of_text(found),
    }
