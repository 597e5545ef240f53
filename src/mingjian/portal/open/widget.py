"""The widget (嵌入小部件): an agency's newest decisions inside another site's page.

The only pages of the portal that may be framed. No script at all, and links leave the frame.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.clickjacking import xframe_options_exempt

from mingjian.disclosure.models import PublicAgency, PublicRecord
from mingjian.portal.caching import MINUTE, cached
from mingjian.portal.site import absolute
from mingjian.web.endpoints import public

SHOWN = 5
_ANY_FRAME = {"frame-ancestors": ["*"], "script-src": ["'none'"], "connect-src": ["'none'"]}


@public
@xframe_options_exempt
@cached(seconds=MINUTE)
def widget(request: HttpRequest, slug: str) -> HttpResponse:
    """最新公示, to be framed."""
    agency = get_object_or_404(PublicAgency, slug=slug)
    found = PublicRecord.objects.published().filter(agency_id=slug).defer("grams", "search_text")
    records = found.order_by("-published_on", "-leaf_index")[:SHOWN]
    context = {"agency": agency, "records": records, "portal_url": absolute("")}
    response = render(request, "portal/open/widget.html", context)
    response["Content-Security-Policy"] = _policy()
    response["X-Robots-Tag"] = "noindex"
    return response


def _policy() -> str:
    """The site's own policy, but for who may frame it and for scripts."""
    policy = {**settings.SECURE_CSP, **_ANY_FRAME}
    return "; ".join(f"{directive} {' '.join(sources)}" for directive, sources in policy.items())
