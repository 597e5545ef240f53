"""Handling a request (办理公示申请): accepted by one, proposed by one, decided by another.

The decision to take a record down is itself the order of withdrawal; a correction goes the way of
every correction, with its two approvals. Reasons are public, so they are scanned for leaks, the
applicant's own name and number among what must not appear.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from mingjian.access.duties import refusal
from mingjian.disclosure.acting import lock_matter, record, require_clerk, require_text
from mingjian.disclosure.grounds import Ground
from mingjian.disclosure.hidden import erased_values, hidden_values
from mingjian.disclosure.leaks import KnownValue, find_leaks
from mingjian.disclosure.models import PublicationRequest, PublicRecord, RequestStep
from mingjian.disclosure.models.requests import ACCEPT, DECIDE, PROPOSE
from mingjian.disclosure.preparing import refuse_leaks
from mingjian.disclosure.requests.restoring import lawbook_of_request, publicity_of
from mingjian.disclosure.withdrawing import WITHDRAWERS, Basis, order_withdrawal
from mingjian.journal.canonical import digest
from mingjian.law.breach import MoveRefused
from mingjian.law.publication_requests import RequestKind, RequestOutcome, outcomes_of
from mingjian.law.restoration import restoration_breaches
from mingjian.law.roles import Actor, Role

DECIDERS = frozenset({Role.AGENCY_HEAD, Role.DISCLOSURE_CLERK})
DOMAIN = "publication-request"
_TITLES = {"reasons": "公开的理由", "shown_text": "当事人的说明"}
_GROUNDS = {
    RequestOutcome.WITHDRAW: Ground.CONTENT_WRONG,
    RequestOutcome.RESTORE: Ground.CREDIT_RESTORED,
}


@dataclass(frozen=True)
class Answer:
    """处理意见. ``reasons`` and ``shown_text`` become public, ``checked`` never does."""

    outcome: RequestOutcome
    reasons: str
    checked: str
    shown_text: str = ""
    confirmed: Sequence[str] = ()


def accept_request(*, number: str, on: date, by: Actor, at: datetime) -> RequestStep:
    """受理."""
    with transaction.atomic():
        request = _open_request(number, by=by, act="受理公示申请", roles=WITHDRAWERS)
        if request.steps.exists():
            raise refusal(
                code="REQUEST_ACCEPTED",
                message=f"{number}已经受理或者已经提出处理意见",
                remedy="请刷新页面查看。",
            )
        return _step(request, ACCEPT, {}, on=on, by=by, at=at)


def propose_outcome(
    *, number: str, answer: Answer, on: date, by: Actor, at: datetime
) -> RequestStep:
    """提出处理意见: checked by one person; the newest proposal is the one that can be decided."""
    with transaction.atomic():
        request = _open_request(number, by=by, act="提出处理意见", roles=WITHDRAWERS)
        _check(request, answer, on)
        columns: dict[str, Any] = {
            "outcome": answer.outcome.value,
            "reasons": answer.reasons.strip(),
            "checked": answer.checked.strip(),
            "confirmed": list(answer.confirmed),
            "shown_text": answer.shown_text.strip(),
        }
        return _step(request, PROPOSE, columns, on=on, by=by, at=at)


def decide_request(*, number: str, on: date, by: Actor, at: datetime) -> RequestStep:
    """决定: another person than who proposed; what must come down is ordered in the same breath."""
    with transaction.atomic():
        request = _open_request(number, by=by, act="决定公示申请", roles=DECIDERS)
        proposal = _newest_proposal(request)
        if proposal.by_person_id == by.person_id:
            raise refusal(
                code="FOUR_EYES",
                message="不能决定：处理意见由您本人提出",
                cite=RequestKind(request.kind).cite,
                remedy="请由另一名公示信息员或者机关负责人核对后决定。",
            )
        _check(request, _answer_of(proposal), on)
        step = _step(request, DECIDE, _decides(proposal), on=on, by=by, at=at)
        outcome = RequestOutcome(proposal.outcome)
        if outcome.takes_down:
            basis = Basis(_GROUNDS[outcome], proposal.reasons, effective_on=on)
            order_withdrawal(public_id=request.public_id, basis=basis, on=on, by=by, at=at)
        return step


def newest_proposal(request: PublicationRequest) -> RequestStep | None:
    """待决定的处理意见."""
    return request.steps.filter(act=PROPOSE).order_by("-revision").first()


def _open_request(
    number: str, *, by: Actor, act: str, roles: frozenset[Role]
) -> PublicationRequest:
    requests = PublicationRequest.objects.select_related("agency", "intake")
    request = requests.get(number=number)
    require_clerk(by=by, agency_id=request.agency_id, roles=roles, act=act)
    lock_matter(request.pk)
    if request.steps.filter(act=DECIDE).exists():
        raise refusal(
            code="REQUEST_DECIDED",
            message=f"{number}已经决定，不能再办理",
            remedy="申请人不服的，可以依法申请行政复议或者提起行政诉讼。",
        )
    return request


def _newest_proposal(request: PublicationRequest) -> RequestStep:
    found = newest_proposal(request)
    if found is None:
        raise refusal(
            code="REQUEST_UNCHECKED",
            message="还没有处理意见，不能决定",
            cite=RequestKind(request.kind).cite,
            remedy="请先由一名人员核实并提出处理意见。",
        )
    return found


def _check(request: PublicationRequest, answer: Answer, on: date) -> None:
    kind = RequestKind(request.kind)
    if answer.outcome not in outcomes_of(kind):
        raise refusal(
            code="REQUEST_OUTCOME",
            message=f"{kind.title}不能以“{answer.outcome.title}”处理",
            cite=kind.cite,
            remedy=f"可以选择：{'、'.join(one.title for one in outcomes_of(kind))}。",
        )
    _require_accepted(request, answer.outcome)
    remedy = "请写明理由，该理由将在公示平台公开。"
    require_text(answer.reasons, what="向社会公开的理由", cite=kind.cite, remedy=remedy)
    remedy = "请写明核对了哪些材料、怎样核实申请人的身份；该内容不公开。"
    require_text(answer.checked, what="核实的情况", cite=kind.cite, remedy=remedy)
    if answer.outcome is RequestOutcome.SHOW:
        remedy = "请从当事人提交的说明中摘出可以公开的文字。"
        require_text(answer.shown_text, what="公开的说明", cite=kind.cite, remedy=remedy)
    _refuse_leaks(request, answer)
    if answer.outcome is RequestOutcome.RESTORE:
        _require_restorable(request, answer, on)


def _require_accepted(request: PublicationRequest, outcome: RequestOutcome) -> None:
    if outcome is RequestOutcome.DECLINE or request.steps.filter(act=ACCEPT).exists():
        return
    raise refusal(
        code="REQUEST_ACCEPT",
        message="还没有受理，不能提出处理意见",
        cite=RequestKind(request.kind).cite,
        remedy="请先受理；不符合受理条件的，选择“不予受理”并说明理由。",
    )


def _refuse_leaks(request: PublicationRequest, answer: Answer) -> None:
    """The applicant is never named; a firm that is public may be, while its record stands."""
    shown = PublicRecord.objects.filter(public_id=request.public_id)
    names = [name for name in shown.values_list("party_name", flat=True) if name]
    public_id, intake = request.public_id, request.intake
    known = [
        KnownValue("申请人姓名", intake.applicant.strip()),
        KnownValue("申请人联系方式", intake.contact.strip()),
    ]
    if answer.outcome.takes_down:
        known, names = [*known, *erased_values(public_id=public_id)], []
    else:
        known += hidden_values(public_id=public_id)
    text = {"reasons": answer.reasons, "shown_text": answer.shown_text}
    refuse_leaks(
        find_leaks(content=text, titles=_TITLES, known=known, shown=names, natural_person=True)
    )


def _require_restorable(request: PublicationRequest, answer: Answer, on: date) -> None:
    shown = PublicRecord.objects.published().filter(public_id=request.public_id).first()
    if shown is None:
        raise refusal(
            code="WITHDRAWN",
            message="该公示信息已经撤下",
            remedy="请选择“不予支持”，并说明已经撤下。",
        )
    breaches = restoration_breaches(
        publicity=publicity_of(shown, on=on),
        confirmed=answer.confirmed,
        on=on,
        lawbook=lawbook_of_request(request),
    )
    if breaches:
        raise MoveRefused(breaches)


def _answer_of(proposal: RequestStep) -> Answer:
    return Answer(
        outcome=RequestOutcome(proposal.outcome),
        reasons=proposal.reasons,
        checked=proposal.checked,
        shown_text=proposal.shown_text,
        confirmed=proposal.confirmed,
    )


def _decides(proposal: RequestStep) -> dict[str, Any]:
    return {
        "outcome": proposal.outcome,
        "reasons": proposal.reasons,
        "shown_text": proposal.shown_text,
        "proposal": proposal,
        "proposed_by_person_id": proposal.by_person_id,
    }


def _step(
    request: PublicationRequest,
    act: str,
    columns: Mapping[str, Any],
    *,
    on: date,
    by: Actor,
    at: datetime,
) -> RequestStep:
    """The row, and the entry that says so; what the applicant typed stands in neither."""
    said = {key: columns.get(key, "") for key in ("outcome", "reasons", "shown_text")}
    step = RequestStep.objects.create(
        request=request,
        revision=request.steps.count() + 1,
        act=act,
        **columns,
        digest=digest(DOMAIN, {"number": request.number, **said}),
        by_person_id=by.person_id,
        by_name=by.name,
        role=by.role.value,
        acted_on=on,
        acted_at=at,
    )
    payload = {"number": request.number, "revision": step.revision, "hash": step.digest}
    payload |= {"outcome": said["outcome"], "late": on > request.due_on}
    kind = {ACCEPT: "request_accepted", PROPOSE: "request_proposed", DECIDE: "request_decided"}[act]
    record(stream_id=request.pk, kind=kind, by=by, at=at, on=on, payload=payload)
    return step
