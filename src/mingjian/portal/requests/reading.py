"""What the public may know of a request (申请的公开状态), and what was asked about one record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mingjian.disclosure.models import PublicReply, PublicRequest
from mingjian.law.citation import Citation
from mingjian.law.publication_requests import RequestKind, RequestOutcome
from mingjian.web.parts import SummaryRow

REMEDIES = (Citation("行政复议法", "20", "1"), Citation("行政诉讼法", "46", "1"))
_UNDONE = {
    RequestOutcome.CORRECT: "决定更正，正在办理更正公示",
    RequestOutcome.WITHDRAW: "决定撤下，正在办理撤下",
    RequestOutcome.RESTORE: "决定提前停止公示，正在办理撤下",
}


@dataclass(frozen=True)
class RequestView:
    """One request as the status page shows it. ``remedies``: only where it was not granted."""

    number: str
    title: str
    public_id: str
    state: str
    tone: str
    rows: tuple[SummaryRow, ...]
    remedies: tuple[Citation, ...]


@dataclass(frozen=True)
class Asked:
    """当事人说明 beside a decision, and how many requests about it wait for an answer."""

    replies: tuple[PublicReply, ...]
    waiting: int


def read_request(request: PublicRequest, *, on: date) -> RequestView:
    """State, days and published reasons."""
    state, tone = _state(request, on)
    is_granted = request.outcome not in {"", "refuse", "decline"}
    return RequestView(
        number=request.number,
        title=RequestKind(request.kind).title,
        public_id=request.public_id,
        state=state,
        tone=tone,
        rows=tuple(_rows(request)),
        remedies=REMEDIES if request.decided_on and not is_granted else (),
    )


def asked_about(public_id: str) -> Asked:
    """Two queries."""
    replies = PublicReply.objects.filter(public_id=public_id).order_by("shown_on", "number")
    waiting = PublicRequest.objects.filter(public_id=public_id, decided_on__isnull=True)
    return Asked(tuple(replies), waiting.count())


def _state(request: PublicRequest, on: date) -> tuple[str, str]:
    if request.decided_on is not None:
        outcome = RequestOutcome(request.outcome)
        if request.done_on is None:
            return _UNDONE[outcome], "info"
        return outcome.title, "plain" if outcome in _REFUSED else "good"
    if request.due_on is not None and request.due_on < on:
        return "超过期限，尚未答复", "late"
    return ("已受理，正在核实", "info") if request.accepted_on else ("已收到，等待受理", "info")


_REFUSED = {RequestOutcome.REFUSE, RequestOutcome.DECLINE}


def _rows(request: PublicRequest) -> list[SummaryRow]:
    rows = [SummaryRow("收到日期", request.received_on, kind="date")]
    if request.accepted_on:
        rows.append(SummaryRow("受理日期", request.accepted_on, kind="date"))
    elif request.accept_due_on and not request.decided_on:
        rows.append(SummaryRow("最迟受理日期", request.accept_due_on, kind="date"))
    if request.decided_on is None:
        if request.due_on:
            rows.append(SummaryRow("最迟答复日期", request.due_on, kind="date"))
            rows.append(SummaryRow("期限依据", request.due_cite))
        return rows
    rows.append(SummaryRow("答复日期", request.decided_on, kind="date"))
    rows.append(SummaryRow("处理结果", RequestOutcome(request.outcome).title))
    rows.append(SummaryRow("理由", request.reasons))
    if request.done_on and RequestOutcome(request.outcome) not in _REFUSED:
        rows.append(SummaryRow("办结日期", request.done_on, kind="date"))
    return rows
