"""Requests handed in about a record that stands, and the people who answer them."""

from __future__ import annotations

from typing import Any

from mingjian.disclosure.models import RequestIntake
from mingjian.disclosure.requests.handling import Answer, accept_request, propose_outcome
from mingjian.disclosure.requests.taking_in import take_in_requests
from mingjian.law.publication_requests import RequestKind, RequestOutcome
from tests.disclosure.make import NOW, TODAY_AT, Office

APPLICANT, CONTACT = "赵六六", "示范街9号传达室"


def arrived(public_id: str, kind: RequestKind = RequestKind.CORRECTION, **changes: Any) -> str:
    """What the portal's function wrote, at the time of the stories; returns its number."""
    serial = RequestIntake.objects.count() + 1
    columns: dict[str, Any] = {
        "number": f"GS20260420-{serial:010X}",
        "nonce": f"nonce-{serial}",
        "kind": kind.value,
        "public_id": public_id,
        "content": "罚款数额与决定书不一致。",
        "applicant": APPLICANT,
        "contact": CONTACT,
        "capacity": "party" if kind.is_for_the_party else "other",
        "network": f"network-{serial}",
        "received_at": NOW,
    }
    made = RequestIntake.objects.create(**{**columns, **changes})
    return made.number


def taken_in(public_id: str, kind: RequestKind = RequestKind.CORRECTION, **changes: Any) -> str:
    """Arrived and taken in."""
    number = arrived(public_id, kind, **changes)
    take_in_requests(at=NOW)
    return number


def an_answer(outcome: RequestOutcome = RequestOutcome.REFUSE, **changes: Any) -> Answer:
    """Checked, with reasons that may be public."""
    said = {"reasons": "经核对，公示内容与决定书一致。", "checked": "核对了决定书原件。"}
    return Answer(**{"outcome": outcome, **said, **changes})


def proposed(number: str, office: Office, answer: Answer | None = None) -> None:
    """Accepted and proposed by the clerk."""
    accept_request(number=number, by=office.clerk, **TODAY_AT)
    propose_outcome(number=number, answer=answer or an_answer(), by=office.clerk, **TODAY_AT)
