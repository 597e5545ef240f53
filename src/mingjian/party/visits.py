"""A visit (一次访问): a signed cookie that names the pass; the pass is asked for at every page."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from mingjian.cases.models import PartyPass
from mingjian.cases.party.passes import pass_in_force

LASTS = 30 * 60
_SALT = "mingjian.party.visit"


def begin_visit(response: HttpResponse, party_pass: PartyPass) -> None:
    """Good for half an hour, in this browser only."""
    response.set_cookie(
        _name(),
        signing.dumps(str(party_pass.id), salt=_SALT),
        max_age=LASTS,
        secure=settings.SECURE,
        httponly=True,
        samesite="Strict",
    )


def end_visit(response: HttpResponse) -> None:
    """离开."""
    response.delete_cookie(_name(), samesite="Strict")


def pass_of(request: HttpRequest) -> PartyPass | None:
    """The pass of this visit while it counts; a withdrawn one ends the visit at once."""
    try:
        found = signing.loads(request.COOKIES.get(_name(), ""), salt=_SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    return pass_in_force(UUID(found))


def _name() -> str:
    return "__Host-party" if settings.SECURE else "party"
