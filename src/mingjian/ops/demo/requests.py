"""What people of the demo asked about publications: one waits, one was refused, one was shown."""

from __future__ import annotations

from datetime import date, datetime

from mingjian.disclosure.models import AgencyPage, PublicRecord, RequestIntake
from mingjian.disclosure.requests.handing_in import Handed, hand_in_request
from mingjian.disclosure.requests.handling import (
    Answer,
    accept_request,
    decide_request,
    propose_outcome,
)
from mingjian.disclosure.requests.taking_in import take_in_requests
from mingjian.law.publication_requests import Capacity, RequestKind, RequestOutcome
from mingjian.law.roles import Role
from mingjian.ops.demo.story import Cast

_SHOWN = "本单位已经缴清罚款，停用了相关设备，并对全体员工进行了培训，今后接受监督。"
_ASKED = (
    (RequestKind.CORRECTION, Capacity.OTHER, "公示页写明的决定日期与张贴的决定书不一致。", None),
    (
        RequestKind.OBJECTION,
        Capacity.OTHER,
        "认为该决定不应公示。",
        Answer(
            RequestOutcome.REFUSE,
            "该决定依法应当公开，公示内容与决定书一致，没有不应公开的内容。",
            "核对了决定书原件和公示稿；申请人当面提出。",
        ),
    ),
    (
        RequestKind.REPLY,
        Capacity.PARTY,
        _SHOWN,
        Answer(
            RequestOutcome.SHOW,
            "说明由当事人提出，身份已经核对，不含不应公开的内容。",
            "核对了营业执照和经办人授权书。",
            shown_text=_SHOWN,
        ),
    ),
)


def ask_about_publications(*, cast: Cast, today: date, at: datetime) -> int:
    """Three requests about the agency's newest record, once; returns how many were handed in."""
    page = AgencyPage.objects.get(agency_id=cast.agency_id)
    records = PublicRecord.objects.published().filter(agency_id=page.page_id)
    record = records.order_by("-decided_on", "public_id").first()
    if record is None or RequestIntake.objects.filter(public_id=record.public_id).exists():
        return 0
    numbers = [_hand_in(record.public_id, *each[:3]) for each in _ASKED]
    take_in_requests(at=at)
    for number, (*_, answer) in zip(numbers, _ASKED, strict=True):
        if answer is not None:
            _answer(number, answer, cast, today, at)
    return len(numbers)


def _hand_in(public_id: str, kind: RequestKind, capacity: Capacity, content: str) -> str:
    return hand_in_request(
        Handed(
            nonce=f"demo-{public_id}-{kind}",
            kind=kind.value,
            public_id=public_id,
            content=content,
            applicant="示例申请人",
            contact="示范街道1号（演示）",
            capacity=capacity.value,
            network=f"demo-{kind}",
        )
    )


def _answer(number: str, answer: Answer, cast: Cast, on: date, at: datetime) -> None:
    clerk, head = cast.actor(Role.DISCLOSURE_CLERK), cast.actor(Role.AGENCY_HEAD)
    accept_request(number=number, on=on, by=clerk, at=at)
    propose_outcome(number=number, answer=answer, on=on, by=clerk, at=at)
    decide_request(number=number, on=on, by=head, at=at)
