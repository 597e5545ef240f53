"""亮证: a code that changes every twenty seconds and is good for sixty."""

from __future__ import annotations

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from mingjian.desk.acting import acting
from mingjian.disclosure.places import division_name
from mingjian.disclosure.showing import VALID_FOR, ShownCredential, show_credential
from mingjian.law.breach import MoveRefused
from mingjian.law.roles import Role
from mingjian.web.endpoints import staff
from mingjian.web.fragments import render_page
from mingjian.web.refusals import refused_response

ROTATES = 20  # seconds; three codes lie within the time that one is good


@staff(Role.CASE_OFFICER, purpose="亮证")
@require_safe
def credential(request: HttpRequest) -> HttpResponse:
    """The page that is held out to a citizen."""
    return _answer(request, "desk/credential/page.html")


@staff(Role.CASE_OFFICER, purpose="亮证")
@require_safe
def code(request: HttpRequest) -> HttpResponse:
    """The code alone, fetched again and again."""
    return _answer(request, "desk/credential/_code.html")


def _answer(request: HttpRequest, template: str) -> HttpResponse:
    at = timezone.now()
    try:
        shown = show_credential(by=acting(request), on=timezone.localdate(), at=at)
    except MoveRefused as refused:
        return refused_response(request, refused.breaches, back_url="/")
    context = {
        "card": shown.credential,
        "area": division_name(shown.credential.area),
        "address": _address(shown),
        "qr": _qr(_address(shown)),
        "expires_at": timezone.localtime(shown.expires_at),
        "seconds": int(VALID_FOR.total_seconds()),
        "rotates": ROTATES,
    }
    return render_page(request, template, context)


def _address(shown: ShownCredential) -> str:
    return f"{settings.PORTAL_URL.rstrip('/')}/c/{shown.token}/"


def _qr(text: str) -> SafeString:
    """An inline SVG: no request, no script."""
    drawn = segno.make(text, error="m", micro=False)
    svg = drawn.svg_inline(omitsize=True, border=2, svgclass=None, lineclass=None)
    return mark_safe(svg)  # noqa: S308  # made of numbers by the library, the text is not in it
