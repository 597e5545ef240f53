"""核对亮证: what a scanned code stands for right now, without an app and without JavaScript."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from mingjian.disclosure.models import PublicCredential
from mingjian.disclosure.places import division_name
from mingjian.disclosure.showing import Verdict, published_keys, read_token
from mingjian.law.citation import Citation
from mingjian.portal.lists.states import CredentialState, state_of
from mingjian.portal.trail import ON_SITE, trail
from mingjian.web.endpoints import public
from mingjian.web.parts import Link, SummaryRow

SHOWS = Citation("行政处罚法", "55", "1")
_STATUS = {Verdict.EXPIRED: 410, Verdict.FORGED: 400}


@dataclass(frozen=True)
class Checked:
    """核对结果: the credential as the register has it at this moment."""

    card: PublicCredential
    state: CredentialState
    rows: tuple[SummaryRow, ...]
    at: datetime


@public
def credential(request: HttpRequest, token: str) -> HttpResponse:
    """A scanned code: the officer, or a designed refusal. Never kept by a browser or a proxy."""
    at = timezone.now()
    scanned = read_token(token=token, at=at)
    cards = PublicCredential.objects.select_related("agency")
    card = cards.filter(id=scanned.credential_id).first() if scanned.credential_id else None
    context = {"crumbs": trail(ON_SITE, Link("核对执法证件")), "shows": SHOWS, "at": at}
    if scanned.verdict is Verdict.GOOD and card is not None:
        context["checked"] = Checked(card, state_of(card), rows_of_credential(card), at)
        response = render(request, "portal/credential.html", context)
    else:
        context["verdict"] = scanned.verdict.value
        context["issued_at"] = scanned.issued_at
        status = _STATUS.get(scanned.verdict, 404)
        response = render(request, "portal/credential_refused.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


@public
def credential_keys(request: HttpRequest) -> HttpResponse:
    """亮证公钥, one a line: with these a token can be checked without this site."""
    lines = "".join(f"{key.text}\n" for key in published_keys())
    if not lines:
        raise Http404("nobody has shown a credential yet")
    response = HttpResponse(lines, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


def rows_of_credential(card: PublicCredential) -> tuple[SummaryRow, ...]:
    """What a credential says of its holder."""
    return (
        SummaryRow("单位", card.agency.name),
        SummaryRow("职务", card.post),
        SummaryRow("证件编号", card.number),
        SummaryRow("执法类别", card.category),
        SummaryRow("执法区域", division_name(card.area)),
        SummaryRow("发证机关", card.issued_by),
        SummaryRow("有效期至", card.valid_until, kind="date"),
    )
