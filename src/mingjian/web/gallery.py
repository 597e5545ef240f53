"""The gallery: every part in every state, on one page, for those who build pages."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from mingjian.web.endpoints import public
from mingjian.web.gallery_samples import samples


@public
def gallery(request: HttpRequest) -> HttpResponse:
    """Shown while developing only: it belongs to no installation."""
    if not settings.DEBUG:
        raise Http404("the gallery is shown in DEBUG only")
    body_class = "portal" if request.GET.get("as") == "portal" else "desk"
    return render(request, "web/gallery/page.html", {"body_class": body_class, **samples()})
