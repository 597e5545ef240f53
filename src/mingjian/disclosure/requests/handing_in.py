"""Handing in (提出申请): what the portal may do besides reading, through one database function.

The function decides what is written, numbers it, and refuses floods; the portal's role can neither
read the table nor write to it in any other way.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from django.db import IntegrityError, connection, transaction

from mingjian.access.duties import refusal
from mingjian.law.breach import Breach, MoveRefused
from mingjian.law.publication_requests import Capacity, RequestKind


class TooManyRequests(Exception):
    """提出过多: from this network, about this record, or on the whole site."""


@dataclass(frozen=True)
class Handed:
    """What somebody fills in. ``nonce`` makes a form count once; ``network`` is a keyed digest."""

    nonce: str
    kind: str
    public_id: str
    content: str
    applicant: str
    contact: str
    capacity: str
    network: str
    field: str = ""
    evidence: str = ""


def hand_in_request(handed: Handed) -> str:
    """提出公示申请: returns the receipt number; the same form twice gets the same number.

    Raises TooManyRequests, and MoveRefused where the record does not stand or the kind does not
    fit the applicant.
    """
    _require_capacity(handed)
    try:
        with transaction.atomic(), connection.cursor() as sql:
            sql.execute("SELECT mingjian_hand_in_request(%s)", [json.dumps(asdict(handed))])
            return str(sql.fetchone()[0])
    except IntegrityError as error:
        raise _refused(error) from error


def _require_capacity(handed: Handed) -> None:
    kind = RequestKind(handed.kind)
    if kind.is_for_the_party and handed.capacity == Capacity.OTHER.value:
        raise refusal(
            code="REQUEST_CAPACITY",
            message=f"{kind.title}只能由当事人或者其代理人提出",
            cite=kind.cite,
            remedy="其他人发现公示内容有误的，请提出更正申请或者异议申请。",
        )


def _refused(error: IntegrityError) -> Exception:
    cause = error.__cause__
    name = getattr(getattr(cause, "diag", None), "constraint_name", "") or ""
    if name == "intake_within_limits":
        return TooManyRequests()
    if name == "intake_of_a_standing_record":
        return MoveRefused(
            [
                Breach(
                    code="REQUEST_RECORD",
                    message="这条公示信息已经撤下或者不存在，不能再提出申请",
                    cite=None,
                    remedy="请核对公示编号；对处罚决定本身不服的，依法申请行政复议或者提起诉讼。",
                )
            ]
        )
    return error
